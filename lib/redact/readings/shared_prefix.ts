/** What lines below each other begin with, whatever program it comes from: `web:build: `, `I0102 03:04:05 12 main.go:34] `. */
import type { LinePrefix, TextLine } from "./line_prefixes.ts";

const MAX_CHARACTERS = 120;

/** Shorter ones are of code and lists. */
const MIN_CHARACTERS = 3;

/** A name, a number or a time in front of a sign; what the lines themselves begin with is a word. */
const PREFIX = /^[ \t]{0,20}[\w@#$[(*.][^\n]*(?:[\])|:>#→-]|[0-9])[ \t]*$|[0-9]:[0-9]{2}/;

/** What lists and tables begin with is of the lines themselves. */
const ITEM = /(?<=\s)(?:(?:[0-9]{1,3}[.)]|[-*•│]|- [\w.-]{1,40}:)[ \t]+|\|[ \t]*)$/;

/** The prefix that a line shares with the lines before and after it, up to a gap. All digits count as equal. */
export function sharedPrefix(text: string, line: TextLine): LinePrefix | undefined {
  const before = line.start === 0
    ? Infinity
    : sharedWith(text, line, text.lastIndexOf("\n", line.start - 2) + 1);
  const after = line.end >= text.length - 1 ? Infinity : sharedWith(text, line, line.end + 1);
  const length = Math.min(before === 0 ? Infinity : before, after === 0 ? Infinity : after);
  if (length === Infinity || length < MIN_CHARACTERS) return undefined;
  const prefix = text.slice(line.start, line.start + length).replace(ITEM, "");
  return PREFIX.test(prefix) ? prefixOf(prefix) : undefined;
}

/** How many characters two lines share before a gap. */
function sharedWith(text: string, line: TextLine, other: number): number {
  let length = 0;
  for (let at = 0; at < MAX_CHARACTERS && line.start + at < line.end; at++) {
    const code = text.charCodeAt(line.start + at);
    if (!isSame(code, text.charCodeAt(other + at))) break;
    // space, tab, |, ]
    if (code === 0x20 || code === 0x09 || code === 0x7c || code === 0x5d) length = at + 1;
  }
  return length;
}

function isSame(one: number, other: number): boolean {
  return one === other || (isDigit(one) && isDigit(other));
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** By their shapes, with zeros for digits; a log has a few. */
const known = new Map<string, LinePrefix>();
const MAX_KNOWN = 256;

function prefixOf(prefix: string): LinePrefix {
  const shape = prefix.trimEnd().replace(/[0-9]/g, "0");
  let found = known.get(shape);
  if (found === undefined) {
    if (known.size >= MAX_KNOWN) known.clear();
    const source = [...shape].map((character) => character === "0" ? "[0-9]" : RegExp.escape(character)).join(
      "",
    );
    // Further spaces are indentation.
    const pattern = new RegExp(`${source}(?:[ \\t]|$)`, "my");
    found = { begin: pattern, next: pattern, leastLines: 2, hasEnd: false };
    known.set(shape, found);
  }
  return found;
}
