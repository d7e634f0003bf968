/** Texts into the memory of WebAssembly and out of it, as UTF-16 code units of two bytes each. */
import { deserialize, serialize } from "node:v8";
import { createUnitCopier, MOST_UNITS } from "./wasm.ts";

/** How V8's serializer marks a text of two bytes a character. */
const TWO_BYTE_TAG = 0x63;

/** Writes the code units of a text into memory. The address is even. */
export type CodeUnitWriter = (text: string, address: number) => void;

/**
 * Makes a writer to a memory, which is not to grow; it takes 0.8 ns a character. V8's serializer, which gives a text as V8
 * holds it, takes 0.4 where nothing else runs, but it makes three copies that are garbage: a conversion took as long with it.
 */
export function createCodeUnitWriter(memory: WebAssembly.Memory): CodeUnitWriter {
  const copyUnits = createUnitCopier(memory);
  return (text, address) => {
    for (let at = 0; at < text.length; at += MOST_UNITS) {
      copyUnits(text.slice(at, at + MOST_UNITS), address + 2 * at);
    }
  };
}

/** Reads texts from a memory. */
export interface CodeUnitReader {
  /** The text of so many code units at an address; the eight bytes before it are written over. */
  read(address: number, units: number): string;
  /** To be called before what was read is written over. */
  forget(): void;
}

/** Texts that were read, with the bytes of their units, as long as these stand where they were read. */
const held: { readonly text: string; readonly units: Uint8Array }[] = [];

/** The bytes of a text's code units where they stand in a memory already: no way to get at them is as quick. */
export function heldUnitsOf(text: string): Uint8Array | undefined {
  return held.find((own) => own.text === text)?.units;
}

const decoder = new TextDecoder("utf-16le", { ignoreBOM: true });

/**
 * Makes a reader of a memory, which is not to grow. V8's deserializer takes 10 µs for 54,000 units, `TextDecoder` 100.
 * Should the format be another one some day, texts are decoded, halves of surrogate pairs as U+FFFD.
 */
export function createCodeUnitReader(memory: WebAssembly.Memory): CodeUnitReader {
  const bytes = new Uint8Array(memory.buffer);
  const version = serialize("").subarray(0, VERSION_BYTES);
  const read = (address: number, units: number): string => {
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
  return {
    read: (address, units) => {
      const text = read(address, units);
      held.push({ text, units: bytes.subarray(address, address + 2 * units) });
      return text;
    },
    forget: () => void held.splice(0),
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
