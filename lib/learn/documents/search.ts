/** Ranks documents by BM25. */

import type { ReadDocument } from "./read_document.ts";
import { wordsOf } from "./words.ts";

/** How well a document fits. */
export interface RankedDocument {
  readonly document: ReadDocument;
  /** Comparable within one search only. */
  readonly score: number;
}

/** Characters of one document that are indexed: the index holds each word of a whole repository's documentation. */
const MAX_INDEXED_CHARACTERS = 60_000;

/** A list of all that ever changed has every word, and teaches nothing. */
const IS_CHANGELOG = /(?:^|\/)(?:change-?log|changes|history|news|release[-_]?notes?)[^/]*$/i;
const CHANGELOG_SHARE = 0.25;

/** Words from this length on also fit longer ones that begin with them: `upload`, `uploads`. */
const SHORTEST_PREFIX = 5;

/**
 * The documents that have any of the terms, best first. Title, `read_when`, tripwires and headings count more than text.
 *
 * @param terms as `searchTerms` gives them, with their weights.
 */
export async function searchDocuments(
  documents: readonly ReadDocument[],
  terms: ReadonlyMap<string, number>,
): Promise<RankedDocument[]> {
  if (terms.size === 0 || documents.length === 0) return [];
  const { default: MiniSearch } = await import("minisearch");
  const isAskedFor = (word: string) => {
    if (terms.has(word)) return true;
    for (let end = SHORTEST_PREFIX; end < word.length; end++) if (terms.has(word.slice(0, end))) return true;
    return false;
  };
  const index = new MiniSearch<Record<string, string | number>>({
    fields: ["title", "readWhen", "tripwires", "headings", "path", "text"],
    tokenize: (text) => [...wordsOf(text)],
    // An index of the words that are asked for is a hundredth of one of all words, and as good.
    processTerm: (term) => isAskedFor(term) ? term : null,
    searchOptions: {
      boost: { title: 4, readWhen: 4, tripwires: 3, headings: 2, path: 2, text: 1 },
      combineWith: "OR",
      prefix: (term) => term.length >= SHORTEST_PREFIX,
      boostTerm: (term) => terms.get(term) ?? 1,
    },
  });
  index.addAll(documents.map((document, id) => ({
    id,
    title: document.title,
    readWhen: document.frontmatter.readWhen.join("\n"),
    tripwires: document.frontmatter.tripwires.map(({ action, warning }) => `${action}\n${warning}`).join(
      "\n",
    ),
    headings: document.headings.map(({ text }) => text).join("\n"),
    path: document.path,
    text: document.lines.slice(document.frontmatter.lines).join("\n").slice(0, MAX_INDEXED_CHARACTERS),
  })));
  // The terms are words already: parts of a compound one must not be searched for a second time.
  const found = index.search([...terms.keys()].join(" "), { tokenize: (text) => text.split(" ") });
  return found.flatMap(({ id, score }) => {
    const document = documents[Number(id)];
    if (document === undefined) return [];
    return [{ document, score: IS_CHANGELOG.test(document.path) ? score * CHANGELOG_SHARE : score }];
  }).sort((one, other) => other.score - one.score);
}
