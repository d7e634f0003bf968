/**
 * Goes through a text for what pruning asks of it: where its lines end, what they take as UTF-8, which of them report
 * errors, what shape each has; and for a hash of it. See lib/preprocess/pruning/text_lines.ts.
 *
 * A text comes in windows of UTF-16 units. 0.2 ns a unit, and 0.3 to 1 where errors are looked for.
 */

import { beginHash, endHash, hashUnits } from "./text_lines/hash";
import { BLOCK, LOOKAHEAD, TEXT } from "./text_lines/layout";
import { beginningsIn, lettersIn, mayBegin, ofWordsIn, othersAt, unitsAt } from "./text_lines/error_words";
import {
  beginLines,
  beginWindow,
  endLastLine,
  errorsFound,
  linesFound,
  takeBlock,
} from "./text_lines/records";

const LINE_END: i8 = 0x0a;

export { beginHash, beginLines, endHash, errorsFound, hashUnits, linesFound };
export {
  BEGINNINGS,
  HAS_INSIDE,
  HASH_FACTOR,
  INSIDE,
  INSIDE_BIT,
  OPEN,
  OTHER_INDEX,
  OTHERS,
  OTHERS_UNITS,
  STRONG,
  WORD_INDEX,
  WORDS,
  WORDS_BYTES,
} from "./text_lines/error_words";

export { findUnlike, LINE_PLACES, LINE_WORDS, PAIRS, readSamples, UNLIKE } from "./text_lines/line_words";
export { ENDS, ERRORS, EXTRA_BYTES, HASH, LOOKAHEAD, LOOKBACK, SHAPES, TEXT, WINDOW } from "./text_lines/layout";

/** Puts zeros where nothing stands: before a window's text, and behind it. */
export function clearAround(end: usize): void {
  store<u64>(TEXT - 8, 0);
  memory.fill(end, 0, <usize> (2 * LOOKAHEAD));
}

/**
 * Finds the lines that end in a window, and those of its lines that report errors.
 * @param base where it begins in the text; the windows before it must have been looked through before.
 * @param length of the window: `WINDOW` unless it is the text's last one.
 * @param start the address of its first unit; those before and after it stand around it, zeros around the text.
 * @param withErrors whether errors are looked for, which takes most of the time, and shapes told.
 */
export function findLines(
  base: i32,
  length: i32,
  start: usize,
  isLast: bool,
  withErrors: bool,
): void {
  beginWindow(base, start, withErrors);
  if (withErrors) searchErrors(start, length);
  else searchEnds(start, length);
  if (isLast) endLastLine(base + length);
}

/** As `searchErrors`, but for line ends alone. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function searchEnds(start: usize, length: i32): void {
  for (let from = 0; from < length; from += BLOCK) {
    const units = unitsAt(start + <usize> (2 * from));
    const ends = i8x16.eq(units, i8x16.splat(LINE_END));
    if (i8x16.bitmask(v128.or(units, ends)) == 0) continue;
    const inside = insideOf(length - from);
    takeBlock(from, i8x16.bitmask(ends) & inside, 0, i8x16.bitmask(units) & inside);
  }
}

/** Looks for line ends, and for what may be a word of errors. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function searchErrors(start: usize, length: i32): void {
  let units = unitsAt(start);
  let first = lettersIn(units, 0, 0);
  let second = lettersIn(units, 1, 0);
  let third = lettersIn(units, 2, 0);
  let fourth = lettersIn(units, 3, 0);
  let otherFirst = lettersIn(units, 0, 1);
  let otherSecond = lettersIn(units, 1, 1);
  let otherThird = lettersIn(units, 2, 1);
  let otherFourth = lettersIn(units, 3, 1);
  let before = ofWordsIn(unitsAt(start - <usize> (2 * BLOCK)));
  for (let from = 0; from < length; from += BLOCK) {
    const address = start + <usize> (2 * from);
    const next = unitsAt(address + <usize> (2 * BLOCK));
    const nextSecond = lettersIn(next, 1, 0);
    const nextThird = lettersIn(next, 2, 0);
    const nextFourth = lettersIn(next, 3, 0);
    const nextOtherSecond = lettersIn(next, 1, 1);
    const nextOtherThird = lettersIn(next, 2, 1);
    const nextOtherFourth = lettersIn(next, 3, 1);
    const ofWords = ofWordsIn(units);
    const words = mayBegin(
      beginningsIn(first, second, nextSecond, third, nextThird, fourth, nextFourth),
      beginningsIn(otherFirst, otherSecond, nextOtherSecond, otherThird, nextOtherThird, otherFourth, nextOtherFourth),
      before,
      ofWords,
    );
    const ends = i8x16.eq(units, i8x16.splat(LINE_END));
    if (i8x16.bitmask(v128.or(units, v128.or(ends, words))) != 0) {
      const inside = insideOf(length - from);
      const wide = i8x16.bitmask(units) & inside;
      const others = wide != 0 ? othersAt(address, wide) : 0;
      takeBlock(from, i8x16.bitmask(ends) & inside, (i8x16.bitmask(words) & inside) | others, wide);
    }
    units = next;
    before = ofWords;
    first = lettersIn(next, 0, 0);
    second = nextSecond;
    third = nextThird;
    fourth = nextFourth;
    otherFirst = lettersIn(next, 0, 1);
    otherSecond = nextOtherSecond;
    otherThird = nextOtherThird;
    otherFourth = nextOtherFourth;
  }
}

/** A bit for each of sixteen units that belongs to the text. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function insideOf(rest: i32): i32 {
  return rest < BLOCK ? (1 << rest) - 1 : 0xffff;
}
