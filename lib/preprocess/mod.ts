/** Session logs → redacted XML parts that a model can read. */

export { FOLDER_MARK, removeDeadFolders, removeDeadParts } from "./dead_runs.ts";
export { writePartsTo } from "./part_files.ts";
export { collectParts, type MemorySink, type PartSink, type PlacedPart } from "./part_sink.ts";
export { keepForPrinting, type PrintedParts } from "./printed_parts.ts";
export {
  DEFAULT_MAX_TOKENS,
  MINIMUM_MAX_TOKENS,
  type PreprocessOptions,
  preprocessSession,
  type SessionSource,
} from "./preprocess_session.ts";
export { type PartReport, SESSION_STATUSES, type SessionReport, type SessionStatus } from "./report.ts";
export { markRun } from "./run_mark.ts";
export { SharedHistory } from "./shared_history.ts";
export { DEFAULT_DETAIL, DETAIL_LEVELS, type DetailLevel } from "./detail.ts";
export type { LedgerAccount, SessionLedger } from "./session_ledger.ts";
export { countTokens, estimateTokens } from "./tokens.ts";
