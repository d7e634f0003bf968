/**
 * Shortening texts without losing what they are read for: the first lines, the last ones (where test runners put
 * the verdict), and lines that report errors, with their neighbours.
 *
 * A text is never cut inside a word: half a key that ends at a cut would be recognised by no secret scanner.
 */

import { Buffer } from "node:buffer";
import type { TextLimits } from "./detail.ts";

/** What was cut, for the ledger. */
export interface Pruned {
  readonly text: string;
  /** Characters left out; 0 where the text is whole. */
  readonly omitted: number;
  /** Bytes (UTF-8) of whole lines that were left out. */
  readonly lineBytes: number;
  /** Bytes of what was cut off lines, or off the text as a whole. */
  readonly characterBytes: number;
  /**
   * Bytes of the notes about what is missing. The text's bytes without them and the bytes left out make up those of
   * the whole text, but for line ends at its end.
   */
  readonly noteBytes: number;
}

function whole(text: string): Pruned {
  return { text, omitted: 0, lineBytes: 0, characterBytes: 0, noteBytes: 0 };
}

/** Characters that can be inside a key, a path or a number; a cut is moved to the next one that can't. */
const WORD_CHARACTER = /[A-Za-z0-9_\-+/=.~%@\\]/;

/** What failing programs say. Lines with these words, and their neighbours, survive the pruning of results. */
const ERROR_WORDS =
  /(?:error|exception|\b(?:traceback|fail(?:ed|ure|ures|ing|s)?|panic|fatal|denied|abort(?:ed)?|cannot|undefined|unresolved|not ok|segfault|assert(?:ion)?))\b/gi;

/** The same with the signs that test runners draw. As these are short, the search takes half as long again. */
const ERROR_WORDS_AND_SIGNS = new RegExp(`${ERROR_WORDS.source}|[✗✘❌]`, ERROR_WORDS.flags);

const ERROR_SIGNS = ["✗", "✘", "❌"];

/** The beginning of a text, cut before the word that crosses the limit, with a note of what is missing. */
export function cutText(text: string, limit: number): Pruned {
  if (text.length <= limit) return whole(text);
  const end = wordStart(text, limit);
  return cut(text, end, text.length, `[… +${text.length - end} chars]`);
}

/** The beginning and the end of a text. */
export function cutMiddle(text: string, limit: number, tailShare = 0.25): Pruned {
  if (text.length <= limit) return whole(text);
  const headEnd = wordStart(text, Math.floor(limit * (1 - tailShare)));
  const tailStart = wordEnd(text, text.length - Math.floor(limit * tailShare));
  return cut(text, headEnd, tailStart, `[… ${tailStart - headEnd} chars …]`);
}

/** The text with a note instead of a stretch of it. */
function cut(text: string, start: number, end: number, note: string): Pruned {
  return {
    // Joined and not added: a sum would keep the whole text in memory for as long as the cut one waits.
    text: [text.slice(0, start), note, text.slice(end)].join(""),
    omitted: end - start,
    lineBytes: 0,
    characterBytes: Buffer.byteLength(text.slice(start, end)),
    noteBytes: Buffer.byteLength(note),
  };
}

/** The last place at or before the limit that is not inside a word. */
function wordStart(text: string, limit: number): number {
  let at = limit;
  while (at > 0 && isInside(text, at)) at--;
  return at;
}

/** The first place at or after the start that is not inside a word. */
function wordEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length && isInside(text, at)) at++;
  return at;
}

/** Whether a cut before this place would go through a word or a surrogate pair. Scripts without spaces have no words. */
function isInside(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code >= 0xdc00 && code <= 0xdfff) return true;
  return isWordCharacter(text, at) && isWordCharacter(text, at - 1);
}

function isWordCharacter(text: string, at: number): boolean {
  return text.charCodeAt(at) < 0x80 && WORD_CHARACTER.test(text.charAt(at));
}

