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
  const isWhole = tailStart === headEnd && text.length <= limits.characters &&
    !hasLongerLine(lines, limits.lineCharacters);
  if (limits.errorLines > 0 && !isWhole) lines = linesOf(text, true);
  const source = { text, lines, errors: errorsOf(lines), limits };
  const kept = keep(source, headEnd, tailStart);
  const isTooLong = kept.head.length + kept.middle.length + kept.tail.length > limits.characters;
  return isTooLong && source.errors.length > 0 ? keepErrors(source, headEnd, tailStart) : allOf(kept, limits);
}

/** A text with what is known of its lines. */
interface Source {
  readonly text: string;
  readonly lines: TextLines;
  readonly errors: readonly ErrorLine[];
  readonly limits: TextLimits;
}

/** What is kept of a text. */
interface Kept {
  readonly head: string;
  /** What reports errors between the beginning and the end, with notes on the lines between. */
  readonly middle: string;
  readonly tail: string;
  readonly sum: CutSum;
}

/** The lines up to one, those from another on, and those around errors between them. */
function keep(source: Source, headEnd: number, tailStart: number): Kept {
  const { text, lines, errors, limits } = source;
  const sum = { omitted: 0, lineBytes: 0, characterBytes: 0, noteBytes: 0 };
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
    middle.push(keptLines(source, first, end, sum));
    at = end;
  }
  leaveOut(at, tailStart);
  const [head, tail] = [keptLines(source, 0, headEnd, sum), keptLines(source, tailStart, lines.count, sum)];
  return { head, middle: middle.join(""), tail, sum };
}

/** All that was kept, in one piece within the limit. */
function allOf({ head, middle, tail, sum }: Kept, { characters }: TextLimits): Pruned {
  // The first lines alone are a text as it came, which needs no copy.
  const all = middle === "" && tail === "" ? head : [head, middle, tail].join("");
  const short = cutMiddle(all, characters, 0.4);
  addCut(sum, short);
  return { ...sum, text: withoutLineEnds(short.text) };
}

/** The shares of a text that is too long: its beginning, what reports errors behind that, and its end. */
const HEAD_SHARE = 0.35;
const ERROR_SHARE = 0.4;
const TAIL_SHARE = 0.25;

/** Of a text that is too long fewer first and last lines, so that errors, also among those, are not what is cut out. */
function keepErrors(source: Source, headEnd: number, tailStart: number): Pruned {
  const { lines, limits: { characters, lineCharacters } } = source;
  const lengthOf = (line: number) =>
    Math.min(startOf(lines, line + 1) - startOf(lines, line), lineCharacters);
  let [head, tail] = [0, lines.count];
  for (let room = HEAD_SHARE * characters; head < headEnd && room >= lengthOf(head); head++) {
    room -= lengthOf(head);
  }
  for (let room = TAIL_SHARE * characters; tail > tailStart && room >= lengthOf(tail - 1); tail--) {
    room -= lengthOf(tail - 1);
  }
  const kept = keep(source, head, Math.max(head, tail));
  const short = cutMiddle(
    kept.middle,
    Math.max(ERROR_SHARE * characters, characters - kept.head.length - kept.tail.length),
    0.5,
  );
  addCut(kept.sum, short);
  return allOf({ ...kept, middle: short.text }, source.limits);
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
function keptLines({ text, lines, errors, limits }: Source, first: number, end: number, sum: CutSum): string {
  const limit = limits.lineCharacters;
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
