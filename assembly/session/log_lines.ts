/**
 * Lines of a log, in the bytes of this memory: finds them, drops those that are never kept, and joins others, so that
 * they are decoded and parsed in one piece. `lib/session/line_scanner.ts` is the other side.
 */

import { countWide, lineEndFrom, OPEN_BRACE, SPACE } from "./log_lines/bytes";
import { beginArray, endArray, writeBetween, writeKept, writeMark, writePiece } from "./log_lines/join";
import { beginOutputs, noteOutput } from "./log_lines/last_output";
import { isOneObject, kindOf, mayHoldCopy, tellsOutput } from "./log_lines/line_type";
import { BATCH_TEXT_BYTES, beginTexts, findLongText, takeText, textEnd, textStart, unitCount, unitsStart } from "./log_lines/long_text";
import { copyEnd, copyStart, findResultCopy, KEPT, keptCount } from "./log_lines/result_copy";

export { MARK } from "./log_lines/join";
export { OUTPUTS } from "./log_lines/last_output";
export { NAMES } from "./log_lines/line_type";

/** What `scanLines` found, a word each; see `Word` in `lib/session/line_scanner.ts`. */
export const FOUND: usize = memory.data(64, 16);
const LINES: usize = FOUND;
const ALONE: usize = FOUND + 4;
const NUMBERED: usize = FOUND + 8;
const WITH_CONTENT: usize = FOUND + 12;
const BYTES: usize = FOUND + 16;
const LEFT_BYTES: usize = FOUND + 20;
const DROPPED_KINDS: usize = FOUND + 24;
const BLANK: usize = FOUND + 28;
const BLANK_BYTES: usize = FOUND + 32;

/** Kinds of lines that were dropped, in the order in which they came: kind, lines, bytes. */
export const DROPPED: usize = memory.data(12 * 64, 16);

/** The lines that were found, `LINE_BYTES` each; see `LineWord` in `lib/session/line_scanner.ts`. */
export const FOUND_LINES: usize = memory.data(144 * 257, 16);
const LINE_BYTES: usize = 144;
const MOST_LINES: i32 = 256;

/** Offsets in a line's record. */
const NUMBER: usize = 0;
const START: usize = 4;
const END: usize = 8;
const BYTE_LENGTH: usize = 12;
const TERMINATED: usize = 16;
const COPY_START: usize = 20;
const COPY_END: usize = 24;
const LINE_LEFT_BYTES: usize = 28;
const WIDE: usize = 32;
const KEPT_COUNT: usize = 36;
const TEXT_START: usize = 40;
const TEXT_END: usize = 44;
const TEXT_UNITS: usize = 48;
const TEXT_UNIT_COUNT: usize = 52;
const LINE_KEPT: usize = 56;

/** Lines are gathered up to this many bytes; larger batches are no faster, and keep more objects alive. */
const BATCH_BYTES: usize = 32 * 1024;

/**
 * Where there are more characters beyond Latin-1 than one in this many bytes, they are not escaped. To read Chinese with
 * one in 36 takes 1.8 ns a byte either way, with one in 96 1.4 with escapes and 1.6 without; Russian 1.8 and 1.5 with
 * one in 32, 1.4 and 1.5 with one in 64. A log of many kinds of text is 3 % faster with this limit than with 48.
 */
const BYTES_PER_WIDE: usize = 32;

const TOO_LONG: i32 = 2;
const NO_OBJECT: i32 = 1;

let everything: bool = false;
let mostLineBytes: usize = 0;
let takesTexts: bool = false;

/** How lines are to be looked at from now on. */
export function configure(keepsEverything: bool, maxLineBytes: u32, takesLongTexts: bool): void {
  everything = keepsEverything;
  mostLineBytes = maxLineBytes;
  takesTexts = takesLongTexts;
}

/**
 * Looks at lines until there are enough for a batch, or one that has to be read alone; it is the last one then. Where
 * the bytes don't end with a line end, the last line has none.
 *
 * @returns the address behind the last line.
 */
