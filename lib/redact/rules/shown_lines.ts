/** Lines of a text as tools show them: behind the line numbers of a file's reader, behind the signs of a diff. */

/** Where a line and what it shows stand in a text. */
export interface ShownLine {
  readonly start: number;
  /** Before the line end. */
  readonly end: number;
  /** Where the content begins: behind numbers, spaces, a diff's sign and the dash of a YAML list. */
  readonly content: number;
  /** How far the content is indented, numbers not counted. */
  readonly column: number;
}

/** Longer lines are no tables and no settings. */
const MAX_LINE_CHARACTERS = 10_000;

const LINE_NUMBER = /[ \t]{0,12}[0-9]{1,7}(?:→|\t)/y;
const INDENTATION = /[ \t+-]*/y;

/** The line that a place stands in; undefined if it is longer than any that matters, or holds a barrier. */
export function lineAround(text: string, at: number): ShownLine | undefined {
  const before = text.slice(Math.max(0, at - MAX_LINE_CHARACTERS), at);
  const start = at - before.length + before.lastIndexOf("\n") + 1;
  if (start > 0 && text.charCodeAt(start - 1) !== 0x0a) return undefined;
  return lineFrom(text, start);
}

/** The line that begins at a place. */
function lineFrom(text: string, start: number): ShownLine | undefined {
  if (start >= text.length) return undefined;
  const window = text.slice(start, start + MAX_LINE_CHARACTERS);
  const lineEnd = window.indexOf("\n");
  if (lineEnd === -1 && window.length === MAX_LINE_CHARACTERS) return undefined;
  const shown = (lineEnd === -1 ? window : window.slice(0, lineEnd)).trimEnd();
  if (shown.includes("\u0000")) return undefined;
  LINE_NUMBER.lastIndex = 0;
  const number = LINE_NUMBER.exec(shown)?.[0].length ?? 0;
  INDENTATION.lastIndex = number;
  const column = INDENTATION.exec(shown)?.[0].length ?? 0;
  return { start, end: start + shown.length, content: start + number + column, column };
}

/** The next line end within a distance from a place, or -1. Searching for one that is far away would be slow. */
export function lineEndWithin(text: string, at: number, characters: number): number {
  const end = text.slice(at, at + characters + 1).indexOf("\n");
  return end === -1 ? -1 : at + end;
}

/** The start of a place's line, if it is within a distance before the place, or -1. */
export function lineStartWithin(text: string, at: number, characters: number): number {
  const before = text.slice(Math.max(0, at - characters), at);
  const lineEnd = before.lastIndexOf("\n");
  if (lineEnd !== -1) return at - before.length + lineEnd + 1;
  return before.length === at ? 0 : -1;
}

/** The next line; undefined after the last one. */
export function nextLine(text: string, line: ShownLine): ShownLine | undefined {
  const lineEnd = text.indexOf("\n", line.end);
  return lineEnd === -1 ? undefined : lineFrom(text, lineEnd + 1);
}

/** The line before; undefined before the first one. */
export function previousLine(text: string, line: ShownLine): ShownLine | undefined {
  return line.start === 0 ? undefined : lineAround(text, line.start - 1);
}
