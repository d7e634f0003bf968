/** Where a learn plan may write: Markdown files below the documentation roots, and nowhere else. */

import { isAbsolute, join, posix } from "node:path";
import { isTakenByGit } from "../../git/mod.ts";
import { linkOnTheWay, linkStatus } from "../../link_on_the_way.ts";
import { isDeviceName, nameKey } from "../../materials/safe_names.ts";
import { matcherFor } from "../path_pattern.ts";
import { isOutside } from "../plan/confined_path.ts";

/** Longer paths are no documents' paths, and some file systems refuse them. */
const MAX_PATH_CHARACTERS = 250;

const MARKDOWN = /\.(?:md|mdx|markdown)$/i;

/** Which files may be written. */
export interface WritableFolders {
  /** Absolute path of the work tree. */
  readonly projectRoot: string;
  /** Folders of it that hold documentation, with forward slashes: `docs`, `packages/a/docs`. */
  readonly documentRoots: readonly string[];
  /** Patterns as in `.gitignore` of documents that are left alone. */
  readonly exclude?: readonly string[];
}

/** A place that may be written, or the reason why it may not. */
export type DocumentPlace =
  | { readonly ok: true; readonly path: string; readonly file: string }
  | { readonly ok: false; readonly reason: string };

/**
 * Judges a path of a learn plan, which a model or a stranger may have written. Looks at names alone: `blockedPlace` looks
 * at the disk.
 */
export function documentPlace(
  location: string,
  { projectRoot, documentRoots, exclude = [] }: WritableFolders,
): DocumentPlace {
  const written = location.trim().replaceAll("\\", "/").replace(/^\.\//, "");
  const refuse = (reason: string): DocumentPlace => ({ ok: false, reason });
  if (written === "") return refuse("it names no file");
  if (written.length > MAX_PATH_CHARACTERS) {
    return refuse(`its path has more than ${MAX_PATH_CHARACTERS} characters`);
  }
  if (isAbsolute(written) || /^(?:~|[a-z]:)/i.test(written) || isOutside(written)) {
    return refuse("it is outside of the repository");
  }
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}:*?"<>|]/u.test(written)) {
    return refuse("its name has characters that no document has");
  }
  const path = posix.normalize(written);
  const folders = path.split("/");
  if (folders.includes("..")) return refuse("it is outside of the repository");
  if (folders.some((name) => name.startsWith("."))) {
    return refuse("it is in a hidden folder, or is a hidden file");
  }
  if (folders.some((name) => /[. ]$/.test(name))) {
    return refuse("a name in it ends with a dot or a space, which Windows doesn't keep");
  }
  if (folders.some(isDeviceName)) {
    return refuse("its name is a device on Windows, where the repository couldn't be checked out");
  }
  if (!MARKDOWN.test(path)) return refuse("it is no Markdown file");
  const inside = documentRoots.some((root) => {
    const folder = posix.normalize(root.replaceAll("\\", "/")).replace(/\/$/, "");
    return folder === "." || path === folder || path.startsWith(`${folder}/`);
  });
  if (!inside) return refuse(`it is outside of the documentation (${documentRoots.join(", ")})`);
  if (matcherFor(exclude)(path)) return refuse("documents.exclude of .erk/learn.json names it");
  return { ok: true, path, file: join(projectRoot, ...folders) };
}

/**
 * What on the disk, or in the same plan, keeps a place from being written, as a reason; undefined where nothing does.
 *
 * @param path of a `DocumentPlace`.
 * @param others paths that the plan writes, too.
 */
export async function blockedPlace(
  path: string,
  projectRoot: string,
  others: readonly string[],
): Promise<string | undefined> {
  if (linkOnTheWay(projectRoot, path) !== undefined) return "a symbolic link is on the way to it";
  const names = path.split("/");
  let folder = projectRoot;
  for (const [index, name] of names.entries()) {
    const there = await namesIn(folder);
    if (there === undefined) break;
    const same = there.find((other) => other !== name && nameKey(other) === nameKey(name));
    if (same !== undefined) {
      return `${
        [...names.slice(0, index), same].join("/")
      } is there, which is the same name where case doesn't count`;
    }
    folder = join(folder, name);
    if (index < names.length - 1 && linkStatus(folder)?.isDirectory === false) {
      return `${names.slice(0, index + 1).join("/")} is a file, and no folder`;
    }
  }
  const at = nameKey(path);
  const nested = others.find((other) =>
    at.startsWith(`${nameKey(other)}/`) || nameKey(other).startsWith(`${at}/`)
  );
  if (nested !== undefined) {
    return `the plan writes ${nested}, too, and one of them would have to be a folder`;
  }
  const rival = others.find((other) => other !== path && nameKey(other) === at);
  if (rival !== undefined) {
    return `the plan writes ${rival}, too, which is the same name where case doesn't count`;
  }
  const file = linkStatus(join(projectRoot, path));
  if (file !== undefined && !file.isFile) return "it is no file";
  if (typeof file?.mode === "number" && (file.mode & 0o222) === 0) return "it is write-protected";
  return await notTaken(path, projectRoot);
}

/** Why a commit couldn't take the document in: where `git add` fails for one, the others' commit fails with it. */
async function notTaken(path: string, projectRoot: string): Promise<string | undefined> {
  const taken = await isTakenByGit(projectRoot, path);
  if (taken === "ignored") return "git ignores it: no commit could hold it";
  const folders = path.split("/").slice(0, -1).map((_, index, all) => all.slice(0, index + 1));
  const isOtherRepository = folders.some((names) =>
    linkStatus(join(projectRoot, ...names, ".git")) !== undefined
  );
  return taken === "submodule" || isOtherRepository
    ? "it is in another git repository (a submodule), which has commits of its own"
    : undefined;
}

/** Undefined where there is no such folder, or it can't be listed: reading or writing the file says so. */
async function namesIn(folder: string): Promise<string[] | undefined> {
  try {
    return await Array.fromAsync(Deno.readDir(folder), ({ name }) => name);
  } catch {
    return undefined;
  }
}
