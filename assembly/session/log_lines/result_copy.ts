/**
 * Leaves the copies of results unread: `toolUseResult` repeats the result beside it in full and, for edits, the whole
 * file before them. That is 42 % of the bytes of all logs; decoding and parsing them took a quarter of the reading.
 *
 * Here the bytes of a copy are found, without a judgement about the line: whether the key stands at its top, and
 * whether what is left is JSON, tells who parses it (`lib/session/line_batch.ts`).
 *
 * Two kinds of copies are no copies, and are read: where the message holds a preview alone, and where a person changed
 * what the agent wrote.
 */

import {
  byteAt,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  endOfPlainString,
  endOfString,
  findBytes,
  isSame,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
} from "./bytes";

/** Cutting a line costs as much as reading this many bytes. */
const WORTH_CUTTING_BYTES: usize = 2048;

/** A line with a preview has as many bytes beside its copy at most: the preview is 2 KB, or so many characters. */
const MOST_PREVIEW_BYTES: usize = 24 * 1024;

/** Fields to keep; no tool's answer has more of them, and a copy that has is read whole. */
export const MOST_KEPT: i32 = 11;

/** What `findResultCopy` found: the first byte of the copy, behind the key's colon, and the address behind it. */
export let copyStart: usize = 0;
export let copyEnd: usize = 0;
/** The bytes of the fields to keep, each with its name: pairs of their first address and the address behind them. */
export const KEPT: usize = memory.data(2 * 4 * 11, 16);
export let keptCount: i32 = 0;

/** In a string the quotes would be escaped: these bytes are a key behind another field, at whatever depth. */
const KEY: usize = memory.data<u8>([
  0x2c, 0x22, 0x74, 0x6f, 0x6f, 0x6c, 0x55, 0x73, 0x65, // ,"toolUse
  0x52, 0x65, 0x73, 0x75, 0x6c, 0x74, 0x22, 0x3a, // Result":
]);
const KEY_LENGTH: usize = 17;
/** Its capitals. */
const FIRST_CAPITAL_AT: usize = 6;
const SECOND_CAPITAL_AT: usize = 9;

/** Fields of `toolUseResult` that say what nothing else says. */
const STRUCTURED_PATCH: usize = memory.data<u8>([
  0x73, 0x74, 0x72, 0x75, 0x63, 0x74, 0x75, 0x72, 0x65, 0x64, 0x50, 0x61, 0x74, 0x63, 0x68,
]);
const QUESTIONS: usize = memory.data<u8>([0x71, 0x75, 0x65, 0x73, 0x74, 0x69, 0x6f, 0x6e, 0x73]);
const ANSWERS: usize = memory.data<u8>([0x61, 0x6e, 0x73, 0x77, 0x65, 0x72, 0x73]);
const AGENT_ID: usize = memory.data<u8>([0x61, 0x67, 0x65, 0x6e, 0x74, 0x49, 0x64]);
const ANNOTATIONS: usize = memory.data<u8>([
  0x61, 0x6e, 0x6e, 0x6f, 0x74, 0x61, 0x74, 0x69, 0x6f, 0x6e, 0x73,
]);
const INTERRUPTED: usize = memory.data<u8>([
  0x69, 0x6e, 0x74, 0x65, 0x72, 0x72, 0x75, 0x70, 0x74, 0x65, 0x64,
]);
const RETURN_CODE_INTERPRETATION: usize = memory.data<u8>([
  0x72, 0x65, 0x74, 0x75, 0x72, 0x6e, 0x43, 0x6f, 0x64, 0x65, 0x49, 0x6e, 0x74, 0x65, 0x72, 0x70, 0x72, 0x65, 0x74, 0x61, 0x74, 0x69, 0x6f, 0x6e,
]);
const EXIT_CODE: usize = memory.data<u8>([
  0x65, 0x78, 0x69, 0x74, 0x43, 0x6f, 0x64, 0x65,
]);
const STDERR: usize = memory.data<u8>([
  0x73, 0x74, 0x64, 0x65, 0x72, 0x72,
]);

