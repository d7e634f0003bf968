/** WebAssembly that is part of the program (see `assembly/`). */

import { Buffer } from "node:buffer";
import { WASM_BASE64 as COPY_UNITS } from "./copy_units_wasm.ts";
import { WASM_BASE64 as UNIT_ROOM } from "./unit_room_wasm.ts";

/** What every module of ours exports. */
export interface WasmModule {
  readonly memory: WebAssembly.Memory;
}

/**
 * An instance of a module that needs nothing from outside.
 *
 * @param base64 of its binary, as `tools/build/compile_assembly.ts` writes it.
 * @param Exports what the module's source exports: addresses are bytes of `memory`.
 */
export function instantiateWasm<Exports>(base64: string): Exports & WasmModule {
  return new WebAssembly.Instance(moduleOf(base64)).exports as unknown as Exports & WasmModule;
}

/** Units that a `CopyUnits` takes at most: 64 KB of them. */
export const MOST_UNITS = 0x8000;

/** Units that are read in one piece: the text of a part has 60,000 as a rule. */
const MOST_READ_UNITS = 0x18000;

/** Writes the UTF-16 units of a text of up to `MOST_UNITS` into a memory, from an address on; gives how many they are. */
export type CopyUnits = (text: string, address: number) => number;

/** A way to copy texts into this memory. */
export function createUnitCopier(memory: WebAssembly.Memory): CopyUnits {
  return copyingFor(memory).copy;
}

/** Reads the text of UTF-16 units from an address on. */
export type UnitReader = (address: number, count: number) => string;

/** A way to read texts from this memory: 0.5 ns a unit, where `TextDecoder` takes 2 and more. */
export function createUnitReader(memory: WebAssembly.Memory): UnitReader {
  const { read } = copyingFor(memory);
  return (address, count) => {
    if (count <= MOST_READ_UNITS) return read(address, count);
    const pieces: string[] = [];
    for (let at = 0; at < count; at += MOST_READ_UNITS) {
      pieces.push(read(address + 2 * at, Math.min(MOST_READ_UNITS, count - at)));
    }
    return pieces.join("");
  };
}

/** What `assembly/copy_units.wat` exports; `read` takes up to `MOST_READ_UNITS`. */
interface Copying {
  readonly copy: CopyUnits;
  readonly read: UnitReader;
}

/** What `assembly/unit_room.wat` exports: an array in V8's heap. */
interface UnitRoom {
  readonly room: WebAssembly.Global;
}

let unitRoom: UnitRoom | undefined;

function copyingFor(memory: WebAssembly.Memory): Copying {
  unitRoom ??= new WebAssembly.Instance(moduleOf(UNIT_ROOM)).exports as unknown as UnitRoom;
  const { exports } = new WebAssembly.Instance(moduleOf(COPY_UNITS), { lib: { memory, ...unitRoom } });
  return exports as unknown as Copying;
}

/** To compile a module of 6 KB takes 0.6 ms, to make another instance of it 0.07. */
const modules = new Map<string, WebAssembly.Module>();

function moduleOf(base64: string): WebAssembly.Module {
  const known = modules.get(base64);
  if (known !== undefined) return known;
  const binary = Buffer.from(base64, "base64");
  // TypeScript doesn't know the options yet: https://webassembly.github.io/spec/js-api/#webassemblycompileoptions
  const Module = WebAssembly.Module as new (binary: Uint8Array, options: object) => WebAssembly.Module;
  const module = new Module(binary, { builtins: ["js-string"] });
  modules.set(base64, module);
  return module;
}
