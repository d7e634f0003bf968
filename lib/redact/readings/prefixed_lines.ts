/** Lines that a tool has put something before: their numbers, a file's name, a time, a sign of a diff, of a comment or of a quote. */
import { endOfPrefix, type LinePrefix, type TextLine } from "./line_prefixes.ts";
import type { ReadingBuilder } from "./reading.ts";

/**
 * What belongs to a secret stands near it: so many lines before and after are read, those of one word not counted, such as
 * wrapped base64 has and lists of codes. Twice as many cost a seventh more of what is read, and find nothing more.
 */
const LINES_BEFORE = 6;
const LINES_AFTER = 8;
const FURTHER_LINES = 60;
const WORD_LINE = /[ \t]{0,40}(?:[0-9]{1,3}[.)]? |[-*•] )?[^\s]{4,200}[ \t\r]*$/my;

/** A line, its content and its end. */
interface Line extends TextLine {
  readonly content: number;
}

/** Lines of one kind below each other. */
interface Stretch {
  readonly kind: LinePrefix;
  readonly lines: Line[];
}

/** Where lines are looked at. */
export interface LinePlaces {
  /** In the order of the text. */
  readonly places: Uint32Array;
  /** Places to which more lines may belong, as in tables. */
  readonly further: ReadonlySet<number>;
}

/**
 * Adds the lines around the places, without the prefix that they share.
 *
 * @param kindAt the kind of prefix that a line has.
 */
export function addPrefixedLines(
  text: string,
  { places, further }: LinePlaces,
  kindAt: (text: string, line: TextLine) => LinePrefix | undefined,
  reading: ReadingBuilder,
): void {
  let done = 0;
  let open: Stretch | undefined;
  const close = () => {
    if (open !== undefined && open.lines.length >= open.kind.leastLines) addLines(text, open, reading);
    open = undefined;
  };
  for (const place of places) {
    if (place < done && !further.has(place)) continue;
    if (place >= done) {
      const line = lineAt(text, text.lastIndexOf("\n", place - 1) + 1);
      const kind = kindAt(text, line);
      if (kind === undefined) {
        done = line.end + 1;
        continue;
      }
      const before = linesBefore(text, line.start, kind, done);
      // Lines of another kind may stand between the two, which are done as well.
      const isNext = open?.kind === kind && (before[0] ?? line).start === endOf(open) + 1;
      if (!isNext) close();
      open ??= { kind, lines: [] };
      open.lines.push(...before);
      addLinesFrom(text, line.start, open, LINES_AFTER + 1);
    }
    if (further.has(place) && open !== undefined) addLinesFrom(text, endOf(open) + 1, open, FURTHER_LINES);
    if (open !== undefined) done = Math.max(done, endOf(open) + 1);
  }
  close();
}

function endOf({ lines }: Stretch): number {
  return lines.at(-1)?.end ?? 0;
}

function lineAt(text: string, start: number): TextLine {
  const end = text.indexOf("\n", start);
  return { start, end: end === -1 ? text.length : end };
}

/** The lines before one that begin with the same kind of prefix. */
function linesBefore(text: string, line: number, kind: LinePrefix, floor: number): Line[] {
  const lines: Line[] = [];
  for (let start = line; start > floor && lines.length < LINES_BEFORE;) {
    const end = start - 1;
    start = text.lastIndexOf("\n", end - 1) + 1;
    const content = endOfPrefix(kind.next, text, start);
    if (content === undefined) break;
    lines.push({ start, content, end });
  }
  return lines.reverse();
}

/** Adds the lines from a place on that begin with the same kind of prefix. */
function addLinesFrom(text: string, start: number, { kind, lines }: Stretch, most: number): void {
  let counted = 0;
  for (let at = start; at < text.length && counted < most;) {
    const content = endOfPrefix(kind.next, text, at) ?? endOfPrefix(kind.begin, text, at);
    if (content === undefined) break;
    const line = lineAt(text, at);
    lines.push({ ...line, content: Math.min(content, line.end) });
    if (hasWords(text, content) || endOfPrefix(WORD_LINE, text, content) === undefined) counted++;
    at = line.end + 1;
  }
}

/** The quick look at a line: a word that begins with a letter and has another one behind it. */
function hasWords(text: string, content: number): boolean {
  const isLetter = (code: number) => (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
  let at = content;
  while (text.charCodeAt(at) === 0x20) at++;
  while (isLetter(text.charCodeAt(at))) at++;
  return isLetter(text.charCodeAt(at - 1)) && text.charCodeAt(at) === 0x20 &&
    isLetter(text.charCodeAt(at + 1));
}

/** Adds the contents of lines without the indentation that all of them have. */
function addLines(text: string, { kind, lines }: Stretch, reading: ReadingBuilder): void {
  reading.separate();
  // One by one: a function takes no hundred thousand arguments.
  const indentation = lines.reduce((least, line) => Math.min(least, indentationOf(text, line)), Infinity);
  for (const { content, end } of lines) {
    const start = Math.min(content + (indentation === Infinity ? 0 : indentation), end);
    reading.keep(start, kind.hasEnd ? endOfContent(text, start, end) : end);
    if (end < text.length) reading.keep(end, end + 1);
  }
}

/** Infinity for a blank line. */
function indentationOf(text: string, { content, end }: Line): number {
  for (let at = content; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x09) return at - content;
  }
  return Infinity;
}

/** Before the line that a box is drawn with. */
function endOfContent(text: string, start: number, end: number): number {
  if (end === start || !"│┃║|".includes(text.charAt(end - 1))) return end;
  let at = end - 1;
  while (at > start && text.charCodeAt(at - 1) === 0x20) at--;
  return at;
}
