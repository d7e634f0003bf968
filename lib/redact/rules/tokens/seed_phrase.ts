/** Phrases that a wallet can be made again from: words of one list, the last of which holds a checksum. */
import { createHash } from "node:crypto";
import { type Report, WEIGHT } from "../../finding.ts";
import type { Keyword } from "../keyword.ts";
import { SEED_WORDS } from "./seed_words.ts";

/** Twelve words with a space between, except one phrase in thousands. */
const MIN_CHARACTERS = 60;

/** So many words a phrase may have. */
const LENGTHS: ReadonlySet<number> = new Set([12, 15, 18, 21, 24]);
const MIN_WORDS = 12;
const MOST_WORDS = 24;

/** Shortest and longest word. */
const MIN_LETTERS = 3;
const MAX_LETTERS = 8;

/** Longer runs are texts, or the list itself. */
const MAX_WORDS = 200;

/** So many of the words are different ones: those of phrases in documentation and tests, which everybody knows, repeat themselves. */
const MIN_DIFFERENT_SHARE = 5 / 6;
const MAX_REPEATED = MOST_WORDS / 6;

const WORD = /[a-z]+/g;
const BETWEEN_WORDS = /^(?: {1,2}|["']?,? ?["']?|[ \t]{0,12}["']?,?\n[ \t]{0,12}["']?)$/;

/** A word of a text, with what it stands for. */
interface SeedWord {
  readonly start: number;
  readonly end: number;
  readonly number: number;
}

let numbers: ReadonlyMap<string, number> | undefined;

const numberOf = (word: string) =>
  (numbers ??= new Map(SEED_WORDS.map((known, number) => [known, number]))).get(word);

/** So much before and behind a hint is looked through: two phrases of the longest words. */
const BEFORE_CHARACTERS = 300;
const BEHIND_CHARACTERS = 600;

/** Finds the phrases around a place. */
export function findSeedPhrases(text: string, at: number, report: Report): void {
  const from = Math.max(0, at - BEFORE_CHARACTERS);
  const window = text.slice(from, at + BEHIND_CHARACTERS);
  forEachRun(window, (start, end) => {
    for (const words of wordsIn(window, start, end)) {
      findAmong(
        words,
        ({ start, end, ...rest }) => report({ ...rest, start: from + start, end: from + end }),
      );
    }
  });
}

/** What a reader of files puts before the first line. */
const LINE_NUMBER = /[ \t]{1,12}[0-9]{1,6}[→\t]/y;

/** Looks at the beginning of a text: a phrase may be all of it. */
export function findAtBeginning(text: string, at: number, report: Report): void {
  const first = text.charCodeAt(at);
  let start = at;
  if (first === 0x20) { // space
    LINE_NUMBER.lastIndex = at;
    if (LINE_NUMBER.test(text)) start = LINE_NUMBER.lastIndex;
  } else if (first === 0x5b || first === 0x60) start++; // [ and `
  else if (KINDS[first] === 0) return;
  // Nearly all texts are turned down here.
  const last = start + MIN_CHARACTERS - 1;
  if (last < text.length && behindOther(text, start, last) === start) findSeedPhrases(text, at, report);
}

/** What phrases stand beside, except what is looked at for itself (spoken_codes.ts). */
export const SEED_PHRASE_KEYWORDS: readonly Keyword[] = ["allet", "seed", " words"].map((keyword) => (
  { keyword, visit: findSeedPhrases }
));

/** What stands before another text (batch.ts). */
export const TEXT_BORDER: Keyword = {
  keyword: "\n\0\n",
  visit: (text, at, report) => findAtBeginning(text, at + 3, report),
};

/**
 * Calls back with the stretches of words as long as those of the list that are long enough. Only every 60th character of a
 * text is looked at, and what stands before it up to the first that is none of them: most have a short word there, or one of others.
 */
function forEachRun(text: string, visit: (start: number, end: number) => void): void {
  let start = 0;
  for (let last = MIN_CHARACTERS - 1; last < text.length; last = start + MIN_CHARACTERS - 1) {
    const other = behindOther(text, start, last);
    const next = other > start ? other : behindUnlisted(text, start, last);
    if (next > start) {
      start = next;
      continue;
    }
    let end = last + 1;
    while (end < text.length && KINDS[text.charCodeAt(end)] !== 0) end++;
    visit(start, end);
    start = end + 1;
  }
}

/** Where what is no word of the list ends, the last between two places; the first of these if there is none. */
function behindOther(text: string, start: number, last: number): number {
  let wordEnd = last + 1;
  // The word at the end may go on.
  let isWhole = false;
  for (let at = last; at >= start; at--) {
    const kind = KINDS[text.charCodeAt(at)];
    if (kind === LETTER) {
      if (wordEnd - at > MAX_LETTERS) return wordEnd;
    } else if (kind === SEPARATOR) {
      const letters = wordEnd - at - 1;
      if (isWhole && letters > 0 && letters < MIN_LETTERS) return wordEnd;
      wordEnd = at;
      isWhole = true;
    } else {
      return at + 1;
    }
  }
  return start;
}

/** Where the last word ends that the list has not, of those that end between two places; the first of these if it has all. */
function behindUnlisted(text: string, start: number, last: number): number {
  let end = last;
  while (end > start && isLetter(text.charCodeAt(end))) end--;
  let words = 0;
  while (true) {
    while (end > start && !isLetter(text.charCodeAt(end - 1))) end--;
    if (end === start) return words === 0 ? last + 1 : start;
    let first = end;
    while (first > 0 && isLetter(text.charCodeAt(first - 1))) first--;
    if (numberOf(text.slice(first, end)) === undefined) return end;
    if (first <= start) return start;
    end = first;
    words++;
  }
}

function isLetter(code: number): boolean {
  return code >= 0x61 && code <= 0x7a;
}

const LETTER = 1;
const SEPARATOR = 2;

/** What a character is in a phrase: a small letter, a space or what else may stand between two words, or nothing. */
const KINDS = new Uint8Array(0x10000);
KINDS.fill(LETTER, 0x61, 0x7b);
for (const separator of " ,\"'\n") KINDS[separator.charCodeAt(0)] = SEPARATOR;

/** Words of the list that follow each other, in rows of at least twelve. */
function wordsIn(text: string, start: number, end: number): SeedWord[][] {
  const rows: SeedWord[][] = [];
  let row: SeedWord[] = [];
  const close = () => {
    if (row.length >= MIN_WORDS && row.length <= MAX_WORDS) rows.push(row);
    row = [];
  };
  for (const { index, 0: word } of text.slice(start, end).matchAll(WORD)) {
    const number = word.length < MIN_LETTERS || word.length > MAX_LETTERS ? undefined : numberOf(word);
    const previous = row.at(-1);
    if (number === undefined) {
      close();
      continue;
    }
    const first = start + index;
    if (previous !== undefined && !BETWEEN_WORDS.test(text.slice(previous.end, first))) close();
    row.push({ start: first, end: first + word.length, number });
  }
  close();
  return rows;
}

/** What is left of a row behind a phrase is taken with it up to so many words: one before it may be in the list by chance. */
const MAX_LEFT = 3;

/** One phrase or several in a row, and words beside them that are in the list by chance. */
function findAmong(words: readonly SeedWord[], report: Report): void {
  const different = new Set(words.map(({ number }) => number));
  if (different.size < MIN_WORDS * MIN_DIFFERENT_SHARE) return;
  for (let first = 0; first + MIN_WORDS <= words.length;) {
    const length = lengthOfPhrase(words, first);
    if (length === undefined) {
      first++;
      continue;
    }
    const [start = 0, next] = [words[first]?.start, first + length];
    const last = words.length - next <= MAX_LEFT ? words.at(-1) : words[next - 1];
    report({ start, end: last?.end ?? start, kind: "seed-phrase", weight: WEIGHT.format });
    first = next;
  }
}

/** How many words the longest phrase has that begins at a place; undefined if none does. */
function lengthOfPhrase(words: readonly SeedWord[], first: number): number | undefined {
  const numbers: number[] = [];
  const different = new Set<number>();
  // The list itself, and what was sorted.
  let isSorted = true;
  let length: number | undefined;
  for (const { number } of words.slice(first, first + MOST_WORDS)) {
    isSorted &&= number >= (numbers.at(-1) ?? 0);
    numbers.push(number);
    different.add(number);
    const count = numbers.length;
    if (count - different.size > MAX_REPEATED) break;
    if (!LENGTHS.has(count) || isSorted || different.size < count * MIN_DIFFERENT_SHARE) continue;
    if (isChecksumRight(numbers)) length = count;
  }
  return length;
}

/** A 33rd of the bits, at the end, are the first of the SHA-256 of the others. */
function isChecksumRight(words: readonly number[]): boolean {
  const bits = words.map((number) => number.toString(2).padStart(11, "0")).join("");
  const checksumBits = words.length / 3;
  const entropy = bits.slice(0, -checksumBits).match(/.{8}/g) ?? [];
  const [digest = 0] = createHash("sha256").update(
    Uint8Array.from(entropy, (byte) => Number.parseInt(byte, 2)),
  ).digest();
  return digest >> (8 - checksumBits) === Number.parseInt(bits.slice(-checksumBits), 2);
}
