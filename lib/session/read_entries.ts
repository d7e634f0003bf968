/** Log bytes → typed entries, with a count of everything that was dropped or could not be read. */

import { decodeEntry } from "./decode_entry.ts";
import type { Entry } from "./entry.ts";
import type { LastOutputs } from "./last_outputs.ts";
import { parseLines } from "./line_batch.ts";
import { type LineScanner, roomToJoin, type ScannedLines } from "./line_scanner.ts";
import { type HeldLines, LogWindow, type TooLongLine } from "./log_window.ts";
import type { LongText } from "./long_text.ts";
import { countedName } from "./never_kept.ts";
import { countNeverKept, type ReadingRecord } from "./reading_record.ts";
import { entriesOfLine, type LogLine, reportTooLong } from "./single_line.ts";

/** 256 MiB: V8's longest string is 512 MiB of characters, and a line needs several times its size in memory. */
const MAX_LINE_BYTES = 256 * 1024 * 1024;

/** How to read a log. */
export interface ReadingOptions {
  /** The log's name in `unparsed`. */
  readonly file: string;
  readonly record: ReadingRecord;
  /** Keeps also the types that carry nothing (for `--no-filtering`); the vendor's own prompts stay dropped. */
  readonly everything?: boolean;
  /** Longer lines are not read, instead of filling the memory. */
  readonly maxLineBytes?: number;
  /**
   * Leaves long texts of results unparsed in the reader's memory (`LongText`); a block has its `text` all the same. A reader
   * marks those it has shown (`markShown`); the others become strings when the entries behind them are asked for.
   */
  readonly longTexts?: boolean;
  /** Is told the last output that was reported of running commands. */
  readonly outputs?: LastOutputs;
}

/** What the parts of a reading share. */
interface Reading {
  readonly file: string;
  readonly record: ReadingRecord;
  readonly outputs: LastOutputs | undefined;
  /** Lines before those that are looked at now. */
  linesBefore: number;
  /** Number of the item that was asked for last: the lines of earlier ones may be overwritten. */
  turn: number;
}

/**
 * Reads a log, some lines at a time: each item is a lazy sequence of the entries of lines that are parsed together (`parseLines`), to
 * be used up before the next item is asked for. So the entries of few lines are alive at once.
 *
 * Broken lines never end the reading: what they still hold is kept, the rest is named in the record.
 *
 * @param chunks any stream of bytes; a chunk may be overwritten once the next one is asked for.
 */
export async function* readEntries(
  chunks: AsyncIterable<Uint8Array>,
  options: ReadingOptions,
): AsyncGenerator<Iterable<Entry>> {
  const { file, record, everything = false, maxLineBytes = MAX_LINE_BYTES, longTexts = false, outputs } =
    options;
  const reading: Reading = { file, record, outputs, linesBefore: 0, turn: 0 };
  const window = new LogWindow(everything, maxLineBytes, longTexts && !everything);
  try {
    // The bytes of a file in UTF-16 are to be counted, not those of its lines in UTF-8.
    const noteSaved = (bytes: number) => void (record.bytes += bytes);
    for await (const chunk of window.chunksOf(chunks, noteSaved)) {
      for (const lines of window.accept(chunk)) {
        for (const entries of batchesOf(lines, reading)) yield entries;
      }
    }
    const last = window.finish();
    for (const entries of last === undefined ? [] : batchesOf(last, reading)) yield entries;
  } finally {
    reading.turn++;
    window.release();
  }
}

/** The entries of lines, some lines at a time, and the count of what is dropped or can't be read of them. */
function* batchesOf(found: HeldLines | TooLongLine, reading: Reading): Generator<Iterable<Entry>> {
  if (found.scanner === undefined) return countTooLongLine(found, reading);
  const { scanner } = found;
  for (let at = found.start; at < found.end;) {
    const turn = ++reading.turn;
    const scanned = scanner.scan(at, found.end);
    countScanned(scanner, scanned, reading.record);
    if (reading.outputs !== undefined) noteOutputs(scanner, reading.outputs, reading.linesBefore);
    if (scanned.lines > 0) yield entriesOfBatch(found, scanned, reading, turn);
    if (scanned.alone !== undefined) {
      const line = lineOf(scanner, scanned.lines, reading);
      if (scanned.alone === "too long") reportTooLong(line, reading.record);
      else {
        const entries = entriesOfLine(line, scanner.bytesOf(scanned.lines), reading.record);
        // A file that is no log has millions of lines without any.
        const first = entries.next();
        if (first.done !== true) yield startingWith(first.value, entries);
      }
    }
    reading.linesBefore += scanned.numbered;
    at = scanned.end;
  }
}

