/** WebAssembly that is part of the program (see `assembly/`). */

import { WASM_BASE64 as COPY_UNITS } from "./copy_units_wasm.ts";

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
  return instantiate(base64, {}) as Exports & WasmModule;
}

/** Units that a `CopyUnits` takes at most: 64 KB of them. */
export const MOST_UNITS = 0x8000;

/** Writes the UTF-16 units of a text of up to `MOST_UNITS` into a memory, from an address on; gives how many they are. */
export type CopyUnits = (text: string, address: number) => number;

/** A way to copy texts into this memory. */
export function createUnitCopier(memory: WebAssembly.Memory): CopyUnits {
  const { copy } = instantiate(COPY_UNITS, { lib: { memory } }) as { copy: CopyUnits };
  return copy;
}

function instantiate(base64: string, imports: WebAssembly.Imports): unknown {
  const binary = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  // TypeScript doesn't know the options yet: https://webassembly.github.io/spec/js-api/#webassemblycompileoptions
  const Module = WebAssembly.Module as new (binary: Uint8Array, options: object) => WebAssembly.Module;
  return new WebAssembly.Instance(new Module(binary, { builtins: ["js-string"] }), imports).exports;
}
