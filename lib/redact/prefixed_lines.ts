/** Lines that a tool has put something before: their numbers, a file's name, a time, a sign of a diff, of a comment or of a quote. */
import { LINE_PREFIXES, type LinePrefix } from "./line_prefixes.ts";
import type { ReadingBuilder } from "./reading.ts";

/** What belongs to a secret stands near it: so many lines before and after are read, those of wrapped base64 not counted. */
const LINES_BEFORE = 12;
const LINES_AFTER = 40;
const BASE64_LINE = /[ \t]{0,40}[A-Za-z0-9+/=]{40,}[ \t\r]*$/my;

/** A line, its content and its end. */
interface Line {
  readonly start: number;
  readonly content: number;
  readonly end: number;
}

/** The lines around the places, which ascend, that begin alike: without what they begin with. */
export function addPrefixedLines(text: string, places: Int32Array, reading: ReadingBuilder): void {
  let done = 0;
  let open: { readonly kind: LinePrefix; readonly lines: Line[] } | undefined;
  const close = () => {
    if (open !== undefined && open.lines.length >= open.kind.leastLines) {
      addLines(text, open.kind, open.lines, reading);
    }
    open = undefined;
  };
  for (const place of places) {
    if (place < done) continue;
    const line = lineAt(text, text.lastIndexOf("\n", place - 1) + 1);
    const kind = kindOf(text, line.start);
    if (kind === undefined) {
      done = line.end + 1;
      continue;
    }
    const lines = linesAround(text, line, kind, done);
    if (open?.kind === kind && lines[0]?.start === done) open.lines.push(...lines);
    else {
      close();
      open = { kind, lines };
    }
    done = (lines.at(-1)?.end ?? 0) + 1;
  }
  close();
}

function lineAt(text: string, start: number): Line {
  const end = text.indexOf("\n", start);
  return { start, content: start, end: end === -1 ? text.length : end };
}

function kindOf(text: string, start: number): LinePrefix | undefined {
  return LINE_PREFIXES.of(text.charCodeAt(start))
    .find(({ begin }) => endOfPrefix(begin, text, start) !== undefined);
}

function endOfPrefix(pattern: RegExp, text: string, start: number): number | undefined {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** The line, and those beside it that begin with the same kind of prefix. */
function linesAround(text: string, line: Line, kind: LinePrefix, floor: number): Line[] {
  const before: Line[] = [];
  for (let { start } = line; start > floor && before.length < LINES_BEFORE;) {
    const end = start - 1;
    start = text.lastIndexOf("\n", end - 1) + 1;
    const content = endOfPrefix(kind.next, text, start);
    if (content === undefined) break;
    before.push({ start, content, end });
  }
  const lines = before.reverse();
  let counted = 0;
  for (let at = line; counted <= LINES_AFTER; at = lineAt(text, at.end + 1)) {
    const content = endOfPrefix(at === line ? kind.begin : kind.next, text, at.start);
    if (content === undefined) break;
    lines.push({ ...at, content: Math.min(content, at.end) });
    if (at.end === text.length) break;
    if (endOfPrefix(BASE64_LINE, text, content) === undefined) counted++;
  }
  return lines;
}

/** Adds the contents of lines without the indentation that all of them have. */
function addLines(text: string, kind: LinePrefix, lines: readonly Line[], reading: ReadingBuilder): void {
  reading.separate();
  const indentation = Math.min(...lines.map((line) => indentationOf(text, line)));
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
