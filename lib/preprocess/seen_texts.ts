/** Recognising texts that were seen before, without keeping them. */

import type { LongText } from "../session/mod.ts";
import { fingerprint } from "./fingerprints.ts";

const FIRST_SLOTS = 256;

/** A table fuller than this doubles. */
const FULL_SHARE = 0.75;

/**
 * Remembers texts by their fingerprint, each with the reference of its first occurrence: 30 bytes each. A `Map` of numbers
 * and strings takes 60, all of them V8's, which looks through them whenever it collects garbage.
 */
export class SeenTexts {
  /** Open addressing; 0 marks a free slot. */
  #prints = new Float64Array(FIRST_SLOTS);
  /** The number of the reference that belongs to the same slot. */
  #numbers = new Uint32Array(FIRST_SLOTS);
  readonly #references = new TextStore();

  /** The reference of an earlier occurrence of the same text, or undefined the first time. */
  note(text: string | LongText, reference: string): string | undefined {
    const print = fingerprint(text) || 1;
    const slot = this.#slotOf(print);
    if (this.#prints[slot] === print) return this.#references.textOf(this.#numbers[slot] ?? 0);
    this.#prints[slot] = print;
    this.#numbers[slot] = this.#references.add(reference);
    if (this.#references.count > this.#prints.length * FULL_SHARE) this.#grow();
    return undefined;
  }

  /** Where the fingerprint is, or the free slot where it is to be. */
  #slotOf(print: number): number {
    const prints = this.#prints;
    // The number of slots is a power of two.
    const last = prints.length - 1;
    let slot = print & last;
    while (prints[slot] !== 0 && prints[slot] !== print) slot = (slot + 1) & last;
    return slot;
  }

  #grow(): void {
    const [prints, numbers] = [this.#prints, this.#numbers];
    this.#prints = new Float64Array(2 * prints.length);
    this.#numbers = new Uint32Array(2 * numbers.length);
    for (const [index, print] of prints.entries()) {
      if (print === 0) continue;
      const slot = this.#slotOf(print);
      this.#prints[slot] = print;
      this.#numbers[slot] = numbers[index] ?? 0;
    }
  }
}

const encoder = new TextEncoder();
// A byte order mark at the beginning of one is a part of it.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Bytes of a unit in UTF-8 at most. */
const MOST_UNIT_BYTES = 3;

/** Short texts in UTF-8, one behind the other. */
class TextStore {
  #bytes = new Uint8Array(FIRST_SLOTS);
  /** Where each ends. */
  #ends = new Uint32Array(FIRST_SLOTS);
  count = 0;

  /** Keeps a text; gives its number. */
  add(text: string): number {
    const start = this.#startOf(this.count);
    const most = start + MOST_UNIT_BYTES * text.length;
    if (most > this.#bytes.length) this.#bytes = copyWithRoom(this.#bytes, most);
    if (this.count === this.#ends.length) this.#ends = copyWithRoom(this.#ends, this.count + 1);
    this.#ends[this.count] = start + this.#write(text, start);
    return this.count++;
  }

  /** Writes a text; gives its bytes. For short ones of ASCII, as nearly all are, an encoder takes ten times as long. */
  #write(text: string, start: number): number {
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code > 0x7f) return encoder.encodeInto(text, this.#bytes.subarray(start)).written;
      this.#bytes[start + at] = code;
    }
    return text.length;
  }

  textOf(number: number): string {
    return decoder.decode(this.#bytes.subarray(this.#startOf(number), this.#ends[number]));
  }

  #startOf(number: number): number {
    return number === 0 ? 0 : this.#ends[number - 1] ?? 0;
  }
}

/** The same numbers, with room for so many, and for half as many again as there are. */
function copyWithRoom<Numbers extends Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer>>(
  numbers: Numbers,
  least: number,
): Numbers {
  const length = Math.max(least, Math.ceil(1.5 * numbers.length));
  const larger = new (numbers.constructor as new (length: number) => Numbers)(length);
  larger.set(numbers);
  return larger;
}
