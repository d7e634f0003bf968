/** Recognising texts that were seen before, without keeping them. */

import type { LongText } from "../../session/mod.ts";
import { fingerprint } from "./fingerprints.ts";

const FIRST_SLOTS = 256;

/** A table fuller than this doubles. */
const FULL_SHARE = 0.75;

/**
 * Remembers texts by their fingerprint, each with the reference of its first occurrence: less than 30 bytes each. A `Map` of numbers
 * and strings takes 60, all of them V8's, which looks through them whenever it collects garbage.
 */
export class SeenTexts {
  /** Open addressing; 0 marks a free slot. */
  #prints = new Float64Array(FIRST_SLOTS);
  /** Where the reference that belongs to the same slot begins. */
  #places = new Uint32Array(FIRST_SLOTS);
  #count = 0;
  readonly #references = new TextStore();

  /** The reference of an earlier occurrence of the same text, or undefined the first time. */
  note(text: string | LongText, reference: string): string | undefined {
    const print = fingerprint(text) || 1;
    const slot = this.#slotOf(print);
    if (this.#prints[slot] === print) return this.#references.textAt(this.#places[slot] ?? 0);
    this.#prints[slot] = print;
    this.#places[slot] = this.#references.add(reference);
    if (++this.#count > this.#prints.length * FULL_SHARE) this.#grow();
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
    const [prints, places] = [this.#prints, this.#places];
    this.#prints = new Float64Array(2 * prints.length);
    this.#places = new Uint32Array(2 * places.length);
    for (const [index, print] of prints.entries()) {
      if (print === 0) continue;
      const slot = this.#slotOf(print);
      this.#prints[slot] = print;
      this.#places[slot] = places[index] ?? 0;
    }
    // Given back at once: V8 would do that at its next full collection.
    for (const { buffer } of [prints, places]) buffer.transfer(0);
  }
}

const encoder = new TextEncoder();
// A byte order mark at the beginning of one is a part of it.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Bytes of a unit in UTF-8 at most. */
const MOST_UNIT_BYTES = 3;

/** Stands behind each text; no byte of UTF-8. */
const END = 0xff;

/** Short texts in UTF-8, one behind the other. */
class TextStore {
  #bytes = new Uint8Array(FIRST_SLOTS);
  #length = 0;

  /** Keeps a text; gives its place. */
  add(text: string): number {
    const place = this.#length;
    const most = place + MOST_UNIT_BYTES * text.length + 1;
    if (most > this.#bytes.length) {
      this.#bytes = new Uint8Array(this.#bytes.buffer.transfer(Math.max(most, 1.5 * this.#bytes.length)));
    }
    const end = place + this.#write(text, place);
    this.#bytes[end] = END;
    this.#length = end + 1;
    return place;
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

  textAt(place: number): string {
    return decoder.decode(this.#bytes.subarray(place, this.#bytes.indexOf(END, place)));
  }
}
