/**
 * The words of a line, between white space: what each says, and what form it has. By them lines are found that differ from
 * others of their shape. See lib/preprocess/pruning/line_words.ts.
 */

import { BLOCK, TEXT } from "./layout";
import { unitAt, unitsAt } from "./error_words";

/** Words of a line that are told of, each in a place of its own; and one place for the last word, however many there are. */
const MOST_WORDS: i32 = 16;

/** The lines that are held, one behind the other: of each place three words of 32 bits, 0 where there is no word. */
export const LINE_WORDS: usize = memory.data(208 * 14, 16);
const PLACE_BYTES: usize = 12;
/** A multiple of what is written at once. */
const LINE_BYTES: usize = 208;

/** Of them those by which it is told what is usual; then the line that is looked at, and what is usual. */
const SAMPLES: i32 = 12;
const CURRENT: i32 = SAMPLES;
const USUAL: i32 = SAMPLES + 1;

/** The hash of what it says, without what stands around that. */
const EXACT: usize = 0;
/** The hash of its form: numbers of any size are the same. */
const FORM: usize = 4;
/** What numbers say beside their form (`kindOfNumber`); 0 where that is nothing. */
const KIND: usize = 8;

/** Whether a count such as `1/2` is all of what it is of; any other kind is the first digit of what may be a code of HTTP. */
const ALL: i32 = 1;
const SOME: i32 = 2;

/** Where lines stand, two words of 32 bits each: in units of the text in memory, and `lengthOf`, or the row of one that is held, and `HELD`. */
export const MOST_LINES: i32 = 1024;
export const LINE_PLACES: usize = memory.data(8 * MOST_LINES, 4);
const HELD: i32 = -1;

/** The lines that differ from what is usual: which of those that were looked at, and where, a bit for each place and for each pair. */
export const UNLIKE: usize = memory.data(8 * MOST_LINES, 4);

/** Words that are the same in most lines, by their places: two bytes for each pair. */
const MOST_PAIRS: i32 = 15;
export const PAIRS: usize = memory.data(2 * MOST_PAIRS);
const FIRST_PAIR: i32 = MOST_WORDS + 1;

/** Bits of places. */
const LAST_PLACE: i32 = 1 << MOST_WORDS;
const ALL_PLACES: i32 = 2 * LAST_PLACE - 1;

/** Sixteen units of ones, then as many of zeros. */
const INSIDE: usize = memory.data<u64>([-1, -1, -1, -1, 0, 0, 0, 0]);

const UNIT_BYTES: usize = 2;
/** Units that are hashed at once. */
const FOUR: i32 = 4;
const UNIT_BITS: i32 = 16;
const HASH_FACTOR: u64 = 0x9e3779b97f4a7c15;
const SPACE: i32 = 0x20;
const ZERO: i32 = 0x30;
const SLASH: i32 = 0x2f;
const HYPHEN: i32 = 0x2d;
const LOWER_CASE: i32 = 0x20;

/** Reads the words of as many lines as have places, at most `SAMPLES`; gives the most places of one that have words. */
export function readSamples(count: i32): i32 {
  let filled = 0;
  for (let row = 0; row < count; row++) filled = max(filled, readLine(row, row, ALL_PLACES, ALL_PLACES));
  return filled;
}

/**
 * Looks for lines that have something else than what is usual.
 * @param places in which something is usual, a bit each.
 * @returns how many there are of them.
 */
export function findUnlike(count: i32, places: i32, pairs: i32): i32 {
  let found = 0;
  let paired = 0;
  for (let at = 0; at < 2 * pairs; at++) paired |= 1 << <i32> load<u8>(PAIRS + at);
  for (let line = 0; line < count; line++) {
    const place = LINE_PLACES + 8 * <usize> line;
    let row = CURRENT;
    if (load<i32>(place, 4) == HELD) row = load<i32>(place);
    else readLine(line, row, places, paired);
    const unlike = unlikeUsual(row, places, pairs);
    if (unlike == 0) continue;
    store<i32>(UNLIKE + 8 * <usize> found, line);
    store<i32>(UNLIKE + 8 * <usize> found, unlike, 4);
    found++;
  }
  return found;
}

