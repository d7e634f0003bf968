/** The documentation of a work tree, as far as it bears on a plan. */

import { join, sep } from "node:path";
import { ignoredPaths } from "../../git/mod.ts";
import { messageOf } from "../../user_error.ts";
import { plainOrPrintable } from "../../printable.ts";
import { chooseDocuments, type DocumentSettings } from "./choose_documents.ts";
import { type KnownPaths, knownPaths, type MissingPath, missingPaths } from "./dead_references.ts";
import type { Document, DocumentSet } from "./document_set.ts";
import { excerptsOf } from "./excerpts.ts";
import { listFiles, type WorkTree } from "./list_files.ts";
import { type ReadDocument, readDocument } from "./read_document.ts";
import { type RankedDocument, searchDocuments } from "./search.ts";
import { searchTerms, type TermSources } from "./search_terms.ts";

/** Tokens of all excerpts together: as much as one part of a session. */
export const DOCUMENTS_MAX_TOKENS = 20_000;

/** Tokens of one document's excerpts. */
const DOCUMENT_MAX_TOKENS = 1_500;

/** Documents that are shown. Beyond them relevance is chance. */
const MAX_DOCUMENTS = 25;

/** Bytes. A larger file is data, or generated. */
const MAX_DOCUMENT_BYTES = 512 * 1024;

/** Bytes of all documents, and their number: what fits into memory, and is searched within seconds. */
const MAX_ALL_BYTES = 64 * 1024 * 1024;
const MAX_READ_DOCUMENTS = 5_000;

/** Of the best one's score: below it a document shares a common word or two. */
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
  const warnings = [...tree.warnings];
  const read = await readAll(tree, chosen.paths, warnings, search.signal);
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
    warnings,
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

async function readAll(
  tree: WorkTree,
  paths: readonly string[],
  warnings: string[],
  signal: AbortSignal | undefined,
): Promise<ReadDocument[]> {
  const documents: ReadDocument[] = [];
  const problems: string[] = [];
  const skipped = new Map<string, string[]>();
  const skip = (reason: string, path: string) => skipped.set(reason, [...skipped.get(reason) ?? [], path]);
  let bytes = 0;
  for (const path of paths) {
    signal?.throwIfAborted();
    if (documents.length === MAX_READ_DOCUMENTS || bytes >= MAX_ALL_BYTES) {
      skip("beyond the limit of what is searched", path);
      continue;
    }
    const read = await readFile(tree, path);
    if ("reason" in read) {
      if (read.reason !== undefined) skip(read.reason, path);
      continue;
    }
    bytes += read.bytes.length;
    const document = readDocument(path, new TextDecoder().decode(read.bytes));
    const { problem } = document.frontmatter;
    if (problem !== undefined) problems.push(`${plainOrPrintable(path)} (${problem})`);
    documents.push(document);
  }
  if (problems.length > 0) {
    warnings.push(
      `${counted(problems.length)} frontmatter that can't be used as it is: ${firstOf(problems)}`,
    );
  }
  for (const [reason, names] of skipped) {
    const verb = names.length === 1 ? "was" : "were";
    warnings.push(
      `${counted(names.length, verb)} not read (${reason}): ${firstOf(names.map(plainOrPrintable))}`,
    );
  }
  return documents;
}

function counted(count: number, verb = count === 1 ? "has" : "have"): string {
  return `${count} ${count === 1 ? "document" : "documents"} ${verb}`;
}

function firstOf(names: readonly string[]): string {
  return `${names.slice(0, 3).join(", ")}${names.length > 3 ? ` and ${names.length - 3} more` : ""}`;
}

type FileReading = { readonly bytes: Uint8Array } | { readonly reason: string | undefined };

/** No reason: it is no file of its own (a link, a submodule, deleted since), and nothing is lost. */
async function readFile(tree: WorkTree, path: string): Promise<FileReading> {
  const place = join(tree.root, path);
  try {
    const { isFile, size } = await Deno.lstat(place);
    if (!isFile) return { reason: undefined };
    if (size > MAX_DOCUMENT_BYTES) return { reason: `larger than ${MAX_DOCUMENT_BYTES / 1024} KiB` };
    // A folder on the way may be a link.
    if (!(await Deno.realPath(place)).startsWith(tree.root + sep)) return { reason: "outside of the folder" };
    const bytes = await Deno.readFile(place);
    return bytes.subarray(0, 8_192).includes(0) ? { reason: "binary" } : { bytes };
  } catch (error) {
    return error instanceof Deno.errors.NotFound ? { reason: undefined } : { reason: messageOf(error) };
  }
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