const CODE: usize = memory.data<u8>([0x63, 0x6f, 0x64, 0x65]);
const CODE_TEXT: usize = memory.data<u8>([0x63, 0x6f, 0x64, 0x65, 0x54, 0x65, 0x78, 0x74]);
const PLAN: usize = memory.data<u8>([0x70, 0x6c, 0x61, 0x6e]);
const PLAN_WAS_EDITED: usize = memory.data<u8>([
  0x70, 0x6c, 0x61, 0x6e, 0x57, 0x61, 0x73, 0x45, 0x64, 0x69, 0x74, 0x65, 0x64,
]);

/** What a workflow's agents are found by, and what an agent took. */
const RUN_ID: usize = memory.data<u8>([0x72, 0x75, 0x6e, 0x49, 0x64]);
const TOTAL_TOKENS: usize = memory.data<u8>([0x74, 0x6f, 0x74, 0x61, 0x6c, 0x54, 0x6f, 0x6b, 0x65, 0x6e, 0x73]);
const TOTAL_DURATION_MS: usize = memory.data<u8>([
  0x74, 0x6f, 0x74, 0x61, 0x6c, 0x44, 0x75, 0x72, 0x61, 0x74, 0x69, 0x6f, 0x6e, 0x4d, 0x73,
]);

/** What stood in a cell of a notebook, or in all of it, before it was edited. */
const OLD_SOURCE: usize = memory.data<u8>([0x6f, 0x6c, 0x64, 0x5f, 0x73, 0x6f, 0x75, 0x72, 0x63, 0x65]);
const ORIGINAL_FILE: usize = memory.data<u8>([
  0x6f, 0x72, 0x69, 0x67, 0x69, 0x6e, 0x61, 0x6c, 0x5f, 0x66, 0x69, 0x6c, 0x65,
]);

/** A field that says, where it is true, that the copy holds what stands nowhere else. */
const USER_MODIFIED: usize = memory.data<u8>([
  0x75, 0x73, 0x65, 0x72, 0x4d, 0x6f, 0x64, 0x69, 0x66, 0x69, 0x65, 0x64,
]);
const TRUE_START: i32 = 0x74;
const FALSE_START: i32 = 0x66;
const NULL_START: i32 = 0x6e;
const ZERO: i32 = 0x30;

/** What the client puts around a preview of a result that it moved to a file. */
const PREVIEW: usize = memory.data<u8>([
  0x3c, 0x70, 0x65, 0x72, 0x73, 0x69, 0x73, 0x74, 0x65, 0x64, // <persisted
  0x2d, 0x6f, 0x75, 0x74, 0x70, 0x75, 0x74, 0x3e, // -output>
]);
const PREVIEW_LENGTH: usize = 18;
const PREVIEW_HYPHEN_AT: usize = 10;

/** Finds the first copy in a line; false where there is none worth cutting out, or it has no clear end. */
export function findResultCopy(start: usize, end: usize): bool {
  if (end - start < WORTH_CUTTING_BYTES) return false;
  const key = findBytes(start, end, KEY, KEY_LENGTH, FIRST_CAPITAL_AT, SECOND_CAPITAL_AT);
  if (key == 0) return false;
  keptCount = 0;
  copyStart = key + KEY_LENGTH;
  copyEnd = byteAt(copyStart, end) == OPEN_BRACE ? endOfFields(copyStart, end) : endOfValue(copyStart, end);
  if (copyEnd <= copyStart) return false;
  const next = byteAt(copyEnd, end);
  if (next != COMMA && next != CLOSE_BRACE) return false;
  if (copyStart - start + end - copyEnd > MOST_PREVIEW_BYTES) return true;
  return !holdsPreview(start, copyStart) && !holdsPreview(copyEnd, end);
}

function holdsPreview(start: usize, end: usize): bool {
  return findBytes(start, end, PREVIEW, PREVIEW_LENGTH, 0, PREVIEW_HYPHEN_AT) != 0;
}

