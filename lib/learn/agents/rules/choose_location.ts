/** Where something belongs: a document that exists, or a new one. */

import type { Citation } from "../../citation.ts";
import { shareAPlace } from "../../plan/citation_lists.ts";
import type { DocsCheck } from "../answers/docs_check.ts";
import type { GapInput } from "../inputs.ts";

/** What documentation by rules is sorted into: names of documents. */
export type Shelf =
  | "troubleshooting"
  | "conventions"
  | "configuration"
  | "external-references"
  | "finding-your-way"
  | "decisions";

/** A document, and whether it is there already. */
export interface DocumentPlace {
  readonly path: string;
  readonly exists: boolean;
}

/** The folder that the older program reads, and writes where there is none. */
const DEFAULT_FOLDER = "docs/learned";

/** The document that deals with the same thing, else the shelf's own. */
export function chooseLocation(
  shelf: Shelf,
  citations: readonly Citation[],
  { docsCheck, documents }: Pick<GapInput, "docsCheck" | "documents">,
): DocumentPlace {
  const overlap = overlapOf(citations, docsCheck);
  if (overlap !== undefined) return { path: overlap, exists: true };
  const { paths = [], roots = [] } = documents ?? {};
  const folder = folderOf(paths, roots);
  const path = folder === undefined
    ? fileOf(roots, paths)
    : folder === ""
    ? `${shelf}.md`
    : `${folder}/${shelf}.md`;
  const same = paths.find((candidate) => candidate.toLowerCase() === path.toLowerCase());
  return { path: same ?? path, exists: same !== undefined };
}

function overlapOf(citations: readonly Citation[], docsCheck: DocsCheck | undefined): string | undefined {
  const others = citations.filter(({ kind }) => kind !== "document");
  return docsCheck?.overlaps.find((overlap) => shareAPlace(overlap.citations, others))?.path;
}

/**
 * The folder for new documents: of those that are documentation the one nearest to the root, none of a program's own (`.claude`).
 * `undefined` where files alone are documentation.
 */
function folderOf(paths: readonly string[], roots: readonly string[]): string | undefined {
  if (paths.some((path) => path.startsWith(`${DEFAULT_FOLDER}/`))) return DEFAULT_FOLDER;
  const folders = roots.filter((root) => !isFile(root)).map((root) => root.replace(/^\.?\/+|^\.$|\/+$/g, ""));
  if (folders.length === 0 && roots.length > 0) return undefined;
  const visible = folders.filter((folder) => !folder.split("/").some((name) => name.startsWith(".")));
  const [nearest = DEFAULT_FOLDER] = visible.toSorted((one, other) => depthOf(one) - depthOf(other));
  return nearest;
}

function depthOf(folder: string): number {
  return folder.split("/").length;
}

/** A name with an ending; folders are written with a slash at the end. */
function isFile(root: string): boolean {
  return /[^/.]\.\w+$/.test(root);
}

/** The first of the files that are documentation, and there. */
function fileOf(roots: readonly string[], paths: readonly string[]): string {
  const files = roots.filter(isFile);
  return files.find((file) => paths.includes(file)) ?? files[0] ?? "";
}
