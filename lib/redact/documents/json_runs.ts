/** The string literals of JSON text, keys and values. */
import type { TextRun } from "./text_run.ts";

export interface JsonRun extends TextRun {
  /** For a key: the number of the object that it belongs to. */
  readonly keyOf?: number;
}

/**
 * All string literals of JSON (RFC 8259), decoded, without their quotes. Text that is not JSON gives what stands
 * between its quotes; a last string without an end goes to the end.
 *
 * @param start Where in `json` to begin, and @param end where to stop: one line of several.
 */
export function splitJson(json: string, start = 0, end = json.length): JsonRun[] {
  const runs: JsonRun[] = [];
  const open: number[] = [];
  let objects = 0;
  let position = start;
  while (position < end) {
    const quote = json.indexOf('"', position);
    const stop = quote === -1 || quote >= end ? end : quote;
    for (; position < stop; position++) {
      const code = json.charCodeAt(position);
      if (code === 0x7b) open.push(++objects); // {
      else if (code === 0x5b) open.push(0); // [
      else if (code === 0x7d || code === 0x5d) open.pop(); // } ]
    }
    if (stop === end) break;
    const close = endOfString(json, stop + 1, end);
    position = close + 1;
    if (close === stop + 1) continue;
    const object = open.at(-1) ?? 0;
    const isKey = object !== 0 && /\s*:/y.test(json.slice(position, position + 8));
    runs.push(decodeString(json, stop + 1, close, isKey ? object : undefined));
  }
  return runs;
}

function endOfString(json: string, start: number, end: number): number {
  let quote = json.indexOf('"', start);
  while (quote !== -1 && quote < end && isEscaped(json, quote, start)) quote = json.indexOf('"', quote + 1);
  return quote === -1 || quote > end ? end : quote;
}

function isEscaped(json: string, quote: number, start: number): boolean {
  let backslashes = 0;
  for (let index = quote - 1; index >= start && json.charCodeAt(index) === 0x5c; index--) backslashes++;
  return backslashes % 2 === 1;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([["b", "\b"], ["f", "\f"], ["n", "\n"], ["r", "\r"], [
  "t",
  "\t",
]]);

function decodeString(json: string, start: number, end: number, keyOf: number | undefined): JsonRun {
  const raw = json.slice(start, end);
  const key = keyOf === undefined ? {} : { keyOf };
  if (!raw.includes("\\")) return { start, end, text: raw, ...key };
  const pieces: string[] = [];
  const offsets = new Uint32Array(raw.length + 1);
  let length = 0;
  let position = 0;
  while (position < raw.length) {
    const escape = raw.indexOf("\\", position);
    const plainEnd = escape === -1 ? raw.length : escape;
    if (plainEnd > position) pieces.push(raw.slice(position, plainEnd));
    for (let index = position; index < plainEnd; index++) offsets[length++] = index;
    if (escape === -1) break;
    const letter = raw.charAt(escape + 1);
    const code = letter === "u" ? /^[0-9a-fA-F]{4}/.exec(raw.slice(escape + 2, escape + 6))?.[0] : undefined;
    pieces.push(
      code === undefined
        ? ESCAPES.get(letter) ?? (letter === "" ? "\\" : letter)
        : String.fromCharCode(parseInt(code, 16)),
    );
    offsets[length++] = escape;
    position = escape + (code === undefined ? 2 : 6);
  }
  offsets[length] = raw.length;
  return { start, end, text: pieces.join(""), offsets: offsets.subarray(0, length + 1), ...key };
}
