/** An instance of `assembly/preprocess/part_markup.ts`, with the tables that tokens are counted by. */

import { type CopyUnits, createUnitCopier, instantiateWasm, type WasmModule } from "../wasm.ts";
import { astralCosts, PAIR_COST, unitCosts } from "./character_costs.ts";
import { WASM_BASE64 } from "./part_markup_wasm.ts";
import {
  columnOf,
  COST_OFFSET,
  HIGH_SURROGATE,
  moveTable,
  PAIR_BEGINNING,
  unitColumns,
} from "./token_automaton.ts";
import { pairSlots } from "./token_pairs.ts";

/** What the source exports: see there. */
interface Exports {
  readonly MOVES: WebAssembly.Global;
  readonly COLUMNS: WebAssembly.Global;
  readonly COSTS: WebAssembly.Global;
  readonly ASTRAL_COSTS: WebAssembly.Global;
  readonly PAIR_SLOTS: WebAssembly.Global;
  readonly TEXT: WebAssembly.Global;
  readonly START: WebAssembly.Global;
  configure(pairs: number, surrogates: number, pair: number, offset: number): void;
  countText(units: number, goesOn: boolean): number;
  countFrom(start: number): number;
  position(): number;
  takeBack(to: number): void;
  makeRoom(units: number): number;
  advance(units: number): void;
  appendText(units: number): void;
  heldUnfit(): number;
  encode(): number;
  encodedAt(): number;
}

/** The module, and how texts get into its memory. */
export interface MarkupModule extends Exports, WasmModule {
  readonly copyUnits: CopyUnits;
  /** Where a text is put that is to be counted or escaped. */
  readonly textAddress: number;
  /** Where what is written begins. */
  readonly startAddress: number;
}

/** Half a megabyte, and whatever is written. */
export function createMarkupModule(): MarkupModule {
  const exports = instantiateWasm<Exports>(WASM_BASE64);
  const { buffer } = exports.memory;
  const asciiUnits = 128;
  new Uint32Array(buffer, exports.MOVES.value).set(MOVES);
  new Uint16Array(buffer, exports.COLUMNS.value).set(COLUMNS);
  // What ASCII characters cost is part of the moves.
  new Int16Array(buffer, exports.COSTS.value).set(COSTS.subarray(asciiUnits), asciiUnits);
  new Int16Array(buffer, exports.ASTRAL_COSTS.value).set(ASTRAL_COSTS);
  new Int32Array(buffer, exports.PAIR_SLOTS.value).set(PAIR_SLOTS);
  exports.configure(columnOf(PAIR_BEGINNING), columnOf(HIGH_SURROGATE), PAIR_COST, COST_OFFSET);
  return {
    ...exports,
    copyUnits: createUnitCopier(exports.memory),
    textAddress: exports.TEXT.value,
    startAddress: exports.START.value,
  };
}

const MOVES = moveTable();
const COLUMNS = unitColumns();
const COSTS = unitCosts();
const ASTRAL_COSTS = astralCosts();
const PAIR_SLOTS = pairSlots();

/** For whoever counts the tokens of a text: that leaves what is written alone, so one part may be written in it, too. */
export const SHARED_MODULE = createMarkupModule();
