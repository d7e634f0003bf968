/** Log bytes → typed entries, with a count of everything that was dropped or could not be read. */

import { decodeEntry } from "./decode_entry.ts";
import type { Entry } from "./entry.ts";
import { mayHoldMore } from "./glued_objects.ts";
import { BATCH_BYTES, LineBatch } from "./line_batch.ts";
import { type LogLine, readLines } from "./lines.ts";
import { scanLineType } from "./line_type.ts";
import { countedName, isNeverKept } from "./never_kept.ts";
import { salvageLine } from "./salvage.ts";
import { isUtf8 } from "./utf8.ts";

/** A line, or a part of one, that could not be read. */
export interface UnparsedLine {
  readonly file: string;
  /** From 1; 0 where the whole file is concerned. */
  readonly line: number;
  readonly reason: string;
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

const OPEN_BRACE = 0x7b;

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

/** How to read a log. */
export interface ReadingOptions {
  /** The log's name in `unparsed`. */
  readonly file: string;
  readonly record: ReadingRecord;
  /** Keeps also the types that carry nothing (for `--no-filtering`); the vendor's own prompts stay dropped. */
  readonly everything?: boolean;
  readonly maxLineBytes?: number;
}

/**
 * Reads a log, chunk by chunk: each item is a lazy sequence of the entries of one chunk, to be used up before
 * the next item is asked for. Lines are parsed some at a time (`LineBatch`), so the entries of few are alive at once.
 *
 * Broken lines never end the reading: what they still hold is kept, the rest is named in the record.
 */
export async function* readEntries(
  chunks: AsyncIterable<Uint8Array>,
  options: ReadingOptions,
): AsyncGenerator<Iterable<Entry>> {
  const batch = new LineBatch();
  for await (const lines of readLines(chunks, options.maxLineBytes)) yield entriesOf(lines, batch, options);
}

function* entriesOf(
  lines: readonly LogLine[],
  batch: LineBatch,
  options: ReadingOptions,
): Generator<Entry> {
  const { record, everything = false } = options;
  for (const line of lines) {
    const { bytes } = line;
    record.lines++;
    record.bytes += line.byteLength;
    if (bytes === undefined) {
      yield* entriesOfBatch(batch, options);
      reportUnparsed(options, line, `the line is too long to read (${line.byteLength} bytes)`);
      continue;
    }
    const type = scanLineType(bytes);
    if (type !== undefined && isNeverKept(type, everything) && !mayHoldMore(bytes)) {
      countNeverKept(record, countedName(type), line.byteLength);
      continue;
    }
    // A file that is no log has millions of lines of which none is to spoil a batch.
    if (bytes[0] !== OPEN_BRACE) {
      yield* entriesOfBatch(batch, options);
      yield* entriesOfLine(line, options);
      continue;
    }
    // Alone, a long line is not copied.
    if (bytes.length >= BATCH_BYTES) yield* entriesOfBatch(batch, options);
    const mayCut = !everything && (type === undefined || type.type === "user");
    if (batch.add(line, bytes, mayCut)) yield* entriesOfBatch(batch, options);
  }
  yield* entriesOfBatch(batch, options);
}

function* entriesOfBatch(batch: LineBatch, options: ReadingOptions): Generator<Entry> {
  for (const item of batch.take()) {
    if (!("value" in item)) {
      yield* entriesOfLine(item, options);
      continue;
    }
    const { line, value, skippedBytes } = item;
    const bytes = line.byteLength - skippedBytes;
    const entry = decodeEntry(value, { line: line.number, position: 1, cut: false, bytes });
    if (entry === undefined) {
      yield* entriesOfLine(line, options);
      continue;
    }
    if (skippedBytes > 0) countNeverKept(options.record, "toolUseResult copy", skippedBytes);
    yield entry;
  }
}

const decoder = new TextDecoder();

/** The entries of a line that is not simply one JSON object in valid UTF-8. */
function* entriesOfLine(line: LogLine, options: ReadingOptions): Generator<Entry> {
  const { record } = options;
  const text = decoder.decode(line.bytes);
  if (text.includes("\ufffd") && !isUtf8(line.bytes)) record.invalidUtf8Lines++;
  // A file that is no log has millions of such lines; JSON.parse takes 10 µs and more to say no.
  if (!text.includes("{")) return reportUnparsed(options, line, "the line holds no JSON object");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return yield* salvagedEntries(text, line, options);
  }
  const entry = decodeEntry(value, {
    line: line.number,
    position: 1,
    cut: false,
    bytes: line.byteLength,
  });
  if (entry === undefined) reportUnparsed(options, line, "the line is not a JSON object");
  else yield entry;
}

function countNeverKept({ neverKept }: ReadingRecord, name: string, bytes: number): void {
  const count = neverKept.get(name);
  if (count === undefined) {
    neverKept.set(name, { lines: 1, bytes });
  } else {
    count.lines++;
    count.bytes += bytes;
  }
}

function* salvagedEntries(text: string, line: LogLine, options: ReadingOptions): Generator<Entry> {
  const salvage = salvageLine(text);
  let position = 0;
  for (const found of salvage.values) {
    const entry = decodeEntry(found.value, { line: line.number, position: ++position, cut: found.cut });
    if (entry !== undefined) yield entry;
  }
  // A lost character is a byte or more; nearly always it is an ASCII one, or NUL.
  const lost = salvage.lostCharacters;
  if (salvage.values.some((found) => found.cut)) {
    const ending = line.terminated ? "" : "; the session may still be writing it";
    reportUnparsed(options, line, `the line is cut short: what stands before the cut is kept${ending}`, lost);
  } else if (salvage.values.length === 0) {
    reportUnparsed(options, line, "the line is not JSON");
  } else if (lost > 0) {
    reportUnparsed(options, line, `${lost} characters outside the line's objects are lost`, lost);
  }
}

function reportUnparsed(
  { record, file }: ReadingOptions,
  line: LogLine,
  reason: string,
  bytes: number = line.byteLength,
): void {
  noteUnparsed(record, { file, line: line.number, reason }, bytes);
}

/** Counts what could not be read, and names it unless too many were named already. */
export function noteUnparsed(record: ReadingRecord, unparsed: UnparsedLine, bytes: number): void {
  record.unparsedCount++;
  record.unparsedBytes += bytes;
  if (record.unparsed.length < MAX_UNPARSED) record.unparsed.push(unparsed);
}
