/**
 * Shortening texts without losing what they are read for: the first lines, the last ones (where test runners put
 * the verdict), and lines that report errors, with their neighbours.
 *
 * A text is never cut inside a word: half a key that ends at a cut would be recognised by no secret scanner.
 */

import { Buffer } from "node:buffer";
import type { TextLimits } from "./detail.ts";
import { ERROR_NUMBERS, linesOf, type TextLines } from "./text_lines.ts";

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

const LINE_END = 0x0a;

/** Characters that can be inside a key, a path or a number; a cut is moved to the next one that can't. */
const WORD_CHARACTER = /[A-Za-z0-9_\-+/=.~%@\\]/;

/** The beginning of a text, cut before the word that crosses the limit, with a note of what is missing. */
export function cutText(text: string, limit: number): Pruned {
  if (text.length <= limit) return whole(text);
  const end = wordStart(text, limit);
  return cut(text, end, text.length, `[… +${text.length - end} chars]`);
}

/** The beginning of a text without a note, cut before the word that crosses the limit. */
export function beginningOf(text: string, limit: number): string {
  return text.length <= limit ? text : text.slice(0, wordStart(text, limit));
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
  let lines = linesOf(text, false);
  const headEnd = Math.min(limits.headLines, lines.count);
  const tailStart = Math.max(headEnd, lines.count - limits.tailLines);
  // Where every line is kept as it is, nobody asks which of them report errors.
  if (limits.errorLines > 0 && (tailStart > headEnd || hasLongerLine(lines, limits.lineCharacters))) {
    lines = linesOf(text, true);
  }
  const errors = errorsOf(lines);
  const sum = { omitted: 0, lineBytes: 0, characterBytes: 0, noteBytes: 0 };
  const keep = (first: number, end: number) =>
    keptLines(text, lines, errors, first, end, limits.lineCharacters, sum);
  const head = keep(0, headEnd);
  const middle: string[] = [];
  const leaveOut = (first: number, end: number) => {
    if (end <= first) return;
    const note = `[… ${end - first} lines …]\n`;
    middle.push(note);
    const characters = startOf(lines, end) - startOf(lines, first);
    sum.omitted += characters;
    sum.lineBytes += characters + extraBytesBefore(lines, end) - extraBytesBefore(lines, first);
    sum.noteBytes += Buffer.byteLength(note);
  };
  let at = headEnd;
  const isIndented = (line: number) => /[ \t]/.test(text.charAt(startOf(lines, line)));
  for (const [first, end] of errorRanges(errors, headEnd, tailStart, limits.errorLines, isIndented)) {
    leaveOut(at, first);
    middle.push(keep(first, end));
    at = end;
  }
  leaveOut(at, tailStart);
  const tail = keep(tailStart, lines.count);
  return { text: withoutLineEnds(withinLimit(head, middle.join(""), tail, limits.characters, sum)), ...sum };
}

/** The share of a text that is too long which its beginning gets, and its middle, where it reports errors; the end gets the rest. */
const HEAD_SHARE = 0.35;
const MIDDLE_SHARE = 0.4;

/** What was kept, within the limit: what reports errors has a share of its own, so that it isn't what is cut out. */
function withinLimit(head: string, middle: string, tail: string, limit: number, sum: CutSum): string {
  const whole = head + middle + tail;
  if (whole.length <= limit) return whole === head ? whole : [head, middle, tail].join("");
  const cut = (text: string, characters: number, tailShare: number) => {
    const short = cutMiddle(text, Math.floor(characters), tailShare);
    addCut(sum, short);
    return short.text;
  };
  if (middle.length <= MAX_NOTE_CHARACTERS) return cut(whole, limit, 0.4);
  const middleRoom = Math.max(MIDDLE_SHARE * limit, limit - head.length - tail.length);
  const shortMiddle = cut(middle, middleRoom, 0.5);
  const rest = limit - Math.min(middleRoom, middle.length);
  const headShare = HEAD_SHARE / (1 - MIDDLE_SHARE) * rest;
  const headRoom = Math.max(headShare, rest - tail.length);
  const shortHead = cut(head, headRoom, 0.1);
  const shortTail = cut(tail, rest - Math.min(headRoom, head.length), 0.9);
  return [shortHead, shortMiddle, shortTail].join("");
}

/** Of the note about lines that were left out: a middle of that alone reports nothing. */
const MAX_NOTE_CHARACTERS = 40;

/** A line that reports an error. */
interface ErrorLine {
  readonly line: number;
  /** Where the word stands that tells of it, in characters of the text. */
  readonly place: number;
  /** It is no matter of course in the output of a program that went well. */
  readonly isStrong: boolean;
}

