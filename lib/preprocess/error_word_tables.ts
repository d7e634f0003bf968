/**
 * The tables by which `assembly/preprocess/text_lines.ts` finds the words of errors: by their first four letters, sixteen
 * places of a text at once, then one by one.
 */

import { BEGINNINGS_OF_PHRASES, ENDINGS, ERROR_WORDS, SIGNS, STRONG } from "./error_words.ts";

/** Addresses in the module's memory, in bytes, and flags: see the source. */
export type ErrorWordTables = Readonly<
  Record<
    | "BEGINNINGS"
    | "HASHES"
    | "HASH_FACTOR"
    | "WORD_INDEX"
    | "WORDS"
    | "SIGNS"
    | "INSIDE"
    | "OPEN"
    | "STRONG"
    | "MOST_SIGNS"
    | "WORDS_BYTES",
    WebAssembly.Global
  >
>;

/** Strong ones first, as they are tried in this order. */
const ALL = [...new Set([...BEGINNINGS_OF_PHRASES, ...STRONG, ...ERROR_WORDS])];

const LETTER_A = "a".charCodeAt(0);
const LETTERS = 26;

/** Letters of a word that it is looked for by. */
const BEGINNING = 4;

/** Bits of the tables: words with the same one are looked for together. */
const GROUPS = 8;

const LOWER_CASE = 0x20;

/** To 12 bits of the hash of four letters, as in the source. */
const HASH_SHIFT = 20;

/** Longest word. */
const MOST_CHARACTERS = 31;

/**
 * Fills the tables.
 * @throws RangeError for a word that is too long, too many words or too many signs: a mistake in the lists.
 */
export function fillErrorWordTables(memory: WebAssembly.Memory, tables: ErrorWordTables): void {
  const flagsOf = (word: string) =>
    (ENDINGS.includes(word) || /^(?:error|exception)[^a-z]/.test(word) ? tables.INSIDE.value : 0) |
    (BEGINNINGS_OF_PHRASES.includes(word) ? tables.OPEN.value : 0) |
    (STRONG.includes(word) ? tables.STRONG.value : 0);
  const bytes = new Uint8Array(memory.buffer);
  fillBeginnings(bytes.subarray(tables.BEGINNINGS.value));
  for (const word of ALL) {
    let four = 0;
    for (let at = BEGINNING - 1; at >= 0; at--) four = (four << 8) | word.charCodeAt(at) | LOWER_CASE;
    const place = tables.HASHES.value + (Math.imul(four, tables.HASH_FACTOR.value) >>> HASH_SHIFT);
    bytes[place] = (bytes[place] ?? 0) | 1 | flagsOf(word) & tables.INSIDE.value;
  }
  const index = new Uint16Array(memory.buffer, tables.WORD_INDEX.value, LETTERS);
  // For letters that no word begins with: a list that is empty.
  const entries = [0];
  for (let letter = 0; letter < LETTERS; letter++) {
    const words = ALL.filter((word) => word.charCodeAt(0) === LETTER_A + letter);
    if (words.length === 0) continue;
    index[letter] = entries.length;
    for (const word of words) {
      if (word.length > MOST_CHARACTERS) throw new RangeError(`too long to be looked for: ${word}`);
      entries.push(word.length | flagsOf(word), ...Array.from(word, (character) => character.charCodeAt(0)));
    }
    entries.push(0);
  }
  if (entries.length > tables.WORDS_BYTES.value) throw new RangeError("too many words to be looked for");
  bytes.set(entries, tables.WORDS.value);
  new Uint16Array(memory.buffer, tables.SIGNS.value, tables.MOST_SIGNS.value).set(
    SIGNS.map((sign) => sign.charCodeAt(0)),
  );
}

/** How often letters stand in English, of a thousand; what stands between words counts as one. */
const FREQUENCIES: readonly (readonly [string, number])[] = [
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
];

/**
 * Each beginning gets one of eight bits, the one that lets least else through: of the letters with the same bit, each lower half goes with each
 * upper one, and each letter with those in other places.
 */
function fillBeginnings(table: Uint8Array): void {
  const groups = Array.from({ length: GROUPS }, () => ({ halves: new Uint16Array(2 * BEGINNING), rate: 0 }));
  for (const beginning of new Set(ALL.map((word) => word.slice(0, BEGINNING)))) {
    const [best] = groups.map((group) => {
      const halves = joined(group.halves, beginning);
      const rate = rateOf(halves);
      return { group, halves, rate, added: rate - group.rate };
    }).sort((one, other) => one.added - other.added);
    if (best !== undefined) Object.assign(best.group, { halves: best.halves, rate: best.rate });
  }
  groups.forEach(({ halves }, group) => {
    halves.forEach((half, row) => {
      for (let code = 0; code < 16; code++) {
        if ((half >> code & 1) !== 0) table[16 * row + code] = (table[16 * row + code] ?? 0) | 1 << group;
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
    let sum = 0;
    for (const [letters, often] of FREQUENCIES) {
      for (const letter of letters) {
        const code = letter.charCodeAt(0);
        if (((halves[2 * at] ?? 0) >> (code & 15) & (halves[2 * at + 1] ?? 0) >> (code >> 4) & 1) !== 0) {
          sum += often;
        }
      }
    }
    rate *= sum / 1000;
  }
  return rate;
}