/** In which places and pairs a line differs from what is usual. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function unlikeUsual(row: i32, places: i32, pairs: i32): i32 {
  const words = rowAt(row);
  const usual = rowAt(USUAL);
  let unlike = 0;
  for (let rest = places; rest != 0; rest &= rest - 1) {
    const place = ctz(rest);
    const offset = PLACE_BYTES * <usize> place;
    const form = load<i32>(words + offset, FORM);
    const usualForm = load<i32>(usual + offset, FORM);
    const isOther = form != usualForm && form != 0 && usualForm != 0;
    if (isOther || isWorse(load<i32>(words + offset, KIND), load<i32>(usual + offset, KIND))) unlike |= 1 << place;
  }
  for (let pair = 0; pair < pairs; pair++) {
    const one = load<i32>(words + PLACE_BYTES * <usize> load<u8>(PAIRS + 2 * pair), EXACT);
    const other = load<i32>(words + PLACE_BYTES * <usize> load<u8>(PAIRS + 2 * pair, 1), EXACT);
    if (one == 0 || one != other) unlike |= 1 << (FIRST_PAIR + pair);
  }
  return unlike;
}

/** Whether a kind of number says that something failed where the usual one doesn't. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function isWorse(kind: i32, usual: i32): bool {
  if (usual == ALL) return kind == SOME;
  return (usual == 0x32 || usual == 0x33) && (kind == 0x34 || kind == 0x35);
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function rowAt(row: i32): usize {
  return LINE_WORDS + LINE_BYTES * <usize> row;
}

/**
 * Reads the words of a line.
 * @param line of `LINE_PLACES`.
 * @param row of `LINE_WORDS` into which they are written.
 * @param places of words that are asked for, a bit each.
 * @param exact places of those of which it is asked, too, what they say: the last one is none of them.
 * @returns the number of places that have words.
 */
function readLine(line: i32, row: i32, places: i32, exact: i32): i32 {
  const first = rowAt(row);
  for (let at: usize = 0; at < LINE_BYTES; at += 16) v128.store(first + at, i32x4.splat(0));
  const place = LINE_PLACES + 8 * <usize> line;
  const length = load<i32>(place, 4);
  // Whether the line ends here: its last word is known then.
  const isLastTold = (length & 1) != 0 && (places & LAST_PLACE) != 0;
  let at = TEXT + UNIT_BYTES * <usize> load<i32>(place);
  let end = at + UNIT_BYTES * <usize> (length >> 1);
  while (end > at && unitAt(end - UNIT_BYTES) <= SPACE) end -= UNIT_BYTES;
  if (at == end) return 0;
  if (isLastTold) readWord(first + PLACE_BYTES * <usize> MOST_WORDS, startOfLast(at, end), end, false);
  let words = 0;
  for (let asked = (places | exact) & ~LAST_PLACE; asked != 0; asked >>= 1) {
    while (at < end && unitAt(at) <= SPACE) at += UNIT_BYTES;
    if (at >= end) break;
    at = (asked & 1) != 0
      ? readWord(first + PLACE_BYTES * <usize> words, at, end, (exact >> words & 1) != 0)
      : endOfWord(at, end);
    words++;
  }
  return words;
}

