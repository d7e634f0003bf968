/** The cells of a line of a table, in the ways in which programs draw tables. */

/** What stands in one column of a line. */
export interface Cell {
  /** Place in the line. */
  readonly at: number;
  readonly text: string;
}

/** Cuts a line into its cells. */
export type CutLine = (line: string) => readonly Cell[];

/** Without spaces, quotes and the signs of code in Markdown around it. */
function cellOf(line: string, start: number, end: number): Cell {
  const whole = line.slice(start, end);
  const [, before = "", quote = ""] = /^([\s*]*)(["'`]?)/.exec(whole) ?? [];
  const rest = whole.slice(before.length + quote.length).replace(/(?<![\s*])[\s*]+$/, "");
  const text = quote !== "" && rest.endsWith(quote) ? rest.slice(0, -1) : rest;
  return { at: start + before.length + quote.length, text };
}

/** A pipe that is none of a cell's own (`\\|`). */
const PIPE = /(?<!\\)\|/g;

/** `| a | b |` and ` a | b`. */
export const cutAtPipes: CutLine = (line) => {
  const cells: Cell[] = [];
  const isFramed = /^\s*\|/.test(line);
  const base = isFramed ? line.indexOf("|") + 1 : 0;
  let start = base;
  for (const { index: end } of line.slice(base).matchAll(PIPE)) {
    cells.push(cellOf(line, start, base + end));
    start = base + end + 1;
  }
  if (!isFramed || line.slice(start).trim() !== "") cells.push(cellOf(line, start, line.length));
  return cells;
};

/** `│ a │ b │` */
export const cutAtBars: CutLine = (line) => cutAtPipes(line.replace(/[│┃║]/g, "|"));

/** Spaces between columns: one may stand in a cell. */
const GAP = /[ \t]{2,}|\t/g;

/** By gaps of two spaces or more. */
export const cutAtGaps: CutLine = (line) => {
  const cells: Cell[] = [];
  let start = line.length - line.trimStart().length;
  for (const { index, 0: gap } of line.trimEnd().matchAll(GAP)) {
    if (index < start) continue;
    cells.push(cellOf(line, start, index));
    start = index + gap.length;
  }
  if (start < line.length) cells.push(cellOf(line, start, line.length));
  return cells;
};

/** As another way does, but that a line has no cells that stands outside of the frame which the header is in. */
export function cutInFrame(cut: CutLine, header: string): CutLine {
  return FRAME_START.test(header) ? (line) => FRAME_START.test(line) ? cut(line) : [] : cut;
}

const FRAME_START = /^\s*[|│┃║]/;

/** Where a column stands, by its name or by the dashes under that; `end` exclusive. */
interface Column {
  readonly at: number;
  readonly end: number;
}

/** By the columns of the line of dashes under the header; the last one goes to the line's end. */
export function cutAtColumns(dashes: string): CutLine {
  return cutAtPlaces(
    [...dashes.matchAll(/-+/g)].map(({ index, 0: { length } }) => ({ at: index, end: index + length })),
  );
}

/**
 * By the places of the columns. A row whose cells are longer than their columns is cut at its gaps, if these are as many;
 * a line of which a word reaches from one column into the next is no row: it has no cells.
 */
export function cutAtPlaces(columns: readonly Column[]): CutLine {
  return (line) => {
    const starts = columns.map(({ at }) => beginOfWord(line, at));
    const isMoved = starts.some((start, index) => start < (columns[index]?.at ?? 0));
    const gaps = isMoved ? cutAtGaps(line) : [];
    if (gaps.length === columns.length) return gaps;
    // Numbers may stand more to the left than the name of their column.
    if (starts.some((start, index) => start < (columns[index - 1]?.end ?? 0))) return [];
    return starts.map((start, index) => firstOf(line, start, starts[index + 1] ?? line.length));
  };
}

/** Where the word begins that goes over a place; the place itself if there is none. */
function beginOfWord(line: string, at: number): number {
  let start = at;
  while (start > 0 && at < line.length && /\S/.test(line.charAt(start - 1)) && /\S/.test(line.charAt(at))) {
    start--;
  }
  return start;
}

/** What stands in a stretch of a line up to a gap: behind it is another cell, which the row has shifted there. */
function firstOf(line: string, start: number, end: number): Cell {
  const cell = cellOf(line, start, end);
  const gap = cell.text.search(/ {2,}|\t/);
  return gap === -1 ? cell : { ...cell, text: cell.text.slice(0, gap) };
}

const QUOTED = /"((?:[^"]|"")*)"/y;

/** Values with separators between them (RFC 4180), of one line. */
export function cutAtSeparators(separator: string): CutLine {
  return (line) => {
    const cells: Cell[] = [];
    let start = 0;
    while (start <= line.length) {
      QUOTED.lastIndex = start;
      const quoted = QUOTED.exec(line);
      const from = quoted === null ? start : start + quoted[0].length;
      const next = line.indexOf(separator, from);
      const end = next === -1 ? line.length : next;
      cells.push(
        quoted === null ? cellOf(line, start, end) : { at: start + 1, text: quoted[1] ?? "" },
      );
      start = end + 1;
    }
    return cells;
  };
}
