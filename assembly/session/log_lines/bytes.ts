/**
 * Finding bytes, sixteen a step. Up to 15 bytes behind an end are loaded, though never judged: whoever places bytes in
 * the memory leaves as much room behind them.
 */

export const QUOTE: i32 = 0x22;
export const BACKSLASH: i32 = 0x5c;
export const OPEN_BRACE: i32 = 0x7b;
export const CLOSE_BRACE: i32 = 0x7d;
export const OPEN_BRACKET: i32 = 0x5b;
export const CLOSE_BRACKET: i32 = 0x5d;
export const COMMA: i32 = 0x2c;
export const COLON: i32 = 0x3a;
export const SPACE: i32 = 0x20;

/** Steps of the loops. */
export const STEP: usize = 16;

/** The byte at an address, or -1 at the end and behind it. */
// @ts-ignore: decorator
@inline
export function byteAt(at: usize, end: usize): i32 {
  return at < end ? i32(load<u8>(at)) : -1;
}

/** A bit for each of the sixteen bytes from here on that are this byte. */
// @ts-ignore: decorator
@inline
export function hits(at: usize, byte: i32): i32 {
  return i8x16.bitmask(i8x16.eq(v128.load(at), i8x16.splat(<i8> byte)));
}

/** The address of the first line end, or `end`: 0.05 ns a byte, where `Uint8Array.indexOf` takes 0.28. */
export function lineEndFrom(from: usize, end: usize): usize {
  const newline = i8x16.splat(0x0a);
  let at = from;
  // Four loads a test: lines are long.
  for (; at + 4 * STEP <= end; at += 4 * STEP) {
    const first = v128.or(i8x16.eq(v128.load(at), newline), i8x16.eq(v128.load(at, 16), newline));
    const second = v128.or(i8x16.eq(v128.load(at, 32), newline), i8x16.eq(v128.load(at, 48), newline));
    if (v128.any_true(v128.or(first, second))) break;
  }
  for (; at < end; at += STEP) {
    const mask = i8x16.bitmask(i8x16.eq(v128.load(at), newline));
    if (mask != 0) return min(at + ctz(mask), end);
  }
  return end;
}

/** How many characters are beyond Latin-1: UTF-8 sequences that begin with such a byte. */
export function countWide(from: usize, end: usize): i32 {
  let count = 0;
  let at = from;
  for (; at + 4 * STEP <= end; at += 4 * STEP) {
    const first = v128.or(v128.load(at), v128.load(at, 16));
    const second = v128.or(v128.load(at, 32), v128.load(at, 48));
    // Nearly always all of them are ASCII.
    if (i8x16.bitmask(v128.or(first, second)) == 0) continue;
    for (let part = at; part < at + 4 * STEP; part += STEP) count += popcnt(i8x16.bitmask(wideIn(part)));
  }
  for (; at < end; at += STEP) {
    let mask = i8x16.bitmask(wideIn(at));
    if (at + STEP > end) mask &= (1 << i32(end - at)) - 1;
    count += popcnt(mask);
  }
  return count;
}

// @ts-ignore: decorator
@inline
function wideIn(at: usize): v128 {
  return i8x16.ge_u(v128.load(at), i8x16.splat(<i8> 0xc4));
}

/** The address behind the closing quote of the string that begins at `quote`, or 0 where it has no end. */
export function endOfString(quote: usize, end: usize): usize {
  for (let at = quote + 1; at < end; at += STEP) {
    let mask = hits(at, QUOTE);
    while (mask != 0) {
      const hit = at + ctz(mask);
      if (hit >= end) return 0;
      if (!isEscaped(hit)) return hit + 1;
      mask &= mask - 1;
    }
  }
  return 0;
}

/** The same, but 0 also where the string holds a backslash: its text is what its bytes say. */
export function endOfPlainString(quote: usize, end: usize): usize {
  for (let at = quote + 1; at < end; at += STEP) {
    const bytes = v128.load(at);
    const quotes = i8x16.eq(bytes, i8x16.splat(<i8> QUOTE));
    const mask = i8x16.bitmask(v128.or(quotes, i8x16.eq(bytes, i8x16.splat(<i8> BACKSLASH))));
    if (mask == 0) continue;
    const hit = at + ctz(mask);
    return hit < end && load<u8>(hit) == QUOTE ? hit + 1 : 0;
  }
  return 0;
}

/** Whether an odd number of backslashes stands before a byte inside of a string, whose opening quote ends them. */
// @ts-ignore: decorator
@inline
export function isEscaped(at: usize): bool {
  if (load<u8>(at - 1) != BACKSLASH) return false;
  let before = at - 2;
  while (load<u8>(before) == BACKSLASH) before--;
  return ((at - before) & 1) == 0;
}

/**
 * The address at which some bytes stand for the first time, or 0: two of them that stand together in little else are
 * looked for, and the others where those do.
 */
// @ts-ignore: decorator
@inline
export function findBytes(start: usize, end: usize, bytes: usize, length: usize, oneAt: usize, otherAt: usize): usize {
  const one = i8x16.splat(load<i8>(bytes + oneAt));
  const other = i8x16.splat(load<i8>(bytes + otherAt));
  for (let at = start; at + length <= end; at += STEP) {
    let mask = i8x16.bitmask(
      v128.and(i8x16.eq(v128.load(at + oneAt), one), i8x16.eq(v128.load(at + otherAt), other)),
    );
    for (; mask != 0; mask &= mask - 1) {
      const hit = at + ctz(mask);
      if (hit + length > end) return 0;
      if (isSame(hit, bytes, length)) return hit;
    }
  }
  return 0;
}

/** The UTF-16 unit of two or three bytes of UTF-8, which are the lowest of a word. */
// @ts-ignore: decorator
@inline
export function unitOfTwo(bytes: u32): u32 {
  return (bytes & 0x1f) << 6 | (bytes >> 8 & 0x3f);
}

// @ts-ignore: decorator
@inline
export function unitOfThree(bytes: u32): u32 {
  return (bytes & 0x0f) << 12 | (bytes >> 2 & 0xfc0) | (bytes >> 16 & 0x3f);
}

/** The character of four bytes of UTF-8, less 0x10000: what both its UTF-16 units are made of. More than 0xfffff for others. */
// @ts-ignore: decorator
@inline
export function astralOfFour(bytes: u32): u32 {
  if ((bytes & 0xc0c0c0f8) != 0x808080f0) return u32.MAX_VALUE;
  const character = (bytes & 0x07) << 18 | (bytes << 4 & 0x3f000) | (bytes >> 10 & 0xfc0) | (bytes >> 24 & 0x3f);
  return character - 0x10000;
}

/** Whether the bytes are those at `text`. */
export function isSame(from: usize, text: usize, length: usize): bool {
  for (let at: usize = 0; at < length; at++) if (load<u8>(from + at) != load<u8>(text + at)) return false;
  return true;
}
