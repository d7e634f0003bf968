/** What a line holds that is not simply one JSON object in valid UTF-8. */

import { decodeEntry } from "./decode_entry.ts";
import type { Entry } from "./entry.ts";
import { isNestedTooDeeply } from "./nesting.ts";
import { noteUnparsed, type ReadingRecord } from "./reading_record.ts";
import { salvageLine } from "./salvage.ts";
import { isUtf8 } from "./utf8.ts";

/** One line of a log. */
export interface LogLine {
  /** The log's name. */
  readonly file: string;
  /** Counted from 1. */
  readonly number: number;
  /** Bytes including the line end. */
  readonly byteLength: number;
  /** False for a last line without a line end: the session may still be writing it. */
  readonly terminated: boolean;
}

const decoder = new TextDecoder();

/** The entries of a line, looked at alone. */
export function* entriesOfLine(line: LogLine, bytes: Uint8Array, record: ReadingRecord): Generator<Entry> {
  const read = readLine(bytes, record);
  if (read === undefined) return reportUnparsed(record, line, "the line holds no JSON object");
  if ("broken" in read) return yield* salvagedEntries(read.broken, line, record);
  const { value } = read;
  if (Array.isArray(value)) return yield* entriesOfArray(value, line, record);
  const entry = decodeEntry(value, {
    line: line.number,
    position: 1,
    cut: false,
    bytes: line.byteLength,
  });
  if (entry === undefined) reportUnparsed(record, line, "the line is not a JSON object");
  else yield entry;
}

/** A line's value, or the text of one that is no JSON; apart from the generator, which would keep the text of any as long as its entry. */
function readLine(
  bytes: Uint8Array,
  record: ReadingRecord,
): { value: unknown } | { broken: string } | undefined {
  const text = decoder.decode(bytes);
  if (text.includes("\ufffd") && !isUtf8(bytes)) record.invalidUtf8Lines++;
  // A file that is no log has millions of such lines; JSON.parse takes 10 µs and more to say no.
  if (!text.includes("{")) return undefined;
  if (isNestedTooDeeply(text)) return { broken: text };
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { broken: text };
  }
}

/** Counts a line that is longer than what may be held. */
export function reportTooLong(line: LogLine, record: ReadingRecord): void {
  reportUnparsed(record, line, `the line is too long to read (${line.byteLength} bytes)`);
}

/** No client writes arrays; what collects lines of logs may. */
function* entriesOfArray(values: readonly unknown[], line: LogLine, record: ReadingRecord): Generator<Entry> {
  let position = 0;
  for (const value of values) {
    const entry = decodeEntry(value, { line: line.number, position: position + 1, cut: false });
    if (entry === undefined) continue;
    position++;
    yield entry;
  }
  const others = values.length - position;
  if (position === 0) reportUnparsed(record, line, "the line is not a JSON object");
  else if (others > 0) reportUnparsed(record, line, `${others} values of the line's array are no objects`, 0);
}

function* salvagedEntries(text: string, line: LogLine, record: ReadingRecord): Generator<Entry> {
  const salvage = salvageLine(text);
  let position = 0;
  let hasCut = false;
  let found = salvage.next();
  for (; found.done !== true; found = salvage.next()) {
    const { value, cut } = found.value;
    hasCut ||= cut;
    const entry = decodeEntry(value, { line: line.number, position: ++position, cut });
    if (entry !== undefined) yield entry;
  }
  // A lost character is a byte or more; nearly always it is an ASCII one, or NUL.
  const { lostCharacters: lost, mendedPlaces: places } = found.value;
  if (hasCut) {
    const ending = line.terminated ? "" : "; the session may still be writing it";
    reportUnparsed(record, line, `the line is cut short: what stands before the cut is kept${ending}`, lost);
  } else if (position === 0) {
    reportUnparsed(record, line, "the line is not JSON");
  } else if (lost > 0) {
    reportUnparsed(record, line, `${lost} characters outside the line's objects are lost`, lost);
  } else if (places > 0) {
    reportUnparsed(record, line, `the line is no JSON in ${places} places, which are mended`, 0);
  }
}

function reportUnparsed(record: ReadingRecord, line: LogLine, reason: string, bytes = line.byteLength): void {
  noteUnparsed(record, { file: line.file, line: line.number, reason }, bytes);
}