/** Where a word ends. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function endOfWord(start: usize, limit: usize): usize {
  let at = start + UNIT_BYTES * <usize> ctz(spacesIn(unitsAt(start)) | (1 << BLOCK));
  if (at == start + UNIT_BYTES * <usize> BLOCK) while (unitAt(at) > SPACE) at += UNIT_BYTES;
  return min(at, limit);
}

/** Where the last word begins of what ends with one. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function startOfLast(start: usize, end: usize): usize {
  let at = end - UNIT_BYTES * <usize> BLOCK;
  const spaces = spacesIn(unitsAt(at)) << 16;
  if (spaces != 0) return max(start, end - UNIT_BYTES * <usize> clz(spaces));
  while (at > start && unitAt(at - UNIT_BYTES) > SPACE) at -= UNIT_BYTES;
  return max(start, at);
}

/** Tells of the word that begins here in its place; gives where it ends. */
function readWord(place: usize, start: usize, limit: usize, withExact: bool): usize {
  const units = unitsAt(start);
  const length = min(ctz(spacesIn(units) | (1 << BLOCK)), <i32> ((limit - start) / UNIT_BYTES));
  if (length == BLOCK) return readLongWord(place, start, limit, withExact);
  const end = start + UNIT_BYTES * <usize> length;
  const word = (1 << length) - 1;
  const digits = bitsBetween(units, ZERO, 10) & word;
  const form = digits == 0 ? hashOf(start, length) : formOf(start, length, digits);
  store<i32>(place + FORM, form);
  if (digits != 0) store<i32>(place + KIND, mayHaveKind(units, word, digits) ? kindOfNumber(start, end) : 0);
  if (withExact) {
    const letters = bitsBetween(v128.or(units, i8x16.splat(<i8> LOWER_CASE)), 0x61, 26) | i8x16.bitmask(units);
    const said = (digits | letters) & word;
    if (said != 0) store<i32>(place + EXACT, saidBetween(start, said, openingsIn(units)));
  }
  return end;
}

/** The same for a word that is longer than a block. */
function readLongWord(place: usize, start: usize, limit: usize, withExact: bool): usize {
  let form: u64 = 1;
  let last: usize = 0;
  let first = start;
  let opening = start;
  let at = start;
  while (at < limit && unitAt(at) > SPACE) {
    const from = at;
    for (let unit = unitAt(at); at < limit && unit > SPACE && !isDigit(unit); unit = unitAt(at)) {
      at += UNIT_BYTES;
      if (isLetter(unit)) {
        last = at;
        first = opening;
      } else if (isOpening(unit)) opening = at;
    }
    form = mixed(form, from, <i32> ((at - from) / UNIT_BYTES));
    if (at == limit || !isDigit(unitAt(at))) continue;
    form = withNumber(form);
    at = endOfNumber(at, limit);
    last = at;
    first = opening;
  }
  store<i32>(place + FORM, halfOf(form));
  store<i32>(place + KIND, kindOfNumber(start, at));
  if (withExact && last != 0) {
    const length = <i32> ((last - first) / UNIT_BYTES);
    store<i32>(place + EXACT, length <= BLOCK ? hashOf(first, length) : halfOf(mixed(1, first, length)));
  }
  return at;
}

/** The hash of up to sixteen units, none of which is zero, without a branch. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function hashOf(start: usize, length: i32): i32 {
  const inside = INSIDE + UNIT_BYTES * <usize> (BLOCK - length);
  const low = v128.and(v128.load(start), v128.load(inside));
  const high = v128.and(v128.load(start, 16), v128.load(inside, 16));
  return halfOf(
    i64x2.extract_lane(low, 0) * 0x9e3779b97f4a7c15 + i64x2.extract_lane(low, 1) * 0xbf58476d1ce4e5b9 +
      i64x2.extract_lane(high, 0) * 0x94d049bb133111eb + i64x2.extract_lane(high, 1) * 0xd6e8feb86659fd93,
  );
}

/** Mixes units into a hash; none of them is zero. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function mixed(hash: u64, start: usize, length: i32): u64 {
  let at = start;
  let rest = length;
  for (; rest >= FOUR; rest -= FOUR) {
    hash = (hash ^ load<u64>(at)) * HASH_FACTOR;
    at += UNIT_BYTES * <usize> FOUR;
  }
  if (rest == 0) return hash;
  return (hash ^ (load<u64>(at) & ((<u64> 1 << <u64> (UNIT_BITS * rest)) - 1))) * HASH_FACTOR;
}

/** A number of any size. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function withNumber(hash: u64): u64 {
  return (hash ^ <u64> ZERO) * HASH_FACTOR;
}

/** The half of a hash that all units have a part in, never 0. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function halfOf(hash: u64): i32 {
  const half = <i32> (hash >> 32);
  return half == 0 ? 1 : half;
}

/** The hash of a word in which each number is a digit. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function formOf(start: usize, length: i32, digits: i32): i32 {
  let form: u64 = 1;
  let at = 0;
  for (let left = digits; left != 0; left = left >> at << at) {
    const number = ctz(left);
    form = withNumber(mixed(form, start + UNIT_BYTES * <usize> at, number - at));
    at = number + ctz(~(left >> number));
  }
  return halfOf(mixed(form, start + UNIT_BYTES * <usize> at, length - at));
}

/** The hash of what a word says: of its last value, without signs around it. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function saidBetween(start: usize, said: i32, openings: i32): i32 {
  const last = 31 - clz(said);
  const first = 32 - clz(openings & ((1 << last) - 1));
  return hashOf(start + UNIT_BYTES * <usize> first, last + 1 - first);
}

/** Whether it is possible that a number says more than its form: behind a slash, or with three digits. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function mayHaveKind(units: v128, word: i32, digits: i32): bool {
  const threes = digits & ~(digits << 1) & (digits >> 1) & (digits >> 2) & ~(digits >> 3);
  return (threes | (i8x16.bitmask(i8x16.eq(units, i8x16.splat(<i8> SLASH))) & word)) != 0;
}

/**
 * What the first number of a word says beside its form, that stands alone there: the class of what may be a code of HTTP (the unit of its
 * first digit), or whether a count is all of what it is of.
 */
