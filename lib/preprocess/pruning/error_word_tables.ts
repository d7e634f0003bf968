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
  const flagsOf = (word: string) =>
    (ENDINGS.includes(word) || /^(?:error|exception)[^a-z]/.test(word) ? tables.INSIDE.value : 0) |
    (STRONG_BEGINNINGS.includes(word) || WEAK_BEGINNINGS.includes(word) ? tables.OPEN.value : 0) |
    (STRONG_BEGINNINGS.includes(word) || STRONG.includes(word) ? tables.STRONG.value : 0);
  const bytes = new Uint8Array(memory.buffer);
  const isInside = (word: string) => (flagsOf(word) & tables.INSIDE.value) !== 0;
  fillBeginnings(bytes.subarray(tables.BEGINNINGS.value), isInside, Math.log2(tables.INSIDE_BIT.value));
  const index = new Uint16Array(memory.buffer, tables.WORD_INDEX.value, HASHES);
  // Behind what stands for none.
  const entries = [0];
  for (const [hash, words] of Map.groupBy(ALL, (word) => hashOf(word, tables.HASH_FACTOR.value))) {
    const flags = words.map(flagsOf);
    const hasInside = flags.some((flags) => (flags & tables.INSIDE.value) !== 0);
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
 * Each beginning gets one of sixteen bits, the one that lets least else through: of the letters with the same bit, each lower half goes with each
 * upper one, and each letter with those in other places. One bit is for those that others may end with alone.
 */
function fillBeginnings(table: Uint8Array, isInside: (word: string) => boolean, insideGroup: number): void {
  const groups = Array.from({ length: GROUPS }, () => ({ halves: new Uint16Array(2 * BEGINNING), rate: 0 }));
  const beginningsOf = (words: readonly string[]) => new Set(words.map((word) => word.slice(0, BEGINNING)));
  const inside = beginningsOf(ALL.filter(isInside));
  // Backwards a fifth less gets through than forwards.
  for (const beginning of beginningsOf(ALL.toReversed())) {
    const [best] = groups.filter((_, group) => inside.has(beginning) === (group === insideGroup)).map(
      (group) => {
        const halves = joined(group.halves, beginning);
        const rate = rateOf(halves);
        return { group, halves, rate, added: rate - group.rate };
      },
    ).sort((one, other) => one.added - other.added);
    if (best !== undefined) Object.assign(best.group, { halves: best.halves, rate: best.rate });
  }
  groups.forEach(({ halves }, group) => {
    halves.forEach((half, row) => {
      for (let code = 0; code < 16; code++) {
        const place = SET_BYTES * Math.floor(group / SET_GROUPS) + 16 * row + code;
        if ((half >> code & 1) !== 0) table[place] = (table[place] ?? 0) | 1 << group % SET_GROUPS;
      }
    });
  });
}

/** For each of the first letters a bit for each lower half and each upper one. */
type Halves = Uint16Array<ArrayBuffer>;

/** The halves of a group's letters, a bit each, with those of one more beginning. */
function joined(halves: Halves, beginning: string): Halves {
  const more = halves.slice();
  for (let at = 0; at < BEGINNING; at++) {
    const code = beginning.charCodeAt(at) | LOWER_CASE;
    more[2 * at] = (more[2 * at] ?? 0) | 1 << (code & 15);
    more[2 * at + 1] = (more[2 * at + 1] ?? 0) | 1 << (code >> 4);
  }
  return more;
}

/** About how often a group lets something through. */
function rateOf(halves: Halves): number {
  let rate = 1;
  for (let at = 0; at < BEGINNING; at++) {
    const [low, high] = [halves[2 * at] ?? 0, halves[2 * at + 1] ?? 0];
    let sum = 0;
    for (const { code, often } of FREQUENCIES) {
      if ((low >> (code & 15) & high >> (code >> 4) & 1) !== 0) sum += often;
    }
    rate *= sum / 1000;
  }
  return rate;
}
