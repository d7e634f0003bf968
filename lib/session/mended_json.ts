/**
 * JSON with small faults → JSON: raw control characters and wrong escapes in strings, words and numbers that are none
 * (`-Infinity`, `007`), commas too many, values missing, odd white space. One pass, whatever is wrong.
 */

import { MOST_NESTED } from "./nesting.ts";

/** What could be mended of a text that begins with an object or array. */
export interface MendedJson {
  /** The text as far as it could be mended; the rest of it where it was cut short. */
  readonly text: string;
  /** Characters of the text as it was that this holds. */
  readonly length: number;
  /** Whether that is the whole object or array. */
  readonly isWhole: boolean;
  /** How many places were mended. */
  readonly places: number;
}

/** What may come next. */
type Expected = "value" | "first value" | "first key" | "key" | "colon" | "comma";

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;

const WORD = /[^\s\ufeff\p{Cc},:"{}[\]]+/uy;
const JSON_WORD = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
/** What may be the beginning of an escape, at the end of a text. */
const CUT_ESCAPE = /\\(?:u[0-9a-fA-F]{0,3})?$/y;
/** JSON's own white space, other white space, control characters. */
const FILLER = /[\s\ufeff\p{Cc}]/u;

/** Mends a text up to the first fault that nothing tells how to mend, or its end. */
export function mendJson(text: string): MendedJson {
  const output = new MendedText(text);
  /** The open objects and arrays, the innermost last: true for an array. */
  const open: boolean[] = [];
  let expected = "value" as Expected;
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (isFiller(code)) {
      if (!isJsonSpace(code)) output.replace(at, at + 1, "");
      at++;
      continue;
    }
    const isArray = open.at(-1) === true;
    const isEnd = code === (isArray ? 0x5d : 0x7d) && open.length > 0;
    if (isEnd && (expected === "comma" || expected === "first key" || expected === "first value")) {
      open.pop();
      at++;
      if (open.length === 0) return output.wholeUntil(at);
      expected = "comma";
    } else if (code === COMMA && expected === "comma") {
      const next = behindCommas(text, at);
      if (next === text.length) break;
      const hasEnded = text.charCodeAt(next) === (isArray ? 0x5d : 0x7d);
      if (hasEnded) output.replace(at, next, "");
      else if (!isPlainComma(text, at, next)) output.replace(at, next, ",");
      at = next;
      expected = hasEnded ? "comma" : isArray ? "value" : "key";
    } else if (code === COMMA && (expected === "first key" || expected === "first value")) {
      output.replace(at, ++at, "");
    } else if (code === QUOTE && expected !== "colon" && expected !== "comma") {
      const end = mendString(text, at, output);
      if (end < 0) break;
      at = end;
      expected = expected === "key" || expected === "first key" ? "colon" : "comma";
    } else if (code === COLON && expected === "colon") {
      at++;
      expected = "value";
    } else if (expected !== "value" && expected !== "first value") {
      return output.until(at);
    } else if (code === 0x7b || code === 0x5b) {
      if (open.length === MOST_NESTED) return output.until(at);
      open.push(code === 0x5b);
      at++;
      expected = code === 0x5b ? "first value" : "first key";
    } else if (open.length > 0 && !isArray && (code === COMMA || isEnd)) {
      output.replace(at, at, "null");
      expected = "comma";
    } else {
      WORD.lastIndex = at;
      const word = WORD.exec(text)?.[0];
      if (word === undefined || open.length === 0) return output.until(at);
      if (at + word.length === text.length) break;
      if (!JSON_WORD.test(word)) output.replace(at, at + word.length, "null");
      at += word.length;
      expected = "comma";
    }
  }
  return output.until(text.length);
}

/** A text with some of its places replaced. */
class MendedText {
  readonly #text: string;
  readonly #pieces: string[] = [];
  #copied = 0;
  #places = 0;

  constructor(text: string) {
    this.#text = text;
  }

  replace(from: number, to: number, by: string): void {
    this.#pieces.push(this.#text.slice(this.#copied, from), by);
    this.#copied = to;
    this.#places++;
  }

  /** The text up to a place where an object or array has ended. */
  wholeUntil(end: number): MendedJson {
    return { ...this.until(end), isWhole: true };
  }

  /** The text up to a fault, or its end. */
  until(end: number): MendedJson {
    const text = this.#pieces.join("") + this.#text.slice(this.#copied, end);
    return { text, length: end, isWhole: false, places: this.#places };
  }
}

/** Mends the string that begins at `quote`; gives the index behind it, or -1 where it has no end. */
function mendString(text: string, quote: number, output: MendedText): number {
  for (let at = quote + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    if (code === BACKSLASH) {
      ESCAPE.lastIndex = at;
      if (ESCAPE.test(text)) {
        at = ESCAPE.lastIndex - 1;
        continue;
      }
      CUT_ESCAPE.lastIndex = at;
      if (text.length - at < 6 && CUT_ESCAPE.test(text)) return -1;
      // The backslash is a character of the text then.
      output.replace(at, at + 1, "\\\\");
    } else if (code < 0x20) {
      output.replace(at, at + 1, `\\u${code.toString(16).padStart(4, "0")}`);
    }
  }
  return -1;
}

/** The index of what stands behind commas, and white space among them. */
function behindCommas(text: string, comma: number): number {
  let at = comma + 1;
  while (at < text.length && (text.charCodeAt(at) === COMMA || isFiller(text.charCodeAt(at)))) at++;
  return at;
}

function isPlainComma(text: string, comma: number, end: number): boolean {
  for (let at = comma + 1; at < end; at++) if (!isJsonSpace(text.charCodeAt(at))) return false;
  return true;
}

function isJsonSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
}

function isFiller(code: number): boolean {
  return code <= 0x20 || (code >= 0x7f && FILLER.test(String.fromCharCode(code)));
}
