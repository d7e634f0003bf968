/**
 * A long text of a result that was never parsed: its UTF-16 units stand in the memory of its reader. What asks for it as
 * a text gets one; what shows a tenth of it reads that alone.
 */

import type { UnitReader } from "../wasm.ts";

/** The memory in which texts stand. */
export interface TextMemory {
  readonly units: Uint16Array;
  readonly readUnits: UnitReader;
}

/**
 * Has neither control characters but tabs and line ends nor halves of surrogate pairs, begins neither with `<` nor with `E` and
 * does not end with `>`, white space before and behind not counted: what clients write around results does.
 */
export class LongText {
  /** In UTF-16 units. */
  readonly length: number;
  #memory: TextMemory | undefined;
  /** The first unit's, in bytes. */
  readonly #address: number;
  #text: string | undefined;
  #isShown = false;

  constructor(memory: TextMemory, address: number, length: number) {
    this.#memory = memory;
    this.#address = address;
    this.length = length;
  }

  /** Whether nobody has asked for all of it as a text. */
  get isUnparsed(): boolean {
    return this.#text === undefined;
  }

  /** The unit at a place. */
  charCodeAt(at: number): number {
    return this.#text === undefined
      ? this.#held().units[this.#address / 2 + at] ?? NaN
      : this.#text.charCodeAt(at);
  }

  /** A piece of the text; neither place is negative or behind its end. */
  slice(start: number, end: number): string {
    if (this.#text !== undefined) return this.#text.slice(start, end);
    return this.#held().readUnits(this.#address + 2 * start, end - start);
  }

  /** Where a character stands first from a place on, one of a single unit; -1 where it doesn't. */
  indexOf(character: string, start: number): number {
    if (this.#text !== undefined) return this.#text.indexOf(character, start);
    const first = this.#address / 2;
    return this.#held().units.subarray(first, first + this.length).indexOf(character.charCodeAt(0), start);
  }

  /** All of it. */
  toString(): string {
    return this.#text ??= this.slice(0, this.length);
  }

  /** The units of a piece where they stand, or undefined where they no longer do. */
  unitsOf(start: number, end: number): Uint16Array | undefined {
    const first = this.#address / 2;
    return this.#memory?.units.subarray(first + start, first + end);
  }

  /** To be called when nobody is going to ask for the text again. */
  markShown(): void {
    this.#isShown = true;
  }

  /** Keeps what may still be asked for: the memory is about to be written over. What was shown is not there any more. */
  leaveMemory(): void {
    if (!this.#isShown) this.toString();
    this.#memory = undefined;
  }

  #held(): TextMemory {
    if (this.#memory === undefined) throw new Error("A text was asked for that had been shown already.");
    return this.#memory;
  }
}

/** Whether pieces of a long text are stored as separate texts, instead of being slices of one string. */
export function isUnparsed(text: Characters): boolean {
  return text instanceof LongText && text.isUnparsed;
}

/** What texts of either kind can be asked for. */
export type Characters = Pick<string, "length" | "charCodeAt"> & {
  slice(start: number, end: number): string;
};
