/** Remembering identities (message ids, uuids) without keeping them. */

import { fingerprint } from "./fingerprints.ts";

/** Tables that grow one after the other: one that held all keys would need its old and its new room at once. */
const TABLES = 64;

/** To grow takes as long as to add: a log of 20 MB needs as many in the end. */
const FIRST_SLOTS = 256;

/** A table fuller than this grows: by half, so that a key takes 11 to 16 bytes where doubling takes up to 21. */
const FULL_SHARE = 0.75;

/** Smaller tables double: growing costs more than what they take. */
const SMALL_SLOTS = 2048;

/** The slot of a fingerprint is chosen by its low 32 bits as a fraction of this. */
const LOW_BITS_RANGE = 0x100000000;

/** Remembers identities by their fingerprints. A `Set` of numbers takes four times the memory. */
export class SeenKeys {
  readonly #tables = Array.from({ length: TABLES }, () => new FingerprintTable());

  /** Whether the key is known. */
  has(key: string): boolean {
    const print = fingerprint(key) || 1;
    return this.#tableOf(print)?.has(print) === true;
  }

  /** Whether the key is new; it is known from now on. */
  addNew(key: string): boolean {
    return this.addNewPrint(fingerprint(key));
  }

  /** The same for a key's fingerprint. */
  addNewPrint(fingerprint: number): boolean {
    const print = fingerprint || 1;
    return this.#tableOf(print)?.addNew(print) === true;
  }

  #tableOf(print: number): FingerprintTable | undefined {
    return this.#tables[print & (TABLES - 1)];
  }
}

/** A set of numbers other than 0, with open addressing. */
class FingerprintTable {
  /** 0 marks a free slot. */
  #slots = new Float64Array(FIRST_SLOTS);
  #count = 0;

  has(print: number): boolean {
    return this.#slots[this.#slotOf(print)] === print;
  }

  addNew(print: number): boolean {
    const slot = this.#slotOf(print);
    if (this.#slots[slot] === print) return false;
    this.#slots[slot] = print;
    if (++this.#count > this.#slots.length * FULL_SHARE) this.#grow();
    return true;
  }

  /** Where the number is, or the free slot where it is to be. */
  #slotOf(print: number): number {
    const slots = this.#slots;
    const { length } = slots;
    // By the high ones of the low bits: the lowest have chosen the table.
    let slot = Math.floor((print >>> 0) / LOW_BITS_RANGE * length);
    while (slots[slot] !== 0 && slots[slot] !== print) slot = slot + 1 === length ? 0 : slot + 1;
    return slot;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Float64Array(Math.ceil(old.length * (old.length < SMALL_SLOTS ? 2 : 1.5)));
    for (let slot = 0; slot < old.length; slot++) {
      const print = old[slot] ?? 0;
      if (print !== 0) this.#slots[this.#slotOf(print)] = print;
    }
  }
}
