/**
 * The XML of a part while it is put together, in the memory of WebAssembly: there texts are escaped, their tokens
 * counted and all of it made UTF-8, where each of these took a pass of its own (packing 64 MB: 74 ms, 52 now).
 */

import type { Redacted } from "../redact/mod.ts";
import { MOST_UNITS } from "../wasm.ts";
import type { RedactedElement } from "./element.ts";
import { borrowModule, giveModuleBack, type MarkupModule } from "./markup_module.ts";
import { TOKEN_COST, tokensOf } from "./tokens.ts";
import { loadVocabularies } from "./vocabularies.ts";
import { type ElementWriter, makeWritable, writeElement } from "./xml.ts";

/** Bytes of memory that samples are taken of: fewer are counted as quickly. */
const WORTH_SAMPLING = 8192;

/** Samples that are taken where the first ones are not sure enough. */
const MOST_SAMPLES = 5;

/** A text of which less than this is counted leaves too much room; real logs are at 0.88 to 0.95. */
export const LEAST_RATIO = 0.84;

/** How far the samples have to be from too many tokens. One in a thousand is further off, and there is more to spare. */
const STANDARD_ERRORS = 3;

/** Puts markup together; to be disposed of, so that the next session uses its memory. */
export class PartMarkup implements ElementWriter, Disposable {
  readonly #module: MarkupModule;
  /** Tags that are not written yet: a text between them is written in one step less. */
  #tags = "";

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
    this.#writeTags();
    return this.#module.position();
  }

  get isEmpty(): boolean {
    return this.position === this.#module.startAddress;
  }

  /** Takes back what was written behind a position. */
  takeBack(position: number): void {
    this.#tags = "";
    this.#module.takeBack(position);
  }

  tags(written: string): void {
    this.#tags += written;
  }

  text(text: Redacted): void {
    this.#append(text);
  }

  /** Writes a text, or what is shown of one. */
  #append(shown: string): void {
    this.#writeTags();
    const { textAddress } = this.#module;
    for (const piece of piecesOf(shown)) {
      this.#module.makeRoom(piece.length);
      this.#module.appendText(this.#module.copyUnits(piece, textAddress));
    }
  }

  /** Writes an element, so that every parser takes it; gives its tokens. */
  element(node: RedactedElement): number {
    const start = this.position;
    writeElement(this, node);
    // Nearly no text has characters that can't be written: to look for them first takes as long as writing.
    if (this.#module.heldUnfit() !== 0) {
      this.takeBack(start);
      const tags = (written: string) => this.tags(written);
      writeElement({ tags, text: (text) => this.#append(makeWritable(text)) }, node);
    }
    this.#writeTags();
    return tokensOf(this.#module.countFrom(start));
  }

  /** Tokens of what is written behind a position, as `countTokens` counts them. */
  countTokens(from: number): number {
    this.#writeTags();
    loadVocabularies(this.#module);
    return this.#module.countTokensFrom(from);
  }

  /**
   * Whether what is written behind a position counts at most what was estimated, and not much less, by samples: to count
   * all of it takes ten times as long as to estimate it. No for what is short enough to be counted.
   */
  isWellEstimated(from: number): boolean {
    this.#writeTags();
    if (this.#module.position() - from < WORTH_SAMPLING) return false;
    loadVocabularies(this.#module);
    for (let round = 0; round < MOST_SAMPLES; round++) {
      this.#module.sampleFrom(from, round === 0);
      const ratio = this.#module.sampledRatio() * TOKEN_COST;
      const deviation = STANDARD_ERRORS * this.#module.sampledError() * TOKEN_COST;
      if (ratio >= LEAST_RATIO && ratio + deviation <= 1) return true;
      if (ratio + deviation < LEAST_RATIO || ratio - deviation > 1) return false;
    }
    return false;
  }

  /** All of it as UTF-8: memory that is written over when anything is written again. */
  encode(): Uint8Array {
    this.#writeTags();
    const length = this.#module.encode();
    return new Uint8Array(this.#module.memory.buffer, this.#module.encodedAt(), length);
  }

  #writeTags(): void {
    const tags = this.#tags;
    this.#tags = "";
    for (const piece of piecesOf(tags)) {
      const address = this.#module.makeRoom(piece.length);
      this.#module.advance(this.#module.copyUnits(piece, address));
    }
  }
}

/** A text in pieces that can be copied. Where one ends inside of a surrogate pair, the pair is whole again behind it. */
function piecesOf(text: string): readonly string[] {
  if (text.length <= MOST_UNITS) return text === "" ? [] : [text];
  const count = Math.ceil(text.length / MOST_UNITS);
  return Array.from(
    { length: count },
    (_, index) => text.slice(index * MOST_UNITS, (index + 1) * MOST_UNITS),
  );
}
