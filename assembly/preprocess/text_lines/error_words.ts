/** What failing programs say: words by tables that lib/preprocess/pruning/error_words.ts fills, other languages' too, and signs that test runners draw. */

/**
 * Which letters the first four of a word may be, eight rows of sixteen bytes: by the lower and by the upper half of the
 * first letter, then of the second, the third, the fourth. A bit stands for some of the words; there are two sets of rows.
 */
export const BEGINNINGS: usize = memory.data(2 * 8 * 16, 16);
const BEGINNINGS_SET: usize = 8 * 16;

/** The bit of the first set for words that others may end with; all others stand where a word begins. */
export const INSIDE_BIT: i32 = 1;

/**
 * For the first four letters of a word, hashed, where the words begin that begin with them, 0 where none does, and `HAS_INSIDE` where others
 * may end with one of them; 16 bits each. The rows above let others through, too.
 */
export const WORD_INDEX: usize = memory.data(2 << 12, 2);
export const HAS_INSIDE: i32 = 0x8000;
export const HASH_FACTOR: i32 = 0x9e3779b1;
const HASH_SHIFT: i32 = 20;

/** Words and phrases, each behind a byte of its length and flags; a 0 behind those that stand together. */
export const WORDS_BYTES: i32 = 12288;
export const WORDS: usize = memory.data(WORDS_BYTES);

/**
 * Words that begin beyond ASCII, and signs: for the lower twelve bits of the first unit where those with the same ones begin, 16 bits
 * each, 0 where there are none.
 */
export const OTHER_INDEX: usize = memory.data(2 << 12, 2);
const OTHER_INDEX_MASK: i32 = 0xfff;

/** They are units of 16 bits, each word behind one of its length and flags; a 0 behind those with the same first unit. */
export const OTHERS_UNITS: i32 = 1024;
export const OTHERS: usize = memory.data(2 * OTHERS_UNITS, 2);

/** Others may end with the word: it need not begin one. */
export const INSIDE: i32 = 0x80;
/** Whatever may follow it: it need not end one. */
export const OPEN: i32 = 0x40;
/** What it tells of is no matter of course. */
export const STRONG: i32 = 0x20;
const LENGTH: i32 = 0x1f;

/** What a unit takes. */
const UNIT_BYTES: usize = 2;

const LOWER_CASE: i32 = 0x20;
const SPACE: i32 = 0x20;
const ZERO: i32 = 0x30;
const FULL_STOP: i32 = 0x2e;
const COLON: i32 = 0x3a;

/** Sixteen units as bytes: those beyond Latin-1 as 0xff. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function unitsAt(address: usize): v128 {
  const most = i16x8.splat(0xff);
  return i8x16.narrow_i16x8_u(i16x8.min_u(v128.load(address), most), i16x8.min_u(v128.load(address, 16), most));
}

/** For sixteen units: the words of a set whose first letter each may be, or second, third, fourth. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function lettersIn(units: v128, place: usize, set: usize): v128 {
  const rows = BEGINNINGS + BEGINNINGS_SET * set + 32 * place;
  const half = i8x16.splat(15);
  const folded = v128.or(units, i8x16.splat(<i8> LOWER_CASE));
  const low = i8x16.relaxed_swizzle(v128.load(rows), v128.and(folded, half));
  const high = i8x16.relaxed_swizzle(
    v128.load(rows, 16),
    v128.and(i16x8.shr_u(folded, 4), half),
  );
  return v128.and(low, high);
}

/** Which words each of sixteen units may begin, as what `lettersIn` gave for them and for the next ones says. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function beginningsIn(
  first: v128,
  second: v128,
  nextSecond: v128,
  third: v128,
  nextThird: v128,
  fourth: v128,
  nextFourth: v128,
): v128 {
  const seconds = i8x16.shuffle(second, nextSecond, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16);
  const thirds = i8x16.shuffle(third, nextThird, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17);
  const fourths = i8x16.shuffle(fourth, nextFourth, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18);
  return v128.and(v128.and(first, seconds), v128.and(thirds, fourths));
}

/**
 * Which of sixteen units begin what may be one of the words.
 * @param words of both sets that each may begin.
 * @param before which of the units before these, and which of these, are of a word.
 */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function mayBegin(words: v128, others: v128, before: v128, ofWords: v128): v128 {
  const behindWord = i8x16.shuffle(before, ofWords, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30);
  const inside = v128.and(words, i8x16.splat(<i8> INSIDE_BIT));
  return i8x16.ne(v128.or(inside, v128.andnot(v128.or(words, others), behindWord)), i8x16.splat(0));
}

