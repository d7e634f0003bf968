/** Logs in UTF-16 or UTF-32, as a shell's redirection writes them on Windows → the UTF-8 that all others are in. */

import { inPieces } from "./chunks.ts";

/** The encodings of which each character has two or four bytes. */
export type WideEncoding = "utf-16le" | "utf-16be" | "utf-32le" | "utf-32be";

/** How many bytes of a log tell its encoding. */
const TELLING_BYTES = 8;

/** Byte order marks, those first that begin with another one. */
const MARKS: readonly (readonly [WideEncoding, readonly number[]])[] = [
  ["utf-32le", [0xff, 0xfe, 0, 0]],
  ["utf-32be", [0, 0, 0xfe, 0xff]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];

/** Which of the bytes of a character of ASCII are not 0. */
const FIRST_CHARACTERS: Readonly<Record<WideEncoding, string>> = {
  "utf-16le": "x0",
  "utf-16be": "0x",
  "utf-32le": "x000",
  "utf-32be": "000x",
};

/** Which of the bytes of two or four characters of ASCII are not 0. */
const PATTERNS: ReadonlyMap<string, WideEncoding> = new Map([
  ["x0x0x0x0", "utf-16le"],
  ["0x0x0x0x", "utf-16be"],
  ["x000x000", "utf-32le"],
  ["000x000x", "utf-32be"],
]);

/**
 * The encoding of a log that begins with these bytes; undefined for UTF-8. A mark counts only where a character of ASCII in
 * that encoding follows, as in every log: it may stand before UTF-8 by mistake.
 */
export function wideEncodingOf(bytes: Uint8Array): WideEncoding | undefined {
  const patternOf = (from: number, to: number) =>
    Array.from(bytes.subarray(from, to), (byte) => byte === 0 ? "0" : "x").join("");
  for (const [encoding, mark] of MARKS) {
    if (!mark.every((byte, index) => bytes[index] === byte)) continue;
    const first = patternOf(mark.length, mark.length + (encoding.startsWith("utf-32") ? 4 : 2));
    if (FIRST_CHARACTERS[encoding].startsWith(first)) return encoding;
  }
  return PATTERNS.get(patternOf(0, TELLING_BYTES));
}

/**
 * The same text in UTF-8, chunk by chunk.
 *
 * @param noteSaved told how many bytes fewer each chunk has.
 */
export async function* inUtf8(
  chunks: AsyncIterable<Uint8Array>,
  encoding: WideEncoding,
  noteSaved?: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const isWords = encoding === "utf-32le" || encoding === "utf-32be";
  const decoder = isWords ? new WordDecoder(encoding === "utf-32le") : new TextDecoder(encoding);
  for await (const chunk of chunks) {
    const encoded = encoder.encode(decoder.decode(chunk, { stream: true }));
    noteSaved?.(chunk.length - encoded.length);
    yield encoded;
  }
  const last = encoder.encode(decoder.decode());
  noteSaved?.(-last.length);
  yield last;
}

/** Chunks of any size and encoding as UTF-8, in chunks of up to `CHUNK_BYTES`. */
export function asUtf8(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  return inPieces(inUtf8OfAny(chunks));
}

/** The first chunk may be too small to tell the encoding. */
async function* inUtf8OfAny(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  const rest: AsyncIterable<Uint8Array> = { [Symbol.asyncIterator]: () => iterator };
  try {
    let beginning = new Uint8Array();
    while (beginning.length < TELLING_BYTES) {
      const { value, done } = await iterator.next();
      if (done === true) break;
      const longer = new Uint8Array(beginning.length + value.length);
      longer.set(beginning);
      longer.set(value, beginning.length);
      beginning = longer;
    }
    const all = startingWith(beginning, rest);
    const encoding = wideEncodingOf(beginning);
    yield* encoding === undefined ? all : inUtf8(all, encoding);
  } finally {
    await iterator.return?.();
  }
}

async function* startingWith(first: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  yield* rest;
}

/** Decodes UTF-32, which `TextDecoder` doesn't know. */
class WordDecoder {
  readonly #isLittleEndian: boolean;
  #carried = new Uint8Array();
  #isFirst = true;

  constructor(isLittleEndian: boolean) {
    this.#isLittleEndian = isLittleEndian;
  }

  decode(chunk: Uint8Array = new Uint8Array(), options?: { readonly stream: boolean }): string {
    const bytes = new Uint8Array(this.#carried.length + chunk.length);
    bytes.set(this.#carried);
    bytes.set(chunk, this.#carried.length);
    const view = new DataView(bytes.buffer);
    const end = bytes.length - bytes.length % 4;
    this.#carried = bytes.slice(end);
    const characters: string[] = [];
    for (let at = 0; at < end; at += 4) {
      const code = view.getUint32(at, this.#isLittleEndian);
      const isCharacter = code < 0xd800 || (code > 0xdfff && code <= 0x10ffff);
      // As `TextDecoder` does: the byte order mark is no character of the text.
      if (!this.#isFirst || code !== 0xfeff) {
        characters.push(isCharacter ? String.fromCodePoint(code) : "\ufffd");
      }
      this.#isFirst = false;
    }
    if (options?.stream !== true && this.#carried.length > 0) characters.push("\ufffd");
    return characters.join("");
  }
}
