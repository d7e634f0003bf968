/** Where a line of a diff differs from the one that it replaces: its words that changed, however many places they stand at. */

import { diffArrays } from "diff";
import { isInRun } from "./cut_text.ts";

/** From one character of a line on, up to another. */
export type Stretch = readonly [start: number, end: number];

/** Where either line differs from the other. */
export interface ChangedWords {
  readonly removed: readonly Stretch[];
  readonly added: readonly Stretch[];
}

/** Words, white space, and signs one by one. */
const TOKEN = /[\p{L}\p{M}\p{N}_]+|\s+|[^]/gu;
const IN_WORD = /[\p{L}\p{M}\p{N}_\p{Cs}]/u;

/** As for the lines of an edit: the work grows with the square of the words that moved. */
const MOST_MOVED_WORDS = 200;

/** Of longer lines only the first place and the last are looked for: words take memory. */
const MOST_COMPARED_CHARACTERS = 40_000;

/**
 * The stretches that differ, whole words each.
 *
 * @param isThorough whether those between the first one and the last one are looked for.
 */
export function changedWords(removed: string, added: string, isThorough: boolean): ChangedWords {
  const shorter = Math.min(removed.length, added.length);
  let start = 0;
  while (start < shorter && removed.charCodeAt(start) === added.charCodeAt(start)) start++;
  let end = 0;
  while (
    end < shorter - start &&
    removed.charCodeAt(removed.length - 1 - end) === added.charCodeAt(added.length - 1 - end)
  ) {
    end++;
  }
  // What is common ends where a word does.
  while (start > 0 && (isInWord(removed, start) || isInWord(added, start))) start--;
  while (end > 0 && (isInWord(removed, removed.length - end) || isInWord(added, added.length - end))) end--;
  const middles = [removed, added].map((line) => line.slice(start, line.length - end));
  const [old = "", now = ""] = middles;
  const changes = !isThorough || old.length + now.length > MOST_COMPARED_CHARACTERS
    ? undefined
    : diffArrays(tokensOf(old), tokensOf(now), {
      maxEditLength: Math.min(MOST_MOVED_WORDS, 2 * Math.sqrt(old.length + now.length)),
    });
  if (changes === undefined) {
    return { removed: [[start, start + old.length]], added: [[start, start + now.length]] };
  }
  const found = { removed: [] as Stretch[], added: [] as Stretch[] };
  let [oldAt, nowAt] = [start, start];
  for (const change of changes) {
    const length = change.value.reduce((sum, token) => sum + token.length, 0);
    if (change.removed) {
      found.removed.push([oldAt, oldAt + length]);
      // Where nothing took its place, the place itself is of interest.
      found.added.push([nowAt, nowAt]);
    } else if (change.added) {
      found.added.push([nowAt, nowAt + length]);
      found.removed.push([oldAt, oldAt]);
    }
    if (!change.added) oldAt += length;
    if (!change.removed) nowAt += length;
  }
  return found;
}

function tokensOf(text: string): string[] {
  return text.match(TOKEN) ?? [];
}

/** Whether a cut before this place would go through a word. */
function isInWord(text: string, at: number): boolean {
  return at > 0 && at < text.length && IN_WORD.test(text.charAt(at)) && IN_WORD.test(text.charAt(at - 1)) &&
    !isInRun(text, at);
}
