/** Texts into the memory of WebAssembly and out of it, as UTF-16 code units. */
import { deserialize, serialize, Serializer } from "node:v8";
import { createUnitCopier, MOST_UNITS } from "./wasm.ts";

/** To serialize a text takes 1 µs, and 0.3 ns a character; to copy it 0.8. */
const MIN_SERIALIZED_CHARACTERS = 2000;

const ONE_BYTE_TAG = 0x22;
const TWO_BYTE_TAG = 0x63;

/** One for all: what it has written it gives away each time. */
const serializer = new Serializer();

/**
 * Writes the code units of a text into memory; gives how many bytes each of them takes there, one or two. The address is
 * even, with 16 bytes before it that nothing is in.
 */
export type CodeUnitWriter = (text: string, address: number) => 1 | 2;

/**
 * Makes a writer to a memory, which is not to grow.
 *
 * V8 tells nobody how it holds a text, but writes that as it is when it serializes it. `TextEncoder.encodeInto` takes
 * 1.1 ns a character for texts with one beyond Latin-1. Should the format be another one some day, texts are copied.
 */
export function createCodeUnitWriter(memory: WebAssembly.Memory): CodeUnitWriter {
  const bytes = new Uint8Array(memory.buffer);
  const copyUnits = createUnitCopier(memory);
  return (text, address) => {
    if (text.length >= MIN_SERIALIZED_CHARACTERS) {
      serializer.writeValue(text);
      const serialized = serializer.releaseBuffer();
      const start = startOfCodeUnits(serialized, text.length);
      const width = serialized.length - start === text.length ? 1 : 2;
      if (start !== 0) bytes.set(serialized, address - start);
      // Gives its memory back at once: V8 counts it, and would collect garbage twice as often.
      if (serialized.buffer instanceof ArrayBuffer) serialized.buffer.transfer(0);
      if (start !== 0) return width;
    }
    for (let at = 0; at < text.length; at += MOST_UNITS) {
      copyUnits(text.slice(at, at + MOST_UNITS), address + 2 * at);
    }
    return 2;
  };
}

/**
 * Where they begin: after zeros that make their address even, a tag, and their size in bytes. 0 if anything is not as
 * expected.
 */
function startOfCodeUnits(serialized: Uint8Array, characters: number): number {
  let at = 0;
  while (serialized[at] === 0) at++;
  const tag = serialized[at++];
  let size = 0;
  for (let shift = 0; shift < 35; shift += 7) {
    const digit = serialized[at++] ?? 0;
    size += (digit & 0x7f) * 2 ** shift;
    if (digit < 0x80) break;
  }
  const expected = tag === ONE_BYTE_TAG ? characters : tag === TWO_BYTE_TAG ? 2 * characters : -1;
  return size === expected && at + size === serialized.length ? at : 0;
}

/** Gives the text of so many code units, two bytes each, at an address; the eight bytes before it are written over. */
export type CodeUnitReader = (address: number, units: number) => string;

const decoder = new TextDecoder("utf-16le", { ignoreBOM: true });

/**
 * Makes a reader of a memory, which is not to grow. V8's deserializer takes 10 µs for 54,000 units, `TextDecoder` 100.
 * Should the format be another one some day, texts are decoded, halves of surrogate pairs as U+FFFD.
 */
export function createCodeUnitReader(memory: WebAssembly.Memory): CodeUnitReader {
  const bytes = new Uint8Array(memory.buffer);
  const version = serialize("").subarray(0, VERSION_BYTES);
  return (address, units) => {
    const head = [...version, TWO_BYTE_TAG, ...sizeDigits(2 * units)];
    const start = address - head.length;
    bytes.set(head, start);
    const end = address + 2 * units;
    try {
      const text: unknown = deserialize(bytes.subarray(start, end));
      if (typeof text === "string" && text.length === units) return text;
    } catch {
      // Decoded then.
    }
    return decoder.decode(bytes.subarray(address, end));
  };
}

/** A tag and a number. */
const VERSION_BYTES = 2;

/** A size as V8 writes it: seven bits a byte, the lowest first. */
function sizeDigits(size: number): number[] {
  const digits: number[] = [];
  let rest = size;
  for (; rest > 0x7f; rest >>>= 7) digits.push((rest & 0x7f) | 0x80);
  return [...digits, rest];
}
