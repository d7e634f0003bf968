/** The documentation of a work tree, as far as it bears on a plan. */

import { join } from "node:path";
import { ignoredPaths } from "../../git/mod.ts";
import { chooseDocuments, type DocumentSettings } from "./choose_documents.ts";
import { type KnownPaths, knownPaths, type MissingPath, missingPaths } from "./dead_references.ts";
import type { Document, DocumentSet } from "./document_set.ts";
import { excerptsOf } from "./excerpts.ts";
import { listFiles, type WorkTree } from "./list_files.ts";
import type { ReadDocument } from "./read_document.ts";
import { readDocuments } from "./read_documents.ts";
import { type RankedDocument, searchDocuments } from "./search.ts";
import { searchTerms, type TermSources } from "./search_terms.ts";

/** Tokens of all excerpts together: as much as one part of a session. */
const DOCUMENTS_MAX_TOKENS = 20_000;

/** Tokens of one document's excerpts. */
const DOCUMENT_MAX_TOKENS = 1_500;

/** Documents that are shown. Beyond them relevance is chance. */
const MAX_DOCUMENTS = 25;

/** The least share of the best document's score. A document below it shares only a common word or two. */
const LEAST_SHARE = 0.03;

/** Documents that the pull request changes and the search did not find. */
const MAX_CHANGED = 8;

/** Headings that tell what is in a document. */
const MAX_HEADINGS = 60;

export interface DocumentSearch extends TermSources {
  /** Root of the work tree. */
  readonly folder: string;
  readonly settings: DocumentSettings;
  readonly maxTokens?: number;
  readonly signal?: AbortSignal;
}

export interface FoundDocuments {
  readonly documents: DocumentSet;
  /** What could not be read, in sentences for people. */
  readonly warnings: readonly string[];
}

/**
 * Reads and searches the documentation below a folder. Links are not followed out of it; huge and binary files are counted.
 *
 * @throws {UserError} if there is no such folder; the signal's reason when it is aborted.
 */
export async function findDocuments(search: DocumentSearch): Promise<FoundDocuments> {
  const tree = await listFiles(search.folder, search.signal);
  const chosen = chooseDocuments(tree.files, search.settings);
  const { documents: read, warnings } = await readDocuments(tree.root, chosen.paths, search.signal);
  const terms = searchTerms(search);
  const ranked = chooseShown(await searchDocuments(read, terms), read, search);
  const removed = (search.diff?.files ?? []).flatMap(({ path, status, previousPath }) =>
    status === "removed" ? [path] : status === "renamed" && previousPath !== undefined ? [previousPath] : []
  );
  const dead = await deadReferences(ranked, knownPaths(tree.files, removed), tree, search.signal);
  let left = search.maxTokens ?? DOCUMENTS_MAX_TOKENS;
  const documents = ranked.map(({ document, score }): Document => {
    const { excerpts, tokens } = excerptsOf(document, terms, Math.min(left, DOCUMENT_MAX_TOKENS));
    left -= tokens;
    return {
      path: document.path,
      title: document.title,
      headings: document.headings.slice(0, MAX_HEADINGS).map(({ text }) => text),
      readWhen: [...document.frontmatter.readWhen],
      tripwires: [...document.frontmatter.tripwires],
      excerpts,
      score,
      deadReferences: dead.get(document.path) ?? [],
    };
  });
  return {
    documents: {
      roots: [...chosen.roots],
      total: chosen.paths.length,
      documents,
      paths: [...chosen.paths],
      terms: [...terms.keys()],
    },
    warnings: [...tree.warnings, ...warnings],
  };
}

/** The best ones, and those that the pull request itself changes: they are what its author thought of. */
function chooseShown(
  ranked: readonly RankedDocument[],
  read: readonly ReadDocument[],
  { diff }: DocumentSearch,
): RankedDocument[] {
  const least = (ranked[0]?.score ?? 0) * LEAST_SHARE;
  const best = ranked.filter(({ score }) => score >= least).slice(0, MAX_DOCUMENTS);
  const shown = new Set(best.map(({ document }) => document.path));
  const changed = new Set(diff?.files.map(({ path }) => path));
  const further = read.filter(({ path }) => changed.has(path) && !shown.has(path)).slice(0, MAX_CHANGED)
    .map((document) => ranked.find((each) => each.document === document) ?? { document, score: 0 });
  return [...best.slice(0, MAX_DOCUMENTS - further.length), ...further];
}

/** Document → paths that it names and that are gone: neither in the work tree nor ignored by git. */
async function deadReferences(
  ranked: readonly RankedDocument[],
  known: KnownPaths,
  tree: WorkTree,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, MissingPath[]>> {
  const missing = ranked.map(({ document }) => ({
    path: document.path,
    paths: missingPaths(document, known),
  }));
  const all = [...new Set(missing.flatMap(({ paths }) => paths.map(({ path }) => path)))];
  const ignored = await ignoredPaths(tree.root, all, signal);
  const there = new Set(ignored);
  // Files that git doesn't list: those of a submodule, and all that a tool makes where git can't be asked.
  for (const path of all) if (await isThere(join(tree.root, path))) there.add(path);
  return new Map(missing.map(({ path, paths }) => [path, paths.filter((each) => !there.has(each.path))]));
}

async function isThere(place: string): Promise<boolean> {
  try {
    await Deno.lstat(place);
    return true;
  } catch (error) {
    // Whatever else keeps us from looking is no proof that it is gone.
    return !(error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory);
  }
}
