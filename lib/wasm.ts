/** WebAssembly that is part of the program (see `assembly/`). */

/**
 * An instance of a module that needs nothing from outside.
 *
 * @param base64 of its binary, as `tools/build/compile_assembly.ts` writes it.
 * @param Exports what the module's source exports; numbers are 32 bits wide, addresses are bytes of `memory`.
 */
export function instantiateWasm<Exports>(base64: string): Exports & { readonly memory: WebAssembly.Memory } {
  const binary = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(binary));
  return exports as unknown as Exports & { readonly memory: WebAssembly.Memory };
}
