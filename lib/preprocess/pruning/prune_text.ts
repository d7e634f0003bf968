/**
 * Shortening texts without losing what they are read for: the first lines, the last ones (where test runners put
 * the verdict), and between them those that tell what happened (line_choice.ts).
 */

import { isUnparsed, type LongText } from "../../session/mod.ts";
import { PartialTextBuilder, type RawText } from "../../redact/mod.ts";
import {
  cutBetween,
  cutMiddle,
  cutMiddleAgain,
  LEAST_OMITTED,
  type Pruned,
  whole,
  wordStart,
} from "./cut_text.ts";
import type { TextLimits } from "./detail.ts";
import { errorsOf } from "./error_lines.ts";
import { headingsOf } from "./headings.ts";
import { withNumberedFailures } from "./numbered_failures.ts";
import { chooseEdges, chooseLines, type LineRange } from "./line_choice.ts";
import { jsonStretches, limitsForFew } from "./long_lines.ts";
import { hasNotes, lineNote, linesBehindNotes, withoutOuterNotes } from "./line_notes.ts";
import { NOTE_CHARACTERS, shownLength, type Source, startOf } from "./pruned_source.ts";
import { linesOf, type TextLines } from "./text_lines.ts";

const LINE_END = 0x0a;

/** Shortens a text: keeps the first and last lines, and those that say what happened, within the limits. */
export function pruneLines(text: string | LongText, given: TextLimits): Pruned {
  if (given.characters === Infinity) return whole(`${text}`);
  if (typeof text === "string" && isWithin(text, given) && !hasNotes(text)) return wholeText(text);
  const isLong = text.length > given.characters;
  const lines = linesOf(text, { withErrors: isLong && given.errorLines > 0 });
  const limits = limitsForFew(lines, given);
  const headEnd = Math.min(limits.headLines, lines.count);
  const tailStart = Math.max(headEnd, lines.count - limits.tailLines);
  // Where every line is kept as it is, nobody asks which of them report errors.
  const isWhole = tailStart === headEnd && !isLong && !hasLongerLine(lines, limits.lineCharacters);
  const headings = isWhole ? undefined : headingsOf(text, lines, limits);
  const isWholeReport = headings !== undefined && limits.isReport === true && !isLong;
  if (isWhole || isWholeReport || limits.errorLines === 0) {
    const source = withSaidInJson({ text, lines, errors: [], limits, headings }, given);
    const ranges: readonly LineRange[] = isWholeReport
      ? [[0, lines.count]]
      : headings === undefined || limits.tailLines === 0
      ? [[0, headEnd], [tailStart, lines.count]]
      : chooseEdges(source, headings);
    return shownRanges(source, withoutOuterNotes(source, ranges));
  }
  const judged = isLong ? lines : linesOf(text, { withErrors: true });
  const source = withSaidInJson({
    text,
    lines: judged,
    errors: withNumberedFailures(text, judged, errorsOf(judged)),
    limits,
    headings,
  }, given);
  return shownRanges(source, withoutOuterNotes(source, chooseLines(source)));
}

/** Such a source, with what is shown of long lines that are JSON. */
function withSaidInJson(source: Source, { lineCharacters }: TextLimits): Source {
  const stretches = jsonStretches(source, lineCharacters);
  return stretches === undefined || stretches.size === 0 ? source : { ...source, stretches };
}

/** Whether a text is so short that it is shown unchanged, without looking for its lines. */
export function isWithin(
  text: string,
  { headLines, tailLines, lineCharacters, characters }: TextLimits,
): boolean {
  if (text.length > characters) return false;
  let lines = 0;
  for (let start = 0, end = 0; start < text.length; start = end) {
    const lineEnd = text.indexOf("\n", start);
    end = lineEnd < 0 ? text.length : lineEnd + 1;
    if (end - start > lineCharacters || ++lines > headLines + tailLines) return false;
  }
  return true;
}

/** A text that is shown unchanged. */
export function wholeText(text: string): Pruned {
  return whole(withoutLineEnds(text));
}

/** Ranges of lines with notes on those between, in one piece within the limit. */
export function shownRanges(source: Source, ranges: readonly LineRange[]): Pruned {
  const { lines, limits } = source;
  const sum = { omitted: 0, lineBytes: 0, characterBytes: 0, noteBytes: 0 };
  const builder = new PartialTextBuilder({ ownsPieces: isUnparsed(source.text) });
  let at = 0;
  for (const [first, end] of withoutLittleGaps(source, ranges)) {
    if (first > at) leaveOutLines(source, at, first, builder, sum);
    if (end > first) showLines(source, first, end, builder, sum);
    at = end;
  }
  if (at < lines.count) leaveOutLines(source, at, lines.count, builder, sum);
  const short = cutMiddleAgain(builder.build(), limits.characters, 0.4);
  addCut(sum, short);
  return { ...sum, text: withoutLineEnds(short.text) };
}