/** The same for sixteen units as `isOfWord`. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function ofWordsIn(units: v128): v128 {
  const letters = i8x16.lt_u(
    i8x16.sub(v128.or(units, i8x16.splat(<i8> LOWER_CASE)), i8x16.splat(0x61)),
    i8x16.splat(26),
  );
  const digits = i8x16.lt_u(i8x16.sub(units, i8x16.splat(<i8> ZERO)), i8x16.splat(10));
  return v128.or(v128.or(letters, digits), i8x16.eq(units, i8x16.splat(0x5f)));
}

/** Which of sixteen units, of those beyond ASCII, may begin a word or are signs. */
export function othersAt(address: usize, wide: i32): i32 {
  let found = 0;
  for (let places = wide; places != 0; places &= places - 1) {
    const place = ctz(places);
    found |= i32(othersFrom(unitAt(address + <usize> (2 * place))) != 0) << place;
  }
  return found;
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function othersFrom(unit: i32): usize {
  return <usize> load<u16>(OTHER_INDEX + <usize> (2 * (unit & OTHER_INDEX_MASK)));
}

/** How much is told of: nothing, something that may be a matter of course, or more. */
export const NOTHING: i32 = 0;
export const WEAK: i32 = 1;
export const MORE: i32 = 2;
/** Set beside one of them where the word is the one for errors itself, or one that tells of more. */
export const NAMED: i32 = 4;

/** What a word or a sign at an address tells of; its unit may begin one. */
export function errorAt(address: usize): i32 {
  const letter = unitAt(address) | LOWER_CASE;
  if (letter < 0x61 || letter > 0x7a) return letter > 0x7f ? otherAt(address) : NOTHING;
  const four = fourOf(load<u64>(address)) | 0x20202020;
  const known = <i32> load<u16>(WORD_INDEX + <usize> (2 * ((four * HASH_FACTOR) >>> HASH_SHIFT)));
  if (known == 0) return NOTHING;
  const beginsWord = !isOfWord(unitAt(address - UNIT_BYTES));
  if (!beginsWord && (known & HAS_INSIDE) == 0) return NOTHING;
  let entry = WORDS + <usize> (known & (HAS_INSIDE - 1));
  let head = <i32> load<u8>(entry);
  while (head != 0) {
    const length = <usize> (head & LENGTH);
    entry++;
    if ((beginsWord || (head & INSIDE) != 0) && isWordAt(entry, length, address)) {
      const end = address + length * UNIT_BYTES;
      const isMore = (head & STRONG) != 0 || ((head & INSIDE) != 0 && beginsWord && isInCapitals(address));
      const told = isMore ? MORE | NAMED : (head & INSIDE) != 0 ? WEAK | NAMED : WEAK;
      if ((head & OPEN) != 0) return told;
      if (!isOfWord(unitAt(end)) && !isNone(address, end) && !isFileName(end)) return told;
    }
    entry += length;
    head = <i32> load<u8>(entry);
  }
  return NOTHING;
}

/** The same for a word that begins beyond ASCII, or a sign. Whatever follows it, and whatever stands before it. */
function otherAt(address: usize): i32 {
  let entry = OTHERS + 2 * othersFrom(unitAt(address));
  let head = <i32> load<u16>(entry);
  while (head != 0) {
    const length = <usize> (head & LENGTH);
    entry += 2;
    let at: usize = 0;
    while (at < length && <i32> load<u16>(entry + 2 * at) == unitAt(address + at * UNIT_BYTES)) at++;
    if (at == length) return (head & STRONG) != 0 ? MORE | NAMED : WEAK;
    entry += 2 * length;
    head = <i32> load<u16>(entry);
  }
  return NOTHING;
}

/** The lower halves of four units. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function fourOf(units: u64): i32 {
  const pairs = (units | (units >> 8)) & 0x0000ffff0000ffff;
  return <i32> (pairs | (pairs >> 16));
}

/** Whether a word stands at an address, compared from its end: most begin as those that they stand together with. */
function isWordAt(word: usize, length: usize, address: usize): bool {
  for (let at = length; at-- > 0;) {
    const character = <i32> load<u8>(word + at);
    const unit = unitAt(address + at * UNIT_BYTES);
    if ((character >= 0x61 ? unit | LOWER_CASE : unit) != character) return false;
  }
  return true;
}

/** Whether a word begins with two capitals, as the levels of log lines do: `ERROR [worker-3]`. */
function isInCapitals(address: usize): bool {
  return (unitAt(address) & LOWER_CASE) == 0 && (unitAt(address + UNIT_BYTES) & LOWER_CASE) == 0;
}

/** Whether none is counted: `0 errors`, `no errors`, `failed: 0`, `errors=0`. */
function isNone(start: usize, end: usize): bool {
  if (unitAt(start - UNIT_BYTES) == SPACE) {
    const before = unitAt(start - 2 * UNIT_BYTES);
    const first = unitAt(start - 3 * UNIT_BYTES);
    // `3:0 error` tells a place, `12:04:0 ERROR` a time.
    const isPlace = first == COLON && isDigit(unitAt(start - 4 * UNIT_BYTES));
    if (before == ZERO && !isDigit(first) && first != FULL_STOP && !isPlace) return true;
    const isNo = (before | LOWER_CASE) == 0x6f && (first | LOWER_CASE) == 0x6e;
    if (isNo && !isOfWord(unitAt(start - 4 * UNIT_BYTES))) return true;
  }
  let at = end;
  const sign = unitAt(at);
  if (sign != COLON && sign != 0x3d) return false; // : and =
  at += UNIT_BYTES;
  while (unitAt(at) == SPACE) at += UNIT_BYTES;
  const next = unitAt(at + UNIT_BYTES);
  return unitAt(at) == ZERO && !isOfWord(next) && !(next == FULL_STOP && isDigit(unitAt(at + 2 * UNIT_BYTES)));
}

/** Whether the word is part of a file's name: `test_error.py`. */
function isFileName(end: usize): bool {
  const next = unitAt(end + UNIT_BYTES) | LOWER_CASE;
  return unitAt(end) == FULL_STOP && next >= 0x61 && next <= 0x7a;
}

// @ts-ignore: decorators are AssemblyScript's
@inline
export function unitAt(address: usize): i32 {
  return <i32> load<u16>(address);
}

function isDigit(unit: i32): bool {
  return unit >= 0x30 && unit <= 0x39;
}

/** As `\w` of expressions. */
function isOfWord(unit: i32): bool {
  const letter = unit | LOWER_CASE;
  return (letter >= 0x61 && letter <= 0x7a) || isDigit(unit) || unit == 0x5f;
}