/** Keeps the first and last lines and those around errors, within the limits. */
export function pruneLines(text: string, limits: TextLimits): Pruned {
  if (limits.characters === Infinity) return whole(text);
  const headEnd = endOfLine(text, 0, limits.headLines);
  const pieces: string[] = [];
  const sum = { omitted: 0, lineBytes: 0, characterBytes: 0, noteBytes: 0 };
  const keep = (start: number, end: number) => {
    const lines = shortenLines(text.slice(start, end), limits.lineCharacters);
    pieces.push(lines.text);
    addCut(sum, lines);
  };
  const leaveOut = (start: number, end: number) => {
    if (end <= start) return;
    const note = `[… ${countLines(text, start, end)} lines …]\n`;
    pieces.push(note);
    sum.omitted += end - start;
    sum.lineBytes += Buffer.byteLength(text.slice(start, end));
    sum.noteBytes += Buffer.byteLength(note);
  };
  const tailStart = headEnd >= text.length ? text.length : startOfTail(text, headEnd, limits.tailLines);
  keep(0, Math.min(headEnd, text.length));
  let at = headEnd;
  for (const [start, end] of errorRanges(text, headEnd, tailStart, limits.errorLines)) {
    leaveOut(at, start);
    keep(start, end);
    at = end;
  }
  leaveOut(at, tailStart);
  keep(tailStart, text.length);
  const joined = pieces.join("");
  const short = cutMiddle(joined, limits.characters, 0.4);
  addCut(sum, short);
  return { ...sum, text: withoutLineEnds(short.text) };
}

/** What was left out of a text so far. */
type CutSum = { -readonly [Key in Exclude<keyof Pruned, "text">]: number };

function addCut(sum: CutSum, cut: Pruned): void {
  sum.omitted += cut.omitted;
  sum.characterBytes += cut.characterBytes;
  sum.noteBytes += cut.noteBytes;
}

/** Without line ends at its end; an expression for that would try every line end of the text. */
function withoutLineEnds(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 0x0a) end--;
  return text.slice(0, end);
}

function countLines(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; count++) {
    const next = text.indexOf("\n", at);
    at = next < 0 ? end : next + 1;
  }
  return count;
}

/** The index after the given number of lines from `start`. */
function endOfLine(text: string, start: number, lines: number): number {
  let at = start;
  for (let count = 0; count < lines; count++) {
    const next = text.indexOf("\n", at);
    if (next < 0) return text.length;
    at = next + 1;
  }
  return at;
}

/** Where the last lines begin, but not before `from`. */
function startOfTail(text: string, from: number, lines: number): number {
  if (lines <= 0) return text.length;
  let at = text.endsWith("\n") ? text.length - 1 : text.length;
  for (let count = 0; count < lines; count++) {
    const previous = at === 0 ? -1 : text.lastIndexOf("\n", at - 1);
    if (previous < from) return from;
    at = previous;
  }
  return at + 1;
}

/** Ranges of lines that report errors, each with the line before and after, at most `limit` of them: first and last. */
function errorRanges(text: string, from: number, to: number, limit: number): [number, number][] {
  if (limit <= 0 || from >= to) return [];
  const firsts: [number, number][] = [];
  let lasts: [number, number][] = [];
  const words = ERROR_SIGNS.some((sign) => text.includes(sign, from)) ? ERROR_WORDS_AND_SIGNS : ERROR_WORDS;
  words.lastIndex = from;
  for (;;) {
    const hit = words.exec(text);
    if (hit === null || hit.index >= to) break;
    const lineStart = text.lastIndexOf("\n", hit.index) + 1;
    const previous = lineStart <= from ? from : Math.max(from, text.lastIndexOf("\n", lineStart - 2) + 1);
    const end = Math.min(to, endOfLine(text, hit.index, 2));
    if (firsts.length < limit / 2) addRange(firsts, previous, end);
    else {
      addRange(lasts, Math.max(previous, firsts.at(-1)?.[1] ?? 0), end);
      if (lasts.length > limit) lasts = lasts.slice(-Math.ceil(limit / 2));
    }
    words.lastIndex = Math.max(end - 1, hit.index + 1);
  }
  return [...firsts, ...lasts.slice(-Math.ceil(limit / 2))];
}

function addRange(ranges: [number, number][], start: number, end: number): void {
  const last = ranges.at(-1);
  if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
  else ranges.push([start, end]);
}

function shortenLines(text: string, limit: number): Pruned {
  if (text.length <= limit || !hasLongerLine(text, limit)) return whole(text);
  const sum = { omitted: 0, lineBytes: 0, characterBytes: 0, noteBytes: 0 };
  let shortened = "";
  for (let at = 0; at < text.length;) {
    const next = text.indexOf("\n", at);
    const end = next < 0 ? text.length : next;
    const line = cutMiddle(text.slice(at, end), limit);
    shortened += line.text + (next < 0 ? "" : "\n");
    addCut(sum, line);
    at = end + 1;
  }
  return { ...sum, text: shortened };
}

function hasLongerLine(text: string, limit: number): boolean {
  for (let at = 0; at + limit < text.length;) {
    // The last line end that a line from here may have at its end: nearly always there is one, so few are looked for.
    const next = text.lastIndexOf("\n", at + limit);
    if (next < at) return true;
    at = next + 1;
  }
  return false;
}
