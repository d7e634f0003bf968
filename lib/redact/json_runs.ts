/** The string literals of a JSON text, keys and values. */
import type { TextRun } from "./encoded_text.ts";

/** All string literals of valid JSON (RFC 8259), decoded, without their quotes. */
export function splitJson(json: string): TextRun[] {
  const runs: TextRun[] = [];
  let position = json.indexOf('"');
  while (position !== -1) {
    const start = position + 1;
    const end = endOfString(json, start);
    if (end > start) runs.push(decodeString(json, start, end));
    position = json.indexOf('"', end + 1);
  }
  return runs;
}

function endOfString(json: string, start: number): number {
  let end = json.indexOf('"', start);
  while (end !== -1 && isEscaped(json, end, start)) end = json.indexOf('"', end + 1);
  return end === -1 ? json.length : end;
}

function isEscaped(json: string, quote: number, start: number): boolean {
  let backslashes = 0;
  for (let index = quote - 1; index >= start && json.charCodeAt(index) === 0x5c; index--) backslashes++;
  return backslashes % 2 === 1;
}

const ESCAPES: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

function decodeString(json: string, start: number, end: number): TextRun {
  const raw = json.slice(start, end);
  if (!raw.includes("\\")) return { start, end, text: raw };
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
    const size = letter === "u" ? 6 : 2;
    pieces.push(
      letter === "u"
        ? String.fromCharCode(parseInt(raw.slice(escape + 2, escape + 6), 16))
        : ESCAPES[letter] ?? letter,
    );
    offsets[length++] = escape;
    position = escape + size;
  }
  offsets[length] = raw.length;
  return { start, end, text: pieces.join(""), offsets: offsets.subarray(0, length + 1) };
}
