/** Session logs: bytes → lines → entries, the logs of subagents, and results that lie in files of their own. */

export { type AgentLog, findAgentLogs, isWarmupPrompt } from "./agent_logs.ts";
export { CHUNK_BYTES, readFileChunks } from "./chunks.ts";
export * from "./entry.ts";
export { arrayField, asObject, type JsonObject, numberField, objectField, stringField } from "./json.ts";
export { type LogLine, MAX_LINE_BYTES, readLines } from "./lines.ts";
export { isVendorText } from "./never_kept.ts";
export {
  newReadingRecord,
  noteUnparsed,
  readEntries,
  type ReadingOptions,
  type ReadingRecord,
  type UnparsedLine,
} from "./read_entries.ts";
export { groupRelatedLogs, type LogOfSession } from "./related_logs.ts";
export { isMovedResult, readMovedResult, sessionFolders } from "./tool_results.ts";
