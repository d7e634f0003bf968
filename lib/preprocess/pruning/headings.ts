/** Headings of Markdown: what stands below one says little without it, so they are kept where text below them is. */

import type { Characters, LongText } from "../../session/mod.ts";
import type { TextLimits } from "./detail.ts";
import { type Room, take, takeAll } from "./line_room.ts";
import {
  BEGINNING_CHARACTERS,
  beginningOfLine,
  NOTE_CHARACTERS,
  shownLength,
  type Source,
  startOf,
} from "./pruned_source.ts";
import type { TextLines } from "./text_lines.ts";

/** For each line, the level of the heading that it is (1 is the highest), or 0. */
export type HeadingLevels = Uint8Array;

/**
 * Longer texts are neither reports nor, as a rule, documents. Searching for headings takes time proportional to the
 * length.
 */
const MOST_CHARACTERS_OF_REPORT = 64 * 1024;
const MOST_CHARACTERS = 16 * 1024;

/** The most that headings get of all characters, before the text below them. */
const HEADINGS_SHARE = 0.15;

const HASH = 0x23;
const STAR = 0x2a;
const BACKTICK = 0x60;
const BLANK = 0x20;
const TAB = 0x09;
const ARROW = 0x2192;

const HEADING = /^(?:(#{1,6})[ \t]+\S|\*\*[^*\n]{1,160}\*\*:?\s*$)/;
const FENCE = /^```/;

/** A line of bold text alone is a heading below all others. */
const BOLD_LEVEL = 7;

/** The headings of a text; undefined if it has fewer than two. */
export function headingsOf(
  text: string | LongText,
  lines: TextLines,
  { isReport }: TextLimits,
): HeadingLevels | undefined {
  const most = isReport === true ? MOST_CHARACTERS_OF_REPORT : MOST_CHARACTERS;
  if (text.length > most || !mayHaveHeadings(text)) return undefined;
  const levels = new Uint8Array(lines.count);
  let isFenced = false;
  let count = 0;
  const lineAt = (line: number) => {
    const start = behindNumber(text, startOf(lines, line));
    return text.slice(start, Math.min(startOf(lines, line + 1), start + BEGINNING_CHARACTERS));
  };
  const isBlank = (line: number) => line < 0 || line >= lines.count || lineAt(line).trim() === "";
  for (let line = 0; line < lines.count; line++) {
    const start = startOf(lines, line);
    const first = text.charCodeAt(start);
    const code = first === BLANK || isDigit(first) ? text.charCodeAt(behindNumber(text, start)) : first;
    if (code !== HASH && code !== STAR && code !== BACKTICK) continue;
    const said = lineAt(line);
    if (FENCE.test(said)) isFenced = !isFenced;
    const found = isFenced ? null : HEADING.exec(said);
    if (found === null) continue;
    const level = found[1]?.length ?? BOLD_LEVEL;
    // In code a comment.
    if (level === 1 && !(isBlank(line - 1) && isBlank(line + 1))) continue;
    levels[line] = level;
    count++;
  }
  return count > 1 ? levels : undefined;
}

/** A quick check whether a text may have headings; most have no sign of one. */
function mayHaveHeadings(text: string | LongText): boolean {
  return text.indexOf("#", 0) >= 0 || typeof text === "string" && text.includes("\n**");
}

/** Where a line's own text begins: after the line number that the client adds to a read. */
function behindNumber(text: Characters, start: number): number {
  let at = start;
  while (text.charCodeAt(at) === BLANK) at++;
  const first = at;
  while (isDigit(text.charCodeAt(at))) at++;
  const isNumber = at > first && (text.charCodeAt(at) === TAB || text.charCodeAt(at) === ARROW);
  return isNumber ? at + 1 : start;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Characters to reserve for headings. */
export function roomForHeadings(source: Source, levels: HeadingLevels): number {
  const most = HEADINGS_SHARE * source.limits.characters;
  let characters = 0;
  for (let line = 0; line < levels.length && characters < most; line++) {
    if (levels[line] !== 0) characters += shownLength(source, line) + NOTE_CHARACTERS;
  }
  return Math.min(characters, Math.floor(most));
}

/** Chooses the headings above the lines that are kept. */
export function takeHeadings(room: Room, levels: HeadingLevels): void {
  /** By level, the heading above the present line. */
  const open: (number | undefined)[] = [];
  for (let line = 0; line < levels.length; line++) {
    const level = levels[line] ?? 0;
    if (level > 0) open.length = level;
    if (room.kept[line] === 1) { for (const heading of open) if (heading !== undefined) take(room, heading); }
    if (level > 0) open[level] = line;
  }
}

/**
 * Chooses, as far as there is room, all headings, the first paragraph below each, then the second ones, and so on.
 */
export function takeSections(room: Room, levels: HeadingLevels): void {
  const ranks: number[] = [];
  const filled: number[] = [];
  let [rank, isBlank] = [0, false];
  for (let line = 0; line < levels.length; line++) {
    const isEmpty = beginningOfLine(room.source, line).trim() === "";
    if (levels[line] !== 0) rank = 0;
    else if (!isEmpty && (isBlank || rank === 0)) rank++;
    if (!isEmpty) filled.push(line);
    ranks.push(rank);
    isBlank = isEmpty;
  }
  filled.sort((one, other) => (ranks[one] ?? 0) - (ranks[other] ?? 0) || one - other);
  takeAll(room, filled);
}
