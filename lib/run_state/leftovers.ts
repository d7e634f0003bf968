/** Temporary files of atomic writes that a killed process left in a materials folder. */

import { join } from "node:path";

/** What `writeFileAtomically` writes to first: `.writing-<uuid>`. */
const TEMPORARY_NAME = /^\.writing-[0-9a-f-]{36}$/;

/** A file that is still being written isn't older than this. Milliseconds. */
const ABANDONED_AFTER = 60_000;

/**
 * Removes abandoned files that are too old to belong to a running process. What can't be removed stays; nothing
 * depends on it.
 *
 * @returns how many were removed.
 */
export async function removeLeftovers(folder: string, now: Date): Promise<number> {
  let removed = 0;
  try {
    for await (const { name, isFile } of Deno.readDir(folder)) {
      if (!isFile || !TEMPORARY_NAME.test(name)) continue;
      const path = join(folder, name);
      const { mtime } = await Deno.lstat(path);
      if (now.getTime() - (mtime?.getTime() ?? 0) < ABANDONED_AFTER) continue;
      await Deno.remove(path);
      removed++;
    }
  } catch {
    // The folder isn't there yet, or another process was faster.
  }
  return removed;
}
