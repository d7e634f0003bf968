/** Literals and separators, at pairs of characters that few other places have. */

import {
  CALL_WORDS,
  CALLS,
  CHAINS,
  CLOSING_TAGS,
  COLONS,
  ENDINGS,
  ENDS_CALL,
  ENDS_NAME,
  EQUALS,
  IS_ELEMENT_NAME,
  IS_GAP,
  KIND,
  KINDS,
  LITERALS,
  MAX_ELEMENT_NAME,
  MAX_GAP,
  NAME_WORDS,
  PAIRS,
  SEPARATOR,
  WORD_BEGIN,
  WORD_ROW_BYTES,
} from "./layout";
import { origin, record } from "./records";

const OPEN: i32 = 0x28;
const CLOSE: i32 = 0x29;
const SLASH: i32 = 0x2f;
const COLON: i32 = 0x3a;
const LESS_THAN: i32 = 0x3c;
const EQUAL: i32 = 0x3d;
const GREATER_THAN: i32 = 0x3e;

/** Looks at two characters of which the first one may begin a pair. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function tryPair(first: i32): void {
  const chain = <i32> load<u16>(PAIRS + ((<i32> load<u8>(first) << 9) | (<i32> load<u8>(first, 1) << 1)));
  if (chain == SEPARATOR) lookBefore(first);
  else if (chain != 0) tryLiterals(chain, first);
}

/** Tells of a separator if a secret's name may end before it, and of a bracket if a call of interest may begin there. */
function lookBefore(address: i32): void {
  const separator = <i32> load<u8>(address);
  if (separator == OPEN) {
    if (mayEndCall(address)) record(CALLS, address - origin);
    return;
  }
  if (separator == GREATER_THAN) return lookForClosingTag(address);
  const next = <i32> load<u8>(address, 1);
  // The : of := and of ://; of == the first one is told.
  if ((next == EQUAL && separator != EQUAL) || (next == SLASH && <i32> load<u8>(address, 2) == SLASH)) return;
  let end = address;
  const stop = address - MAX_GAP;
  // := as well
  if (<i32> load<u8>(address - 1) == COLON) end--;
  while (end > stop && (<i32> load<u8>(KINDS + <i32> load<u8>(end - 1)) & IS_GAP) != 0) end--;
  if (end == stop || !mayEndName(end)) return;
  record(separator == EQUAL ? EQUALS : COLONS, address - origin);
}

/** By three characters, and where these are those of a word by all of it: nearly all names are told from a secret's by that. */
function mayEndName(end: i32): bool {
  if ((<i32> load<u8>(ENDINGS + endingAt(end)) & ENDS_NAME) == 0) return false;
  const isDigit = <u32> load<u8>(end - 1) - 0x30 < 10;
  return isDigit || endsWithWord(NAME_WORDS, end) || endsWithEscape(end);
}

/** By one character more than a name, and by all of the call's own; of a call that is called itself there is none. */
function mayEndCall(end: i32): bool {
  const fourth = <i32> load<u8>(KINDS + <i32> load<u8>(end - 4)) & KIND;
  if ((<i32> load<u8>(ENDINGS + (endingAt(end) ^ (fourth << 7))) & ENDS_CALL) == 0) return false;
  return <i32> load<u8>(end - 1) == CLOSE || endsWithWord(CALL_WORDS, end) || endsWithEscape(end);
}

function endsWithWord(words: i32, end: i32): bool {
  let node = 0;
  let at = end;
  do {
    at--;
    node = <i32> load<u16>(words + node * WORD_ROW_BYTES + ((<i32> load<u8>(at) & 31) << 1));
  } while (node != 0 && node != WORD_BEGIN);
  return node != 0;
}

/** Whether one of the 32 characters before a place may be written as `\u0061` or `\x61`: a word may be hidden there. */
function endsWithEscape(end: i32): bool {
  return isEscape(end - 16) || isEscape(end - 32);
}

function isEscape(address: i32): bool {
  const isBackslash = i8x16.eq(v128.load(address), i8x16.splat(0x5c));
  const next = v128.load(address, 1);
  const isNumbered = v128.or(i8x16.eq(next, i8x16.splat(0x75)), i8x16.eq(next, i8x16.splat(0x78)));
  return v128.any_true(v128.and(isBackslash, isNumbered));
}

/** The kinds of three characters before a place. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function endingAt(end: i32): i32 {
  const first = <i32> load<u8>(KINDS + <i32> load<u8>(end - 3)) & KIND;
  const second = <i32> load<u8>(KINDS + <i32> load<u8>(end - 2)) & KIND;
  const third = <i32> load<u8>(KINDS + <i32> load<u8>(end - 1)) & KIND;
  return (first << 10) | (second << 5) | third;
}

function lookForClosingTag(end: i32): void {
  if (!mayEndName(end)) return;
  let start = end;
  const stop = end - MAX_ELEMENT_NAME;
  while (start > stop && (<i32> load<u8>(KINDS + <i32> load<u8>(start - 1)) & IS_ELEMENT_NAME) != 0) start--;
  const isClosing = <i32> load<u8>(start - 1) == SLASH && <i32> load<u8>(start - 2) == LESS_THAN;
  if (isClosing) record(CLOSING_TAGS, start - 2 - origin);
}

/** Tells of the literals of a chain that stand here with their pair. */
function tryLiterals(chain: i32, pair: i32): void {
  for (let link = CHAINS + chain * 32; ; link += 2) {
    const number = <i32> load<u16>(link);
    if (number == 0) return;
    const literal = LITERALS + number * 32;
    const start = pair - <i32> load<u8>(literal, 2);
    const same = i8x16.bitmask(i8x16.eq(v128.load(start), v128.load(literal, 16)));
    const isThere = (same & <i32> load<u16>(literal, 4)) == <i32> load<u16>(literal, 4);
    if (isThere) record(<i32> load<u16>(literal), start + <i32> load<u8>(literal, 3) - origin);
  }
}
