/**
 * Compiles what is in `assembly/` (AssemblyScript, or WebAssembly's text format) and writes it into modules as base64,
 * so that programs hold it: `deno task assembly` names those that are older than their source, `-- --write` writes them.
 */

import { Buffer } from "node:buffer";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { main as compile } from "assemblyscript/asc";
import binaryen from "binaryen";

/** A source and the module that holds what it compiles to. */
export interface AssemblyModule {
  /** From the project's root. */
  readonly source: string;
  /** From the project's root. */
  readonly target: string;
}

const ROOT = new URL("../../", import.meta.url);

const PAGE_BYTES = 0x10000;

/** Characters of a line of base64. */
const LINE_CHARACTERS = 100;

/** So much of it stands on the constant's own line, as the formatter wants it. */
const SHORT_CHARACTERS = 80;

/**
 * All of them: `assembly/<layer>/<name>.ts` or `.wat` becomes `lib/<layer>/<name>_wasm.ts`; what stands deeper is part
 * of one.
 */
export function findAssemblyModules(): AssemblyModule[] {
  const names = readdirSync(new URL("assembly/", ROOT), { recursive: true, encoding: "utf8" });
  return names.filter((name) => /^(?:\w+\/)?\w+\.(?:ts|wat)$/.test(name)).sort().map((name) => ({
    source: `assembly/${name}`,
    target: `lib/${name.replace(/\.\w+$/, "_wasm.ts")}`,
  }));
}

/** The target's text as it is now; undefined where there is none. */
export async function readAssemblyModule({ target }: AssemblyModule): Promise<string | undefined> {
  return await Deno.readTextFile(new URL(target, ROOT)).catch(() => undefined);
}

/**
 * The target's text as it must be.
 * @throws Error with the compiler's messages when the source is wrong.
 */
export async function renderAssemblyModule({ source }: AssemblyModule): Promise<string> {
  const binary = source.endsWith(".wat") ? assembleText(source) : await compileWithMemory(source);
  const base64 = Buffer.from(binary).toString("base64");
  const lines = base64.match(new RegExp(`.{1,${LINE_CHARACTERS}}`, "g")) ?? [];
  const value = base64.length <= SHORT_CHARACTERS
    ? ` "${base64}"`
    : `\n${lines.map((line) => `  "${line}"`).join(" +\n")}`;
  return [
    `/** Generated from ${source} by \`deno task assembly -- --write\`: change that. WebAssembly as base64. */`,
    `export const WASM_BASE64 =${value};`,
    "",
  ].join("\n");
}

/**
 * With all the memory from the beginning that the module takes when it starts: what a module is known to have V8 doesn't
 * check before each access (it checks, as Deno doesn't let it protect pages). How much that is shows before optimizing, which
 * takes most of the time.
 */
async function compileWithMemory(source: string): Promise<Uint8Array> {
  const asWritten = await compileAssembly(source, { pages: 0, optimizeLevel: 0 });
  return await compileAssembly(source, { pages: pagesOf(asWritten), optimizeLevel: 3 });
}

/** Pages of 64 KB that a module has when it has started. */
function pagesOf(binary: Uint8Array<ArrayBuffer>): number {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(binary));
  return (exports.memory as WebAssembly.Memory).buffer.byteLength / PAGE_BYTES;
}

interface CompileSettings {
  /** Of memory that it has from the beginning, at least. */
  readonly pages: number;
  readonly optimizeLevel: 0 | 3;
}

async function compileAssembly(
  source: string,
  { pages, optimizeLevel }: CompileSettings,
): Promise<Uint8Array<ArrayBuffer>> {
  let binary: Uint8Array<ArrayBuffer> | undefined;
  const { error, stderr } = await compile([
    source,
    ...["--outFile", "out.wasm", "--runtime", "stub", "--noAssert", "--optimizeLevel", `${optimizeLevel}`],
    ...["--enable", "simd", "--enable", "relaxed-simd", "--use", "abort=", "--initialMemory", `${pages}`],
  ], {
    readFile: (name: string) => {
      try {
        return Deno.readTextFileSync(fileURLToPath(new URL(name, ROOT)));
      } catch {
        return null;
      }
    },
    writeFile: (name: string, contents: Uint8Array | string) => {
      if (name === "out.wasm" && typeof contents !== "string") binary = new Uint8Array(contents);
    },
    listFiles: () => [],
  });
  if (error !== null || binary === undefined) throw new Error(`${source} can't be compiled: ${stderr}`);
  return binary;
}

/** WebAssembly's own text format, for what AssemblyScript can't express. */
function assembleText(source: string): Uint8Array {
  const module = binaryen.parseText(Deno.readTextFileSync(new URL(source, ROOT)));
  const { GC, ReferenceTypes, BulkMemory, MutableGlobals } = binaryen.Features;
  module.setFeatures(GC | ReferenceTypes | BulkMemory | MutableGlobals);
  if (!module.validate()) throw new Error(`${source} is not valid.`);
  module.optimize();
  return module.emitBinary();
}

async function main(): Promise<void> {
  const writes = Deno.args.includes("--write");
  let stale = 0;
  for (const module of findAssemblyModules()) {
    const text = await renderAssemblyModule(module);
    if (text === await readAssemblyModule(module)) continue;
    if (writes) await Deno.writeTextFile(new URL(module.target, ROOT), text);
    else stale++;
    console.log(`${module.target} ${writes ? "is written" : `is older than ${module.source}`}.`);
  }
  if (stale > 0) Deno.exit(1);
}

if (import.meta.main) await main();
