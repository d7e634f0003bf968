/** Where a benchmark keeps its files. */

import { statfsSync } from "node:fs";

/** Files here are in memory (Linux). */
const MEMORY_FOLDER = "/dev/shm";

/** The largest log with its parts, and others beside it. */
const LEAST_ROOM_BYTES = 4e9;

/**
 * Runs something in a folder of its own, which is removed afterwards. Where there is room it is in memory: ext4 passes by
 * each inode that was given back in the last minutes when it makes a file, so that runs that remove hundreds of parts
 * would slow each other down (docs/performance.md has figures).
 */
export async function inFolder<Result>(run: (folder: string) => Promise<Result>): Promise<Result> {
  const place = hasRoom(MEMORY_FOLDER) ? { dir: MEMORY_FOLDER } : {};
  const folder = await Deno.makeTempDir({ prefix: "erk-learn-bench-", ...place });
  try {
    return await run(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= LEAST_ROOM_BYTES;
  } catch {
    return false;
  }
}
