/** What reading a log found, counted while it is read. */

/** A line, or a part of one, that could not be read. */
export interface UnparsedLine {
  readonly file: string;
  /** From 1; 0 where the whole file is concerned. */
  readonly line: number;
  readonly reason: string;
}

/** Where it is, for people: `agent-a.jsonl:12`, or the file alone where all of it is concerned. */
export function placeOf({ file, line }: Pick<UnparsedLine, "file" | "line">): string {
  return line === 0 ? file : `${file}:${line}`;
}

/** What reading a log found, counted while it is read. */
export interface ReadingRecord {
  bytes: number;
  /** Lines with content. */
  lines: number;
  /** Lines dropped before they were parsed, by type. */
  readonly neverKept: Map<string, { lines: number; bytes: number }>;
  /** The first `MAX_UNPARSED` of them; `unparsedCount` counts all. */
  readonly unparsed: UnparsedLine[];
  unparsedCount: number;
  /** Bytes of all of them, as far as they hold nothing that could be read. */
  unparsedBytes: number;
  /** Lines with bytes that are not UTF-8; each such place became U+FFFD. */
  invalidUtf8Lines: number;
}

/** A file that is no log at all would name millions of lines. */
const MAX_UNPARSED = 1000;

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
  if (record.unparsed.length < MAX_UNPARSED) record.unparsed.push(unparsed);
}
