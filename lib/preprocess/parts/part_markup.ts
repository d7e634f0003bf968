/**
 * The XML of a part while it is put together, in the memory of WebAssembly: there texts are escaped, their tokens
 * counted and all of it made UTF-8, where each of these took a pass of its own (packing 64 MB: 74 ms, 52 now).
 */

import type { Redacted } from "../../redact/mod.ts";
import { MOST_UNITS } from "../../wasm.ts";
import type { RedactedElement } from "../events/element.ts";
import { borrowModule, giveModuleBack, type MarkupModule } from "./markup_module.ts";
import { TOKEN_COST, tokensOf } from "../tokens/tokens.ts";
import { loadVocabularies } from "../tokens/vocabularies.ts";
import {
  type ElementWriter,
  escapeAttribute,
  FIRST_SURROGATE,
  makeWritable,
  NEEDS_ESCAPE,
  writeElement,
} from "./xml.ts";

/** Bytes of memory that samples are taken of: fewer are counted as quickly. */
const WORTH_SAMPLING = 8192;

/** Samples that are taken where the first ones are not sure enough. */
const MOST_SAMPLES = 5;

/** A text of which less than this is counted leaves too much room; real logs are at 0.88 to 0.95. */
export const LEAST_RATIO = 0.84;

/** How far the samples have to be from too many tokens. One in a thousand is further off, and there is more to spare. */
const STANDARD_ERRORS = 3;

/** Shorter tags are written unit by unit: to copy them takes as long as to write so many, and makes one text of them first. */
const WORTH_COPYING = 96;

/** Memory is made in pieces of so many units. */
const ROOM_UNITS = 0x8000;

/** Puts markup together; to be disposed of, so that the next session uses its memory. */
export class PartMarkup implements ElementWriter, Disposable {
  readonly #module: MarkupModule;
  /** The memory as far as it is known: empty once it has grown. */
  #units: Uint16Array = new Uint16Array();
  /** Which unit is to be written next. */
  #at = 0;
  /** How texts are written. */
  #shown: (text: string) => string = asItIs;

  constructor() {
    this.#module = borrowModule();
    this.clear();
  }

  [Symbol.dispose](): void {
    giveModuleBack(this.#module);
  }

  /** Begins anew. */
  clear(): void {
    this.takeBack(this.#module.startAddress);
  }

  /** Where what is written ends; the first one is `isEmpty`. */
  get position(): number {
    return 2 * this.#at;
  }

  get isEmpty(): boolean {
    return this.position === this.#module.startAddress;
  }

  /** Takes back what was written behind a position. */
  takeBack(position: number): void {
    this.#at = position / 2;
  }

  tags(written: string): void {
    const { length } = written;
    if (length > WORTH_COPYING) return this.#copy(written);
    const units = this.#roomFor(length);
    let at = this.#at;
    for (let index = 0; index < length; index++) units[at++] = written.charCodeAt(index);
    this.#at = at;
  }

  attribute(name: string, value: string): void {
    this.tags(" ");
    this.tags(name);
    this.tags('="');
    this.#value(value);
    this.tags('"');
  }

  #value(value: string): void {
    const { length } = value;
    if (length > WORTH_COPYING) return this.#copy(escapeAttribute(value));
    const units = this.#roomFor(length);
    let at = this.#at;
    for (let index = 0; index < length; index++) {
      const unit = value.charCodeAt(index);
      const needsCare = unit < 0x80 ? NEEDS_ESCAPE[unit] === 1 : unit >= FIRST_SURROGATE;
      if (needsCare) return this.#copy(escapeAttribute(value));
      units[at++] = unit;
    }
    this.#at = at;
  }

  text(text: Redacted): void {
    const shown = this.#shown(text);
    const { textAddress } = this.#module;
    for (const piece of piecesOf(shown)) {
      const count = this.#module.copyUnits(piece, textAddress);
      this.#at = this.#module.writeText(2 * this.#at, count) / 2;
    }
  }

  /** Writes an element, so that every parser takes it; gives its tokens. */
  element(node: RedactedElement): number {
    const start = this.position;
    writeElement(this, node);
    // Nearly no text has characters that can't be written: to look for them first takes as long as writing.
    const cost = this.#module.costOf(start, this.position, false);
    return tokensOf(cost < 0 ? this.#costOfWritable(node, start) : cost);
  }

  /** Writes an element anew, without the characters that can't be written. */
  #costOfWritable(node: RedactedElement, start: number): number {
    this.takeBack(start);
    this.#shown = makeWritable;
    writeElement(this, node);
    this.#shown = asItIs;
    return this.#module.costOf(start, this.position, true);
  }

  /** Tokens of what is written behind a position, as `countTokens` counts them. */
  countTokens(from: number): number {
    loadVocabularies(this.#module);
    return this.#module.countTokensOf(from, this.position);
  }

  /**
   * Whether what is written behind a position counts at most what was estimated, and not much less, by samples: to count
   * all of it takes ten times as long as to estimate it. No for what is short enough to be counted.
   */
  isWellEstimated(from: number): boolean {
    if (this.position - from < WORTH_SAMPLING) return false;
    loadVocabularies(this.#module);
    for (let round = 0; round < MOST_SAMPLES; round++) {
      this.#module.sampleOf(from, this.position, round === 0);
      const ratio = this.#module.sampledRatio() * TOKEN_COST;
      const deviation = STANDARD_ERRORS * this.#module.sampledError() * TOKEN_COST;
      if (ratio >= LEAST_RATIO && ratio + deviation <= 1) return true;
      if (ratio + deviation < LEAST_RATIO || ratio - deviation > 1) return false;
    }
    return false;
  }

  /** All of it as UTF-8: memory that is written over when anything is written again. */
  encode(): Uint8Array {
    const length = this.#module.encode(this.position);
    return new Uint8Array(this.#module.memory.buffer, this.#module.encodedAt(this.position), length);
  }

  #copy(written: string): void {
    for (const piece of piecesOf(written)) {
      this.#roomFor(piece.length);
      this.#at += this.#module.copyUnits(piece, this.position);
    }
  }

  /** The memory, with room for so many units more. */
  #roomFor(count: number): Uint16Array {
    if (this.#at + count > this.#units.length) {
      this.#module.growTo(2 * (this.#at + count + ROOM_UNITS));
      this.#units = new Uint16Array(this.#module.memory.buffer);
    }
    return this.#units;
  }
}

const asItIs = (text: string) => text;

/** A text in pieces that can be copied. Where one ends inside of a surrogate pair, the pair is whole again behind it. */
function piecesOf(text: string): readonly string[] {
  if (text.length <= MOST_UNITS) return text === "" ? [] : [text];
  const count = Math.ceil(text.length / MOST_UNITS);
  return Array.from(
    { length: count },
    (_, index) => text.slice(index * MOST_UNITS, (index + 1) * MOST_UNITS),
  );
}
