/**
 * The lines of a text, found in WebAssembly (assembly/preprocess/text_lines.ts): where they end, their bytes, which of
 * them report errors, which are alike. An expression and zlib's checksum took as long for a sixth of the words.
 */

import type { Characters, LongText } from "../../session/mod.ts";
import { type CodeUnitWriter, createCodeUnitWriter } from "../../raw_text.ts";
import { instantiateWasm, type WasmModule } from "../../wasm.ts";
import { type ErrorWordTables, fillErrorWordTables } from "./error_word_tables.ts";
import type { WordReader } from "./line_words.ts";
import { createWordReader, type LineWordTables } from "./word_reader.ts";
import { WASM_BASE64 } from "../text_lines_wasm.ts";

/** The lines of a text, numbered from 0. Text after the last line end is a line if it is not empty. */
export interface TextLines {
  readonly count: number;
  /** Where each line ends, in characters of the text: after its line end. */
  readonly ends: Uint32Array;
  /** The bytes (UTF-8) beyond one per character, of all the text up to each line's end. */
  readonly extraBytes: Uint32Array;
  /**
   * What reports errors, in its order, three numbers each: the line's; where the word is that reports it, in characters of the text;
   * 1 for what may be routine, 2 for more. A line of the former may be there again for the latter.
   */
  readonly errors: Uint32Array;
  /**
   * A hash of each line's shape, if errors were searched for: equal for lines of one routine, 0 for a blank line.
   */
  readonly shapes: Uint32Array;
  /** How many errors there are; the arrays may be longer. */
  readonly errorCount: number;
}

/** Bytes of a UTF-16 unit in memory. */
const UNIT_BYTES = 2;

/** Numbers for each error. */
export const ERROR_NUMBERS = 3;

/** What the module exports; its source describes it. */
interface Exports extends ErrorWordTables, LineWordTables {
  readonly TEXT: WebAssembly.Global;
  readonly WINDOW: WebAssembly.Global;
  readonly LOOKBACK: WebAssembly.Global;
  readonly LOOKAHEAD: WebAssembly.Global;
  readonly ENDS: WebAssembly.Global;
  readonly EXTRA_BYTES: WebAssembly.Global;
  readonly ERRORS: WebAssembly.Global;
  readonly SHAPES: WebAssembly.Global;
  readonly HASH: WebAssembly.Global;
  beginLines(): void;
  clearAround(end: number): void;
  findLines(
    base: number,
    length: number,
    start: number,
    isLast: boolean,
    withErrors: boolean,
  ): void;
  linesFound(): number;
  errorsFound(): number;
  beginHash(): void;
  hashUnits(address: number, length: number): void;
  endHash(length: number): void;
}

interface Module extends Exports, WasmModule {
  /** The text that is in memory. */
  held: string | LongText | undefined;
  readonly ends: Uint32Array;
  readonly extraBytes: Uint32Array;
  readonly errors: Uint32Array;
  readonly shapes: Uint32Array;
  readonly hash: Uint32Array;
  readonly writeCodeUnits: CodeUnitWriter;
  readonly units: Uint16Array;
}

let shared: Module | undefined;

/**
 * Finds the lines of a text. The result is overwritten when the next text is searched.
 *
 * @param withErrors whether errors and shapes of lines are determined, too, which takes most of the time; without, the
 * result has none.
 */
export function linesOf(
  text: string | LongText,
  { withErrors = false }: { readonly withErrors?: boolean } = {},
): TextLines {
  const module = shared ??= createModule();
  const { ends, extraBytes, errors, shapes } = module;
  const found: TextLines[] = [];
  module.beginLines();
  eachWindow(module, text, (base, length, address) => {
    const isLast = base + length === text.length;
    module.findLines(base, length, address, isLast, withErrors);
    const lines = {
      count: module.linesFound(),
      ends,
      extraBytes,
      errors,
      shapes,
      errorCount: module.errorsFound(),
    };
    // The next window's are written where these are.
    found.push(isLast ? lines : copyOf(lines));
  });
  const [first] = found;
  return found.length === 1 && first !== undefined ? first : joined(found);
}

/** The two words of a text's hash, overwritten when the next text is examined. */
export function hashOf(text: string | LongText): Uint32Array {
  const module = shared ??= createModule();
  module.beginHash();
  eachWindow(module, text, (_, length, address) => module.hashUnits(address, length));
  module.endHash(text.length);
  return module.hash;
}

