/** The key of the hashes in redaction marks: one for each project, so that the same secret has the same mark in every run. */

import { join } from "node:path";
import { openCacheFolder } from "./cache_folder.ts";

/** A project's key. */
export interface ProjectKey {
  readonly key: Uint8Array;
  /** False where it could not be stored: marks then agree within this run only. */
  readonly kept: boolean;
}

/** The key is as long as the hash (SHA-256) that uses it; a longer one would not be stronger. */
const KEY_BYTES = 32;

/**
 * Reads the project's key from `.erk/cache/redaction.key`, and makes it on first use, readable by its owner alone.
 * Processes that make it at the same time get the same one. A damaged key is replaced, and so is one that others may know:
 * whoever knows it can test guesses against marks, and a repository can bring one along.
 *
 * @param isTracked whether git tracks a file. The key is left alone then, and another one serves this run: a new one in its
 * place would be committed in turn.
 * @throws {UserError} if the cache folder is a symbolic link.
 */
export async function readRedactionKey(
  projectRoot: string,
  isTracked: (path: string) => Promise<boolean> = () => Promise.resolve(false),
): Promise<ProjectKey> {
  const made = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  const folder = await openCacheFolder(projectRoot);
  if (folder === undefined) return { key: made, kept: false };
  const path = join(folder, "redaction.key");
  if (await isTracked(path)) return { key: made, kept: false };
  try {
    const status = await Deno.lstat(folder);
    const stored = isClosed(status) ? await readKey(path, status) : undefined;
    const key = stored ?? await storeKey(path, made);
    return key === undefined ? { key: made, kept: false } : { key, kept: true };
  } catch {
    return { key: made, kept: false };
  }
}

/** What is known of a file or folder of our own. */
type Status = Pick<Deno.FileInfo, "isFile" | "mode" | "uid">;

/** The stored key; undefined where there is none, it is damaged, or others may know it. */
async function readKey(path: string, own: Status): Promise<Uint8Array | undefined> {
  try {
    if (!isOurs(await Deno.lstat(path), own)) return undefined;
    const key = await Deno.readFile(path);
    return key.length === KEY_BYTES ? key : undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** A regular file, of the same owner as our own, and closed to others as far as that is. Not on Windows, which has no modes. */
function isOurs({ isFile, mode, uid }: Status, own: Status): boolean {
  if (!isFile || Deno.build.os === "windows") return isFile;
  return uid === own.uid && ((mode ?? 0) & ~(own.mode ?? 0) & 0o077) === 0;
}

function isClosed({ mode }: Status): boolean {
  return Deno.build.os === "windows" || ((mode ?? 0) & 0o077) === 0;
}

/** Puts a key in place whole, and gives what is there then: another process may have been faster. */
async function storeKey(path: string, key: Uint8Array): Promise<Uint8Array | undefined> {
  const temporary = `${path}.${crypto.randomUUID()}.tmp`;
  try {
    await Deno.writeFile(temporary, key, { createNew: true, mode: 0o600 });
    // Executables may not ask who they are; some file systems have no modes. In a container the folder may be another's.
    const own = await Deno.lstat(temporary);
    try {
      // Unlike a rename, a link never replaces the key of a faster process.
      await Deno.link(temporary, path);
    } catch {
      // There is a key now, or a damaged one, or the file system has no hard links.
      if (await readKey(path, own) === undefined) await Deno.rename(temporary, path);
    }
    return await readKey(path, own);
  } finally {
    await Deno.remove(temporary).catch(() => {});
  }
}
