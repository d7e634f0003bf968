/** Sessions converted before, in `.erk/cache/sessions/`: limited in size, the least recently used go first. */

import { join } from "node:path";
import { attempt, makeRoom, markUsed, removeAbandoned, temporaryEntry } from "../cache/bounded_folder.ts";
import { makePrivateFolder } from "../erk_folder.ts";
import { messageOf } from "../user_error.ts";
import { type PartsPlace, takeEntry, writeEntry } from "./cache_entry.ts";
import type { ContentKey } from "./content_key.ts";
import type { Conversion } from "./session_job.ts";

/** Several processes may use the same cache at the same time. No failure of the cache is a failure of the conversion. */
export interface SessionCache {
  /** Copies the parts to their place; undefined where the cache hasn't got them. A damaged entry is removed. */
  take(content: EntryKey, place: PartsPlace): Conversion | undefined;
  /** Stores what a conversion left in its place, then makes room. */
  keep(content: EntryKey, conversion: Conversion, place: PartsPlace): void;
}

type EntryKey = Pick<ContentKey, "key" | "sealingKey">;

export interface SessionCacheOptions {
  /** The most bytes of all entries together. */
  readonly maxBytes?: number;
  /** Gets a line about each thing that goes wrong. */
  readonly detail?: (line: string) => void;
}

/** A session of 30 MB leaves about 1 MB of parts: room for the sessions of many plans, and nobody misses a quarter of a GB. */
const DEFAULT_MAX_BYTES = 256 * 1024 * 1024;

/**
 * Opens the cache of converted sessions.
 *
 * @param cacheFolder an existing folder; entries go to `sessions/` in it.
 */
export function openSessionCache(cacheFolder: string, options: SessionCacheOptions = {}): SessionCache {
  const { maxBytes = DEFAULT_MAX_BYTES, detail = () => {} } = options;
  const folder = join(cacheFolder, "sessions");
  removeAbandoned(folder);
  return {
    take({ key, sealingKey }, place) {
      const path = join(folder, key);
      const reading = takeEntry(path, sealingKey, place);
      if (reading.kind === "taken") {
        markUsed(path);
        return reading.conversion;
      }
      if (reading.kind === "damaged") {
        detail(`the cache entry ${path} is damaged; the session is converted again`);
        attempt(() => Deno.removeSync(path));
      }
      return undefined;
    },
    keep({ key, sealingKey }, conversion, place) {
      const temporary = temporaryEntry(folder);
      try {
        makePrivateFolder(folder);
        writeEntry(temporary, conversion, sealingKey, place);
        if (Deno.statSync(temporary).size <= maxBytes) Deno.renameSync(temporary, join(folder, key));
        makeRoom(folder, maxBytes);
      } catch (error) {
        detail(`the session isn't kept in the cache: ${messageOf(error)}`);
      } finally {
        attempt(() => Deno.removeSync(temporary));
      }
    },
  };
}
