/** Session logs: bytes → lines → entries, the logs of subagents, and results that lie in files of their own. */

export { findAgentLogs, findOwnAgentLogs } from "./agent_logs.ts";
export { type AgentLog, describeAgentLog, isWarmupPrompt } from "./describe_agent_log.ts";
export { OtherAgents } from "./other_agents.ts";
export { type SkippedPlace, workflowRunOf } from "./agent_log_places.ts";
export { CHUNK_BYTES, readFileChunks } from "./chunks.ts";
export { CopiedOpening, isSameMoment } from "./copied_opening.ts";
export { decodeContent } from "./decode_content.ts";
export * from "./entry.ts";
export { arrayField, asObject, type JsonObject, numberField, objectField, stringField } from "./json.ts";
export { LastOutputs } from "./last_outputs.ts";
export { type Characters, isUnparsed, LongText } from "./long_text.ts";
export { isNeverKept, isVendorText } from "./never_kept.ts";
export { readEntries, type ReadingOptions } from "./read_entries.ts";
export {
  countNamed,
  inRanges,
  newReadingRecord,
  noteUnparsed,
  placeOf,
  type ReadingRecord,
  type UnparsedLine,
} from "./reading_record.ts";
export { groupRelatedLogs } from "./related_logs.ts";
export { findNames } from "./named_agents.ts";
export { isFolderBelow, isRealFile } from "./session_files.ts";
export { findGivenPrompts, findResumedAgents, type GivenPrompts } from "./given_prompts.ts";
export {
  isMovedResult,
  type LongMovedResult,
  readMovedResult,
  RESULTS_FOLDER,
  sessionFolders,
} from "./tool_results.ts";
export { NamedResults } from "./named_results.ts";
