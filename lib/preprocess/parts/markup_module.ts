/** An instance of `assembly/preprocess/part_markup.ts`, with the tables that tokens are counted by. */

import { type CopyUnits, createUnitCopier, instantiateWasm, type WasmModule } from "../../wasm.ts";
import { astralCosts, PAIR_COST, unitCosts } from "../tokens/character_costs.ts";
import { WASM_BASE64 } from "../part_markup_wasm.ts";
import {
  columnOf,
  COST_OFFSET,
  HIGH_SURROGATE,
  moveTable,
  PAIR_BEGINNING,
  unitColumns,
} from "../tokens/token_automaton.ts";
import { pairSlots } from "../tokens/token_pairs.ts";

/** What the source exports: see there. */
interface Exports {
  readonly MOVES: WebAssembly.Global;
  readonly COLUMNS: WebAssembly.Global;
  readonly COSTS: WebAssembly.Global;
  readonly ASTRAL_COSTS: WebAssembly.Global;
  readonly PAIR_SLOTS: WebAssembly.Global;
  readonly TEXT: WebAssembly.Global;
  readonly START: WebAssembly.Global;
  readonly CLASSES: WebAssembly.Global;
  readonly TOKENS: WebAssembly.Global;
  readonly TOKENS_BYTES: WebAssembly.Global;
  configure(pairs: number, surrogates: number, pair: number, offset: number): void;
  countText(units: number, goesOn: boolean): number;
  costOf(start: number, end: number, isLookedAt: boolean): number;
  countTokensOf(start: number, end: number): number;
  countTokensOfText(units: number): number;
  sampleOf(start: number, end: number, isFirst: boolean): void;
  sampledRatio(): number;
  sampledError(): number;
  knowsTokens(): number;
  addVocabulary(from: number, pairs: number, vocabulary: number): void;
  growTo(address: number): void;
  addMemory(bytes: number): number;
  writeText(from: number, units: number): number;
  encode(end: number): number;
  encodedAt(end: number): number;
}

/** The module, and how texts get into its memory. */
export interface MarkupModule extends Exports, WasmModule {
  readonly copyUnits: CopyUnits;
  /** Where a text is put that is to be counted or escaped. */
  readonly textAddress: number;
  /** Where what is written begins. */
  readonly startAddress: number;
}

/** What the modules' tables are filled with, made when the first one is. */
interface Tables {
  readonly moves: Uint32Array;
  readonly columns: Uint16Array;
  readonly costs: Int16Array;
  readonly astralCosts: Int16Array;
  readonly pairSlots: Int32Array;
}

let tables: Tables | undefined;
let shared: MarkupModule | undefined;
/** Those that nobody writes in: to make one takes 0.5 ms. */
const free: MarkupModule[] = [];

/**
 * The module for callers that only count tokens. Counting does not touch text that is being written, so one part
 * may be written with the same module.
 */
export function sharedModule(): MarkupModule {
  if (shared === undefined) {
    shared = createModule();
    free.push(shared);
  }
  return shared;
}

/** Takes a module for writing. No other writer gets it until it is given back. */
export function borrowModule(): MarkupModule {
  sharedModule();
  return free.pop() ?? createModule();
}

/** Returns a borrowed module, so that another writer can use it. */
export function giveModuleBack(module: MarkupModule): void {
  free.push(module);
}

/** Half a megabyte, and whatever is written. */
function createModule(): MarkupModule {
  const exports = instantiateWasm<Exports>(WASM_BASE64);
  const { buffer } = exports.memory;
  const asciiUnits = 128;
  tables ??= {
    moves: moveTable(),
    columns: unitColumns(),
    costs: unitCosts(),
    astralCosts: astralCosts(),
    pairSlots: pairSlots(),
  };
  new Uint32Array(buffer, exports.MOVES.value).set(tables.moves);
  new Uint16Array(buffer, exports.COLUMNS.value).set(tables.columns);
  // What ASCII characters cost is part of the moves.
  new Int16Array(buffer, exports.COSTS.value).set(tables.costs.subarray(asciiUnits), asciiUnits);
  new Int16Array(buffer, exports.ASTRAL_COSTS.value).set(tables.astralCosts);
  new Int32Array(buffer, exports.PAIR_SLOTS.value).set(tables.pairSlots);
  exports.configure(columnOf(PAIR_BEGINNING), columnOf(HIGH_SURROGATE), PAIR_COST, COST_OFFSET);
  return {
    ...exports,
    copyUnits: createUnitCopier(exports.memory),
    textAddress: exports.TEXT.value,
    startAddress: exports.START.value,
  };
}
