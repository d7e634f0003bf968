/** Writes lines as one JSON array, without the copies that some of them hold and, where it pays, in ASCII alone. */

import { BACKSLASH, CLOSE_BRACKET, COMMA, isEscaped, OPEN_BRACKET, STEP } from "./bytes";

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

function writeMark(): void {
  const length = <usize> load<u8>(MARK);
  memory.copy(out, MARK + 1, length);
  out += length;
}

/**
 * Writes each character beyond ASCII as the escape that JSON has for it. That is the same inside of a string, and
 * outside of one it is no JSON either way. False where the bytes are not UTF-8, or where a backslash makes one text of
 * the character and another of its escape.
 */
function writeEscaped(from: usize, end: usize): bool {
  let at = from;
  let to = out;
  while (at < end) {
    const bytes = v128.load(at);
    v128.store(to, bytes);
    const mask = i8x16.bitmask(bytes);
    const ascii: usize = mask == 0 ? STEP : <usize> ctz(mask);
    if (ascii >= end - at) {
      to += end - at;
      break;
    }
    at += ascii;
    to += ascii;
    if (mask == 0) continue;
    if (at > from && load<u8>(at - 1) == BACKSLASH && isEscaped(at)) return false;
    do {
      const length = sequenceLength(at, end);
      if (length == 0) return false;
      to = writeCharacter(at, length, to);
      at += length;
    } while (at < end && load<u8>(at) >= 0x80);
  }
  out = to;
  return true;
}

/** The length of the UTF-8 sequence that begins here, or 0 where it is none: cut, longer than need be, a surrogate. */
function sequenceLength(at: usize, end: usize): usize {
  const first = i32(load<u8>(at));
  if (first < 0xc2 || first > 0xf4) return 0;
  const length: usize = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  if (end - at < length) return 0;
  const second = i32(load<u8>(at, 1));
  const least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
  const most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
  if (second < least || second > most) return 0;
  if (length > 2 && (load<u8>(at, 2) & 0xc0) != 0x80) return 0;
  if (length > 3 && (load<u8>(at, 3) & 0xc0) != 0x80) return 0;
  return length;
}

/** Writes the escapes of a character; gives the address behind them. */
function writeCharacter(at: usize, length: usize, to: usize): usize {
  const first = i32(load<u8>(at));
  const second = i32(load<u8>(at, 1)) & 0x3f;
  if (length == 2) return writeUnit(((first & 0x1f) << 6) | second, to);
  const third = i32(load<u8>(at, 2)) & 0x3f;
  if (length == 3) return writeUnit(((first & 0x0f) << 12) | (second << 6) | third, to);
  const fourth = i32(load<u8>(at, 3)) & 0x3f;
  const character = (((first & 0x07) << 18) | (second << 12) | (third << 6) | fourth) - 0x10000;
  return writeUnit(0xdc00 | (character & 0x3ff), writeUnit(0xd800 | (character >> 10), to));
}

/** Writes `\uXXXX`: four digits of a number, each in a byte of a word. */
function writeUnit(unit: u32, to: usize): usize {
  const digits = (unit >> 12) | ((unit >> 8 & 0x0f) << 8) | ((unit >> 4 & 0x0f) << 16) | ((unit & 0x0f) << 24);
  const letters = ((digits + 0x06060606) >> 4) & 0x01010101;
  store<u16>(to, 0x755c);
  store<u32>(to, digits + 0x30303030 + letters * 0x27, 2);
  return to + 6;
}
