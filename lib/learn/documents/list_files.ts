/** Which files a work tree has: git's answer, else a walk with bounds. */

import { join } from "node:path";
import { listWorkTreeFiles } from "../../git/mod.ts";
import { reasonAndRemedy, reasonOf } from "../../file_failure.ts";
import { UserError } from "../../user_error.ts";

/** Files of a work tree. */
export interface WorkTree {
  /** Real path of the root. */
  readonly root: string;
  /** From the root, with forward slashes, in name order. */
  readonly files: readonly string[];
  /** Whether git says which files are its own; else ignored files may be among them. */
  readonly isGit: boolean;
  /** What was not looked at, in sentences for people. */
  readonly warnings: readonly string[];
}

/** Without git nobody says where a tree ends: this is twenty times a large repository's source. */
const MAX_WALKED_FILES = 50_000;
/** Folders inside each other: nobody documents anything deeper, and mounted folders may hold themselves. */
const MAX_DEPTH = 24;

/** Folders of tools, which hold other people's documentation. */
const SKIPPED_FOLDERS = new Set([
  "node_modules",
  "bower_components",
  "vendor",
  "third_party",
  "target",
  "dist",
  "build",
  "coverage",
  "__pycache__",
  "venv",
  "site-packages",
]);

/** Hidden folders with documentation of their own. */
const HIDDEN_FOLDERS = new Set([".claude", ".github", ".cursor", ".agents"]);

/**
 * Lists the files below a folder: those that git tracks or would track, else all but those of hidden folders and of
 * tools. Links are never followed.
 *
 * @throws {UserError} if there is no such folder.
 */
export async function listFiles(folder: string, signal?: AbortSignal): Promise<WorkTree> {
  const root = await realFolder(folder);
  const tracked = await listWorkTreeFiles(root, signal);
  if (tracked !== undefined) return { root, files: tracked.sort(), isGit: true, warnings: [] };
  const files: string[] = [];
  const warnings: string[] = [];
  await addFilesBelow("", 0, { root, files, warnings, signal });
  if (files.length >= MAX_WALKED_FILES) {
    warnings.push(
      `${root} is no git work tree and has more than ${MAX_WALKED_FILES} files: the others are not looked at.`,
    );
  }
  return { root, files: files.sort(), isGit: false, warnings };
}

async function realFolder(folder: string): Promise<string> {
  try {
    const root = await Deno.realPath(folder);
    if ((await Deno.stat(root)).isDirectory) return root;
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory)) {
      throw new UserError(
        `Cannot read the folder ${folder}${reasonAndRemedy(error, "check its permissions")}`,
        {
          cause: error,
        },
      );
    }
  }
  throw new UserError(
    `There is no folder ${folder} to look for documentation in; name one with --documents-root.`,
  );
}

/** What a walk through a folder has found so far. */
interface Walk {
  readonly root: string;
  readonly files: string[];
  readonly warnings: string[];
  readonly signal: AbortSignal | undefined;
}

/** @param folder below the root, with `/` at its end; the root itself is empty. */
async function addFilesBelow(folder: string, depth: number, walk: Walk): Promise<void> {
  const { root, files, warnings, signal } = walk;
  signal?.throwIfAborted();
  const folders: string[] = [];
  try {
    for await (const entry of Deno.readDir(join(root, folder))) {
      if (files.length >= MAX_WALKED_FILES) return;
      if (entry.isFile) files.push(folder + entry.name);
      else if (entry.isDirectory && isLookedAt(entry.name)) folders.push(`${folder}${entry.name}/`);
    }
  } catch (error) {
    warnings.push(`The folder ${join(root, folder)} can't be read: ${reasonOf(error)}`);
  }
  if (depth >= MAX_DEPTH) return;
  for (const inner of folders.sort()) await addFilesBelow(inner, depth + 1, walk);
}

function isLookedAt(name: string): boolean {
  return name.startsWith(".") ? HIDDEN_FOLDERS.has(name) : !SKIPPED_FOLDERS.has(name);
}
