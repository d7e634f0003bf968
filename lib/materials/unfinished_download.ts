/** What a download puts beside its files while it works, and what the next one finds of it if it was killed. */

import { join } from "node:path";
import { z } from "zod";
import { readRegularText } from "../regular_file.ts";

/** A folder in the output folder: files are written to it first, then moved out of it. */
const FOLDER_PREFIX = ".unpacking-";

/** Names what is placed. Locked while its download is at work; no material is called so. */
const RECORD_NAME = ".placing";

/**
 * Without a lock (a folder of older versions, a file system that has none) only one that nobody touched for so long
 * is left over. Milliseconds.
 */
const ABANDONED_AFTER = 60_000;

/** SHA-256 of what downloads have written, by name. */
export type Placed = ReadonlyMap<string, ReadonlySet<string>>;

const recordSchema = z.record(z.string(), z.array(z.string()));

/** Where a download writes to before it places its files. */
export interface UnfinishedDownload extends Disposable {
  readonly folder: string;
  /** Notes what will have been placed, or been there, by download. The next one replaces it, should this one be killed. */
  readonly record: (placed: Placed) => void;
}

/**
 * Begins a download into an existing folder. Disposing of it releases it; removing its folder is the caller's task.
 */
export async function beginDownload(output: string): Promise<UnfinishedDownload> {
  const folder = await Deno.makeTempDir({ dir: output, prefix: FOLDER_PREFIX });
  const file = await Deno.open(join(folder, RECORD_NAME), { write: true, createNew: true })
    .catch(async (error) => {
      await Deno.remove(folder);
      throw error;
    });
  tryLock(file);
  return {
    folder,
    record: (placed) => {
      const record = Object.fromEntries(Array.from(placed, ([name, sums]) => [name, [...sums]]));
      let rest = new TextEncoder().encode(JSON.stringify(record));
      while (rest.length > 0) rest = rest.subarray(file.writeSync(rest));
    },
    [Symbol.dispose]: () => file.close(),
  };
}

/** What downloads that were killed left in an output folder. */
export interface Leftovers {
  /** Folders, to be removed. */
  readonly folders: readonly string[];
  readonly placed: Placed;
}

/**
 * Finds what killed downloads left in a folder. Downloads that are still running are not among them.
 *
 * @throws as `Deno.readDir` does.
 */
export async function findLeftovers(output: string): Promise<Leftovers> {
  const folders: string[] = [];
  const placed = new Map<string, Set<string>>();
  for await (const { name, isDirectory } of Deno.readDir(output)) {
    if (!isDirectory || !name.startsWith(FOLDER_PREFIX)) continue;
    const folder = join(output, name);
    if (!await isAbandoned(folder)) continue;
    folders.push(folder);
    addPlaced(placed, await readRecord(join(folder, RECORD_NAME)));
  }
  return { folders, placed };
}

/** Adds newly placed files to the record of placed files. */
export function addPlaced(placed: Map<string, Set<string>>, further: Placed): void {
  for (const [name, sums] of further) placed.set(name, (placed.get(name) ?? new Set()).union(sums));
}

async function isAbandoned(folder: string): Promise<boolean> {
  const path = join(folder, RECORD_NAME);
  try {
    if ((await Deno.lstat(path)).isFile) {
      using file = await Deno.open(path, { read: true, write: true });
      const locked = tryLock(file);
      if (locked !== undefined) return locked;
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) return false;
  }
  const { mtime } = await Deno.lstat(folder).catch(() => ({ mtime: new Date() }));
  return Date.now() - (mtime?.getTime() ?? 0) >= ABANDONED_AFTER;
}

/** Whether it could be locked; undefined where the file system knows no locks. */
function tryLock(file: Deno.FsFile): boolean | undefined {
  try {
    return file.tryLockSync(true);
  } catch {
    return undefined;
  }
}

/**
 * Reads the record of placed files; empty if the download was killed before it placed anything, or while it wrote
 * the record.
 */
async function readRecord(path: string): Promise<Placed> {
  try {
    const record = recordSchema.parse(JSON.parse(await readRegularText(path)));
    return new Map(Object.entries(record).map(([name, sums]) => [name, new Set(sums)]));
  } catch {
    return new Map();
  }
}
