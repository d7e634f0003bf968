/** Texts into the memory of WebAssembly and out of it, as UTF-16 code units of two bytes each. */
import { createUnitCopier, createUnitReader, MOST_UNITS } from "./wasm.ts";

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
  /** The text of so many code units at an address. */
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

/** Makes a reader of a memory. */
export function createCodeUnitReader(memory: WebAssembly.Memory): CodeUnitReader {
  const readUnits = createUnitReader(memory);
  return {
    read: (address, units) => {
      const text = readUnits(address, units);
      held.push({ text, units: new Uint8Array(memory.buffer, address, 2 * units) });
      return text;
    },
    forget: () => void held.splice(0),
  };
}