function countTooLongLine({ byteLength, terminated }: TooLongLine, reading: Reading): void {
  reading.record.lines++;
  reading.record.bytes += byteLength;
  const number = ++reading.linesBefore;
  reportTooLong({ file: reading.file, number, byteLength, terminated }, reading.record);
}

function* startingWith(first: Entry, others: Iterable<Entry>): Generator<Entry> {
  yield first;
  yield* others;
}

/** Bytes of earlier lines may be gone: where they were, there may be those of another log. */
function assertTurn(reading: Reading, turn: number): void {
  if (reading.turn !== turn) throw new Error("Entries were asked for after those of the next lines.");
}

function countScanned(
  scanner: LineScanner,
  { withContent, bytes, blank, blankBytes }: ScannedLines,
  record: ReadingRecord,
): void {
  record.lines += withContent;
  record.bytes += bytes + blankBytes;
  if (blank > 0) countNeverKept(record, "blank line", blank, blankBytes);
  for (const dropped of scanner.dropped()) {
    countNeverKept(record, countedName(dropped.kind), dropped.lines, dropped.bytes);
  }
}

function noteOutputs(scanner: LineScanner, outputs: LastOutputs, linesBefore: number): void {
  scanner.eachOutput((hash, number, bytes) => outputs.note(hash, linesBefore + number, bytes));
}

function* entriesOfBatch(
  held: HeldLines,
  scanned: ScannedLines,
  reading: Reading,
  turn: number,
): Generator<Entry> {
  const { scanner } = held;
  const output = held.output ?? outputBehind(held, scanned);
  const texts: LongText[] = [];
  const together = output === undefined ? undefined : parseLines(scanner, 0, scanned.lines, output, texts);
  try {
    for (let line = 0; line < scanned.lines; line++) {
      assertTurn(reading, turn);
      let value = together?.[2 * line];
      // What was made of it may outlive it.
      if (together !== undefined) together[2 * line] = undefined;
      // Where lines can't be read together, each that has a copy may still be read without it.
      if (together === undefined && output !== undefined && scanned.lines > 1 && scanner.hasCopy(line)) {
        value = parseLines(scanner, line, 1, output)?.[0];
      }
      const skippedBytes = scanner.skippedBytesOf(line);
      const entry = decodeEntry(value, {
        line: reading.linesBefore + scanner.numberOf(line),
        position: 1,
        cut: false,
        bytes: scanner.byteLengthOf(line) - skippedBytes,
      });
      if (entry === undefined) {
        yield* entriesOfLine(lineOf(scanner, line, reading), scanner.bytesOf(line), reading.record);
        continue;
      }
      if (skippedBytes > 0) countNeverKept(reading.record, "toolUseResult copy", 1, skippedBytes);
      yield entry;
    }
  } finally {
    // Also where nobody wants the rest: what was given is kept by somebody, perhaps.
    for (const text of texts) text.leaveMemory();
  }
}

/** Where one long line may be joined; only where that makes it shorter: it is read as it is otherwise. */
function outputBehind({ scanner, end }: HeldLines, { lines, leftBytes }: ScannedLines): number | undefined {
  if (!scanner.hasCopy(0)) return undefined;
  scanner.growTo(end + roomToJoin(lines, leftBytes));
  return end;
}

function lineOf(scanner: LineScanner, line: number, { file, linesBefore }: Reading): LogLine {
  return {
    file,
    number: linesBefore + scanner.numberOf(line),
    byteLength: scanner.byteLengthOf(line),
    terminated: scanner.isTerminated(line),
  };
}
