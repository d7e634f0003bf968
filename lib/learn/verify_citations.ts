/** Whether what is cited stands where it is said to stand, word for word. */

import type { Citation, Origin } from "./citation.ts";
import { type CitableSource, type CitableText, type CitationIndex } from "./citation_index.ts";
import { decodeEntities, foldText, withoutSurroundings } from "./citation_text.ts";

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

/** Longer quotes are no quotes. */
const MAX_QUOTE_CHARACTERS = 20_000;

/**
 * Checks every quote against the source: word for word, white space folded, markup decoded or not. One that leaves out
 * something within is none: "never … use it" may be made of "never call it directly; use it". What stands at another place
 * gets that place; what stands nowhere is removed.
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

/** How a quote may be meant, the most literal first. */
function readingsOf(quote: string): string[] {
  // Models put quotation marks and backticks around quotes.
  const bare = /^(`{1,3}|["'])([^]*)\1$/.exec(quote.trim())?.[2];
  const spellings = [quote, decodeEntities(quote), ...bare === undefined ? [] : [bare, decodeEntities(bare)]];
  const readings = [
    ...spellings.map(foldText),
    // Tags in a quote are markup, or what somebody wrote: decoding makes markup of the latter.
    ...spellings.flatMap((spelling) => {
      const inner = withoutSurroundings(spelling);
      return [inner, foldText(decodeEntities(inner))];
    }),
  ];
  return [...new Set(readings)].filter(({ length }) => length >= MIN_QUOTE_CHARACTERS);
}

function inSource(source: CitableSource, ref: string, readings: readonly string[]): Place | undefined {
  const wanted = ref.trim();
  for (const texts of [source.at(wanted), source.texts]) {
    for (const reading of readings) {
      for (const text of texts) {
        const found = placeIn(text, reading, wanted);
        if (found !== undefined) return { source: source.source, ref: found, origin: text.origin };
      }
    }
  }
  return undefined;
}

/** Repetitions of a quote that are looked at for one at the wanted line. */
const MAX_OCCURRENCES = 100;

/** The reference of where the quote stands in one form of the text; the wanted one if it stands there, too. */
function placeIn(text: CitableText, quote: string, wanted: string): string | undefined {
  let found: string | undefined;
  for (const form of text.forms()) {
    let start = form.text.indexOf(quote);
    for (let count = 0; start >= 0 && count < MAX_OCCURRENCES; count++) {
      const ref = form.refAt?.(start) ?? text.ref;
      if (ref === wanted) return ref;
      found ??= ref;
      if (form.refAt === undefined) break;
      start = form.text.indexOf(quote, start + 1);
    }
  }
  return found;
}
