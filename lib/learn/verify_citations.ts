/** Whether what is cited stands where it is said to stand, word for word. */

import type { Citation, Origin } from "./citation.ts";
import { type CitableSource, type CitableText, type CitationIndex } from "./citation_index.ts";
import { decodeEntities, foldText, piecesOf } from "./citation_text.ts";

/** A citation that stands in the source, and who wrote it. */
export type VerifiedCitation = Citation & { readonly origin: Origin };

/** What became of citations. */
export interface VerifiedCitations {
  /** In the order given, with the places corrected. */
  readonly verified: VerifiedCitation[];
  readonly removed: { readonly citation: Citation; readonly reason: string }[];
  /** How many of the verified stood at another place of the source than they said. */
  readonly corrected: number;
}

/** Shorter quotes stand anywhere. Characters, white space folded. */
const MIN_QUOTE_CHARACTERS = 8;

/** A quote that stands in no text of the source it names must be longer than this to count as another source's. */
const MIN_FOREIGN_CHARACTERS = 24;

/** Of the pieces of a quote that leaves something out, the longest needs the length of a quote, the others this. */
const MIN_PIECE_CHARACTERS = 3;

/** Longer quotes are no quotes. */
const MAX_QUOTE_CHARACTERS = 20_000;

/**
 * Checks every quote against the source: word for word, white space folded, markup decoded or not, pieces around an
 * ellipsis one by one and in order. What stands at another place gets that place; what stands nowhere is removed.
 */
export function verifyCitations(citations: readonly Citation[], index: CitationIndex): VerifiedCitations {
  const verified: VerifiedCitation[] = [];
  const removed: { citation: Citation; reason: string }[] = [];
  let corrected = 0;
  for (const citation of citations) {
    const found = findQuote(citation, index);
    if ("reason" in found) {
      removed.push({ citation, reason: found.reason });
      continue;
    }
    const { source, ref, origin } = found;
    if (source !== citation.source || ref !== citation.ref) corrected++;
    verified.push({ ...citation, source, ref, origin });
  }
  return { verified, removed, corrected };
}

type Place = { readonly source: string; readonly ref: string; readonly origin: Origin };

function findQuote(citation: Citation, index: CitationIndex): Place | { readonly reason: string } {
  const { kind, ref, quote } = citation;
  const length = foldText(quote).length;
  if (length < MIN_QUOTE_CHARACTERS) {
    return { reason: `the quote is shorter than ${MIN_QUOTE_CHARACTERS} characters` };
  }
  if (length > MAX_QUOTE_CHARACTERS) return { reason: "the quote is too long to be one" };
  const wanted = readingsOf(quote);
  const named = index.find(kind, citation.source);
  const place = named === undefined ? undefined : inSource(named, ref, wanted);
  if (place !== undefined) return place;
  if (named === undefined || length >= MIN_FOREIGN_CHARACTERS) {
    for (const other of index.ofKind(kind)) {
      const found = other === named ? undefined : inSource(other, ref, wanted);
      if (found !== undefined) return found;
    }
  }
  return {
    reason: named === undefined
      ? `there is no ${kind} ${
        JSON.stringify(citation.source.slice(0, 80))
      }, and the quote stands in no other`
      : `the quote stands nowhere in ${kind} ${named.source}`,
  };
}

/** How a quote may be meant, the most literal first: each as pieces that have to follow each other in one text. */
function readingsOf(quote: string): string[][] {
  const readings: string[][] = [];
  const add = (pieces: readonly string[]) => {
    const longest = Math.max(0, ...pieces.map(({ length }) => length));
    const shortest = Math.min(...pieces.map(({ length }) => length));
    if (longest < MIN_QUOTE_CHARACTERS || shortest < MIN_PIECE_CHARACTERS) return;
    if (readings.some((known) => known.join("\n") === pieces.join("\n"))) return;
    readings.push([...pieces]);
  };
  // Models put quotation marks and backticks around quotes.
  const bare = /^(["'`]|``|```)([^]*)\1$/.exec(quote.trim())?.[2];
  const spellings = [quote, decodeEntities(quote), ...bare === undefined ? [] : [bare, decodeEntities(bare)]];
  for (const spelling of spellings) add([foldText(spelling)]);
  for (const spelling of spellings) {
    add(piecesOf(spelling).filter((piece) => piece.length >= MIN_PIECE_CHARACTERS));
    // Tags in a quote are markup, or what somebody wrote: decoding makes markup of the latter.
    add(piecesOf(spelling).map(decodeEntities));
  }
  return readings;
}

function inSource(source: CitableSource, ref: string, readings: readonly string[][]): Place | undefined {
  const wanted = ref.trim();
  for (const texts of [source.at(wanted), source.texts]) {
    for (const pieces of readings) {
      for (const text of texts) {
        const found = placeIn(text, pieces, wanted);
        if (found !== undefined) return { source: source.source, ref: found, origin: text.origin };
      }
    }
  }
  return undefined;
}

/** Repetitions of a quote that are looked at for one at the wanted line. */
const MAX_OCCURRENCES = 100;

/** The reference of where all pieces stand in one form of the text, in order; the wanted one if they stand there, too. */
function placeIn(text: CitableText, pieces: readonly string[], wanted: string): string | undefined {
  const [first = "", ...others] = pieces;
  let found: string | undefined;
  for (const form of text.forms()) {
    let start = form.text.indexOf(first);
    for (let count = 0; start >= 0 && count < MAX_OCCURRENCES; count++) {
      // The earliest place leaves most room for what has to follow.
      if (!follow(form.text, others, start + first.length)) break;
      const ref = form.refAt?.(start) ?? text.ref;
      if (ref === wanted) return ref;
      found ??= ref;
      if (form.refAt === undefined) break;
      start = form.text.indexOf(first, start + 1);
    }
  }
  return found;
}

function follow(text: string, pieces: readonly string[], from: number): boolean {
  let at = from;
  for (const piece of pieces) {
    const next = text.indexOf(piece, at);
    if (next < 0) return false;
    at = next + piece.length;
  }
  return true;
}
