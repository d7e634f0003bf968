/** Remembering identities (message ids, uuids) without keeping them. */

import { fingerprint } from "./fingerprints.ts";

/** Several tables, so that they grow at different times: while a table grows, its old and its new memory exist at once. */
const TABLES = 32;

/** A table is chosen by the upper 5 of a fingerprint's 53 bits: what is above these. */
const TABLE_RANGE = 2 ** 48;

/** A slot holds the other 48 bits in words of 16. */
const SLOT_WORDS = 3;

/** Two such sets are there for each session, and most are small: with 512 slots they took a quarter of a megabyte of each. */
const FIRST_SLOTS = 64;

/** A table fuller than this grows: 23 slots are looked at for a new key then, 9 on average, one behind the other. */
const FULL_SHARE = 0.85;

/** By so much, so that a key takes 7 to 10 bytes. */
const GROWTH = 1.35;

/** Smaller tables double: growing costs more than what they take. */
const SMALL_SLOTS = 4096;

/** The slot of a fingerprint is chosen by its low 32 bits as a fraction of this. */
const LOW_BITS_RANGE = 2 ** 32;

/** Remembers identities by their fingerprints. A `Set` of numbers takes six times the memory. */
export class SeenKeys {
  /** Their sizes differ: otherwise all would grow at the same time, as fingerprints are spread evenly. */
  readonly #tables = Array.from(
    { length: TABLES },
    (_, index) => new FingerprintTable(Math.ceil(FIRST_SLOTS * 2 ** (index / TABLES))),
  );

  /** Whether the key is known. */
  has(key: string): boolean {
    const print = fingerprint(key);
    return this.#tableOf(print)?.has(print) === true;
  }

  /** Whether the key is new; it is known from now on. */
  addNew(key: string): boolean {
    return this.addNewPrint(fingerprint(key));
  }

  /** The same for a key's fingerprint. */
  addNewPrint(fingerprint: number): boolean {
    return this.#tableOf(fingerprint)?.addNew(fingerprint) === true;
  }

  #tableOf(print: number): FingerprintTable | undefined {
    return this.#tables[Math.floor(print / TABLE_RANGE)];
  }
}

/** A set of numbers of which the lower 48 bits count, with open addressing. */
class FingerprintTable {
  /** The lowest word of a free slot is 0: a number whose own is 0 counts as one with 1. */
  #words: Uint16Array<ArrayBuffer>;
  #slots: number;
  #count = 0;

  constructor(slots: number) {
    this.#slots = slots;
    this.#words = new Uint16Array(SLOT_WORDS * slots);
  }

  has(print: number): boolean {
    const low = lowBits(print);
    return this.#words[this.#placeOf(low, highBits(print))] !== 0;
  }

  addNew(print: number): boolean {
    const low = lowBits(print);
    const high = highBits(print);
    const place = this.#placeOf(low, high);
    if (this.#words[place] !== 0) return false;
    this.#put(place, low, high);
    if (++this.#count > this.#slots * FULL_SHARE) this.#grow();
    return true;
  }

  /** Where the number is, or the free slot where it is to be. */
  #placeOf(low: number, high: number): number {
    const words = this.#words;
    const { length } = words;
    const first = low & 0xffff;
    const second = low >>> 16;
    let place = SLOT_WORDS * Math.floor(low / LOW_BITS_RANGE * this.#slots);
    for (let word = words[place]; word !== 0; word = words[place]) {
      if (word === first && words[place + 1] === second && words[place + 2] === high) break;
      place += SLOT_WORDS;
      if (place === length) place = 0;
    }
    return place;
  }

  #put(place: number, low: number, high: number): void {
    this.#words[place] = low;
    this.#words[place + 1] = low >>> 16;
    this.#words[place + 2] = high;
  }

  #grow(): void {
    const old = this.#words;
    this.#slots = Math.ceil(this.#slots * (this.#slots < SMALL_SLOTS ? 2 : GROWTH));
    this.#words = new Uint16Array(SLOT_WORDS * this.#slots);
    for (let from = 0; from < old.length; from += SLOT_WORDS) {
      const first = old[from] ?? 0;
      if (first === 0) continue;
      const low = (first | (old[from + 1] ?? 0) << 16) >>> 0;
      const high = old[from + 2] ?? 0;
      this.#put(this.#placeOf(low, high), low, high);
    }
    // Given back at once: the next full collection may be 30 MB of the log away.
    old.buffer.transfer(0);
  }
}

/** The lower 32 bits, of which the lowest 16 are not 0. */
function lowBits(print: number): number {
  return ((print & 0xffff) === 0 ? print | 1 : print) >>> 0;
}

/** The 16 bits above those. */
function highBits(print: number): number {
  return Math.floor(print / LOW_BITS_RANGE) & 0xffff;
}
