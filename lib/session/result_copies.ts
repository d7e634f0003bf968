/**
 * Leaves the copies of results unread: `toolUseResult` repeats the result beside it in full and, for edits, the whole
 * file before them. That is 42 % of the bytes of all logs; decoding and parsing them took a quarter of the reading.
 *
 * The line is cut before the key and behind the value, and both ends are parsed on their own. A line in which the key
 * does not stand at the top, or that is broken anywhere, is left to whoever reads it whole.
 */

import { asObject, type JsonObject } from "./json.ts";

/** What is left of a line. */
export interface LeanLine {
  readonly value: JsonObject;
  /** Bytes that were not read. */
  readonly skippedBytes: number;
}

/** Fields of `toolUseResult` that say what nothing else says. */
const KEPT_FIELDS: ReadonlySet<string> = new Set(["structuredPatch", "questions", "answers", "agentId"]);

/** Cutting a line costs as much as reading this many bytes. */
const WORTH_CUTTING_BYTES = 2048;

const QUOTE = 0x22;
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

/**
 * The line's value without its copies, or undefined where it has none or has to be read whole.
 *
 * @param bytes the line; changed while this runs, and changed back.
 */
export function readWithoutCopies(bytes: Uint8Array): LeanLine | undefined {
  if (bytes.length < WORTH_CUTTING_BYTES) return undefined;
  const key = findKey(bytes);
  if (key < 0) return undefined;
  const start = key + KEY.length;
  const kept: Uint8Array[] = [];
  const end = bytes[start] === OPEN_BRACE ? endOfFields(bytes, start, kept) : endOfValue(bytes, start);
  if (end <= start || (bytes[end] !== COMMA && bytes[end] !== CLOSE_BRACE)) return undefined;
  const head = parse(bytes, key, CLOSE_BRACE, () => decoder.decode(bytes.subarray(0, key + 1)));
  const tail = bytes[end] === CLOSE_BRACE && end === bytes.length - 1
    ? {}
    : parse(bytes, end, OPEN_BRACE, () => decoder.decode(bytes.subarray(end)));
  if (head === undefined || tail === undefined) return undefined;
  const fields = parseFields(kept);
  if (fields === undefined) return undefined;
  head.toolUseResult = fields;
  for (const name of Object.keys(tail)) if (name !== "__proto__") head[name] = tail[name];
  const keptBytes = kept.reduce((sum, field) => sum + field.length, 0);
  return { value: head, skippedBytes: end - start - keptBytes };
}

function parseFields(fields: readonly Uint8Array[]): { [key: string]: unknown } | undefined {
  if (fields.length === 0) return {};
  try {
    return JSON.parse(`{${fields.map((field) => decoder.decode(field)).join(",")}}`);
  } catch {
    return undefined;
  }
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

/** Parses a piece of the line that becomes an object when one byte of it is replaced. */
function parse(
  bytes: Uint8Array,
  place: number,
  replacement: number,
  text: () => string,
): { [key: string]: unknown } | undefined {
  const original = bytes[place] ?? 0;
  bytes[place] = replacement;
  try {
    const value: unknown = JSON.parse(text());
    return asObject(value) === undefined ? undefined : value as { [key: string]: unknown };
  } catch {
    return undefined;
  } finally {
    bytes[place] = original;
  }
}

/** The index behind the object that starts here, or -1; gathers the fields to keep. */
function endOfFields(bytes: Uint8Array, start: number, kept: Uint8Array[]): number {
  let at = start + 1;
  if (bytes[at] === CLOSE_BRACE) return at + 1;
  for (;;) {
    if (bytes[at] !== QUOTE) return -1;
    const keyEnd = endOfString(bytes, at);
    if (keyEnd < 0 || bytes[keyEnd] !== COLON) return -1;
    const end = endOfValue(bytes, keyEnd + 1);
    if (end < 0) return -1;
    if (isKept(bytes, at + 1, keyEnd - 1)) kept.push(bytes.subarray(at, end));
    if (bytes[end] === CLOSE_BRACE) return end + 1;
    if (bytes[end] !== COMMA) return -1;
    at = end + 1;
  }
}

/** Names of other lengths need not be decoded. */
const KEPT_LENGTHS: ReadonlySet<number> = new Set([...KEPT_FIELDS].map((name) => name.length));

function isKept(bytes: Uint8Array, start: number, end: number): boolean {
  return KEPT_LENGTHS.has(end - start) && KEPT_FIELDS.has(decoder.decode(bytes.subarray(start, end)));
}

/** The index behind the value that starts here, or -1 where it has no end. */
function endOfValue(bytes: Uint8Array, start: number): number {
  const first = bytes[start];
  if (first === QUOTE) return endOfString(bytes, start);
  let depth = 0;
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) {
      at = endOfString(bytes, at) - 1;
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
function endOfString(bytes: Uint8Array, quote: number): number {
  for (let at = quote + 1;;) {
    const end = bytes.indexOf(QUOTE, at);
    if (end < 0) return -1;
    let before = end - 1;
    while (bytes[before] === BACKSLASH) before--;
    if ((end - before) % 2 === 1) return end + 1;
    at = end + 1;
  }
}
