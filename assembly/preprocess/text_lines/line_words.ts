/**
 * The words of a line, between white space: what each says, and what form it has. By them lines are found that differ from
 * others of their shape. See lib/preprocess/line_words.ts.
 */

import { unitAt } from "./error_words";

/** Words of a line that are told of, each in a place of its own; and one place for the last word, however many there are. */
const MOST_WORDS: i32 = 16;

/** The lines that are held, one behind the other: of each place three words of 32 bits, 0 where there is no word. */
export const LINE_WORDS: usize = memory.data(13 * 12 * 17, 4);
const PLACE_BYTES: usize = 12;
const LINE_BYTES: usize = PLACE_BYTES * 17;

/** The hash of what it says, without what stands around that. */
const EXACT: usize = 0;
/** The hash of its form: numbers of any size are the same. */
const FORM: usize = 4;
/** What numbers say beside their form (`kindOfNumber`); 0 where that is nothing. */
const KIND: usize = 8;

/** Whether a count such as `1/2` is all of what it is of; any other kind is the first digit of what may be a code of HTTP. */
const ALL: i32 = 1;
const SOME: i32 = 2;

const UNIT_BYTES: usize = 2;
const HASH_FACTOR: i32 = 0x9e3779b1;
const WIDE_FACTOR: u64 = 0x9e3779b97f4a7c15;
const SPACE: i32 = 0x20;
const ZERO: i32 = 0x30;
const SLASH: i32 = 0x2f;
const HYPHEN: i32 = 0x2d;

/**
 * Reads the words of a line.
 * @param length in units.
 * @param row of `LINE_WORDS` into which they are written.
 * @param isWhole whether the line ends here: its last word is known then.
 * @param withExact whether it is told what the words say, beside their forms.
 * @param most words that are told of from the beginning on; the last one is in any case.
 * @returns the number of places that have words.
 */
export function readWords(
  address: usize,
  length: i32,
  row: i32,
  isWhole: bool,
  withExact: bool,
  most: i32,
): i32 {
  const first = LINE_WORDS + LINE_BYTES * <usize> row;
  memory.fill(first, 0, LINE_BYTES);
  const last = first + PLACE_BYTES * <usize> MOST_WORDS;
  let end = address + UNIT_BYTES * <usize> length;
  let places = 0;
  let at = address;
  let record = first;
  while (true) {
    while (at < end && unitAt(at) <= SPACE) at += UNIT_BYTES;
    if (at >= end) break;
    if (places == most) {
      if (!isWhole) return places;
      // What is behind the places is told of as the last word alone.
      while (unitAt(end - UNIT_BYTES) <= SPACE) end -= UNIT_BYTES;
      let start = end;
      while (start > at && unitAt(start - UNIT_BYTES) > SPACE) start -= UNIT_BYTES;
      readWord(last, start, end, withExact);
      return places;
    }
    const start = at;
    while (at < end && unitAt(at) > SPACE) at += UNIT_BYTES;
    readWord(record, start, at, withExact);
    places++;
    record += PLACE_BYTES;
  }
  if (isWhole && places > 0) memory.copy(last, record - PLACE_BYTES, PLACE_BYTES);
  return places;
}

/** Tells of a word in its place. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function readWord(place: usize, start: usize, end: usize, withExact: bool): void {
  let digits = 0;
  for (let at = start; at < end; at += UNIT_BYTES) digits |= i32(isDigit(unitAt(at)));
  const form = digits != 0 ? formOf(start, end) : hashOf(start, end);
  store<i32>(place + FORM, form == 0 ? 1 : form);
  store<i32>(place + KIND, digits != 0 ? kindOfNumber(start, end) : 0);
  if (withExact) store<i32>(place + EXACT, saidIn(start, end));
}

/** The hash of a word, four units at once. */
function hashOf(start: usize, end: usize): i32 {
  let hash: u64 = 1;
  let at = start;
  for (; at + 4 * UNIT_BYTES <= end; at += 4 * UNIT_BYTES) hash = (hash ^ load<u64>(at)) * WIDE_FACTOR;
  for (; at < end; at += UNIT_BYTES) hash = (hash ^ <u64> unitAt(at)) * WIDE_FACTOR;
  return <i32> (hash >> 32);
}

/** The hash of a word in which each number is a digit. */
function formOf(start: usize, end: usize): i32 {
  let form = 1;
  let isInNumber = false;
  for (let at = start; at < end; at += UNIT_BYTES) {
    const unit = unitAt(at);
    const isOfNumber = isDigit(unit);
    if (!isOfNumber) form = mixed(form, unit);
    else if (!isInNumber) form = mixed(form, ZERO);
    isInNumber = isOfNumber;
  }
  return form;
}

/** The hash of what a word says: of its last value, without signs around it; 0 where it has signs alone. */
function saidIn(start: usize, end: usize): i32 {
  let said = 0;
  let word = 1;
  for (let at = start; at < end; at += UNIT_BYTES) {
    const unit = unitAt(at);
    if (isDigit(unit) || isLetter(unit)) said = word = mixed(word, unit);
    else word = isOpening(unit) ? 1 : mixed(word, unit);
  }
  return said;
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function mixed(hash: i32, unit: i32): i32 {
  return (hash + unit) * HASH_FACTOR;
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
