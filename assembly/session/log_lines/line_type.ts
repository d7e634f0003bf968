/**
 * Tells a line's type from its first bytes, so that lines which are never kept need not be parsed: `progress` lines
 * alone are 19 % of all bytes.
 *
 * The scan walks the top-level keys of the object in order and looks at nothing inside strings, so a
 * `"type":"progress"` that is quoted in somebody's text can't mislead it. Where the type comes after a nested value
 * (assistant lines), it gives up and the line is parsed.
 */

import {
  byteAt,
  CLOSE_BRACE,
  COLON,
  COMMA,
  endOfPlainString,
  endOfString,
  isSame,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  SPACE,
  STEP,
} from "./bytes";

/**
 * The names of what is never kept, one behind the other: the number of its bytes, its group, its bytes; 0 at the end.
 * A kind is the number of its name, from 1.
 */
export const NAMES: usize = memory.data(2048);

/** Groups of names: the vendor's own text, which nobody may ask for; other types; kinds of `progress`. */
const VENDOR: i32 = 1;
const PROGRESS: i32 = 3;

const USER: u32 = 0x72657375; // "user"
const TYPE_KEY: u32 = 0x65707974; // "type"
const DATA_KEY: u32 = 0x61746164; // "data"
const PROGRESS_TYPE: u64 = 0x73736572676f7270; // "progress"

/** What `findType` found: the type's bytes, and where an object or array `data` begins behind it, or 0. */
let typeStart: usize = 0;
let typeEnd: usize = 0;
let dataStart: usize = 0;

/** Whether the line that `kindOf` looked at last is a user's, or of a type that the first bytes don't tell. */
export let mayHoldCopy: bool = false;

/** The kind of a line that is dropped before it is parsed, as far as its type tells, or 0. */
export function kindOf(start: usize, end: usize, everything: bool): i32 {
  mayHoldCopy = true;
  if (!findType(start, end)) return 0;
  const length = typeEnd - typeStart;
  mayHoldCopy = length == 4 && load<u32>(typeStart) == USER;
  if (mayHoldCopy) return 0;
  if (!isProgress()) return kindNamed(typeStart, length, everything, false);
  if (everything || dataStart == 0 || !findType(dataStart, end)) return 0;
  return kindNamed(typeStart, typeEnd - typeStart, false, true);
}

// @ts-ignore: decorator
@inline
function isProgress(): bool {
  return typeEnd - typeStart == 8 && load<u64>(typeStart) == PROGRESS_TYPE;
}

function kindNamed(name: usize, length: usize, everything: bool, ofProgress: bool): i32 {
  let at = NAMES;
  for (let kind = 1; load<u8>(at) != 0; kind++) {
    const size = <usize> load<u8>(at);
    const group = i32(load<u8>(at + 1));
    if (size == length && (group == PROGRESS) == ofProgress && isSame(name, at + 2, length)) {
      return everything && group != VENDOR ? 0 : kind;
    }
    at += 2 + size;
  }
  return 0;
}

/** Finds the top-level type of the object; false where the first bytes don't tell it. */
function findType(start: usize, end: usize): bool {
  typeStart = 0;
  dataStart = 0;
  let at = skipSpace(start, end);
  if (byteAt(at, end) != OPEN_BRACE) return false;
  at = skipSpace(at + 1, end);
  while (byteAt(at, end) == QUOTE) {
    const keyEnd = endOfPlainString(at, end);
    if (keyEnd == 0) return false;
    const key = keyEnd - at == 6 ? load<u32>(at + 1) : 0;
    at = skipSpace(keyEnd, end);
    if (byteAt(at, end) != COLON) return false;
    at = skipSpace(at + 1, end);
    const first = byteAt(at, end);
    if (first == QUOTE) {
      const valueEnd = key == TYPE_KEY ? endOfPlainString(at, end) : endOfString(at, end);
      if (valueEnd == 0) return false;
      if (key == TYPE_KEY) {
        typeStart = at + 1;
        typeEnd = valueEnd - 1;
        // What kind of progress it is stands behind.
        if (!isProgress()) return true;
      }
      at = valueEnd;
    } else if (first == OPEN_BRACE || first == OPEN_BRACKET) {
      if (key == DATA_KEY) dataStart = at;
      return typeStart != 0;
    } else {
      while (at < end && load<u8>(at) != COMMA && load<u8>(at) != CLOSE_BRACE) at++;
    }
    at = skipSpace(at, end);
    if (byteAt(at, end) != COMMA) break;
    at = skipSpace(at + 1, end);
  }
  return typeStart != 0;
}

// @ts-ignore: decorator
@inline
function skipSpace(from: usize, end: usize): usize {
  let at = from;
  for (; at < end; at++) {
    const byte = i32(load<u8>(at));
    if (byte != SPACE && byte != 0x09 && byte != 0x0d) break;
  }
  return at;
}

/** How a line of the conversation begins: behind the start of another line, it was cut short. */
const LINE_START: usize = memory.data<u8>([
  0x7b, 0x22, 0x70, 0x61, 0x72, 0x65, 0x6e, 0x74, 0x55, 0x75, 0x69, 0x64, 0x22, 0x3a, // {"parentUuid":
]);
const LINE_START_LENGTH: usize = 14;

/**
 * Whether a second object may stand behind the one that begins the line, also where there are NULs: such a line is not
 * to be dropped by its type.
 */
export function mayHoldMore(start: usize, end: usize): bool {
  for (let at = start; at < end; at += STEP) {
    const bytes = v128.load(at);
    const braces = i8x16.eq(bytes, i8x16.splat(<i8> OPEN_BRACE));
    let mask = i8x16.bitmask(v128.or(braces, i8x16.eq(bytes, i8x16.splat(0))));
    while (mask != 0) {
      const hit = at + ctz(mask);
      if (hit >= end) return false;
      if (load<u8>(hit) == 0) return true;
      if (hit > start && beginsAnother(hit, start, end)) return true;
      mask &= mask - 1;
    }
  }
  return false;
}

function beginsAnother(brace: usize, start: usize, end: usize): bool {
  const before = i32(load<u8>(brace - 1));
  if (before == CLOSE_BRACE) return true;
  if (
    before == SPACE && brace - 2 >= start && load<u8>(brace - 2) == CLOSE_BRACE &&
    byteAt(brace + 1, end) == QUOTE
  ) return true;
  return end - brace >= LINE_START_LENGTH && isSame(brace, LINE_START, LINE_START_LENGTH);
}
