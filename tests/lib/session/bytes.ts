/** Byte streams for tests of reading. */

import {
  type Entry,
  LongText,
  newReadingRecord,
  readEntries,
  type ReadingRecord,
} from "../../../lib/session/mod.ts";

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
  options: { size?: number; everything?: boolean; maxLineBytes?: number; longTexts?: boolean } = {},
): Promise<{ entries: Entry[]; record: ReadingRecord }> {
  const record = newReadingRecord();
  const entries: Entry[] = [];
  const { size, ...reading } = options;
  for await (const some of readEntries(inChunks(content, size), { file: "a.jsonl", record, ...reading })) {
    entries.push(...some);
  }
  return { entries, record };
}

/** The same value with each text that was left unparsed as a text. */
export function withWholeTexts(value: unknown): unknown {
  if (value instanceof LongText) return `${value}`;
  if (Array.isArray(value)) return value.map(withWholeTexts);
  if (typeof value !== "object" || value === null || value instanceof Map) return value;
  if ("long" in value && value.long instanceof LongText) return { type: "text", text: `${value.long}` };
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withWholeTexts(item)]));
}
