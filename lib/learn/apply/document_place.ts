/** Where a learn plan may write: Markdown files below the documentation roots, and nowhere else. */

import { isAbsolute, join, posix } from "node:path";

/** Longer paths are no documents' paths, and some file systems refuse them. */
const MAX_PATH_CHARACTERS = 250;

const MARKDOWN = /\.(?:md|mdx|markdown)$/i;

/** Which files may be written. */
export interface WritableFolders {
  /** Absolute path of the work tree. */
  readonly projectRoot: string;
  /** Folders of it that hold documentation, with forward slashes: `docs`, `packages/a/docs`. */
  readonly documentRoots: readonly string[];
}

/** A place that may be written, or the reason why it may not. */
export type DocumentPlace =
  | { readonly ok: true; readonly path: string; readonly file: string }
  | { readonly ok: false; readonly reason: string };

/**
 * Judges a path of a learn plan, which a model or a stranger may have written. Looks at names alone: `passesLink` looks at
 * the disk.
 */
export function documentPlace(
  location: string,
  { projectRoot, documentRoots }: WritableFolders,
): DocumentPlace {
  const written = location.trim().replaceAll("\\", "/").replace(/^\.\//, "");
  const refuse = (reason: string): DocumentPlace => ({ ok: false, reason });
  if (written === "" || written.length > MAX_PATH_CHARACTERS) return refuse("it names no file");
  // deno-lint-ignore no-control-regex -- control characters are what must not get through
  if (/[\x00-\x1f\x7f:*?"<>|]/.test(written)) return refuse("its name has characters that no document has");
  if (isAbsolute(written) || written.startsWith("~")) return refuse("it is outside of the repository");
  const path = posix.normalize(written);
  const folders = path.split("/");
  if (folders.includes("..")) return refuse("it is outside of the repository");
  if (folders.some((name) => name.startsWith(".") || /[. ]$/.test(name))) {
    return refuse("it is in a hidden folder, or is a hidden file");
  }
  if (!MARKDOWN.test(path)) return refuse("it is no Markdown file");
  const inside = documentRoots.some((root) => {
    const folder = posix.normalize(root.replaceAll("\\", "/")).replace(/\/$/, "");
    return folder === "." || path.startsWith(`${folder}/`);
  });
  if (!inside) return refuse(`it is outside of the documentation (${documentRoots.join(", ")})`);
  return { ok: true, path, file: join(projectRoot, ...folders) };
}

/** Whether a link on the way to a file leads elsewhere: then what is written there would land outside. */
export async function passesLink(path: string, projectRoot: string): Promise<boolean> {
  let current = projectRoot;
  for (const name of path.split("/")) {
    current = join(current, name);
    try {
      if ((await Deno.lstat(current)).isSymlink) return true;
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return false;
      throw error;
    }
  }
  return false;
}
