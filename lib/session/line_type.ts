/**
 * Tells a line's type from its first bytes, so that lines which are never kept need not be parsed:
 * `progress` lines alone are 19 % of all bytes.
 *
 * The scan walks the top-level keys of the object in order and looks at nothing inside strings, so a
 * `"type":"progress"` that is quoted in somebody's text can't mislead it. Where the type comes after a
 * nested value (assistant lines), it gives up and the line is parsed.
 */

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const COMMA = 0x2c;
const COLON = 0x3a;

/** What the first bytes of a line tell about it. */
export interface LineType {
  /** The top-level `type`. */
  readonly type: string;
  /** For `progress` lines: `data.type`, where it is the first field of `data`. */
  readonly detail: string | undefined;
}

const decoder = new TextDecoder();

/** Bytes of `type` and `data`, the keys that are looked at. */
const TYPE_KEY = [0x74, 0x79, 0x70, 0x65];
const DATA_KEY = [0x64, 0x61, 0x74, 0x61];

/** The line's top-level `type` (and `data.type`), or undefined where the first bytes don't tell. */
export function scanLineType(bytes: Uint8Array): LineType | undefined {
  let at = skipSpace(bytes, 0);
  if (bytes[at] !== OPEN_BRACE) return undefined;
  at = skipSpace(bytes, at + 1);
  let type: string | undefined;
  while (bytes[at] === QUOTE) {
    const keyEnd = endOfPlainString(bytes, at);
    if (keyEnd < 0) return undefined;
    const isType = isKey(bytes, at + 1, keyEnd, TYPE_KEY);
    const isData = !isType && isKey(bytes, at + 1, keyEnd, DATA_KEY);
    at = skipSpace(bytes, keyEnd + 1);
    if (bytes[at] !== COLON) return undefined;
    at = skipSpace(bytes, at + 1);
    const first = bytes[at];
    if (first === QUOTE) {
      const valueEnd = isType ? endOfPlainString(bytes, at) : endOfString(bytes, at);
      if (valueEnd < 0) return undefined;
      if (isType) {
        type = knownName(bytes, at + 1, valueEnd);
        if (type !== "progress") return { type, detail: undefined };
      }
      at = valueEnd + 1;
    } else if (first === OPEN_BRACE || first === OPEN_BRACKET) {
      if (type === undefined) return undefined;
      return { type, detail: isData ? scanLineType(bytes.subarray(at))?.type : undefined };
    } else {
      while (at < bytes.length && bytes[at] !== COMMA && bytes[at] !== CLOSE_BRACE) at++;
    }
    at = skipSpace(bytes, at);
    if (bytes[at] !== COMMA) break;
    at = skipSpace(bytes, at + 1);
  }
  return type === undefined ? undefined : { type, detail: undefined };
}

function isKey(bytes: Uint8Array, start: number, end: number, key: readonly number[]): boolean {
  if (end - start !== key.length) return false;
  for (let at = 0; at < key.length; at++) if (bytes[start + at] !== key[at]) return false;
  return true;
}

/** Types seen before, by a hash of their bytes: decoding each anew took as long as reading the file. */
const NAMES = new Map<number, string>();

/** A hostile log may name as many types as it likes. */
const MOST_NAMES = 1000;

function knownName(bytes: Uint8Array, start: number, end: number): string {
  let hash = end - start;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  const known = NAMES.get(hash);
  if (known !== undefined && spells(bytes, start, end, known)) return known;
  const name = decoder.decode(bytes.subarray(start, end));
  if (known === undefined && NAMES.size < MOST_NAMES) NAMES.set(hash, name);
  return name;
}

/** Whether the bytes are this text; never true for a text beyond ASCII, whose bytes are more than its characters. */
function spells(bytes: Uint8Array, start: number, end: number, text: string): boolean {
  if (text.length !== end - start) return false;
  for (let at = 0; at < text.length; at++) if (bytes[start + at] !== text.charCodeAt(at)) return false;
  return true;
}

function skipSpace(bytes: Uint8Array, start: number): number {
  let at = start;
  for (;;) {
    const byte = bytes[at];
    if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) return at;
    at++;
  }
}

/** The index of the closing quote, or -1 where the string has escapes or no end. */
function endOfPlainString(bytes: Uint8Array, quote: number): number {
  for (let at = quote + 1; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) return at;
    if (byte === BACKSLASH) return -1;
  }
  return -1;
}

/** The index of the closing quote, or -1 where the string has no end. */
function endOfString(bytes: Uint8Array, quote: number): number {
  for (let at = quote + 1; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) return at;
    if (byte === BACKSLASH) at++;
  }
  return -1;
}
