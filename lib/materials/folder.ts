/** The folder where a plan's materials gather before they are packed: `.erk/scratch/learn-<issue>/`. */

import { join } from "node:path";
import { messageOf, UserError } from "../user_error.ts";
import { byName, isMaterialName, isOurName } from "./material_names.ts";
import type { Material } from "./pack.ts";

/** A file in the folder that counts as material. */
export interface MaterialFile {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
}

/** What a folder holds. */
export interface FolderContents {
  /** In name order; none is empty. */
  readonly materials: readonly MaterialFile[];
  /** Names of everything else (folders, links, empty, hidden and foreign files), in name order. */
  readonly ignored: readonly string[];
}

/** Path of a plan's materials folder. */
export function materialsFolderPath(projectRoot: string, issueNumber: number): string {
  return join(projectRoot, ".erk", "scratch", `learn-${issueNumber}`);
}

/**
 * Makes a materials folder, or empties an existing one of what an earlier run left there, so that stale
 * files never reach a gist. Only files (and links) with names that this program gives are removed:
 * a person's own files and sub-folders such as `remote-downloads/` stay, and are never packed.
 *
 * @returns the names removed, in name order.
 * @throws {UserError} if the folder can't be made or emptied, or is a symbolic link: a repository can bring one along,
 * and what lies at its other end isn't ours to remove.
 */
export async function prepareMaterialsFolder(folder: string): Promise<string[]> {
  const removed: string[] = [];
  if (await isLink(folder)) {
    throw new UserError(
      `The materials folder ${folder} is a symbolic link, and was left alone: remove it, and run the command again.`,
    );
  }
  try {
    await Deno.mkdir(folder, { recursive: true });
    for await (const entry of Deno.readDir(folder)) {
      if (entry.isDirectory || !isOurName(entry.name)) continue;
      await Deno.remove(join(folder, entry.name));
      removed.push(entry.name);
    }
  } catch (error) {
    throw new UserError(
      `Cannot prepare the materials folder ${folder} (${messageOf(error)}): check its permissions.`,
      {
        cause: error,
      },
    );
  }
  return removed.sort();
}

async function isLink(path: string): Promise<boolean> {
  try {
    return (await Deno.lstat(path)).isSymlink;
  } catch {
    return false;
  }
}

/**
 * Makes the project's scratch folder, and git ignore all of it: session logs that were downloaded into it
 * aren't redacted. A `.gitignore` that is already there stays.
 *
 * @returns the folder's path.
 * @throws {UserError} if it can't be made.
 */
export async function prepareScratchFolder(projectRoot: string): Promise<string> {
  const folder = join(projectRoot, ".erk", "scratch");
  try {
    await Deno.mkdir(folder, { recursive: true });
    await Deno.writeTextFile(join(folder, ".gitignore"), "*\n", { createNew: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.AlreadyExists)) {
      throw new UserError(
        `Cannot prepare the folder ${folder} (${messageOf(error)}): check its permissions.`,
        {
          cause: error,
        },
      );
    }
  }
  return folder;
}

/**
 * Lists what counts as materials: regular files with our names that aren't empty. Sub-folders, links,
 * hidden, temporary and foreign files don't, nor does `manifest.json`, which packing makes anew.
 *
 * @throws {UserError} if there is no such folder, or it can't be read.
 */
export async function listMaterials(folder: string): Promise<FolderContents> {
  const materials: MaterialFile[] = [];
  const ignored: string[] = [];
  try {
    for await (const entry of Deno.readDir(folder)) {
      const path = join(folder, entry.name);
      const bytes = entry.isFile && isMaterialName(entry.name) ? (await Deno.lstat(path)).size : 0;
      if (bytes > 0) materials.push({ name: entry.name, path, bytes });
      else ignored.push(entry.name);
    }
  } catch (error) {
    const missing = error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory;
    throw new UserError(
      missing
        ? `There is no materials folder ${folder}: name the folder that preprocess-session wrote to.`
        : `Cannot read the materials folder ${folder} (${messageOf(error)}): check its permissions.`,
      { cause: error },
    );
  }
  return { materials: materials.sort(byName), ignored: ignored.sort() };
}

/**
 * Reads listed materials. Bytes that aren't UTF-8 become U+FFFD; a byte order mark stays.
 *
 * @throws {UserError} naming the file that can't be read.
 */
export async function readMaterials(materials: readonly MaterialFile[]): Promise<Material[]> {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  return await Promise.all(materials.map(async ({ name, path }) => {
    try {
      return { name, text: decoder.decode(await Deno.readFile(path)) };
    } catch (error) {
      throw new UserError(
        `Cannot read the materials file ${path} (${messageOf(error)}): check its permissions.`,
        {
          cause: error,
        },
      );
    }
  }));
}
