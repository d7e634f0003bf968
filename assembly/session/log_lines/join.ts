/**
 * Writes lines as one JSON array, without the copies that some of them hold and, where it pays, without characters that
 * make V8 hold all of its text in two bytes each.
 */

import {
  astralOfFour,
  BACKSLASH,
  CLOSE_BRACKET,
  COMMA,
  isEscaped,
  OPEN_BRACKET,
  STEP,
  unitOfThree,
  unitOfTwo,
} from "./bytes";

/** Stands between lines, and before what is left of a copy: digits, of which the first byte here is the number. */
export const MARK: usize = memory.data(16);

const BEFORE_KEPT_END: u16 = 0x7b2c; // ,{
const BEHIND_KEPT: u16 = 0x5d7d; // }]

/** Where the next byte is written. */
let out: usize = 0;
let escapes: bool = false;

/** Begins the array at an address. */
export function beginArray(output: usize, withEscapes: bool): void {
  out = output;
  escapes = withEscapes;
  writeByte(OPEN_BRACKET);
}

/** Ends the array; gives the address behind it. */
export function endArray(): usize {
  writeByte(CLOSE_BRACKET);
  return out;
}

/** Stands between two lines. */
export function writeBetween(): void {
  writeByte(COMMA);
  writeMark();
  writeByte(COMMA);
}

/** Writes what is left of a copy, wrapped so that it can be told whether the copy stood where it must. */
export function writeKept(pairs: usize, count: i32): bool {
  writeByte(OPEN_BRACKET);
  writeMark();
  store<u16>(out, BEFORE_KEPT_END);
  out += 2;
  for (let index = 0; index < count; index++) {
    if (index > 0) writeByte(COMMA);
    const pair = pairs + 8 * index;
    if (!writePiece(<usize> load<u32>(pair), <usize> load<u32>(pair, 4))) return false;
  }
  store<u16>(out, BEHIND_KEPT);
  out += 2;
  return true;
}

/** Writes a piece of a line; false where it can't be written with escapes. */
export function writePiece(from: usize, end: usize): bool {
  if (escapes) return writeEscaped(from, end);
  memory.copy(out, from, end - from);
  out += end - from;
  return true;
}

// @ts-ignore: decorator
@inline
function writeByte(byte: i32): void {
  store<u8>(out, <u8> byte);
  out++;
}

/** Writes the mark; it also stands where a long text was. */
export function writeMark(): void {
  const length = <usize> load<u8>(MARK);
  memory.copy(out, MARK + 1, length);
  out += length;
}

/**
 * Writes each character beyond Latin-1 as the escape that JSON has for it. That is the same inside of a string, and
 * outside of one it is no JSON either way. False where the bytes are not UTF-8, or where a backslash makes one text of
 * the character and another of its escape.
 */
function writeEscaped(from: usize, end: usize): bool {
  let at = from;
  let to = out;
  let wrong: u32 = 0;
  while (at < end) {
    const some = v128.load(at);
    v128.store(to, some);
    const mask = i8x16.bitmask(some);
    if (mask == 0) {
      at += STEP;
      to += STEP;
      continue;
    }
    at += ctz(mask);
    to += ctz(mask);
    if (at >= end) break;
    if (at > from && load<u8>(at - 1) == BACKSLASH && isEscaped(at)) return false;
    const bytes = load<u32>(at);
    const isThree = (bytes & 0xc0c0f0) == 0x8080e0;
    if (u32(isThree) | u32((bytes & 0xc0e0) == 0x80c0)) {
      // Which of them it is can't be foreseen, so there is no branch: 8.5 ms for a log of 64 MB, 12 with.
      const unit = select(unitOfThree(bytes), unitOfTwo(bytes), isThree);
      wrong |= u32(unit < select<u32>(0x800, 0x80, isThree)) | u32((unit & 0xf800) == 0xd800);
      const isLatin1 = unit < 0x100;
      writeUnit(unit, to);
      store<u16>(to, <u16> select(bytes, 0x755c, isLatin1));
      to += select<usize>(2, 6, isLatin1);
      at += select<usize>(3, 2, isThree);
      continue;
    }
    const rest = astralOfFour(bytes);
    if (rest > 0xfffff) return false;
    to = writeUnit(0xdc00 | (rest & 0x3ff), writeUnit(0xd800 | (rest >> 10), to));
    at += 4;
  }
  // Behind the end are other bytes, which may have been written, too; a sequence is not to reach there.
  out = to - (at - end);
  return wrong == 0 && (at == end || load<u8>(end - 1) < 0x80);
}

/** Writes `\uXXXX`: four digits of a number, each in a byte of a word. */
// @ts-ignore: decorator
@inline
function writeUnit(unit: u32, to: usize): usize {
  const digits = (unit >> 12) | ((unit >> 8 & 0x0f) << 8) | ((unit >> 4 & 0x0f) << 16) | ((unit & 0x0f) << 24);
  const letters = ((digits + 0x06060606) >> 4) & 0x01010101;
  store<u16>(to, 0x755c);
  store<u32>(to, digits + 0x30303030 + letters * 0x27, 2);
  return to + 6;
}
