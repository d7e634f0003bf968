/** What a project keeps between runs, in `.erk/cache/`: everything there may be deleted at any time. */

export { openCacheFolder } from "./cache_folder.ts";
export { readRedactionKey } from "./redaction_key.ts";