/** The address behind the object that starts here, or 0, also where all of it is to be read; gathers the fields to keep. */
function endOfFields(start: usize, end: usize): usize {
  let at = start + 1;
  if (byteAt(at, end) == CLOSE_BRACE) return at + 1;
  while (true) {
    if (byteAt(at, end) != QUOTE) return 0;
    // A name with an escape may be any name.
    const keyEnd = endOfPlainString(at, end);
    if (keyEnd == 0 || byteAt(keyEnd, end) != COLON) return 0;
    const valueEnd = endOfValue(keyEnd + 1, end);
    if (valueEnd == 0) return 0;
    const nameLength = keyEnd - 1 - (at + 1);
    if (
      nameLength == 12 && isSame(at + 1, USER_MODIFIED, 12) && byteAt(keyEnd + 1, end) == TRUE_START
    ) return 0;
    const isSaid = saysSomething(keyEnd + 1, valueEnd);
    if (isKept(at + 1, nameLength) || (isSaid && isKeptWhereSaid(at + 1, nameLength))) {
      if (keptCount == MOST_KEPT) return 0;
      store<u32>(KEPT + 8 * keptCount, <u32> at);
      store<u32>(KEPT + 8 * keptCount, <u32> valueEnd, 4);
      keptCount++;
    }
    const next = byteAt(valueEnd, end);
    if (next == CLOSE_BRACE) return valueEnd + 1;
    if (next != COMMA) return 0;
    at = valueEnd + 1;
  }
}

function isKept(name: usize, length: usize): bool {
  if (length == 7) return isSame(name, ANSWERS, 7) || isSame(name, AGENT_ID, 7);
  if (length == 9) return isSame(name, QUESTIONS, 9);
  if (length == 11) return isSame(name, ANNOTATIONS, 11);
  return length == 15 && isSame(name, STRUCTURED_PATCH, 15);
}

/**
 * How a command ended: nearly always it says `false`, `""` or 0, which is not worth reading; what a server answered; an approved plan, and
 * whether a person changed it; what an agent took; and a notebook before an edit.
 */
function isKeptWhereSaid(name: usize, length: usize): bool {
  if (length == 4) return isSame(name, PLAN, 4) || isSame(name, CODE, 4);
  if (length == 5) return isSame(name, RUN_ID, 5);
  if (length == 6) return isSame(name, STDERR, 6);
  if (length == 8) return isSame(name, EXIT_CODE, 8) || isSame(name, CODE_TEXT, 8);
  if (length == 10) return isSame(name, OLD_SOURCE, 10);
  if (length == 11) return isSame(name, INTERRUPTED, 11) || isSame(name, TOTAL_TOKENS, 11);
  if (length == 13) return isSame(name, ORIGINAL_FILE, 13) || isSame(name, PLAN_WAS_EDITED, 13);
  if (length == 15) return isSame(name, TOTAL_DURATION_MS, 15);
  return length == 24 && isSame(name, RETURN_CODE_INTERPRETATION, 24);
}

/** Whether a value is neither `false`, `null` nor 0, nor an empty string. */
function saysSomething(start: usize, end: usize): bool {
  const first = i32(load<u8>(start));
  if (first == FALSE_START || first == NULL_START) return false;
  return end - start > (first == QUOTE ? 2 : first == ZERO ? 1 : 0);
}

/** The address behind the value that starts here, or 0 where it has no end. */
function endOfValue(start: usize, end: usize): usize {
  if (byteAt(start, end) == QUOTE) return endOfString(start, end);
  let depth = 0;
  let at = start;
  while (at < end) {
    const byte = i32(load<u8>(at));
    if (byte == QUOTE) {
      at = endOfString(at, end);
      // A string of a line that was cut short ends where one of the line behind it begins.
      if (at == 0 || !mayFollowString(byteAt(at, end))) return 0;
      continue;
    }
    if (byte == OPEN_BRACE || byte == OPEN_BRACKET) {
      depth++;
    } else if (byte == CLOSE_BRACE || byte == CLOSE_BRACKET) {
      // The end of what a bare number or word stands in.
      if (depth == 0) return at;
      if (--depth == 0) return at + 1;
    } else if (byte == COMMA && depth == 0) {
      return at;
    }
    at++;
  }
  return 0;
}

function mayFollowString(byte: i32): bool {
  return byte == COMMA || byte == COLON || byte == CLOSE_BRACE || byte == CLOSE_BRACKET;
}
