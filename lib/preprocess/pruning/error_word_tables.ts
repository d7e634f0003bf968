/**
 * The tables by which `assembly/preprocess/text_lines.ts` finds the words of errors: by their first four letters, sixteen
 * places of a text at once, then one by one.
 */

import {
  ENDINGS,
  ERROR_WORDS,
  SIGNS,
  STRONG,
  STRONG_BEGINNINGS,
  WEAK_BEGINNINGS,
  WEAK_SIGNS,
} from "./error_words.ts";
import { OTHER_STRONG, OTHER_WORDS } from "./error_words_translated.ts";

/** Addresses in the module's memory, in bytes, and flags: see the source. */
export type ErrorWordTables = Readonly<
  Record<
    | "BEGINNINGS"
    | "WORD_INDEX"
    | "HAS_INSIDE"
    | "HASH_FACTOR"
    | "WORDS"
    | "OTHER_INDEX"
    | "OTHERS"
    | "OTHERS_UNITS"
    | "INSIDE"
    | "INSIDE_BIT"
    | "OPEN"
    | "STRONG"
    | "WORDS_BYTES",
    WebAssembly.Global
  >
>;

/** Strong ones first, as they are tried in this order. */
const ALL = [...new Set([...STRONG_BEGINNINGS, ...STRONG, ...WEAK_BEGINNINGS, ...ERROR_WORDS])];

/** Letters of a word that it is looked for by. */
const BEGINNING = 4;

/** Bits of the tables, in sets of a byte: words with the same one are looked for together. */
const SET_GROUPS = 8;
const GROUPS = 2 * SET_GROUPS;
const SET_BYTES = 128;

const LOWER_CASE = 0x20;

/** To 12 bits of the hash of four letters, as in the source. */
const HASH_SHIFT = 20;
const HASHES = 1 << 12;

/** Longest word. */
const MOST_CHARACTERS = 31;

/**
 * Fills the tables.
 * @throws RangeError for a word that is too long or too many words: a mistake in the lists.
 */
export function fillErrorWordTables(memory: WebAssembly.Memory, tables: ErrorWordTables): void {
  const [insideFlag, openFlag, strongFlag] = [tables.INSIDE.value, tables.OPEN.value, tables.STRONG.value];
  const [open, strong] = [
    new Set([...STRONG_BEGINNINGS, ...WEAK_BEGINNINGS]),
    new Set([...STRONG_BEGINNINGS, ...STRONG]),
  ];
  const flagsOf = (word: string) =>
    (ENDINGS.includes(word) || /^(?:error|exception)[^a-z]/.test(word) ? insideFlag : 0) |
    (open.has(word) ? openFlag : 0) | (strong.has(word) ? strongFlag : 0);
  const bytes = new Uint8Array(memory.buffer);
  const isInside = (word: string) => (flagsOf(word) & insideFlag) !== 0;
  fillBeginnings(bytes.subarray(tables.BEGINNINGS.value), isInside, Math.log2(tables.INSIDE_BIT.value));
  const index = new Uint16Array(memory.buffer, tables.WORD_INDEX.value, HASHES);
  // Behind what stands for none.
  const entries = [0];
  for (const [hash, words] of Map.groupBy(ALL, (word) => hashOf(word, tables.HASH_FACTOR.value))) {
    const flags = words.map(flagsOf);
    const hasInside = flags.some((flags) => (flags & insideFlag) !== 0);
    index[hash] = entries.length | (hasInside ? tables.HAS_INSIDE.value : 0);
    words.forEach((word, place) => {
      if (word.length > MOST_CHARACTERS) throw new RangeError(`too long to be looked for: ${word}`);
      entries.push(word.length | (flags[place] ?? 0), ...codesOf(word));
    });
    entries.push(0);
  }
  if (entries.length > tables.WORDS_BYTES.value) throw new RangeError("too many words to be looked for");
  bytes.set(entries, tables.WORDS.value);
  fillOthers(memory, tables);
}

/** Of a word's first four letters. */
function hashOf(word: string, factor: number): number {
  let four = 0;
  for (let at = BEGINNING - 1; at >= 0; at--) four = (four << 8) | word.charCodeAt(at) | LOWER_CASE;
  return Math.imul(four, factor) >>> HASH_SHIFT;
}

function codesOf(word: string): number[] {
  return Array.from({ length: word.length }, (_, at) => word.charCodeAt(at));
}

/** Units whose lower bits are the same stand together. */
const OTHER_INDEX_UNITS = 1 << 12;

