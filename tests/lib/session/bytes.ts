/** Byte streams for tests of reading. */

import { type Entry, newReadingRecord, readEntries, type ReadingRecord } from "../../../lib/session/mod.ts";

const encoder = new TextEncoder();

/** Text or bytes as a stream of chunks of the given size, all views of one buffer that is overwritten each time. */
export async function* inChunks(content: string | Uint8Array, size = 1 << 20): AsyncGenerator<Uint8Array> {
  const bytes = typeof content === "string" ? encoder.encode(content) : content;
  const buffer = new Uint8Array(size);
  for (let at = 0; at < bytes.length; at += size) {
    const piece = bytes.subarray(at, at + size);
    buffer.set(piece);
    yield buffer.subarray(0, piece.length);
  }
}

/** All entries of a log, with the record of its reading. */
export async function readAll(
  content: string | Uint8Array,
  options: { size?: number; everything?: boolean; maxLineBytes?: number } = {},
): Promise<{ entries: Entry[]; record: ReadingRecord }> {
  const record = newReadingRecord();
  const entries: Entry[] = [];
  const { size, ...reading } = options;
  for await (const some of readEntries(inChunks(content, size), { file: "a.jsonl", record, ...reading })) {
    entries.push(...some);
  }
  return { entries, record };
}
