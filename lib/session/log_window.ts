/**
 * A log's chunks → whole lines in memory: two chunks in turn, each behind the beginning of a line that the one before
 * ended with. U+2028, U+2029 and U+0085 are ordinary characters inside JSON strings and never end a line. Memory holds
 * two chunks and one line, whatever the size of the log.
 */

import { CHUNK_BYTES, FileChunks, inPieces } from "./chunks.ts";
import { LineScanner, roomToJoin } from "./line_scanner.ts";
import { LongLine } from "./long_line.ts";
import { asUtf8, inUtf8, type WideEncoding, wideEncodingOf } from "./wide_encoding.ts";
import { isWrittenOverLines, objectsOnLines } from "./written_over_lines.ts";

/** Bytes before a chunk: a line that began there is copied; a longer one is gathered in a memory of its own. */
const CARRIED_BYTES = 256 * 1024;
const HALF_BYTES = CARRIED_BYTES + CHUNK_BYTES;

/** A batch holds the lines of 32 KB and one more, of which all may be left, or 256 short ones. */
const OUTPUT_BYTES = roomToJoin(256, HALF_BYTES + 32 * 1024);

const NEWLINE = 0x0a;

/** Whole lines in a scanner's memory; the last line of a log may be without its end. */
export interface HeldLines {
  readonly scanner: LineScanner;
  readonly start: number;
  readonly end: number;
  /** Where lines may be joined; undefined for one long line: the memory has to grow for that. */
  readonly output: number | undefined;
}

/** A line of which nothing is held. */
export interface TooLongLine {
  readonly scanner: undefined;
  readonly byteLength: number;
  readonly terminated: boolean;
}

/**
 * Scanners whose readers have finished. They are reused, because making one takes a while, and only a garbage
 * collection frees its memory.
 */
const unused: LineScanner[] = [];
const MOST_UNUSED = 2;

/** The memory of one reader. */
export class LogWindow {
  readonly #scanner: LineScanner;
  readonly #longLine: LongLine;
  /** Where the next chunk goes, and the one behind it. */
  #next: number;
  #other: number;
  /** Bytes before the next chunk: a line without its end. */
  #carried = 0;
  /** What `accept` gave last of a long line. */
  #taken: LineScanner | undefined;

  constructor(everything: boolean, maxLineBytes: number, longTexts: boolean) {
    this.#scanner = unused.pop() ?? new LineScanner(2 * HALF_BYTES + OUTPUT_BYTES);
    this.#scanner.configure(everything, maxLineBytes, longTexts);
    this.#longLine = new LongLine(everything, maxLineBytes);
    this.#next = this.#scanner.start + CARRIED_BYTES;
    this.#other = this.#next + HALF_BYTES;
  }

  /** Lets the memory go to another reader. */
  release(): void {
    if (unused.length < MOST_UNUSED) unused.push(this.#scanner);
  }

  /**
   * The chunks of a log in UTF-8, none larger than `CHUNK_BYTES`; a file's are read to where they are needed, unless it
   * has another encoding, or objects over several lines.
   *
   * @param noteSaved told how many bytes more a file has than its chunks.
   */
  async *chunksOf(
    chunks: AsyncIterable<Uint8Array>,
    noteSaved?: (bytes: number) => void,
  ): AsyncGenerator<Uint8Array> {
    if (chunks instanceof FileChunks) {
      const { bytes } = this.#scanner;
      const bufferAt = (start: number) => bytes.subarray(start, start + CHUNK_BYTES);
      let encoding: WideEncoding | undefined;
      let isOverLines = false;
      let isFirst = true;
      for await (const chunk of chunks.into(bufferAt(this.#next), bufferAt(this.#other))) {
        if (isFirst) {
          encoding = wideEncodingOf(chunk);
          isOverLines = encoding === undefined && isWrittenOverLines(chunk);
        }
        isFirst = false;
        if (encoding !== undefined || isOverLines) break;
        yield chunk;
      }
      // It is read anew: other chunks than these would be where these are read to.
      if (encoding !== undefined) yield* inPieces(inUtf8(chunks, encoding, noteSaved));
      if (isOverLines) yield* inPieces(objectsOnLines(chunks));
      return;
    }
    yield* asUtf8(chunks);
  }

  /** Takes a chunk; gives the lines that end in it. They are there until the next chunk is asked for. */
  accept(chunk: Uint8Array): (HeldLines | TooLongLine)[] {
    if (this.#taken !== undefined) this.#longLine.reuse(this.#taken);
    this.#taken = undefined;
    const { bytes } = this.#scanner;
    const chunkStart = this.#next;
    const chunkEnd = chunkStart + chunk.length;
    if (chunk.buffer !== bytes.buffer || chunk.byteOffset !== chunkStart) bytes.set(chunk, chunkStart);
    const lines: (HeldLines | TooLongLine)[] = [];
    let start = chunkStart - this.#carried;
    if (this.#longLine.isBegun) {
      const lineEnd = chunk.indexOf(NEWLINE);
      const piece = lineEnd < 0 ? chunk : chunk.subarray(0, lineEnd + 1);
      this.#longLine.add(piece);
      if (lineEnd >= 0) lines.push(this.#takeLongLine({ terminated: true }));
      start = chunkStart + piece.length;
    }
    const searched = Math.max(start, chunkStart);
    const end = searched + bytes.subarray(searched, chunkEnd).lastIndexOf(NEWLINE) + 1;
    if (end > searched) {
      lines.push(this.#linesIn(start, end));
      start = end;
    }
    this.#carry(start, chunkEnd);
    return lines;
  }

  /** The last line, where it has no end. */
  finish(): HeldLines | TooLongLine | undefined {
    if (this.#longLine.isBegun) return this.#takeLongLine({ terminated: false });
    return this.#carried === 0 ? undefined : this.#linesIn(this.#next - this.#carried, this.#next);
  }

  /** Takes the beginning of a line out of a chunk, whose place is where the one behind the next may be read to. */
  #carry(start: number, end: number): void {
    const { bytes } = this.#scanner;
    [this.#next, this.#other] = [this.#other, this.#next];
    this.#carried = end - start;
    if (this.#carried <= CARRIED_BYTES) {
      bytes.copyWithin(this.#next - this.#carried, start, end);
    } else {
      this.#longLine.add(bytes.subarray(start, end));
      this.#carried = 0;
    }
  }

  #takeLongLine({ terminated }: { readonly terminated: boolean }): HeldLines | TooLongLine {
    const { scanner, byteLength } = this.#longLine.take();
    if (scanner === undefined) return { scanner, byteLength, terminated };
    this.#taken = scanner;
    return { scanner, start: scanner.start, end: scanner.start + byteLength, output: undefined };
  }

  #linesIn(start: number, end: number): HeldLines {
    return { scanner: this.#scanner, start, end, output: this.#scanner.start + 2 * HALF_BYTES };
  }
}
