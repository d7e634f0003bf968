/** Session logs → redacted XML parts that a model can read. */

export { FOLDER_MARK, removeDeadFolders, removeDeadParts } from "./parts/dead_runs.ts";
export { writePartsTo } from "./parts/part_files.ts";
export { collectParts, type PartSink } from "./parts/part_sink.ts";
export { keepForPrinting, type PrintedParts } from "./parts/printed_parts.ts";
export {
  DEFAULT_MAX_TOKENS,
  MINIMUM_MAX_TOKENS,
  type PreprocessOptions,
  preprocessSession,
  type SessionSource,
} from "./preprocess_session.ts";
export { SESSION_STATUSES, type SessionReport } from "./report.ts";
export { markRun } from "./parts/run_mark.ts";
export { SharedHistory } from "./repeats/shared_history.ts";
export { DEFAULT_DETAIL, DETAIL_LEVELS, type DetailLevel } from "./pruning/detail.ts";
export type { LedgerAccount, SessionLedger } from "./events/session_ledger.ts";
export { countTokens, estimateTokens } from "./tokens/tokens.ts";
