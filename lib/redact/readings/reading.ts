/** Another way to read a text: without what a tool has put into it, or with its escapes decoded; and the way back. */
import type { Finding } from "../finding.ts";
import type { HomePath } from "../rules/persons/home_path.ts";

export interface Reading {
  readonly text: string;
  /** The stretch in the original text, including what the reading leaves out inside it. */
  written<Stretch extends Finding | HomePath>(stretch: Stretch): Stretch;
}

/** Stands between stretches that are texts of their own; no finding crosses it (see borders.ts). */
const SEPARATOR = "\n\u0000\n";

/** Builds a reading (a text as it was before tools and escapes changed it) from stretches of the original text. */
export class ReadingBuilder {
  readonly #text: string;
  readonly #pieces: string[] = [];
  /** Where each piece begins in the reading, and how long it is there. */
  readonly #places: number[] = [];
  readonly #lengths: number[] = [];
  /** Where each piece begins and ends in the text. */
  readonly #origins: number[] = [];
  readonly #ends: number[] = [];
  #length = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  /** Adds a stretch as it is written. */
  keep(start: number, end: number): void {
    if (end > start) this.#add(this.#text.slice(start, end), start, end);
  }

  /** Adds what a stretch means. */
  decode(start: number, end: number, meaning: string): void {
    this.#add(meaning, start, end);
  }

  /** Ends a text that is one of its own. */
  separate(): void {
    if (this.isEmpty) return;
    this.#pieces.push(SEPARATOR);
    this.#length += SEPARATOR.length;
  }

  build(): Reading {
    return {
      text: this.#pieces.join(""),
      written: (stretch) => {
        return {
          ...stretch,
          start: this.#originOf(stretch.start),
          end: this.#endOf(stretch.end),
          ...("nameStart" in stretch ? { nameStart: this.#originOf(stretch.nameStart) } : {}),
        };
      },
    };
  }

  #add(piece: string, start: number, end: number): void {
    this.#pieces.push(piece);
    this.#places.push(this.#length);
    this.#lengths.push(piece.length);
    this.#origins.push(start);
    this.#ends.push(end);
    this.#length += piece.length;
  }

  #originOf(place: number): number {
    const index = firstAbove(this.#places, place) - 1;
    const [origin = 0, end = 0] = [this.#origins[index], this.#ends[index]];
    return this.#isDecoded(index) ? origin : Math.min(origin + place - (this.#places[index] ?? 0), end);
  }

  /** Of a place that is the end of a stretch: what stands before it is in the stretch, whole. */
  #endOf(place: number): number {
    const index = firstAbove(this.#places, place - 1) - 1;
    const [origin = 0, end = 0] = [this.#origins[index], this.#ends[index]];
    return this.#isDecoded(index) ? end : Math.min(origin + place - (this.#places[index] ?? 0), end);
  }

  /** What is decoded is one character for several. */
  #isDecoded(index: number): boolean {
    return (this.#ends[index] ?? 0) - (this.#origins[index] ?? 0) > (this.#lengths[index] ?? 0);
  }
}

/** The index of the first of ascending numbers that is above another one. */
function firstAbove(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