function errorsOf({ errors, errorCount }: TextLines): ErrorLine[] {
  const found: ErrorLine[] = [];
  for (let index = 0; index < ERROR_NUMBERS * errorCount; index += ERROR_NUMBERS) {
    const error = {
      line: errors[index] ?? 0,
      place: errors[index + 1] ?? 0,
      isStrong: (errors[index + 2] ?? 0) > 1,
    };
    if (found.at(-1)?.line === error.line) found.pop();
    found.push(error);
  }
  return found;
}

function hasLongerLine({ ends, count }: TextLines, limit: number): boolean {
  let start = 0;
  for (let line = 0; line < count; line++) {
    const end = ends[line] ?? 0;
    if (end - start > limit) return true;
    start = end;
  }
  return false;
}

/** Where a line begins, in characters; where the text ends, for the line behind the last one. */
function startOf({ ends }: TextLines, line: number): number {
  return line === 0 ? 0 : ends[line - 1] ?? 0;
}

function extraBytesBefore({ extraBytes }: TextLines, line: number): number {
  return line === 0 ? 0 : extraBytes[line - 1] ?? 0;
}

/** Lines as they are kept, each shortened where it is too long: around the word that tells of an error, if there is one. */
function keptLines(
  text: string,
  lines: TextLines,
  errors: readonly ErrorLine[],
  first: number,
  end: number,
  limit: number,
  sum: CutSum,
): string {
  const pieces: string[] = [];
  let from = startOf(lines, first);
  let start = from;
  for (let line = first; line < end; line++) {
    const next = startOf(lines, line + 1);
    if (next - start > limit) {
      const lineEnd = text.charCodeAt(next - 1) === LINE_END ? next - 1 : next;
      const place = errors.find((error) => error.line === line)?.place;
      const short = place === undefined ? [cutMiddle(text.slice(start, lineEnd), limit)] : [
        cutMiddle(text.slice(start, place), limit / 2, 0.5),
        cutMiddle(text.slice(place, lineEnd), limit / 2, 0.4),
      ];
      pieces.push(text.slice(from, start));
      for (const piece of short) {
        pieces.push(piece.text);
        addCut(sum, piece);
      }
      from = lineEnd;
    }
    start = next;
  }
  if (from === 0 && start === text.length) return text;
  pieces.push(text.slice(from, start));
  return pieces.join("");
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
  while (end > 0 && text.charCodeAt(end - 1) === LINE_END) end--;
  return text.slice(0, end);
}

/**
 * Ranges of lines that report errors, each with the line before and after, from one line on, up to another: at most `limit` such lines,
 * first those that say more, of either kind the first and the last. What follows one directly stands in its range; behind those that say more
 * a few indented lines, too: the trace, the difference, the place in the source.
 */
function errorRanges(
  errors: readonly ErrorLine[],
  from: number,
  to: number,
  limit: number,
  isIndented: (line: number) => boolean,
): [number, number][] {
  if (limit <= 0 || from >= to) return [];
  const [strong, weak]: ErrorLine[][] = [[], []];
  let covered = from;
  let last: ErrorLine | undefined;
  for (const error of errors) {
    if (error.line < from || error.line >= to) continue;
    // What stands behind an error that is shown anyway counts only where it says more.
    if (error.line < covered && (!error.isStrong || last?.isStrong)) continue;
    (error.isStrong ? strong : weak)?.push(error);
    last = error;
    covered = error.line + 2;
  }
  const chosen = firstAndLast(strong ?? [], limit);
  chosen.push(...firstAndLast(weak ?? [], limit - chosen.length));
  const ranges: [number, number][] = [];
  for (const { line, isStrong } of chosen.sort((one, other) => one.line - other.line)) {
    let end = Math.min(to, line + 2);
    while (isStrong && end < to && end <= line + MOST_DETAIL_LINES && isIndented(end)) end++;
    addRange(ranges, Math.max(from, line - 1), end);
  }
  return ranges;
}

/** Lines behind an error that are kept at most. */
const MOST_DETAIL_LINES = 4;

function firstAndLast<Item>(items: readonly Item[], limit: number): Item[] {
  if (items.length <= limit) return [...items];
  const firsts = Math.ceil(limit / 2);
  return [...items.slice(0, firsts), ...items.slice(items.length - (limit - firsts))];
}

function addRange(ranges: [number, number][], start: number, end: number): void {
  const last = ranges.at(-1);
  if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
  else ranges.push([start, end]);
}
