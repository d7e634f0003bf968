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
  CLOSE_BRACKET,
  COLON,
  COMMA,
  endOfPlainString,
  endOfString,
  isSame,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  SPACE,
} from "./bytes";

/**
 * The names of what is never kept, one behind the other: the number of its bytes, its group, its bytes; 0 at the end.
 * A kind is the number of its name, from 1.
 */
export const NAMES: usize = memory.data(2048);

/** Groups of names: the vendor's own text, which nobody may ask for; other types; kinds of `progress`. */
const VENDOR: i32 = 1;
const PROGRESS: i32 = 3;
/** The same, where they tell what a running command has written. */
const OUTPUT: i32 = 4;

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

/** Whether the line that `kindOf` looked at last tells what a running command has written. */
export let tellsOutput: bool = false;

/** The kind of a line that is dropped before it is parsed, as far as its type tells, or 0. */
export function kindOf(start: usize, end: usize, everything: bool): i32 {
  mayHoldCopy = true;
  tellsOutput = false;
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
    if (size == length && (group >= PROGRESS) == ofProgress && isSame(name, at + 2, length)) {
      tellsOutput = group == OUTPUT;
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

/** What `isOneObject` remembers of a level is a bit: deeper lines are parsed. */
const MOST_DEPTH: i32 = 64;

/**
 * Whether a line may be dropped by its type: it is one object with nothing behind it but white space, and no key that
 * tells its type stands there twice. Of any other line, cut short or with something glued on, what it holds has to be
 * looked for. Words and numbers are not judged.
 */
export function isOneObject(start: usize, end: usize): bool {
  let at = start;
  let depth = 0;
  /** The open arrays and objects, the innermost last: 1 for an array. */
  let arrays: u64 = 0;
  let before = COMMA;
  let types = 0;
  let dataTypes = 0;
  let datas = 0;
  let isInData = false;
  while (at < end) {
    const byte = i32(load<u8>(at));
    if (byte == QUOTE) {
      const isTop = depth == 1 || (depth == 2 && isInData);
      const stringEnd = endOfString(at, end);
      if (stringEnd == 0) return false;
      const behind = skipSpace(stringEnd, end);
      const next = byteAt(behind, end);
      if (next == COLON) {
        if (isTop) {
          // A key with an escape may be any key.
          if (endOfPlainString(at, end) == 0) return false;
          const key = stringEnd - at == 6 ? load<u32>(at + 1) : 0;
          if (depth == 1) {
            isInData = key == DATA_KEY;
            datas += i32(isInData);
            types += i32(key == TYPE_KEY);
          } else {
            dataTypes += i32(key == TYPE_KEY);
          }
          if (types > 1 || datas > 1 || dataTypes > 1) return false;
        }
      } else if (next != COMMA && next != CLOSE_BRACE && next != CLOSE_BRACKET) {
        return false;
      }
      before = QUOTE;
      at = behind;
      continue;
    }
    const isArray = byte == OPEN_BRACKET || byte == CLOSE_BRACKET;
    if (byte == OPEN_BRACE || byte == OPEN_BRACKET) {
      if (depth == MOST_DEPTH || (before != COMMA && before != COLON && before != OPEN_BRACKET)) return false;
      depth++;
      arrays = arrays << 1 | u64(isArray);
    } else if (byte == CLOSE_BRACE || byte == CLOSE_BRACKET) {
      if ((arrays & 1) != u64(isArray)) return false;
      arrays >>= 1;
      if (--depth == 0) return skipSpace(at + 1, end) == end;
    }
    before = byte;
    at = skipSpace(at + 1, end);
  }
  return false;
}
