/** Lines of a log, found, dropped and joined by WebAssembly (`assembly/session/log_lines.ts`) in its own memory. */

import { createUnitReader, instantiateWasm } from "../wasm.ts";
import { WASM_BASE64 } from "./log_lines_wasm.ts";
import { LongText, type TextMemory } from "./long_text.ts";
import { NAMES_OF_NEVER_KEPT } from "./never_kept.ts";

/** Something that the module exports at an address. */
interface Address {
  readonly value: number;
}

interface LogLinesModule {
  readonly memory: WebAssembly.Memory;
  readonly NAMES: Address;
  readonly MARK: Address;
  readonly FOUND: Address;
  readonly DROPPED: Address;
  readonly OUTPUTS: Address;
  readonly FOUND_LINES: Address;
  configure(keepsEverything: boolean, maxLineBytes: number, takesLongTexts: boolean): void;
  scanLines(from: number, end: number): number;
  joinLines(first: number, count: number, output: number, withTexts: boolean): number;
}

/** Which word at `FOUND` is what. */
const LINES = 0;
const ALONE = 1;
const NUMBERED = 2;
const WITH_CONTENT = 3;
const BYTES = 4;
const LEFT_BYTES = 5;
const DROPPED_KINDS = 6;
const BLANK = 7;
const BLANK_BYTES = 8;

/** Which word of a line at `FOUND_LINES` is what. */
const LINE_NUMBER = 0;
const LINE_START = 1;
const LINE_END = 2;
const LINE_BYTES = 3;
const LINE_TERMINATED = 4;
const LINE_COPY_START = 5;
const LINE_LEFT_BYTES = 7;
const LINE_TEXT_UNITS = 12;
const LINE_TEXT_UNIT_COUNT = 13;
const LINE_WORDS = 36;

/** Why a line is not among those that can be joined. */
const REASONS = [undefined, "no object", "too long"] as const;

/** Words at `OUTPUTS`: how many tool uses there were, then for each of the last ones these. */
const OUTPUTS_FIRST = 4;
const OUTPUT_WORDS = 4;
const MOST_OUTPUTS = 8;

const WASM_PAGE_BYTES = 64 * 1024;

/** The module looks at up to 64 bytes a step, and may look behind the last one. */
const STEP_BYTES = 64;

/** Bytes of a batch that are not of its lines: see `joinLines`. */
const MOST_BYTES_AROUND_A_LINE = 64;

/**
 * Stands between lines, and before what is left of a copy. By chance, so that no log can hold it: with as many values
 * as lines between them, and each of them in its place, every line is one value, and each copy stood at the top.
 */
export const MARK = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;

/** What a scan found. */
export interface ScannedLines {
  /** Lines that may be joined. */
  readonly lines: number;
  /** Why there is one more, behind them, that has to be read alone. */
  readonly alone: "no object" | "too long" | undefined;
  /** How many lines these were, with those that were dropped or have no content. */
  readonly numbered: number;
  /** Lines with content, and their bytes. */
  readonly withContent: number;
  readonly bytes: number;
  /** Lines without content, and their bytes. */
  readonly blank: number;
  readonly blankBytes: number;
  /** Bytes of the lines that may be joined, without copies. */
  readonly leftBytes: number;
  /** The address behind them. */
  readonly end: number;
}

/** One instance, for one reader at a time. */
export class LineScanner {
  /** The first address that is free. */
  readonly start: number;
  readonly #module = instantiateWasm<LogLinesModule>(WASM_BASE64);
  readonly #foundLines = this.#module.FOUND_LINES.value / 4;
  readonly #found = this.#module.FOUND.value / 4;
  readonly #dropped = this.#module.DROPPED.value / 4;
  readonly #outputs = this.#module.OUTPUTS.value / 4;
  #bytes = new Uint8Array(this.#module.memory.buffer);
  #words = new Int32Array(this.#module.memory.buffer);
  #texts: TextMemory | undefined;

  /** @param roomBytes bytes from `start` on. */
  constructor(roomBytes: number) {
    this.start = this.#bytes.length;
    this.#writeNames();
    this.growTo(this.start + roomBytes);
  }

  /** The memory; another array once it has grown. */
  get bytes(): Uint8Array {
    return this.#bytes;
  }

  /** Makes room for bytes before an address, and for looking behind them. */
  growTo(end: number): void {
    const missing = end + STEP_BYTES - this.#bytes.length;
    if (missing <= 0) return;
    const { memory } = this.#module;
    memory.grow(Math.ceil(missing / WASM_PAGE_BYTES));
    this.#bytes = new Uint8Array(memory.buffer);
    this.#words = new Int32Array(memory.buffer);
  }

  /**
   * How lines are to be looked at from now on.
   *
   * @param longTexts whether long texts of results may be left unparsed (see `join`).
   */
  configure(everything: boolean, maxLineBytes: number, longTexts = false): void {
    this.#module.configure(everything, Math.min(maxLineBytes, 0xffff_ffff), longTexts);
  }