/** Reads the words of a text's lines (line_words.ts). Valid until another text is examined. */
export function wordReader(text: Characters, lines: TextLines): WordReader {
  const module = shared ??= createModule();
  const isHeld = module.held === text;
  if (!isHeld) module.held = undefined;
  const copy = isHeld
    ? undefined
    : (start: number, end: number, at: number) =>
      module.writeCodeUnits(text.slice(start, end), module.TEXT.value + UNIT_BYTES * at);
  return createWordReader(module, lines, module.WINDOW.value, copy);
}

/** Puts a text into memory window by window, each with the text around it. */
function eachWindow(
  module: Module,
  text: string | LongText,
  visit: (base: number, length: number, address: number) => void,
): void {
  const [textAddress, window] = [module.TEXT.value, module.WINDOW.value];
  if (text.length <= window) {
    // A text is hashed and gone through for its lines as a rule.
    if (module.held !== text) {
      writeUnits(module, text, 0, text.length);
      module.held = text;
      module.clearAround(textAddress + text.length * UNIT_BYTES);
    }
    visit(0, text.length, textAddress);
    return;
  }
  module.held = undefined;
  for (let base = 0; base < text.length; base += window) {
    const length = Math.min(window, text.length - base);
    const before = Math.min(base, module.LOOKBACK.value);
    const end = Math.min(text.length, base + length + module.LOOKAHEAD.value);
    writeUnits(module, text, base - before, end);
    module.clearAround(textAddress + (end - base + before) * UNIT_BYTES);
    visit(base, length, textAddress + before * UNIT_BYTES);
  }
}

/** Writes a piece of a text into the memory for texts; text in another module's memory is copied byte by byte. */
function writeUnits(module: Module, text: string | LongText, start: number, end: number): void {
  const address = module.TEXT.value;
  const held = typeof text === "string" ? undefined : text.unitsOf(start, end);
  if (held === undefined) module.writeCodeUnits(text.slice(start, end), address);
  else module.units.set(held, address / UNIT_BYTES);
}

function copyOf(lines: TextLines): TextLines {
  const [ends, extraBytes, errors, shapes] = [
    endsOf(lines).slice(),
    extraBytesOf(lines).slice(),
    errorsOf(lines).slice(),
    shapesOf(lines).slice(),
  ];
  return { ...lines, ends, extraBytes, errors, shapes };
}

// What is told, where it stands.
const endsOf = ({ ends, count }: TextLines) => ends.subarray(0, count);
const extraBytesOf = ({ extraBytes, count }: TextLines) => extraBytes.subarray(0, count);
const shapesOf = ({ shapes, count }: TextLines) => shapes.subarray(0, count);
const errorsOf = ({ errors, errorCount }: TextLines) => errors.subarray(0, ERROR_NUMBERS * errorCount);

function joined(all: readonly TextLines[]): TextLines {
  const join = (arrays: readonly Uint32Array[]) => {
    const whole = new Uint32Array(arrays.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const array of arrays) {
      whole.set(array, at);
      at += array.length;
    }
    return whole;
  };
  const [ends, extraBytes, errors, shapes] = [
    join(all.map(endsOf)),
    join(all.map(extraBytesOf)),
    join(all.map(errorsOf)),
    join(all.map(shapesOf)),
  ];
  return { count: ends.length, ends, extraBytes, errors, shapes, errorCount: errors.length / ERROR_NUMBERS };
}

function createModule(): Module {
  const exports = instantiateWasm<Exports>(WASM_BASE64);
  const { buffer } = exports.memory;
  fillErrorWordTables(exports.memory, exports);
  const records = exports.WINDOW.value + 1;
  return {
    ...exports,
    held: undefined,
    ends: new Uint32Array(buffer, exports.ENDS.value, records),
    extraBytes: new Uint32Array(buffer, exports.EXTRA_BYTES.value, records),
    errors: new Uint32Array(buffer, exports.ERRORS.value, ERROR_NUMBERS * (exports.WINDOW.value / 2 + 1)),
    shapes: new Uint32Array(buffer, exports.SHAPES.value, records),
    hash: new Uint32Array(buffer, exports.HASH.value, 2),
    writeCodeUnits: createCodeUnitWriter(exports.memory),
    units: new Uint16Array(buffer),
  };
}
