/** Strings of JSON and of programs inside of a text, decoded: what they hold is a text with lines of its own. */
import type { ReadingBuilder } from "./reading.ts";

const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([nrtbf"'\\/]))/g;

const MEANINGS: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["b", "\b"],
  ["f", "\f"],
]);

/** What stands before a single quote that begins a string: elsewhere it is an apostrophe. */
const BEFORE_STRING = /(?:^|[\s=(\[{,:>])[bBuUfF$]?$/;

/** What stands behind a string of JSON. */
const AFTER_STRING = /^(?:,|\s?[}\]])/;

/** A string that ends with a line goes on in the next one of a list, or in one that is put to it. */
const NEXT_OF_LIST = /(["'`])[ \t]{0,4}[,+.&\\]?\s{1,60}(?=\1)/y;

/** Adds the escaped strings that contain one of the places (ascending), decoded, each as a text of its own. */
export function addEscapedStrings(text: string, places: Uint32Array, reading: ReadingBuilder): void {
  let backslash = text.indexOf("\\");
  let done = 0;
  for (let index = 0; index < places.length && backslash !== -1; index++) {
    const place = places[index] ?? 0;
    if (place < done) continue;
    const start = text.lastIndexOf("\n", place - 1) + 1;
    const end = endOfLine(text, place);
    if (backslash < start) backslash = text.indexOf("\\", start);
    done = backslash === -1 || backslash >= end
      ? end
      : addFromLine(text, { start, end }, places, index, reading);
  }
}

function endOfLine(text: string, place: number): number {
  const end = text.indexOf("\n", place);
  return end === -1 ? text.length : end;
}

/** Adds the strings that begin on a line; returns the place up to which the text is done. */
function addFromLine(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  places: Uint32Array,
  firstPlace: number,
  reading: ReadingBuilder,
): number {
  let next = firstPlace;
  let taken = start;
  for (const string of stringsIn(text.slice(start, end))) {
    const [from, to] = [start + string.start, start + string.end];
    if (from < taken) continue;
    while ((places[next] ?? Infinity) < from) next++;
    if ((places[next] ?? Infinity) >= to) continue;
    reading.separate();
    decodeString(text, from, to, reading);
    taken = addFurther(text, to, reading);
  }
  return Math.max(taken, end);
}

/** Lines are listed up to so many, such as those of a notebook's cell. */
const MAX_FURTHER = 100;

/** The strings of a list that go on with a line that has ended; gives the end of the last one. */
function addFurther(text: string, end: number, reading: ReadingBuilder): number {
  let at = end;
  for (let count = 0; count < MAX_FURTHER && text.startsWith("\\n", at - 2); count++) {
    NEXT_OF_LIST.lastIndex = at;
    if (!NEXT_OF_LIST.test(text)) break;
    const start = NEXT_OF_LIST.lastIndex + 1;
    const close = closingQuote(text, text.charAt(start - 1), start);
    if (close === -1 || text.slice(start, close).includes("\n")) break;
    decodeString(text, start, close, reading);
    at = close;
  }
  return at;
}

/** The strings with escapes on a line, without their quotes. */
function* stringsIn(line: string): Generator<{ readonly start: number; readonly end: number }> {
  const quotes = /["'`]/g;
  let isFirst = true;
  let backslash = line.indexOf("\\");
  for (let match = quotes.exec(line); match !== null; match = quotes.exec(line)) {
    const [at, quote] = [match.index, match[0]];
    const isInside = isEscaped(line, at);
    // A line that begins inside of a string: what stands before was cut off.
    const isCut = isFirst && quote === '"' && backslash < at &&
      (isInside || AFTER_STRING.test(line.slice(at + 1, at + 3)));
    isFirst = false;
    if (!isCut && (isInside || !mayBegin(line, at))) continue;
    const start = isCut ? 0 : at + 1;
    const close = closingQuote(line, quote, start);
    if (backslash < start) backslash = line.indexOf("\\", start);
    if (backslash === -1) return;
    const end = close === -1 ? line.length : close;
    const holdsEscape = backslash < end;
    if (quote !== '"' && (close === -1 || !holdsEscape || /[{[]/.test(line.charAt(start)))) continue;
    if (holdsEscape) yield { start, end };
    quotes.lastIndex = end + 1;
  }
}

/** An apostrophe begins no string. */
function mayBegin(line: string, quote: number): boolean {
  return line.charAt(quote) === '"' || BEFORE_STRING.test(line.slice(Math.max(0, quote - 2), quote));
}

/** Where a string ends that has begun before a place; -1 if it doesn't. */
function closingQuote(text: string, quote: string, from: number): number {
  let at = text.indexOf(quote, from);
  while (at !== -1 && isEscaped(text, at)) at = text.indexOf(quote, at + 1);
  return at;
}

function isEscaped(text: string, at: number): boolean {
  let start = at;
  while (text.charCodeAt(start - 1) === 0x5c) start--;
  return (at - start) % 2 === 1;
}

function decodeString(text: string, start: number, end: number, reading: ReadingBuilder): void {
  let kept = start;
  for (
    const { index, 0: escape, 1: unit, 2: byte, 3: letter = "" } of text.slice(start, end).matchAll(ESCAPE)
  ) {
    const at = start + index;
    const code = unit ?? byte;
    reading.keep(kept, at);
    kept = at + escape.length;
    reading.decode(
      at,
      kept,
      code === undefined ? MEANINGS.get(letter) ?? letter : String.fromCharCode(Number.parseInt(code, 16)),
    );
  }
  reading.keep(kept, end);
}