export function scanLines(from: usize, end: usize): usize {
  memory.fill(FOUND, 0, 64);
  beginOutputs();
  let at = from;
  let numbered = 0;
  let withContent = 0;
  let lines = 0;
  let leftBytes: usize = 0;
  let textBytes: usize = 0;
  let bytes: usize = 0;
  let blank = 0;
  let blankBytes: usize = 0;
  let line = FOUND_LINES;
  while (
    at < end && lines < MOST_LINES && leftBytes - textBytes < BATCH_BYTES && textBytes < BATCH_TEXT_BYTES
  ) {
    const lineStart = at;
    const lineEnd = lineEndFrom(at, end);
    at = min(lineEnd + 1, end);
    numbered++;
    const isTooLong = lineEnd - lineStart > mostLineBytes;
    const contentStart = isTooLong ? lineStart : startOfContent(lineStart, lineEnd);
    const contentEnd = isTooLong ? lineEnd : endOfContent(contentStart, lineEnd);
    if (contentStart == contentEnd && !isTooLong) {
      blank++;
      blankBytes += at - lineStart;
      continue;
    }
    withContent++;
    bytes += at - lineStart;
    const startsObject = !isTooLong && load<u8>(contentStart) == OPEN_BRACE;
    if (startsObject) {
      const kind = kindOf(contentStart, contentEnd, everything);
      if (kind != 0 && isOneObject(contentStart, contentEnd)) {
        countDropped(kind, at - lineStart);
        if (tellsOutput) noteOutput(contentStart, contentEnd, numbered);
        continue;
      }
    }
    store<u32>(line + NUMBER, numbered);
    store<u32>(line + START, <u32> contentStart);
    store<u32>(line + END, <u32> contentEnd);
    store<u32>(line + BYTE_LENGTH, <u32> (at - lineStart));
    store<u32>(line + TERMINATED, lineEnd < end ? 1 : 0);
    if (!startsObject) {
      store<i32>(ALONE, isTooLong ? TOO_LONG : NO_OBJECT);
      break;
    }
    measureLeft(line, contentStart, contentEnd);
    leftBytes += <usize> load<u32>(line + LINE_LEFT_BYTES);
    textBytes += <usize> (load<u32>(line + TEXT_END) - load<u32>(line + TEXT_START));
    lines++;
    line += LINE_BYTES;
  }
  store<i32>(LINES, lines);
  store<i32>(NUMBERED, numbered);
  store<i32>(WITH_CONTENT, withContent);
  store<u32>(BYTES, <u32> bytes);
  store<u32>(LEFT_BYTES, <u32> leftBytes);
  store<i32>(BLANK, blank);
  store<u32>(BLANK_BYTES, <u32> blankBytes);
  return at;
}

/** Finds a line's copy and long text, what is left without the copy, and how many wide characters without either. */
function measureLeft(line: usize, start: usize, end: usize): void {
  const hasCopy = !everything && mayHoldCopy && findResultCopy(start, end);
  const pieceEnd = hasCopy ? copyStart : end;
  let left = pieceEnd - start;
  let wide = 0;
  if (takesTexts && findLongText(start, pieceEnd)) {
    store<u32>(line + TEXT_START, <u32> textStart);
    store<u32>(line + TEXT_END, <u32> textEnd);
    wide = countWide(start, textStart) + countWide(textEnd, pieceEnd);
  } else {
    store<u64>(line + TEXT_START, 0);
    wide = countWide(start, pieceEnd);
  }
  if (hasCopy) {
    left += end - copyEnd;
    wide += countWide(copyEnd, end);
    for (let index = 0; index < keptCount; index++) {
      const from = <usize> load<u32>(KEPT + 8 * index);
      const to = <usize> load<u32>(KEPT + 8 * index, 4);
      left += to - from;
      wide += countWide(from, to);
    }
    memory.copy(line + LINE_KEPT, KEPT, 8 * keptCount);
    store<i32>(line + KEPT_COUNT, keptCount);
  }
  store<u32>(line + COPY_START, <u32> (hasCopy ? copyStart : 0));
  store<u32>(line + COPY_END, <u32> (hasCopy ? copyEnd : 0));
  store<u32>(line + LINE_LEFT_BYTES, <u32> left);
  store<u32>(line + WIDE, wide);
}

