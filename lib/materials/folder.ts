/** The folder where a plan's materials gather before they are packed: `.erk/scratch/learn-<issue>/`. */

import { join } from "node:path";
import { ofFiles } from "../in_lanes.ts";
import { makeErkFolder, makeIgnoredFolder, refuseLinks } from "../erk_folder.ts";
import { reasonAndRemedy } from "../file_failure.ts";
import { UserError } from "../user_error.ts";
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

/** The folder of a materials folder that holds the logs of remote sessions: as they were fetched, not redacted. */
const DOWNLOADS_FOLDER = "remote-downloads";

/** Path of a plan's materials folder. */
export function materialsFolderPath(projectRoot: string, issueNumber: number): string {
  return join(projectRoot, ".erk", "scratch", `learn-${issueNumber}`);
}

/** Path of the logs of remote sessions in a materials folder. */
export function downloadsFolderPath(materialsFolder: string): string {
  return join(materialsFolder, DOWNLOADS_FOLDER);
}

/**
 * Checks that no folder of a plan's materials is a symbolic link: neither the folder itself, nor one above it, nor
 * its downloads folder. The target of a link is not ours to write or remove.
 *
 * @throws {UserError} if one is.
 */
export function refuseLinkedMaterials(projectRoot: string, issueNumber: number): void {
  refuseLinks(projectRoot, "scratch", `learn-${issueNumber}`, DOWNLOADS_FOLDER);
}

/**
 * Makes a plan's materials folder, for its owner alone and ignored by git.
 *
 * @returns its path.
 * @throws {UserError} if it can't be made, or is a symbolic link.
 */
export function makeMaterialsFolder(projectRoot: string, issueNumber: number): string {
  refuseLinkedMaterials(projectRoot, issueNumber);
  return describingFailure(
    materialsFolderPath(projectRoot, issueNumber),
    () => makeErkFolder(projectRoot, "scratch", `learn-${issueNumber}`),
  );
}

/**
 * Makes the folder of downloads in a materials folder that was made.
 *
 * @returns its path.
 * @throws {UserError} if it can't be made, or is a symbolic link.
 */
export function makeDownloadsFolder(materialsFolder: string): string {
  const folder = downloadsFolderPath(materialsFolder);
  describingFailure(folder, () => makeIgnoredFolder(folder));
  return folder;
}

/**
 * Makes a plan's materials folder, or empties an existing one of what an earlier run left there, so that stale
 * files never reach a gist. Only files (and links) with names that this program gives are removed:
 * a person's own files and sub-folders such as `remote-downloads/` stay, and are never packed.
 *
 * @returns the names removed, in name order.
 * @throws {UserError} if the folder can't be made or emptied, or is a symbolic link.
 */
export async function prepareMaterialsFolder(projectRoot: string, issueNumber: number): Promise<string[]> {
  const removed: string[] = [];
  const folder = makeMaterialsFolder(projectRoot, issueNumber);
  try {
    for await (const entry of Deno.readDir(folder)) {
      if (entry.isDirectory || !isOurName(entry.name)) continue;
      await Deno.remove(join(folder, entry.name));
      removed.push(entry.name);
    }
  } catch (error) {
    throw new UserError(
      `Cannot prepare the materials folder ${folder}${reasonAndRemedy(error, "check its permissions")}`,
      {
        cause: error,
      },
    );
  }
  return removed.sort();
}

/**
 * Makes the project's scratch folder, for its owner alone and ignored by git: session logs that were downloaded into it
 * aren't redacted.
 *
 * @param names of folders in it that are to be written to: none of them may be a link.
 * @returns the scratch folder's path.
 * @throws {UserError} if it can't be made, or is a symbolic link.
 */
export function prepareScratchFolder(projectRoot: string, ...names: readonly string[]): string {
  refuseLinks(projectRoot, "scratch", ...names);
  return describingFailure(
    join(projectRoot, ".erk", "scratch"),
    () => makeErkFolder(projectRoot, "scratch"),
  );
}

function describingFailure<Value>(folder: string, make: () => Value): Value {
  try {
    return make();
  } catch (error) {
    if (error instanceof UserError) throw error;
    // There is no option that names another place.
    const explained = reasonAndRemedy(error, "check its permissions")
      .replace("name another place", "run the command in a clone that can be written to");
    throw new UserError(
      `Cannot prepare the folder ${folder}${explained}`,
      {
        isOfWriting: true,
        cause: error,
      },
    );
  }
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
        : `Cannot read the materials folder ${folder}${reasonAndRemedy(error, "check its permissions")}`,
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
  return await ofFiles(materials, async ({ name, path }) => {
    try {
      return { name, text: decoder.decode(await Deno.readFile(path)) };
    } catch (error) {
      throw new UserError(
        `Cannot read the materials file ${path}${reasonAndRemedy(error, "check its permissions")}`,
        {
          cause: error,
        },
      );
    }
  });
}
