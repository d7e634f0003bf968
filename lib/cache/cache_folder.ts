/** The folder `.erk/cache/` of a project. */

import { join } from "node:path";
import { makeErkFolder } from "../erk_folder.ts";
import { UserError } from "../user_error.ts";

/**
 * Makes the cache folder of a project where it is missing, for its owner alone and ignored by git.
 *
 * @returns its path; undefined where nothing can be kept: the folder is neither a repository's root nor has an `.erk`
 * (a log converted in any other place shall not leave files there), or may not be written. That is no error.
 * @throws {UserError} if it, or `.erk`, is a symbolic link.
 */
export async function openCacheFolder(projectRoot: string): Promise<string | undefined> {
  try {
    if (!await isThere(join(projectRoot, ".git")) && !await isThere(join(projectRoot, ".erk"))) {
      return undefined;
    }
    return makeErkFolder(projectRoot, "cache");
  } catch (error) {
    if (error instanceof UserError) throw error;
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
