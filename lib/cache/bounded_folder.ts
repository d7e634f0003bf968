/** A folder of cache entries, one file each, that is kept below a size: the least recently used go first. */

import { join } from "node:path";

/** Entries are named by a hash; files of other names are left alone. */
const ENTRY_NAME = /^[0-9a-f]{64}$/;

/** Entries are written under such a name, then renamed: `.<uuid>.tmp`. */
const TEMPORARY_NAME = /^\.[0-9a-f-]{36}\.tmp$/;

/** An entry that is still being written is not older than this; what is was left by a process that was killed. */
const ABANDONED_AFTER_MILLISECONDS = 60 * 60 * 1000;

/** A place in the folder to write an entry to before it is renamed. */
export function temporaryEntry(folder: string): string {
  return join(folder, `.${crypto.randomUUID()}.tmp`);
}

/** Removes temporary entries that killed processes left in the folder. A missing folder is no failure. */
export function removeAbandoned(folder: string): void {
  attempt(() => {
    for (const { name } of Deno.readDirSync(folder)) {
      if (!TEMPORARY_NAME.test(name)) continue;
      attempt(() => {
        const path = join(folder, name);
        const writtenAt = Deno.lstatSync(path).mtime?.getTime() ?? 0;
        if (Date.now() - writtenAt > ABANDONED_AFTER_MILLISECONDS) Deno.removeSync(path);
      });
    }
  });
}

/** Removes the least recently used entries until the rest together have at most this many bytes. */
export function makeRoom(folder: string, maxBytes: number): void {
  const entries: { path: string; bytes: number; usedAt: number }[] = [];
  for (const { name } of Deno.readDirSync(folder)) {
    if (!ENTRY_NAME.test(name)) continue;
    attempt(() => {
      const path = join(folder, name);
      const { size, mtime } = Deno.lstatSync(path);
      entries.push({ path, bytes: size, usedAt: mtime?.getTime() ?? 0 });
    });
  }
  let total = entries.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { path, bytes } of entries.sort((a, b) => a.usedAt - b.usedAt)) {
    if (total <= maxBytes) return;
    attempt(() => Deno.removeSync(path));
    total -= bytes;
  }
}

/** Records that an entry was used now, so that it is removed last when room is made. */
export function markUsed(path: string): void {
  attempt(() => Deno.utimeSync(path, new Date(), new Date()));
}

/** A step that another process may have done already, or that may fail without harm. */
export function attempt(step: () => void): void {
  try {
    step();
  } catch {
    // Nothing depends on it.
  }
}
