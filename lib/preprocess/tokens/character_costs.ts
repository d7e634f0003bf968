/**
 * What characters cost in tokens by themselves: ASCII letters on top of what the automaton counts, anything beyond
 * ASCII all of it.
 *
 * Beyond ASCII a character costs about the tokens that it has alone: few merge with their neighbours. Costs differ from
 * those whole numbers where the linear program in `tokens.ts` says so.
 */

import {
  SINGLE_TOKEN_HAN,
  SINGLE_TOKEN_HANGUL,
  SINGLE_TOKEN_KANA,
  SINGLE_TOKEN_LETTERS,
  SINGLE_TOKEN_SYMBOLS,
  TWO_TOKEN_BLOCKS,
} from "./token_tables.ts";

/** Costs are whole thousandths of a token: small whole numbers are twice as fast as fractions. */
export const COST_UNIT = 1000;

/** Characters of one token, two, three, and four, in `COST_UNIT`ths. */
const ONE = 1100;
const TWO = 2100;
const THREE = 3100;
const FOUR = 4000;
/** Han characters and their punctuation stand among more that cost two than the lists say. */
const ONE_OF_HAN = 1150;
/** Arabic and Hebrew letters merge more often than others. */
const ONE_OF_ARABIC = 1020;

/** What a pair of characters that is one token costs. */
export const PAIR_COST = 1000;

/** Characters that share all bytes but the last: the vocabularies merge what a whole block shares, or don't. */
export const BLOCK_BITS = 6;

/** ASCII letters that English has few of stand for words, names and noise that the vocabularies don't hold whole. */
const RARE_LETTERS = "a85 b398 i277 j1200 k527 l477 m582 p78 q1200 v1200 w58 z1200";

/** The token cost of each UTF-16 unit, in `COST_UNIT`ths. Half a surrogate pair has the cost that it has alone. */
export function unitCosts(): Int16Array {
  const costs = new Int16Array(0x10000);
  const mark = (characters: Iterable<string>, cost: number) => {
    for (const character of characters) costs[character.charCodeAt(0)] = cost;
  };
  for (const [, letter = "", cost] of RARE_LETTERS.matchAll(/([a-z])(\d+)/g)) {
    mark(letter + letter.toUpperCase(), Number(cost));
  }
  costs.fill(TWO, 0x80, 0x800).fill(THREE, 0x800);
  for (const block of blocksOfTwo()) {
    if (block < 0x10000) costs.fill(TWO, block, block + (1 << BLOCK_BITS));
  }
  costs.fill(1216, 0xc0, 0x100); // é, ü, ñ
  costs.fill(2448, 0x100, 0x370).fill(2448, 0x1e00, 0x1f00); // other Latin letters, accents
  costs.fill(1835, 0x3040, 0x3100); // kana merge among themselves
  costs.fill(1848, 0x10a0, 0x1100); // Georgian letters too
  mark("აეი", 575);
  mark(SINGLE_TOKEN_LETTERS, ONE);
  mark(SINGLE_TOKEN_LETTERS.match(/[\u0590-\u06ff]/g) ?? [], ONE_OF_ARABIC);
  mark(SINGLE_TOKEN_KANA, ONE);
  mark(SINGLE_TOKEN_HAN, ONE_OF_HAN);
  mark(SINGLE_TOKEN_HANGUL, ONE);
  mark(SINGLE_TOKEN_SYMBOLS, 375);
  mark("\u00a0\u202f", 3263); // French sets them before signs
  mark("、。「」【】", ONE_OF_HAN);
  // Letters that Russian does not have stand for languages that the vocabularies know less of.
  costs.fill(2772, 0x400, 0x530).fill(592, 0x410, 0x450);
  mark("Ёё", 592);
  return costs;
}

/** What a character of two UTF-16 units costs, in `COST_UNIT`ths, by its code point without the last `BLOCK_BITS`. */
export function astralCosts(): Int16Array {
  const costs = new Int16Array(0x110000 >> BLOCK_BITS).fill(FOUR);
  costs.fill(THREE, 0x1d000 >> BLOCK_BITS, 0x1e000 >> BLOCK_BITS); // notes, mathematical letters
  costs.fill(THREE, 0x1f000 >> BLOCK_BITS, 0x20000 >> BLOCK_BITS); // emoji
  for (const block of blocksOfTwo()) {
    if (block >= 0x10000) costs[block >> BLOCK_BITS] = TWO;
  }
  return costs;
}

/** First code points of the blocks whose characters are two tokens. */
function blocksOfTwo(): number[] {
  return TWO_TOKEN_BLOCKS.split(" ").flatMap((range) => {
    const [first = 0, last = 0] = range.split("-").map((point) => Number.parseInt(point, 16));
    const count = (last + 1 - first) >> BLOCK_BITS;
    return Array.from({ length: count }, (_, index) => first + (index << BLOCK_BITS));
  });
}