  /** Looks at lines until there are enough for a batch, or one that has to be read alone. */
  scan(from: number, to: number): ScannedLines {
    const end = this.#module.scanLines(from, to);
    const words = this.#words;
    const at = this.#found;
    return {
      lines: words[at + LINES] ?? 0,
      alone: REASONS[words[at + ALONE] ?? 0],
      numbered: words[at + NUMBERED] ?? 0,
      withContent: words[at + WITH_CONTENT] ?? 0,
      bytes: words[at + BYTES] ?? 0,
      blank: words[at + BLANK] ?? 0,
      blankBytes: words[at + BLANK_BYTES] ?? 0,
      leftBytes: words[at + LEFT_BYTES] ?? 0,
      end,
    };
  }

  /** The kinds of lines that the last scan dropped, with the number of their lines and bytes. */
  *dropped(): Generator<{ kind: number; lines: number; bytes: number }> {
    const kinds = this.#words[this.#found + DROPPED_KINDS] ?? 0;
    for (let index = 0; index < kinds; index++) {
      const [kind = 0, lines = 0, bytes = 0] = this.#words.subarray(this.#dropped + 3 * index);
      yield { kind, lines, bytes };
    }
  }

  /**
   * The last line of each tool use among those that were dropped, in which its command told what it has written.
   *
   * @param note gets the hash of the tool use's id (last_outputs.ts), the line's number and its bytes, as long as the memory holds them.
   */
  eachOutput(note: (hash: number, number: number, bytes: Uint8Array) => void): void {
    const count = Math.min(this.#words[this.#outputs] ?? 0, MOST_OUTPUTS);
    for (let index = 0; index < count; index++) {
      const at = this.#outputs + OUTPUTS_FIRST + OUTPUT_WORDS * index;
      const [hash = 0, start = 0, end = 0, number = 0] = this.#words.subarray(at, at + OUTPUT_WORDS);
      note(hash, number, this.#bytes.subarray(start, end));
    }
  }

  /** A line's number, from 1 for the first that the last scan looked at. */
  numberOf(line: number): number {
    return this.#wordOf(line, LINE_NUMBER);
  }

  /** A line's bytes without what is no content at either end, valid as long as the memory holds them. */
  bytesOf(line: number): Uint8Array {
    return this.#bytes.subarray(this.#wordOf(line, LINE_START), this.#wordOf(line, LINE_END));
  }

  /** The number of a line's bytes, with its line end. */
  byteLengthOf(line: number): number {
    return this.#wordOf(line, LINE_BYTES);
  }

  isTerminated(line: number): boolean {
    return this.#wordOf(line, LINE_TERMINATED) !== 0;
  }

  hasCopy(line: number): boolean {
    return this.#wordOf(line, LINE_COPY_START) !== 0;
  }

  /** Bytes of a line's copy that are not among those that are joined. */
  skippedBytesOf(line: number): number {
    if (!this.hasCopy(line)) return 0;
    const content = this.#wordOf(line, LINE_END) - this.#wordOf(line, LINE_START);
    return content - this.#wordOf(line, LINE_LEFT_BYTES);
  }

  /**
   * Joins lines into one JSON array at an address: value, `MARK`, value, …; what is left of a copy is an array of `MARK`
   * and an object. Undefined where they have to be read alone. `isUtf8` is false where nobody has looked.
   *
   * @param withTexts takes long texts of results out, and writes `MARK` where they stood: see `textOf`.
   */
  join(
    first: number,
    count: number,
    output: number,
    withTexts = false,
  ): { bytes: Uint8Array; isUtf8: boolean } | undefined {
    const length = this.#module.joinLines(first, count, output, withTexts);
    if (length === 0) return undefined;
    return { bytes: this.#bytes.subarray(output, output + Math.abs(length)), isUtf8: length > 0 };
  }

  /** The text that was taken out of a line when it was joined last; it stands in memory until others are joined. */
  textOf(line: number): LongText | undefined {
    const count = this.#wordOf(line, LINE_TEXT_UNIT_COUNT);
    if (count === 0) return undefined;
    const { memory } = this.#module;
    if (this.#texts?.units.buffer !== memory.buffer) {
      this.#texts = { units: new Uint16Array(memory.buffer), readUnits: createUnitReader(memory) };
    }
    return new LongText(this.#texts, this.#wordOf(line, LINE_TEXT_UNITS), count);
  }

  #wordOf(line: number, word: number): number {
    return this.#words[this.#foundLines + LINE_WORDS * line + word] ?? 0;
  }

  #writeNames(): void {
    const encoder = new TextEncoder();
    let at = this.#module.NAMES.value;
    for (const { group, name } of NAMES_OF_NEVER_KEPT) {
      this.#bytes.set([name.length, group], at);
      this.#bytes.set(encoder.encode(name), at + 2);
      at += 2 + name.length;
    }
    const digits = encoder.encode(`${MARK}`);
    this.#bytes[this.#module.MARK.value] = digits.length;
    this.#bytes.set(digits, this.#module.MARK.value + 1);
  }
}

/** Bytes of memory to reserve for joining lines: escapes add a quarter at most. */
export function roomToJoin(lines: number, leftBytes: number): number {
  return Math.ceil(leftBytes * 1.25) + (lines + 1) * MOST_BYTES_AROUND_A_LINE;
}