/** The ranges with what is little between them and at the ends, as far as there is room: a note on it says less. */
function withoutLittleGaps(source: Source, ranges: readonly LineRange[]): readonly LineRange[] {
  const { lines, limits } = source;
  const gapOf = (first: number, end: number) => startOf(lines, end) - startOf(lines, first);
  let at = 0;
  const gaps = [...ranges, [lines.count, lines.count]].map(([first = 0, end = 0]) => {
    const gap = gapOf(at, first);
    at = end;
    return gap;
  });
  if (!gaps.some((gap) => gap > 0 && gap <= LEAST_OMITTED)) return ranges;
  let left = limits.characters - NOTE_CHARACTERS * gaps.filter((gap) => gap > 0).length;
  for (const [first, end] of ranges) {
    for (let line = first; line < end; line++) left -= shownLength(source, line);
  }
  const joined: [start: number, end: number][] = [];
  at = 0;
  for (const [first, end] of [...ranges, [lines.count, lines.count] as const]) {
    const gap = gapOf(at, first);
    const more = gap - NOTE_CHARACTERS;
    const last = joined.at(-1);
    if (gap <= LEAST_OMITTED && more <= Math.max(0, left)) {
      if (gap > 0) left -= more;
      if (last === undefined) joined.push([at, end]);
      else last[1] = end;
    } else if (end > first) joined.push([first, end]);
    at = end;
  }
  return joined;
}

/** Leaves lines out, with a note. */
function leaveOutLines(
  source: Source,
  first: number,
  end: number,
  builder: PartialTextBuilder,
  sum: CutSum,
): void {
  const { text, lines } = source;
  const note = lineNote(end - first + linesBehindNotes(source, first, end));
  const hidden = firstHidden(lines, first, end);
  const before = text.slice(startOf(lines, hidden), startOf(lines, end));
  if (hidden === first) builder.leaveOut(note, before);
  else builder.leaveOut(note, "", before);
  const characters = startOf(lines, end) - startOf(lines, first);
  sum.omitted += characters;
  sum.lineBytes += characters + extraBytesBefore(lines, end) - extraBytesBefore(lines, first);
  // Each of its two ellipses takes three bytes.
  sum.noteBytes += note.length + 4;
}

/** Lines before those that are kept which the rules of redaction see: a name stands in the line before its value, or before that. */
export const HIDDEN_LINES = 2;
/** No more than so many characters of them. */
const HIDDEN_CHARACTERS = 160;

/** From which line on they see what is left out; lines are seen as wholes. */
function firstHidden(lines: TextLines, first: number, end: number): number {
  if (end === lines.count) return end;
  const earliest = Math.max(startOf(lines, first), startOf(lines, end) - HIDDEN_CHARACTERS);
  let line = end;
  while (line > first && line > end - HIDDEN_LINES && startOf(lines, line - 1) >= earliest) line--;
  return line;
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

/** Shows lines as they are kept, each shortened where it is too long: around the word that reports an error, if there is one. */
function showLines(
  { text, lines, errors, limits, stretches }: Source,
  first: number,
  end: number,
  builder: PartialTextBuilder,
  sum: CutSum,
): void {
  const limit = limits.lineCharacters;
  let from = startOf(lines, first);
  let start = from;
  for (let line = first; line < end; line++) {
    const next = startOf(lines, line + 1);
    const shown = stretches?.get(line);
    if (shown !== undefined || next - start > limit) {
      const lineEnd = text.charCodeAt(next - 1) === LINE_END ? next - 1 : next;
      const error = errors.find((error) => error.line === line);
      const short = shown !== undefined
        ? [cutBetween(text.slice(start, lineEnd), shown)]
        : error === undefined
        ? [cutMiddle(text.slice(start, lineEnd), limit)]
        : cutAround(text.slice(start, lineEnd), error.place - start, limit);
      builder.show(text.slice(from, start));
      for (const piece of short) {
        builder.show(piece.text);
        addCut(sum, piece);
      }
      from = lineEnd;
    }
    start = next;
  }
  // The first lines alone are a text as it came, which needs no copy.
  builder.show(from === 0 && start === text.length ? `${text}` : text.slice(from, start));
}

/** A line before and behind a place, each half within half of the limit. */
function cutAround(line: string, place: number, limit: number): Pruned[] {
  if (line.length <= limit + LEAST_OMITTED) return [whole(line)];
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
function withoutLineEnds(text: RawText): RawText {
  const { shown, last } = typeof text === "string"
    ? { shown: text, last: undefined }
    : { shown: text.pieces.at(-1) ?? "", last: text.cuts.at(-1) };
  let end = shown.length;
  while (end > 0 && shown.charCodeAt(end - 1) === LINE_END) end--;
  const inNote = end === 0 && last?.note.endsWith("\n") === true ? 1 : 0;
  const count = shown.length - end + inNote;
  return count === 0 ? text : text.slice(0, text.length - count);
}
