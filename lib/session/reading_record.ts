/** What reading a log found, counted while it is read. */

/** A line, or a part of one, that could not be read. */
export interface UnparsedLine {
  readonly file: string;
  /** From 1; 0 where the whole file is concerned. */
  readonly line: number;
  readonly reason: string;
  /** Where it stands for several lines on end, of one reason: the last of them. */
  readonly last_line?: number;
}

/**
 * The place of an unread line, for people: `agent-a.jsonl:12`, `agent-a.jsonl:12-3011`, or the file alone if all of
 * it is concerned.
 */
export function placeOf({ file, line, last_line }: Omit<UnparsedLine, "reason">): string {
  return line === 0 ? file : `${file}:${line}${last_line === undefined ? "" : `-${last_line}`}`;
}

/** Combines consecutive unread lines into ranges, at most as many as wanted. */
export function inRanges(lines: readonly UnparsedLine[], most: number): UnparsedLine[] {
  const ranges: UnparsedLine[] = [];
  for (const line of lines) addLine(ranges, line, most, 0);
  return ranges;
}

/** Counts the lines that are named in a list, which may have been shortened. */
export function countNamed(lines: readonly UnparsedLine[]): number {
  return lines.reduce((sum, { line, last_line = line }) => sum + last_line - line + 1, 0);
}

/** What reading a log found, counted while it is read. */
export interface ReadingRecord {
  bytes: number;
  /** Lines with content. */
  lines: number;
  /** Lines dropped before they were parsed, by type. */
  readonly neverKept: Map<string, { lines: number; bytes: number }>;
  /** The first ones, then ranges of further ones; `unparsedCount` counts all. */
  readonly unparsed: UnparsedLine[];
  unparsedCount: number;
  /** Bytes of all of them, as far as they hold nothing that could be read. */
  unparsedBytes: number;
  /** Lines with bytes that are not UTF-8; each such place became U+FFFD. */
  invalidUtf8Lines: number;
}

/** Lines that are named one by one, and of further ones ranges: a file that is no log at all would name millions of lines. */
const SINGLE_UNPARSED = 1000;
const MAX_UNPARSED = 2000;

/** An empty record to hand to `readEntries`; several logs may share one. */
export function newReadingRecord(): ReadingRecord {
  return {
    bytes: 0,
    lines: 0,
    neverKept: new Map(),
    unparsed: [],
    unparsedCount: 0,
    unparsedBytes: 0,
    invalidUtf8Lines: 0,
  };
}

/** Counts lines that were dropped, or what was left out of one. */
export function countNeverKept(
  { neverKept }: ReadingRecord,
  name: string,
  lines: number,
  bytes: number,
): void {
  const count = neverKept.get(name);
  if (count === undefined) {
    neverKept.set(name, { lines, bytes });
  } else {
    count.lines += lines;
    count.bytes += bytes;
  }
}

/** Counts what could not be read, and names it unless too many were named already. */
export function noteUnparsed(record: ReadingRecord, unparsed: UnparsedLine, bytes: number): void {
  record.unparsedCount++;
  record.unparsedBytes += bytes;
  addLine(record.unparsed, unparsed, MAX_UNPARSED, SINGLE_UNPARSED);
}

/** Adds a line to a list unless that is full; behind so many to the range that it follows. */
function addLine(list: UnparsedLine[], added: UnparsedLine, most: number, single: number): void {
  const last = list.at(-1);
  const isNext = last !== undefined && last.file === added.file && last.reason === added.reason &&
    (last.last_line ?? last.line) + 1 === added.line && last.line > 0;
  if (isNext && list.length > single) {
    list[list.length - 1] = { ...last, last_line: added.last_line ?? added.line };
  } else if (list.length < most) list.push(added);
}