/** Words that begin beyond ASCII, and signs. */
function fillOthers(memory: WebAssembly.Memory, tables: ErrorWordTables): void {
  const index = new Uint16Array(memory.buffer, tables.OTHER_INDEX.value, OTHER_INDEX_UNITS);
  const weak = [...WEAK_SIGNS, ...OTHER_WORDS];
  const groups = Map.groupBy(
    [...OTHER_STRONG, ...SIGNS, ...weak],
    (word) => word.charCodeAt(0) % OTHER_INDEX_UNITS,
  );
  // Behind what stands for none.
  const units = [0];
  for (const [place, words] of groups) {
    index[place] = units.length;
    for (const word of words) {
      const flags = weak.includes(word) ? 0 : tables.STRONG.value;
      units.push(word.length | flags, ...codesOf(word));
    }
    units.push(0);
  }
  if (units.length > tables.OTHERS_UNITS.value) throw new RangeError("too many words to be looked for");
  new Uint16Array(memory.buffer, tables.OTHERS.value, units.length).set(units);
}

/** How often letters stand in English, of a thousand; what stands between words counts as one. */
const FREQUENCIES = ([
  [" ", 170],
  ["e", 100],
  ["t", 75],
  ["a", 65],
  ["o", 62],
  ["inrs", 55],
  ["hld", 35],
  ["cumpfg", 22],
  ["wybv", 13],
  ["kxjqz'", 4],
] as const).flatMap(([letters, often]) => codesOf(letters).map((code) => ({ code, often })));

/**
 * Each beginning gets one of sixteen bits, the one that lets least else through: of the letters with the same bit,
 * each lower half goes with each upper one, and each letter with those in other places. One bit is for those that
 * others may end with alone.
 */
function fillBeginnings(table: Uint8Array, isInside: (word: string) => boolean, insideGroup: number): void {
  const groups: Group[] = Array.from({ length: GROUPS }, () => ({
    low: new Array(BEGINNING).fill(0),
    high: new Array(BEGINNING).fill(0),
    rate: 0,
  }));
  const beginningsOf = (words: readonly string[]) => new Set(words.map((word) => word.slice(0, BEGINNING)));
  const inside = beginningsOf(ALL.filter(isInside));
  const shares = new Map<number, number>();
  // Backwards a fifth less gets through than forwards.
  for (const beginning of beginningsOf(ALL.toReversed())) {
    const isOfInside = inside.has(beginning);
    let best: Group | undefined;
    let [bestRate, bestAdded] = [0, Infinity];
    for (const [index, group] of groups.entries()) {
      if (isOfInside !== (index === insideGroup)) continue;
      const rate = rateWith(group, beginning, shares);
      if (rate - group.rate >= bestAdded) continue;
      [best, bestRate, bestAdded] = [group, rate, rate - group.rate];
    }
    if (best !== undefined) join(best, beginning, bestRate);
  }
  for (const [index, { low, high }] of groups.entries()) {
    const start = SET_BYTES * Math.floor(index / SET_GROUPS);
    const bit = 1 << index % SET_GROUPS;
    for (let at = 0; at < BEGINNING; at++) {
      for (let code = 0; code < 16; code++) {
        const place = start + 32 * at + code;
        if (((low[at] ?? 0) >> code & 1) !== 0) table[place] = (table[place] ?? 0) | bit;
        if (((high[at] ?? 0) >> code & 1) !== 0) table[place + 16] = (table[place + 16] ?? 0) | bit;
      }
    }
  }
}

/** Beginnings with the same bit: for each of their letters a bit for each lower half and each upper one. */
interface Group {
  readonly low: number[];
  readonly high: number[];
  /** About how often it lets something through. */
  rate: number;
}

/** The rate with one more beginning, by what is known of shares: of 36,000 halves 2,900 differ. */
function rateWith({ low, high }: Group, beginning: string, shares: Map<number, number>): number {
  let rate = 1;
  for (let at = 0; at < BEGINNING; at++) {
    const code = beginning.charCodeAt(at) | LOWER_CASE;
    const halves = (low[at] ?? 0) | 1 << (code & 15) | ((high[at] ?? 0) | 1 << (code >> 4)) << 16;
    let share = shares.get(halves);
    if (share === undefined) shares.set(halves, share = shareOf(halves));
    rate *= share;
  }
  return rate;
}

/** How many of all letters go with a lower half and an upper one of these. */
function shareOf(halves: number): number {
  let sum = 0;
  for (const { code, often } of FREQUENCIES) {
    if ((halves >> (code & 15) & halves >> 16 >> (code >> 4) & 1) !== 0) sum += often;
  }
  return sum / 1000;
}

function join(group: Group, beginning: string, rate: number): void {
  for (let at = 0; at < BEGINNING; at++) {
    const code = beginning.charCodeAt(at) | LOWER_CASE;
    group.low[at] = (group.low[at] ?? 0) | 1 << (code & 15);
    group.high[at] = (group.high[at] ?? 0) | 1 << (code >> 4);
  }
  group.rate = rate;
}
