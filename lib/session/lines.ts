/**
 * Bytes → lines, by scanning for the byte 0x0A alone: U+2028, U+2029 and U+0085 are ordinary characters
 * inside JSON strings and never end a line. Memory holds one chunk and one line, whatever the size of the log.
 */

const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf] as const;

/** 256 MiB: V8's longest string is 512 MiB of characters, and a line needs several times its size in memory. */
export const MAX_LINE_BYTES = 256 * 1024 * 1024;

/** One line of a log, without its line end. */
export interface LogLine {
  /** Counted from 1. */
  readonly number: number;
  /** The line's bytes, valid until the next batch is asked for; undefined where the line is too long to hold. */
  readonly bytes: Uint8Array | undefined;
  /** Bytes including the line end. */
  readonly byteLength: number;
  /** False for a last line without a line end: the session may still be writing it. */
  readonly terminated: boolean;
}

/**
 * Cuts a byte stream into lines, one batch a chunk. Lines without any content (white space, NUL runs, a byte
 * order mark) are left out but counted in the numbering. A carriage return before the line end is removed.
 *
 * @param chunks any stream of bytes; a chunk may be overwritten once the next one is asked for.
 * @param maxLineBytes longer lines come without their bytes instead of filling the memory.
 */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  maxLineBytes: number = MAX_LINE_BYTES,
): AsyncGenerator<LogLine[]> {
  let number = 0;
  let pieces: Uint8Array[] = [];
  let pendingBytes = 0;

  const take = (last: Uint8Array, terminated: boolean): LogLine | undefined => {
    number++;
    const byteLength = pendingBytes + last.length + (terminated ? 1 : 0);
    const tooLong = pendingBytes + last.length > maxLineBytes;
    const bytes = tooLong ? undefined : trim(pieces.length === 0 ? last : concatenate(pieces, last));
    pieces = [];
    pendingBytes = 0;
    return bytes !== undefined && bytes.length === 0 ? undefined : { number, bytes, byteLength, terminated };
  };

  for await (const chunk of chunks) {
    const batch: LogLine[] = [];
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(NEWLINE, start);
      if (end < 0) break;
      const line = take(chunk.subarray(start, end), true);
      if (line !== undefined) batch.push(line);
      start = end + 1;
    }
    if (start < chunk.length) {
      pendingBytes += chunk.length - start;
      // The chunk's buffer is about to be overwritten, so the rest is copied; of a hopelessly long line nothing is kept.
      if (pendingBytes <= maxLineBytes) pieces.push(chunk.slice(start));
      else pieces = [];
    }
    if (batch.length > 0) yield batch;
  }
  if (pendingBytes > 0) {
    const line = take(new Uint8Array(0), false);
    if (line !== undefined) yield [line];
  }
}

function concatenate(pieces: readonly Uint8Array[], last: Uint8Array): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, last.length));
  let offset = 0;
  for (const piece of [...pieces, last]) {
    whole.set(piece, offset);
    offset += piece.length;
  }
  return whole;
}

/** Removes what is no content at either end: white space, NUL runs, a byte order mark. */
function trim(bytes: Uint8Array): Uint8Array {
  let start = 0;
  let end = bytes.length;
  while (end > start && isFiller(bytes[end - 1])) end--;
  while (start < end && isFiller(bytes[start])) start++;
  while (BYTE_ORDER_MARK.every((byte, offset) => bytes[start + offset] === byte)) {
    start += BYTE_ORDER_MARK.length;
    while (start < end && isFiller(bytes[start])) start++;
  }
  return bytes.subarray(start, end);
}

function isFiller(byte: number | undefined): boolean {
  return byte === SPACE || byte === 0 || byte === CARRIAGE_RETURN || byte === 0x09;
}
