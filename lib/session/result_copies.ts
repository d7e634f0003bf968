/**
 * Leaves the copies of results unread: `toolUseResult` repeats the result beside it in full and, for edits, the whole
 * file before them. That is 42 % of the bytes of all logs; decoding and parsing them took a quarter of the reading.
 *
 * Here the bytes of a copy are found, without a judgement about the line: whether the key stands at its top, and
 * whether what is left is JSON, tells who parses it (`line_batch.ts`).
 */

import { indexOfByte } from "./byte_search.ts";

/** Where a line's copy stands. */
export interface ResultCopy {
  /** Its first byte, behind the key's colon. */
  readonly start: number;
  /** The index behind it. */
  readonly end: number;
  /** The bytes of the fields to keep, each with its name: pairs of their first index and the index behind them. */
  readonly kept: readonly number[];
}

/** Fields of `toolUseResult` that say what nothing else says. */
const KEPT_FIELDS: ReadonlySet<string> = new Set(["structuredPatch", "questions", "answers", "agentId"]);

/** Cutting a line costs as much as reading this many bytes. */
const WORTH_CUTTING_BYTES = 2048;

const QUOTE = 0x22;
const QUOTES = 0x22222222;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

/** In a string the quotes would be escaped: these bytes are a key behind another field, at whatever depth. */
const KEY = new TextEncoder().encode(',"toolUseResult":');
const LAST = KEY.length - 1;
/** Horspool's table: how far the search may move on by the last byte that it looked at. */
const SHIFTS = new Uint8Array(256).fill(KEY.length);
for (const [index, byte] of KEY.subarray(0, LAST).entries()) SHIFTS[byte] = LAST - index;

const decoder = new TextDecoder();

/** The first copy in a line, or undefined where there is none worth cutting out, or it has no end. */
export function findResultCopy(bytes: Uint8Array): ResultCopy | undefined {
  if (bytes.length < WORTH_CUTTING_BYTES) return undefined;
  const key = findKey(bytes);
  if (key < 0) return undefined;
  const start = key + KEY.length;
  const kept: number[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = bytes[start] === OPEN_BRACE
    ? endOfFields(bytes, view, start, kept)
    : endOfValue(bytes, view, start);
  return end <= start || (bytes[end] !== COMMA && bytes[end] !== CLOSE_BRACE)
    ? undefined
    : { start, end, kept };
}

function findKey(bytes: Uint8Array): number {
  const { length } = bytes;
  for (let at = LAST; at < length;) {
    const byte = bytes[at] ?? 0;
    if (byte === COLON && isKeyAt(bytes, at - LAST)) return at - LAST;
    at += SHIFTS[byte] ?? 1;
  }
  return -1;
}

function isKeyAt(bytes: Uint8Array, start: number): boolean {
  for (let at = 0; at < LAST; at++) if (bytes[start + at] !== KEY[at]) return false;
  return true;
}

/** The index behind the object that starts here, or -1; gathers the fields to keep. */
function endOfFields(bytes: Uint8Array, view: DataView, start: number, kept: number[]): number {
  let at = start + 1;
  if (bytes[at] === CLOSE_BRACE) return at + 1;
  for (;;) {
    if (bytes[at] !== QUOTE) return -1;
    const keyEnd = endOfString(bytes, view, at);
    // A name with an escape may be any name.
    if (keyEnd < 0 || bytes[keyEnd] !== COLON || holds(bytes, BACKSLASH, at, keyEnd)) return -1;
    const end = endOfValue(bytes, view, keyEnd + 1);
    if (end < 0) return -1;
    if (isKept(bytes, at + 1, keyEnd - 1)) kept.push(at, end);
    if (bytes[end] === CLOSE_BRACE) return end + 1;
    if (bytes[end] !== COMMA) return -1;
    at = end + 1;
  }
}

function holds(bytes: Uint8Array, byte: number, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] === byte) return true;
  return false;
}

/** Names of other lengths need not be decoded. */
const KEPT_LENGTHS: ReadonlySet<number> = new Set([...KEPT_FIELDS].map((name) => name.length));

function isKept(bytes: Uint8Array, start: number, end: number): boolean {
  return KEPT_LENGTHS.has(end - start) && KEPT_FIELDS.has(decoder.decode(bytes.subarray(start, end)));
}

/** The index behind the value that starts here, or -1 where it has no end. */
function endOfValue(bytes: Uint8Array, view: DataView, start: number): number {
  const first = bytes[start];
  if (first === QUOTE) return endOfString(bytes, view, start);
  let depth = 0;
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) {
      at = endOfString(bytes, view, at) - 1;
      if (at < 0) return -1;
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      depth++;
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      // The end of what a bare number or word stands in.
      if (depth === 0) return at;
      if (--depth === 0) return at + 1;
    } else if (byte === COMMA && depth === 0) {
      return at;
    }
  }
  return -1;
}

/** The index behind the closing quote, or -1. */
function endOfString(bytes: Uint8Array, view: DataView, quote: number): number {
  for (let at = quote + 1;;) {
    const end = indexOfByte(view, QUOTES, at, view.byteLength);
    if (end < 0) return -1;
    let before = end - 1;
    while (bytes[before] === BACKSLASH) before--;
    if ((end - before) % 2 === 1) return end + 1;
    at = end + 1;
  }
}
