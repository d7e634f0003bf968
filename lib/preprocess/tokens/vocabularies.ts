/** The tables that tokens are counted by as real tokenizers do: see `assembly/preprocess/part_markup/pieces.ts`. */

import { Buffer } from "node:buffer";
import type { MarkupModule } from "../parts/markup_module.ts";
// JSON: of a module of 700 KB Deno and V8 keep its text four times, and each of its constants once more.
import vocabulary from "./token_vocabulary.json" with { type: "json" };

/** Bytes that a token's two halves take. */
const PAIR_BYTES = 4;
/** Bytes that are needed while they are read: halves, a hash, and a length. */
const TOKEN_BYTES = PAIR_BYTES + 10;

/** Code points that have a class. */
const CLASSES_BYTES = 0x20000;

/** The first module that has the tables: others copy them. */
let filled: MarkupModule | undefined;

/** Loads the token tables into a module's memory, if it has none yet: 3 MB. */
export function loadVocabularies(module: MarkupModule): void {
  if (module.knowsTokens() !== 0) return;
  if (filled !== undefined) {
    copyMemory(filled, module, filled.CLASSES.value, CLASSES_BYTES);
    copyMemory(filled, module, filled.TOKENS.value, filled.TOKENS_BYTES.value);
    return;
  }
  fillClasses(module);
  fillTokens(module);
  filled = module;
  // Nobody reads them again.
  Object.assign(vocabulary, { claude: "", o200k: "", classRuns: "" });
}

function copyMemory(from: MarkupModule, to: MarkupModule, address: number, bytes: number): void {
  new Uint8Array(to.memory.buffer, address).set(new Uint8Array(from.memory.buffer, address, bytes));
}

function fillTokens(module: MarkupModule): void {
  const vocabularies = [vocabulary.claude, vocabulary.o200k].map((base64) => Buffer.from(base64, "base64"));
  const most = Math.max(...vocabularies.map(({ length }) => length / PAIR_BYTES));
  const from = module.addMemory(most * PAIR_BYTES + (most + 256) * TOKEN_BYTES);
  for (const [number, pairs] of vocabularies.entries()) {
    new Uint8Array(module.memory.buffer, from).set(pairs);
    module.addVocabulary(from, pairs.length / PAIR_BYTES, number);
  }
}

/** Each number is how many characters of one class follow each other, and in the lowest three bits the class. */
function fillClasses(module: MarkupModule): void {
  const bytes = Buffer.from(vocabulary.classRuns, "base64");
  const classes = new Uint8Array(module.memory.buffer, module.CLASSES.value);
  let point = 0;
  for (let at = 0; at < bytes.length; at += 2) {
    const run = bytes.readUInt16LE(at);
    classes.fill(run & 7, point, point += run >> 3);
  }
}
