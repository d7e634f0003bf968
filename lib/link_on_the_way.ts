/** Symbolic links that a repository brings along: what is written through one lands at its other end. */

import { join } from "node:path";
import { UserError } from "./user_error.ts";

/**
 * The first link among the folders and the file of a path.
 *
 * @param path from the root, with forward slashes; the root itself isn't looked at.
 * @returns its absolute path; undefined where there is none, or it can't be told: then nothing can be made there either.
 */
export function linkOnTheWay(root: string, path: string): string | undefined {
  let current = root;
  for (const name of path.split("/")) {
    current = join(current, name);
    const status = linkStatus(current);
    if (status === undefined) return undefined;
    if (status.isSymlink) return current;
  }
  return undefined;
}

/**
 * Looks whether a folder, or one on the way to it, is a link.
 *
 * @param path from the root, with forward slashes; the root itself may be a link.
 * @throws {UserError} naming the link.
 */
export function refuseLinkedFolder(root: string, path: string): void {
  const link = linkOnTheWay(root, path);
  if (link !== undefined) throw linked(`The folder ${link}`);
}

/**
 * Looks whether a file that is about to be written, or a folder on the way to it, is a link.
 *
 * @throws {UserError} naming the link.
 */
export function refuseLinkedFile(root: string, path: string): void {
  const link = linkOnTheWay(root, path);
  if (link !== undefined) throw linked(link === join(root, path) ? `The file ${link}` : `The folder ${link}`);
}

function linked(place: string): UserError {
  return new UserError(
    `${place} is a symbolic link, and was left alone: remove it, and run the command again.`,
  );
}

/** The status of a path, without following links; `undefined` if there is nothing, or if it can't be read. */
export function linkStatus(path: string): Deno.FileInfo | undefined {
  try {
    return Deno.lstatSync(path);
  } catch {
    return undefined;
  }
}
