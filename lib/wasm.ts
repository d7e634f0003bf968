/** WebAssembly that is part of the program (see `assembly/`). */

/**
 * An instance of a module that needs nothing from outside.
 *
 * @param base64 of its binary, as `tools/build/compile_assembly.ts` writes it.
 * @param Exports what the module's source exports; numbers are 32 bits wide, addresses are bytes of `memory`.
 */
export function instantiateWasm<Exports>(base64: string): Exports & { readonly memory: WebAssembly.Memory } {
  const { exports } = new WebAssembly.Instance(moduleOf(base64));
  return exports as unknown as Exports & { readonly memory: WebAssembly.Memory };
}

/** To compile a module of 6 KB takes 0.6 ms, to make another instance of it 0.07. */
const modules = new Map<string, WebAssembly.Module>();

function moduleOf(base64: string): WebAssembly.Module {
  const known = modules.get(base64);
  if (known !== undefined) return known;
  const module = new WebAssembly.Module(
    Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)),
  );
  modules.set(base64, module);
  return module;
}
