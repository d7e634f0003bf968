/**
 * Folders below `.erk/` of a project, for logs that aren't redacted and addresses of secret gists: nobody else may enter
 * them, git ignores what is in them, and none of them is a link, whatever the repository brings along.
 */

import { basename, dirname, join } from "node:path";
import { linkStatus, refuseLinkedFolder } from "./link_on_the_way.ts";

const IGNORE_EVERYTHING = "*\n";

/**
 * Makes `.erk/<name>/<name>…`, each folder where it is missing. `.erk` itself is made by umask: the configuration in it
 * is committed.
 *
 * @returns its path.
 * @throws {UserError} if one of the folders is a symbolic link; else what the file system throws.
 */
export function makeErkFolder(projectRoot: string, ...names: readonly string[]): string {
  refuseLinks(projectRoot, ...names);
  let folder = join(projectRoot, ".erk");
  Deno.mkdirSync(folder, { recursive: true });
  for (const name of names) {
    folder = join(folder, name);
    makeIgnoredFolder(folder);
  }
  return folder;
}

/** Makes a folder for its owner alone, of which git ignores everything. @throws as `makePrivateFolder` does. */
export function makeIgnoredFolder(folder: string): void {
  makePrivateFolder(folder);
  ignoreEverythingIn(folder);
}

/**
 * Makes a folder that its owner alone may enter; one that is there is closed to others. On Windows folders are as open
 * as the one above them.
 *
 * @throws {UserError} if it is a symbolic link; else what the file system throws.
 */
export function makePrivateFolder(folder: string): void {
  refuseLinkedFolder(dirname(folder), basename(folder));
  Deno.mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (Deno.build.os === "windows" || ((Deno.lstatSync(folder).mode ?? 0) & 0o077) === 0) return;
  try {
    Deno.chmodSync(folder, 0o700);
  } catch {
    // Not our folder, or a file system without modes.
  }
}

/**
 * Looks whether a folder `.erk/<name>/<name>…`, or one on the way to it, is a link: a repository can bring one along, and
 * what is written would land at its other end, to be committed there.
 *
 * @throws {UserError} naming the link.
 */
export function refuseLinks(projectRoot: string, ...names: readonly string[]): void {
  refuseLinkedFolder(projectRoot, [".erk", ...names].join("/"));
}

/** A `.gitignore` that a repository brings along may leave something out, or be a link, which git doesn't follow. */
function ignoreEverythingIn(folder: string): void {
  const path = join(folder, ".gitignore");
  const status = linkStatus(path);
  if (status?.isFile === true && ignoresEverything(Deno.readTextFileSync(path))) return;
  const temporary = join(folder, `.writing-${crypto.randomUUID()}`);
  try {
    Deno.writeTextFileSync(temporary, IGNORE_EVERYTHING, { createNew: true });
    Deno.renameSync(temporary, path);
  } catch (error) {
    if (linkStatus(temporary) !== undefined) Deno.removeSync(temporary);
    throw error;
  }
}

/** Git strips spaces from a line's end, not tabs. A pattern with `!` takes something back, harmless for `.gitignore` alone. */
function ignoresEverything(text: string): boolean {
  const patterns = text.split(/\r?\n/).map((line) => line.replace(/ +$/, ""));
  return patterns.includes("*") &&
    patterns.every((pattern) => !pattern.startsWith("!") || pattern === "!.gitignore");
}
