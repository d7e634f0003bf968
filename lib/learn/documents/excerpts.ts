/** The lines of a document that are worth showing. */

import { estimateTokens } from "../../preprocess/tokens/tokens.ts";
import type { Document } from "./document_set.ts";
import type { ReadDocument } from "./read_document.ts";
import { wordsOf } from "./words.ts";

/** Lines of the beginning: what a document is about stands there. */
const BEGINNING_LINES = 12;

/** The fewest lines of a section that does not fit as a whole. */
const FEWEST_LINES = 3;

/** Characters of one line; a longer one is a table row or data, and its beginning is enough. */
const LONGEST_LINE = 600;

/**
 * The beginning and the sections that have most of the terms, within the budget: whole lines in the document's order (an
 * overlong one is cut at its end).
 *
 * @param terms word → weight.
 * @param maxTokens for all excerpts together.
 * @returns the excerpts, and an estimate of their tokens that is at most `maxTokens`.
 */
export function excerptsOf(
  document: ReadDocument,
  terms: ReadonlyMap<string, number>,
  maxTokens: number,
): { readonly excerpts: Document["excerpts"]; readonly tokens: number } {
  const first = document.lines.findIndex((line, index) =>
    index >= document.frontmatter.lines && line.trim() !== ""
  );
  if (first < 0) return { excerpts: [], tokens: 0 };
  const beginning = { from: first, to: Math.min(document.lines.length, first + BEGINNING_LINES) };
  const kept = new Set<number>();
  let left = maxTokens;
  for (const { from, to } of [beginning, ...sectionsByRelevance(document, terms)]) {
    const taken = linesThatFit(document, from, to, kept, left);
    // A heading alone says nothing that the list of headings doesn't.
    if (taken.length < Math.min(to - from, FEWEST_LINES) && taken.length > 0 && !kept.has(from)) continue;
    for (const { index, cost } of taken) {
      left -= cost;
      kept.add(index);
    }
  }
  const excerpts = runsOf(kept).flatMap(([from, to]) => {
    const lines = document.lines.slice(from, to).map(shown);
    while (lines.at(-1)?.trim() === "") lines.pop();
    return lines.length === 0 ? [] : [{ line: from + 1, text: lines.join("\n") }];
  });
  return { excerpts, tokens: maxTokens - left };
}

/** Stretches from a heading to the next one that have terms, most first. Long ones need more of them. */
function sectionsByRelevance(document: ReadDocument, terms: ReadonlyMap<string, number>) {
  const starts = document.headings.map(({ line }) => line - 1);
  const sections = starts.map((from, index) => {
    const to = starts[index + 1] ?? document.lines.length;
    const words = new Set(wordsOf(document.lines.slice(from, to).join("\n")));
    let weight = 0;
    for (const word of words) weight += terms.get(word) ?? 0;
    return { from, to, score: weight / Math.log2(8 + words.size) };
  });
  return sections.filter(({ score }) => score > 0).sort((one, other) =>
    other.score - one.score || one.from - other.from
  );
}

/** The first lines of a stretch that aren't kept yet, as many as the budget holds. */
function linesThatFit(
  document: ReadDocument,
  from: number,
  to: number,
  kept: ReadonlySet<number>,
  maxTokens: number,
) {
  const taken: { readonly index: number; readonly cost: number }[] = [];
  let left = maxTokens;
  for (let index = from; index < to; index++) {
    if (kept.has(index)) continue;
    const isFollowing = kept.has(index - 1) || taken.at(-1)?.index === index - 1;
    // With its line feed, and the number that an excerpt begins with.
    const cost = estimateTokens(`${shown(document.lines[index])}\n`) + (isFollowing ? 0 : 4);
    if (cost > left) break;
    left -= cost;
    taken.push({ index, cost });
  }
  return taken;
}

function shown(line: string | undefined): string {
  const text = line ?? "";
  // Never half of a character beyond U+FFFF.
  return text.length <= LONGEST_LINE ? text : text.slice(0, LONGEST_LINE).replace(/[\ud800-\udbff]$/, "");
}

/** Neighbouring numbers as ranges, the end not included. */
function runsOf(numbers: ReadonlySet<number>): [from: number, to: number][] {
  const runs: [number, number][] = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last?.[1] === number) last[1]++;
    else runs.push([number, number + 1]);
  }
  return runs;
}
