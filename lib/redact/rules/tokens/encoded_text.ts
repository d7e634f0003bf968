/** Base64 of a text in which a secret stands: of a file of settings, a script, a header. */
import { Buffer } from "node:buffer";
import { type Finding, type Report, WEIGHT } from "../../finding.ts";
import type { Places } from "../../search/places.ts";
import { isEncodedLogin } from "./encoded_login.ts";

/** Shorter ones hold a name and a secret hardly, but a user and a password. */
const MIN_CHARACTERS = 40;

/** Longer ones are files: to find a secret in them takes as long as in their text. */
const MAX_CHARACTERS = 200_000;

/** What is decoded for a quick look. */
const HEAD_CHARACTERS = 16;

const BASE64 = /[A-Za-z0-9+/_-]+={0,2}/y;

/** The next line of an encoder that breaks them. */
const NEXT_LINE = /\r?\n[ \t]{0,40}(?=[A-Za-z0-9+/]{4,}={0,2}[ \t]*(?:\r?\n|$))/y;
const MIN_LINE_CHARACTERS = 60;

/** Finds all secrets of a text. */
type Find = (text: string) => readonly Finding[];

/** Looks at each run of token characters that is long enough to be such a text's beginning. */
export function createEncodedFinder(text: string, report: Report, find: Find): (places: Places) => void {
  let covered = 0;
  const kindOf = (decoded: string, start: number, end: number): string | undefined => {
    const secret = end - start < MIN_CHARACTERS
      ? undefined
      : find(decoded).find(({ weight }) => weight >= WEIGHT.context);
    return secret?.kind ?? (isEncodedLogin(text, start, decoded) ? "basic-auth" : undefined);
  };
  return ({ runs }) => {
    for (let index = 0; index < runs.length; index += 2) {
      const run = runs[index] ?? 0;
      if (run < covered) continue;
      const start = startOfBase64(text, run);
      if (!mayBeText(text, start)) continue;
      const lines = linesOfBase64(text, start);
      const end = lines.at(-1)?.end ?? start;
      covered = end;
      if (end - start > MAX_CHARACTERS) continue;
      const decoded = decode(lines.map((line) => text.slice(line.start, line.end)).join(""));
      const kind = decoded === undefined ? undefined : kindOf(decoded, start, end);
      if (kind !== undefined) report({ start, end, kind, weight: WEIGHT.context });
    }
  };
}

/** A run of token characters begins anew behind `+` and `/`. */
function startOfBase64(text: string, run: number): number {
  let start = run;
  const before = text.charCodeAt(run - 1);
  if (before !== 0x2b && before !== 0x2f) return run;
  while (start > 0 && start > run - MIN_CHARACTERS && isOfBase64(text.charCodeAt(start - 1))) start--;
  return start;
}

/** Nearly all runs behind a slash are names in paths: an expression for each of their characters took 1 of 47 ms. */
function isOfBase64(code: number): boolean {
  return (VALUES[code] ?? 64) < 64 && code !== 0x2d && code !== 0x5f;
}

function linesOfBase64(text: string, start: number): { readonly start: number; readonly end: number }[] {
  const lines: { start: number; end: number }[] = [];
  for (let at = start; at - start < MAX_CHARACTERS;) {
    BASE64.lastIndex = at;
    const length = BASE64.exec(text)?.[0].length ?? 0;
    if (length === 0) break;
    lines.push({ start: at, end: at + length });
    NEXT_LINE.lastIndex = at + length;
    if (length < MIN_LINE_CHARACTERS || !NEXT_LINE.test(text)) break;
    at = NEXT_LINE.lastIndex;
  }
  return lines;
}

/** The values of the characters of base64, by their codes; 64 for others. */
const VALUES = (() => {
  const values = new Uint8Array(128).fill(64);
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (let value = 0; value < 64; value++) values[alphabet.charCodeAt(value)] = value;
  values[0x2d] = 62; // - and _ in addresses
  values[0x5f] = 63;
  return values;
})();

/** The quick look, at four characters after the other: what is no text hardly ever begins with twelve bytes of one. */
function mayBeText(text: string, start: number): boolean {
  let isWide = false;
  for (let at = start; at < start + HEAD_CHARACTERS; at += 4) {
    let bytes = 0;
    for (let next = at; next < at + 4; next++) {
      const value = VALUES[text.charCodeAt(next)] ?? 64;
      if (value === 64) return false;
      bytes = (bytes << 6) | value;
    }
    const [first, second, third] = [bytes >> 16, (bytes >> 8) & 0xff, bytes & 0xff];
    // Of ASCII, perhaps in units of two bytes, as PowerShell's commands are.
    if (at === start) isWide = second === 0;
    const isEven = (at - start) % 8 === 0;
    const isOne = !isWide
      ? isOfText(first) && isOfText(second) && isOfText(third)
      : isEven
      ? isOfText(first) && second === 0 && isOfText(third)
      : first === 0 && isOfText(second) && third === 0;
    if (!isOne) return false;
  }
  return true;
}

function isOfText(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || (byte >= 0x09 && byte <= 0x0d);
}

function decode(base64: string): string | undefined {
  const bytes = Buffer.from(base64, "base64");
  const text = bytes[1] === 0 ? bytes.toString("utf16le") : bytes.toString("utf8");
  // deno-lint-ignore no-control-regex -- what has them is no text
  return /[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]/.test(text) ? undefined : text;
}
