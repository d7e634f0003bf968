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
  const paths = documents?.paths ?? [];
  const folder = folderOf(paths, documents?.roots ?? []);
  const path = folder === "" ? `${shelf}.md` : `${folder}/${shelf}.md`;
  const same = paths.find((candidate) => candidate.toLowerCase() === path.toLowerCase());
  return { path: same ?? path, exists: same !== undefined };
}

function overlapOf(citations: readonly Citation[], docsCheck: DocsCheck | undefined): string | undefined {
  const others = citations.filter(({ kind }) => kind !== "document");
  return docsCheck?.overlaps.find((overlap) => shareAPlace(overlap.citations, others))?.path;
}

function folderOf(paths: readonly string[], roots: readonly string[]): string {
  if (paths.some((path) => path.startsWith(`${DEFAULT_FOLDER}/`))) return DEFAULT_FOLDER;
  const [root = DEFAULT_FOLDER] = roots;
  return root.replace(/^\.?\/+|^\.$|\/+$/g, "");
}