/**
 * Writes lines as one JSON array: `first` and those behind it, of those that were found last. Room for a quarter more
 * bytes than are left of them is needed, and 64 a line.
 *
 * @param withTexts whether long texts of results are taken out, as units, and the mark written in their places.
 * @returns the number of bytes written, negative where they may not be UTF-8; 0 where the lines have to be read alone.
 */
export function joinLines(first: i32, count: i32, output: usize, withTexts: bool): i32 {
  const firstLine = FOUND_LINES + LINE_BYTES * first;
  const behind = firstLine + LINE_BYTES * count;
  let left: usize = 0;
  let wide: usize = 0;
  beginTexts();
  for (let line = firstLine; line < behind; line += LINE_BYTES) {
    left += <usize> load<u32>(line + LINE_LEFT_BYTES);
    wide += <usize> load<u32>(line + WIDE);
    store<u32>(line + TEXT_UNIT_COUNT, 0);
    if (load<u32>(line + TEXT_START) == 0) continue;
    const start = <usize> load<u32>(line + TEXT_START);
    const end = <usize> load<u32>(line + TEXT_END);
    if (withTexts && takeText(start, end)) {
      store<u32>(line + TEXT_UNITS, <u32> unitsStart);
      store<u32>(line + TEXT_UNIT_COUNT, <u32> unitCount);
      left -= end - start;
    } else {
      wide += countWide(start, end);
    }
  }
  const escapes = wide != 0 && wide * BYTES_PER_WIDE <= left;
  beginArray(output, escapes);
  for (let line = firstLine; line < behind; line += LINE_BYTES) {
    if (line > firstLine) writeBetween();
    if (!writeLine(line)) return 0;
  }
  const length = i32(endArray() - output);
  return escapes ? length : -length;
}

function writeLine(line: usize): bool {
  const start = <usize> load<u32>(line + START);
  const end = <usize> load<u32>(line + END);
  const copy = <usize> load<u32>(line + COPY_START);
  if (copy == 0) return writeWithoutText(line, start, end);
  return writeWithoutText(line, start, copy) && writeKept(line + LINE_KEPT, load<i32>(line + KEPT_COUNT)) &&
    writePiece(<usize> load<u32>(line + COPY_END), end);
}

/** Writes the piece of a line that may hold its long text, without it where that was taken. */
function writeWithoutText(line: usize, start: usize, end: usize): bool {
  if (load<u32>(line + TEXT_UNIT_COUNT) == 0) return writePiece(start, end);
  if (!writePiece(start, <usize> load<u32>(line + TEXT_START))) return false;
  writeMark();
  return writePiece(<usize> load<u32>(line + TEXT_END), end);
}

function countDropped(kind: i32, bytes: usize): void {
  const kinds = load<i32>(DROPPED_KINDS);
  let at = DROPPED;
  const behind = DROPPED + 12 * kinds;
  while (at < behind && load<i32>(at) != kind) at += 12;
  if (at == behind) {
    store<i32>(DROPPED_KINDS, kinds + 1);
    store<i32>(at, kind);
    store<u64>(at, 0, 4);
  }
  store<i32>(at, load<i32>(at, 4) + 1, 4);
  store<u32>(at, load<u32>(at, 8) + <u32> bytes, 8);
}

/** Behind what is no content: white space, NUL runs, byte order marks. */
function startOfContent(from: usize, end: usize): usize {
  let at = from;
  while (true) {
    while (at < end && isFiller(load<u8>(at))) at++;
    if (end - at < 3 || (load<u32>(at) & 0xffffff) != 0xbfbbef) return at;
    at += 3;
  }
}

function endOfContent(start: usize, end: usize): usize {
  let at = end;
  while (at > start && isFiller(load<u8>(at - 1))) at--;
  return at;
}

function isFiller(byte: u8): bool {
  return byte == SPACE || byte == 0 || byte == 0x0d || byte == 0x09;
}
