/** The key of the hashes in redaction marks: one for each project, so that the same secret has the same mark in every run. */

import { join } from "node:path";
import { openCacheFolder } from "./cache_folder.ts";

/** A project's key. */
export interface ProjectKey {
  readonly key: Uint8Array;
  /** False where it could not be stored: marks then agree within this run only. */
  readonly kept: boolean;
}

/** As long as the hash (SHA-256) that it keys; more would not make it stronger. */
const KEY_BYTES = 32;

/**
 * Reads the project's key from `.erk/cache/redaction.key`, and makes it on first use, readable by its owner alone.
 * Processes that make it at the same time get the same one. A damaged key is replaced.
 */
export async function readRedactionKey(projectRoot: string): Promise<ProjectKey> {
  const made = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  const folder = await openCacheFolder(projectRoot);
  if (folder === undefined) return { key: made, kept: false };
  const path = join(folder, "redaction.key");
  try {
    const key = await readKey(path) ?? await storeKey(path, made);
    return key === undefined ? { key: made, kept: false } : { key, kept: true };
  } catch {
    return { key: made, kept: false };
  }
}

/** The stored key; undefined where there is none or it is damaged. */
async function readKey(path: string): Promise<Uint8Array | undefined> {
  try {
    const key = await Deno.readFile(path);
    return key.length === KEY_BYTES ? key : undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** Puts a key in place whole, and gives what is there then: another process may have been faster. */
async function storeKey(path: string, key: Uint8Array): Promise<Uint8Array | undefined> {
  const temporary = `${path}.${crypto.randomUUID()}.tmp`;
  try {
    await Deno.writeFile(temporary, key, { createNew: true, mode: 0o600 });
    try {
      // Unlike a rename, a link never replaces the key of a faster process.
      await Deno.link(temporary, path);
    } catch {
      // There is a key now, or a damaged one, or the file system has no hard links.
      if (await readKey(path) === undefined) await Deno.rename(temporary, path);
    }
    return await readKey(path);
  } finally {
    await Deno.remove(temporary).catch(() => {});
  }
}
