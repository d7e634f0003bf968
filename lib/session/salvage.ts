/**
 * What can still be read of a line that is not one JSON value: two objects glued together, NUL runs inside,
 * an object cut short (the last line of a session that is still running, or a crash), small faults inside of one, and
 * mixtures.
 */

import { mendJson } from "./mended_json.ts";
import { isNestedTooDeeply } from "./nesting.ts";

/** One value found in a broken line. */
export interface SalvagedValue {
  readonly value: unknown;
  /** True where the text ended inside the value: what stood before the cut is kept. */
  readonly cut: boolean;
}

/** What a broken line had besides its values. */
export interface SalvageLoss {
  /** Characters that belong to no value, except white space. */
  readonly lostCharacters: number;
  /** Places inside of values that are no JSON, and were mended. */
  readonly mendedPlaces: number;
}

/** How the objects of lines start in every client version; objects inside them (`{"type":"text",…`) start differently. */
const LINE_START =
  /\{\s*"(?:(?:parentUuid|logicalParentUuid|sessionId|uuid|timestamp|isSidechain|leafUuid)"\s*:|type"\s*:\s*"(?:user|assistant|system|summary|progress|attachment|queue-operation|file-history-\w+|ai-title|pr-link|last-prompt)")/g;

/**
 * Characters looked at in one line: an object without an end is scanned to the end of the line, again for each place
 * where another may begin. Without a limit that grows with the line, one of 2 MB with 40,000 such places took minutes.
 */
const WORK_PER_CHARACTER = 16;
const WORK_OF_ANY_LINE = 4_000_000;

/** What may still be looked at. */
interface Budget {
  left: number;
}

/** Finds the JSON objects in the text of a broken line, one after the other: there may be millions. */
export function* salvageLine(text: string): Generator<SalvagedValue, SalvageLoss> {
  // A raw NUL is not allowed anywhere in JSON: runs of them come from crashes of the file system.
  const clean = text.includes("\0") ? text.replaceAll("\0", "") : text;
  let lost = text.length - clean.length;
  let start = clean.indexOf("{");
  if (start < 0) return { lostCharacters: text.length, mendedPlaces: 0 };
  let mended = 0;
  lost += writtenIn(clean, 0, start);
  const budget: Budget = { left: WORK_OF_ANY_LINE + WORK_PER_CHARACTER * clean.length };
  while (start >= 0 && start < clean.length) {
    if (budget.left <= 0) {
      lost += clean.length - start;
      break;
    }
    const end = endOfObject(clean, start, budget);
    const whole = end < 0 ? undefined : parseOrMend(clean.slice(start, end), budget);
    if (whole !== undefined) {
      yield { value: whole.value, cut: false };
      mended += whole.places;
      const next = clean.indexOf("{", end);
      lost += writtenIn(clean, end, next < 0 ? clean.length : next);
      start = next;
      continue;
    }
    // Cut short, with perhaps another object behind it: what stands before that one is repaired on its own.
    const next = nextLineStart(clean, start + 1, budget);
    const piece = clean.slice(start, next < 0 ? clean.length : next);
    const { text: beginning, length, places } = mendJson(piece);
    const repaired = parse(closeCutJson(beginning));
    if (repaired !== undefined && saysSomething(repaired.value)) {
      yield { value: repaired.value, cut: true };
      mended += places;
      lost += piece.length - length;
    } else {
      lost += piece.length;
    }
    start = next;
  }
  return { lostCharacters: lost, mendedPlaces: mended };
}

/** How many characters of a stretch are no white space. */
function writtenIn(text: string, start: number, end: number): number {
  let written = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x09 && code !== 0x0d && code !== 0x0a) written++;
  }
  return written;
}

/** Whether anything stood before the place where a value was cut: an opening brace alone may stand in any bytes. */
function saysSomething(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length > 0;
}

/** The value of a whole object, and in how many places it had to be mended; undefined where it can't be. */
function parseOrMend(text: string, budget: Budget): { value: unknown; places: number } | undefined {
  const parsed = parse(text);
  if (parsed !== undefined) return { ...parsed, places: 0 };
  const mended = mendJson(text);
  budget.left -= mended.length;
  if (!mended.isWhole) return undefined;
  const value = parse(mended.text);
  return value === undefined ? undefined : { ...value, places: mended.places };
}

function parse(text: string): { value: unknown } | undefined {
  if (isNestedTooDeeply(text)) return undefined;
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** Where a whole line's object begins that is followed by nothing but further objects, or -1. */
function nextLineStart(text: string, from: number, budget: Budget): number {
  LINE_START.lastIndex = from;
  for (let hit = LINE_START.exec(text); hit !== null && budget.left > 0; hit = LINE_START.exec(text)) {
    const resume = LINE_START.lastIndex;
    const end = endOfObject(text, hit.index, budget);
    if (
      end > 0 && /^\s*(?:\{|$)/.test(text.slice(end, end + 100)) &&
      parse(text.slice(hit.index, end)) !== undefined
    ) {
      return hit.index;
    }
    LINE_START.lastIndex = resume;
  }
  return -1;
}

/** The index after the object that starts at `start`, or -1 where it does not end. */
function endOfObject(text: string, start: number, budget: Budget): number {
  const end = scanObject(text, start);
  budget.left -= (end < 0 ? text.length : end) - start;
  return end;
}

function scanObject(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      at = endOfString(text, at);
      if (at < 0) return -1;
    } else if (code === 0x7b || code === 0x5b) {
      depth++;
    } else if (code === 0x7d || code === 0x5d) {
      depth--;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}

function endOfString(text: string, quote: number): number {
  for (let at = quote + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at;
    if (code === 0x5c) at++;
  }
  return -1;
}

/**
 * Closes JSON that was cut short: the open string, then the open objects and arrays. A dangling key, colon,
 * comma or half-written word is taken back. The result is not promised to be valid: the caller parses it.
 */
export function closeCutJson(text: string): string {
  const closers: string[] = [];
  /** End of the text up to which everything is complete. Each change of `closers` moves it: they close it there. */
  let safeEnd = 0;
  /** Inside an object, whether the next string is a key. */
  const expectsKey: boolean[] = [];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const inKey = expectsKey.at(-1) === true;
    if (code === 0x22) {
      const end = endOfString(text, at);
      if (end < 0) {
        if (inKey) break;
        return text.slice(0, at) + closeCutString(text.slice(at)) + closers.toReversed().join("");
      }
      at = end;
      if (!inKey) safeEnd = at + 1;
    } else if (code === 0x7b || code === 0x5b) {
      closers.push(code === 0x7b ? "}" : "]");
      expectsKey.push(code === 0x7b);
      safeEnd = at + 1;
    } else if (code === 0x7d || code === 0x5d) {
      closers.pop();
      expectsKey.pop();
      safeEnd = at + 1;
    } else if (code === 0x3a) {
      if (expectsKey.length > 0) expectsKey[expectsKey.length - 1] = false;
    } else if (code === 0x2c) {
      safeEnd = at;
      if (closers.at(-1) === "}") expectsKey[expectsKey.length - 1] = true;
    }
  }
  return text.slice(0, safeEnd) + closers.toReversed().join("");
}

/** Closes a string that was cut, taking back a half-written escape. */
function closeCutString(text: string): string {
  const backslash = text.lastIndexOf("\\");
  let run = 0;
  while (text[backslash - run] === "\\") run++;
  const halfEscape = run % 2 === 1 && /^\\(?:u[0-9a-fA-F]{0,3})?$/.test(text.slice(backslash, backslash + 7));
  return (halfEscape ? text.slice(0, backslash) : text) + '"';
}
