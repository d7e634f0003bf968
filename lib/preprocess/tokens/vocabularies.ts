/** The tables that tokens are counted by as real tokenizers do: see `assembly/preprocess/part_markup/pieces.ts`. */

import { Buffer } from "node:buffer";
import type { MarkupModule } from "../parts/markup_module.ts";
import { CLASS_RUNS, CLAUDE_PAIRS, O200K_PAIRS } from "./token_vocabulary.ts";

/** Bytes that a token's two halves take. */
const PAIR_BYTES = 4;
/** Bytes that are needed while they are read: halves, a hash, and a length. */
const TOKEN_BYTES = PAIR_BYTES + 10;

/** Loads the token tables into a module's memory, if it has none yet: 3 MB. */
export function loadVocabularies(module: MarkupModule): void {
  if (module.knowsTokens() !== 0) return;
  fillClasses(module);
  const vocabularies = [CLAUDE_PAIRS, O200K_PAIRS].map((base64) => Buffer.from(base64, "base64"));
  const most = Math.max(...vocabularies.map(({ length }) => length / PAIR_BYTES));
  const from = module.addMemory(most * PAIR_BYTES + (most + 256) * TOKEN_BYTES);
  for (const [vocabulary, pairs] of vocabularies.entries()) {
    new Uint8Array(module.memory.buffer, from).set(pairs);
    module.addVocabulary(from, pairs.length / PAIR_BYTES, vocabulary);
  }
}

/** Each number is how many characters of one class follow each other, and in the lowest three bits the class. */
function fillClasses(module: MarkupModule): void {
  const bytes = Buffer.from(CLASS_RUNS, "base64");
  const classes = new Uint8Array(module.memory.buffer, module.CLASSES.value);
  let point = 0;
  for (let at = 0; at < bytes.length; at += 2) {
    const run = bytes.readUInt16LE(at);
    classes.fill(run & 7, point, point += run >> 3);
  }
}
