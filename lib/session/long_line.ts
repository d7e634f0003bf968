/** A line that doesn't fit between two chunks, gathered in a memory of its own. */

import { LineScanner } from "./line_scanner.ts";

/** What a longer line took is given back: memory of WebAssembly doesn't shrink. */
const MOST_KEPT_BYTES = 4 * 1024 * 1024;

/** Gathers one line after the other. */
export class LongLine {
  readonly #everything: boolean;
  readonly #maxLineBytes: number;
  #scanner: LineScanner | undefined;
  #length = 0;

  constructor(everything: boolean, maxLineBytes: number) {
    this.#everything = everything;
    this.#maxLineBytes = maxLineBytes;
  }

  /** Whether a line has begun that has not been taken. */
  get isBegun(): boolean {
    return this.#length > 0;
  }

  /** Adds a piece of the line, its line end too. Of a hopelessly long line nothing is kept. */
  add(piece: Uint8Array): void {
    const start = this.#length;
    this.#length += piece.length;
    if (this.#length > this.#maxLineBytes + 1) {
      this.#scanner = undefined;
      return;
    }
    this.#scanner ??= this.#newScanner();
    this.#scanner.growTo(this.#scanner.start + this.#length);
    this.#scanner.bytes.set(piece, this.#scanner.start + start);
  }

  /** Takes the line; its scanner is undefined where it is too long to be held. */
  take(): { scanner: LineScanner | undefined; byteLength: number } {
    const taken = { scanner: this.#scanner, byteLength: this.#length };
    this.#scanner = undefined;
    this.#length = 0;
    return taken;
  }

  /** Lets a scanner that was taken be used for further lines. */
  reuse(scanner: LineScanner): void {
    if (scanner.bytes.length <= MOST_KEPT_BYTES) this.#scanner ??= scanner;
  }

  #newScanner(): LineScanner {
    const scanner = new LineScanner(0);
    scanner.configure(this.#everything, this.#maxLineBytes);
    return scanner;
  }
}
