/**
 * Shortening texts without losing what they are read for: the first lines, the last ones (where test runners put
 * the verdict), and lines that report errors, with their neighbours.
 */

import { Buffer } from "node:buffer";
import { cutMiddle, type Pruned, whole, wordStart } from "./cut_text.ts";
import type { TextLimits } from "./detail.ts";
import { type ErrorLine, errorRanges, errorsOf } from "./error_ranges.ts";
import { linesOf, type TextLines } from "./text_lines.ts";

const LINE_END = 0x0a;

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
  const kept = withinLimit(head, middle, tail, limits.characters, sum);
  return { ...sum, text: withoutLineEnds(kept) };
}

/** The share of a text that is too long which its beginning gets, and its middle, where it reports errors; the end gets the rest. */
const HEAD_SHARE = 0.35;
const MIDDLE_SHARE = 0.4;

/**
 * What was kept, within the limit: what reports errors has a share of its own, so that it isn't what is cut out.
 * @param middle what is kept between the beginning and the end, with notes on what isn't; a note alone reports nothing.
 */
function withinLimit(
  head: string,
  middle: readonly string[],
  tail: string,
  limit: number,
  sum: CutSum,
): string {
  const errors = middle.join("");
  // The first lines alone are a text as it came, which needs no copy.
  const all = errors === "" && tail === "" ? head : [head, errors, tail].join("");
  if (all.length <= limit) return all;
  const shorten = (text: string, characters: number, tailShare: number) => {
    const short = cutMiddle(text, Math.floor(characters), tailShare);
    addCut(sum, short);
    return short.text;
  };
  if (middle.length <= 1) return shorten(all, limit, 0.4);
  const errorRoom = Math.max(MIDDLE_SHARE * limit, limit - head.length - tail.length);
  const rest = limit - Math.min(errorRoom, errors.length);
  const headRoom = Math.max(HEAD_SHARE / (1 - MIDDLE_SHARE) * rest, rest - tail.length);
  return [
    shorten(head, headRoom, 0.1),
    shorten(errors, errorRoom, 0.5),
    shorten(tail, rest - Math.min(headRoom, head.length), 0.9),
  ].join("");
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
      const error = errors.find((error) => error.line === line);
      const short = error === undefined
        ? [cutMiddle(text.slice(start, lineEnd), limit)]
        : cutAround(text.slice(start, lineEnd), error.place - start, limit);
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

/** A line before and behind a place, each half within half of the limit. */
function cutAround(line: string, place: number, limit: number): Pruned[] {
  // Not inside a word: its end would be kept without its beginning, and a key be half of one.
  const middle = wordStart(line, place);
  return [cutMiddle(line.slice(0, middle), limit / 2, 0.5), cutMiddle(line.slice(middle), limit / 2, 0.4)];
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
