/** Which of the paths that a document names no longer exist. A false alarm costs trust: doubt counts for the document. */

import { posix } from "node:path";
import type { ReadDocument } from "./read_document.ts";
import { type Reference, referencesIn } from "./references.ts";

/** What there is, and what there was. */
export interface KnownPaths {
  readonly files: ReadonlySet<string>;
  /** Every folder that holds a file, without a slash at the end. */
  readonly folders: ReadonlySet<string>;
  /** Name of a file or folder → all paths that end with it. */
  readonly byName: ReadonlyMap<string, readonly string[]>;
  /** What the pull request removed or renamed. */
  readonly removed: ReadonlySet<string>;
}

/** A path that a document names and that isn't there, from the repository's root. */
export interface MissingPath {
  readonly path: string;
  readonly line: number;
}

/** The most missing paths of one document. A document with more belongs to another repository. */
const MAX_MISSING = 50;

/** The files that are there, their folders, and what was removed. @param files from the root, with forward slashes. */
export function knownPaths(files: readonly string[], removed: readonly string[]): KnownPaths {
  const folders = new Set<string>();
  for (const file of files) {
    for (let end = file.lastIndexOf("/"); end > 0; end = file.lastIndexOf("/", end - 1)) {
      const folder = file.slice(0, end);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  const byName = new Map<string, string[]>();
  for (const path of [...files, ...folders]) {
    const name = posix.basename(path);
    const others = byName.get(name);
    if (others === undefined) byName.set(name, [path]);
    else others.push(path);
  }
  const existing = new Set(files);
  return {
    files: existing,
    folders,
    byName,
    removed: new Set(removed.filter((path) => !existing.has(path))),
  };
}

/** Paths that the document names and the work tree lacks, each once; git may still call some of them ignored. */
export function missingPaths(document: ReadDocument, known: KnownPaths): MissingPath[] {
  const missing = new Map<string, MissingPath>();
  for (const reference of referencesIn(document)) {
    const path = reference.kind === "link"
      ? missingLink(document.path, reference, known)
      : missingCode(document.path, reference, known);
    if (path !== undefined && !missing.has(path)) missing.set(path, { path, line: reference.line });
    if (missing.size === MAX_MISSING) break;
  }
  return [...missing.values()];
}

function missingLink(from: string, { target }: Reference, known: KnownPaths): string | undefined {
  const isRooted = target.startsWith("/");
  const path = resolveFrom(isRooted ? "" : posix.dirname(from), isRooted ? target.slice(1) : target);
  // Outside of the repository: GitHub's own pages are linked so (`../../issues`).
  if (path === undefined || path === "" || exists(path, known)) return undefined;
  if (known.removed.has(path)) return path;
  // Sites of documentation link pages by their address: without an ending, from a root of their own, or as HTML.
  return !isRooted && /\.\w{1,8}$/.test(path) && !/\.html?$/i.test(path) ? path : undefined;
}

function missingCode(from: string, { target }: Reference, known: KnownPaths): string | undefined {
  const resolved = ["", posix.dirname(from)].flatMap((folder) => resolveFrom(folder, target) || []);
  const [path] = resolved;
  if (path === undefined || resolved.some((each) => exists(each, known))) return undefined;
  if (!target.includes("/")) return removedByName(target, known);
  if (existsBelow(path, known)) return undefined;
  const removed = resolved.find((each) => isRemoved(each, known));
  // `./app.js` is somebody's example more often than a file from here.
  if (removed !== undefined || /^\.{1,2}\//.test(target)) return removed;
  const [first = "", ...rest] = path.split("/");
  if (rest.length === 0 || !known.folders.has(first) || MADE_BY_TOOLS.test(path)) return undefined;
  return target.endsWith("/") || /\.[a-z]\w{0,7}$/i.test(path) ? path : undefined;
}

/** Folders that come and go: git calls them ignored, but can't always be asked. */
const MADE_BY_TOOLS =
  /(?:^|\/)(?:node_modules|dist|build|out|target|coverage|tmp|temp|\.venv|venv|__pycache__|\.cache)(?:\/|$)/;

/** A bare name is a reference only where a file of that name is gone for good. */
function removedByName(name: string, known: KnownPaths): string | undefined {
  if (known.byName.has(name) || !/\.\w+$/.test(name)) return undefined;
  return [...known.removed].find((path) => posix.basename(path) === name);
}

/** The file itself, or the folder of which all files are gone. */
function isRemoved(path: string, known: KnownPaths): boolean {
  return known.removed.has(path) || [...known.removed].some((removed) => removed.startsWith(`${path}/`));
}

/** `undefined` outside of the root. */
function resolveFrom(folder: string, target: string): string | undefined {
  const path = posix.normalize(posix.join(folder, target)).replace(/\/+$/, "");
  if (path === ".." || path.startsWith("../")) return undefined;
  return path === "." ? "" : path;
}

/** Also as pages are linked without their ending, and modules by what they are compiled to. */
function exists(path: string, { files, folders }: KnownPaths): boolean {
  if (files.has(path) || folders.has(path)) return true;
  if (/\.(?:[mc]?jsx?|d\.ts)$/.test(path)) {
    const stem = path.replace(/\.(?:[mc]?jsx?|d\.ts)$/, "");
    return ["ts", "tsx", "mts", "cts"].some((extension) => files.has(`${stem}.${extension}`));
  }
  return ["md", "mdx", "rst"].some((extension) => files.has(`${path}.${extension}`));
}

/** In a part of the repository: its documents begin at its own root. */
function existsBelow(path: string, { byName }: KnownPaths): boolean {
  return (byName.get(posix.basename(path)) ?? []).some((each) => each.endsWith(`/${path}`));
}