function kindOfNumber(start: usize, end: usize): i32 {
  let at = start;
  while (true) {
    while (at < end && !isDigit(unitAt(at))) at += UNIT_BYTES;
    if (at >= end) return 0;
    const from = at;
    at = endOfNumber(at, end);
    if (isJoined(from - UNIT_BYTES, start, end)) continue;
    if (at < end && unitAt(at) == SLASH) {
      const behind = endOfNumber(at + UNIT_BYTES, end);
      if (behind == at + UNIT_BYTES || isJoined(behind, start, end)) return 0;
      return isSame(from, at, at + UNIT_BYTES, behind) ? ALL : SOME;
    }
    if (at - from == 3 * UNIT_BYTES && !isJoined(at, start, end)) return unitAt(from);
  }
}

function endOfNumber(start: usize, end: usize): usize {
  let at = start;
  while (at < end && isDigit(unitAt(at))) at += UNIT_BYTES;
  return at;
}

function isSame(start: usize, end: usize, other: usize, otherEnd: usize): bool {
  return end - start == otherEnd - other && memory.compare(start, other, end - start) == 0;
}

/** Whether what stands beside a number makes it a part of something else: `v1.2`, `/items/150`, `12ms`. */
function isJoined(at: usize, start: usize, end: usize): bool {
  if (at < start || at >= end) return false;
  const unit = unitAt(at);
  return isDigit(unit) || isLetter(unit) || (unit >= HYPHEN && unit <= SLASH) || unit == 0x5f;
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function isDigit(unit: i32): bool {
  return <u32> (unit - ZERO) <= 9;
}

function isLetter(unit: i32): bool {
  return unit > 0x7f || <u32> ((unit | 0x20) - 0x61) <= 25;
}

/** What a value stands behind: `=`, `:`, quotes, brackets. */
function isOpening(unit: i32): bool {
  return unit == 0x3d || unit == 0x3a || unit == 0x22 || unit == 0x27 || unit == 0x28 || unit == 0x5b;
}

/** The same of sixteen units. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function openingsIn(units: v128): i32 {
  const quotes = v128.or(i8x16.eq(units, i8x16.splat(0x22)), i8x16.eq(units, i8x16.splat(0x27)));
  const brackets = v128.or(i8x16.eq(units, i8x16.splat(0x28)), i8x16.eq(units, i8x16.splat(0x5b)));
  const signs = v128.or(i8x16.eq(units, i8x16.splat(0x3d)), i8x16.eq(units, i8x16.splat(0x3a)));
  return i8x16.bitmask(v128.or(quotes, v128.or(brackets, signs)));
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function spacesIn(units: v128): i32 {
  return i8x16.bitmask(i8x16.le_u(units, i8x16.splat(<i8> SPACE)));
}

/** Which units are so many from one on. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function bitsBetween(units: v128, first: i32, count: i32): i32 {
  return i8x16.bitmask(i8x16.lt_u(i8x16.sub(units, i8x16.splat(<i8> first)), i8x16.splat(<i8> count)));
}
