/** The folder `.erk/cache/` of a project. */

import { join } from "node:path";

/**
 * Makes the cache folder of a project where it is missing, with a `.gitignore` that keeps all of it out of commits.
 *
 * @returns its path; undefined where nothing can be kept: the folder is neither a repository's root nor has an `.erk`
 * (a log converted in any other place shall not leave files there), or may not be written. That is no error.
 */
export async function openCacheFolder(projectRoot: string): Promise<string | undefined> {
  try {
    if (!await isThere(join(projectRoot, ".git")) && !await isThere(join(projectRoot, ".erk"))) {
      return undefined;
    }
    const folder = join(projectRoot, ".erk", "cache");
    await Deno.mkdir(folder, { recursive: true });
    const ignoreFile = join(folder, ".gitignore");
    if (!await isThere(ignoreFile)) await Deno.writeTextFile(ignoreFile, "*\n");
    return folder;
  } catch {
    return undefined;
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await Deno.lstat(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
