/**
 * Shortening texts without losing what they are read for: the first lines, the last ones (where test runners put
 * the verdict), and between them those that tell what happened (line_choice.ts).
 */

import { Buffer } from "node:buffer";
import type { LongText } from "../session/mod.ts";
import { cutMiddle, type Pruned, whole, wordStart } from "./cut_text.ts";
import type { TextLimits } from "./detail.ts";
import { errorsOf } from "./error_lines.ts";
import { chooseLines, type LineRange } from "./line_choice.ts";
import { type Source, startOf } from "./pruned_source.ts";
import { linesOf, type TextLines } from "./text_lines.ts";

const LINE_END = 0x0a;

/** Keeps the first and last lines and those that tell what happened, within the limits. */
export function pruneLines(text: string | LongText, limits: TextLimits): Pruned {
  if (limits.characters === Infinity) return whole(`${text}`);
  const isLong = text.length > limits.characters;
  const lines = linesOf(text, isLong && limits.errorLines > 0);
  const headEnd = Math.min(limits.headLines, lines.count);
  const tailStart = Math.max(headEnd, lines.count - limits.tailLines);
  // Where every line is kept as it is, nobody asks which of them report errors.
  const isWhole = tailStart === headEnd && !isLong && !hasLongerLine(lines, limits.lineCharacters);
  if (isWhole || limits.errorLines === 0) {
    return shown({ text, lines, errors: [], limits }, [[0, headEnd], [tailStart, lines.count]]);
  }
  const judged = isLong ? lines : linesOf(text, true);
  const source = { text, lines: judged, errors: errorsOf(judged), limits };
  return shown(source, chooseLines(source));
}

/** Ranges of lines with notes on those between, in one piece within the limit. */
function shown(source: Source, ranges: readonly LineRange[]): Pruned {
  const { lines, limits } = source;
  const sum = { omitted: 0, lineBytes: 0, characterBytes: 0, noteBytes: 0 };
  const pieces: string[] = [];
  let at = 0;
  for (const [first, end] of ranges) {
    if (first > at) pieces.push(noteOn(lines, at, first, sum));
    if (end > first) pieces.push(keptLines(source, first, end, sum));
    at = end;
  }
  if (at < lines.count) pieces.push(noteOn(lines, at, lines.count, sum));
  // The first lines alone are a text as it came, which needs no copy.
  const all = pieces.length === 1 ? pieces[0] ?? "" : pieces.join("");
  const short = cutMiddle(all, limits.characters, 0.4);
  addCut(sum, short);
  return { ...sum, text: withoutLineEnds(short.text) };
}

/** A note on lines that are left out. */
function noteOn(lines: TextLines, first: number, end: number, sum: CutSum): string {
  const note = `[… ${end - first} lines …]\n`;
  const characters = startOf(lines, end) - startOf(lines, first);
  sum.omitted += characters;
  sum.lineBytes += characters + extraBytesBefore(lines, end) - extraBytesBefore(lines, first);
  sum.noteBytes += Buffer.byteLength(note);
  return note;
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
  if (from === 0 && start === text.length) return `${text}`;
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
