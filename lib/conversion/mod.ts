/** Sessions → parts in a folder: from the cache where they were converted before, else by conversion. */

export { filesOfSession } from "./content_key.ts";
export { createSessionConverter } from "./session_converter.ts";
export type { ConvertedSession, ConverterOptions, SessionConverter } from "./session_converter.ts";
export { groupSessions } from "./session_groups.ts";
export type { ConversionOptions, SessionJob } from "./session_job.ts";
export { openSessionCache, type SessionCache } from "./session_cache.ts";
