/**
 * Lines that differ from the many of their shape where those are alike: `0/1 Pending` among `1/1 Running`, an answer 500 among 200, `false` among `true`,
 * `expected 4 got 5` where all others got what they expected. Whatever words they have, they are what a list is read for.
 */

import { type Source, startOf } from "./pruned_source.ts";
import type { Routine } from "./routine_lines.ts";
import {
  EXACT,
  FORM,
  KIND,
  LAST_PLACE,
  NUMBER_KINDS,
  ROW_FACTS,
  WORD_FACTS,
  WORD_PLACES,
  WORD_ROWS,
  type WordReader,
} from "./line_words.ts";
import { type TextLines, wordReader } from "./text_lines.ts";

/** Fewer lines of a shape tell nothing of what is usual among them. */
const LEAST_LINES = 8;

/** Lines of a shape by which it is told what is usual. */
const SAMPLES = WORD_ROWS - 1;

/** The share of those that have the same in a place where that is usual; and of all lines, the share that may have something else to be odd. */
const USUAL_SHARE = 0.75;
const ODD_SHARE = 0.1;

/** Characters of a line that are looked at. */
const MOST_CHARACTERS = 160;

/** Two words, each by its first fact. */
type Pair = readonly [one: number, other: number];

/** What is usual among lines of one shape. */
interface Usual {
  /** For each word what most have there; 0 where they differ. */
  readonly facts: Int32Array;
  /** Words of which anything is usual. */
  readonly places: readonly number[];
  /** Words that are the same in most lines, other ones in each. */
  readonly pairs: readonly Pair[];
}

/** Places that may be pairs, the first of those that vary. */
const MOST_VARIED = 6;

/** The lines of frequent shapes that are odd, in their order. */
export function oddLines(source: Source, routine: Routine): number[] {
  const odd = new Set<number>();
  const reader = wordReader(source.text);
  for (const lines of linesByShape(source, routine)) {
    if (lines.length < LEAST_LINES) continue;
    const words = new WordsOfLines(lines, source.lines, reader);
    for (const line of oddAmong(lines, usualAmong(words), words)) odd.add(line);
  }
  return [...odd].sort((one, other) => one - other);
}

function linesByShape({ lines: { count, shapes } }: Source, routine: Routine): Iterable<number[]> {
  const groups = new Map<number, number[]>();
  for (let line = 0; line < count; line++) {
    if (shapes[line] === 0 || !routine.isFrequent(line)) continue;
    const shape = shapes[line] ?? 0;
    const group = groups.get(shape);
    if (group === undefined) groups.set(shape, [line]);
    else group.push(line);
  }
  return groups.values();
}

function usualAmong({ samples, filled, facts }: WordsOfLines): Usual {
  const usual = new Int32Array(ROW_FACTS);
  const [places, varied]: [number[], number[]] = [[], []];
  for (let place = 0; place < WORD_PLACES; place = place + 1 === filled ? LAST_PLACE : place + 1) {
    const start = WORD_FACTS * place;
    usual[start + FORM] = usualFact(facts, samples, start + FORM);
    usual[start + KIND] = usualFact(facts, samples, start + KIND);
    if (usual[start + FORM] !== 0 || usual[start + KIND] !== 0) places.push(start);
    if (place === LAST_PLACE || varied.length === MOST_VARIED) continue;
    if (usualFact(facts, samples, start + EXACT) === 0) varied.push(start);
  }
  return { facts: usual, places, pairs: usualPairs(facts, samples, varied) };
}

/** What enough of the samples have, of numbers that are not 0; else 0. */
function usualFact(facts: Int32Array, samples: readonly number[], fact: number): number {
  const mostOthers = Math.floor((1 - USUAL_SHARE) * samples.length);
  // One of the first that are more than may have something else has it.
  for (let first = 0; first <= mostOthers; first++) {
    const found = facts[(samples[first] ?? 0) + fact] ?? 0;
    let left = mostOthers;
    for (let index = 0; left >= 0 && index < samples.length; index++) {
      if (facts[(samples[index] ?? 0) + fact] !== found) left--;
    }
    if (left >= 0) return found;
  }
  return 0;
}

function usualPairs(facts: Int32Array, samples: readonly number[], varied: readonly number[]): Pair[] {
  const pairs: Pair[] = [];
  for (let index = 0; index < varied.length; index++) {
    const one = varied[index] ?? 0;
    for (let next = index + 1; next < varied.length; next++) {
      const other = varied[next] ?? 0;
      if (isUsualPair(facts, samples, one, other)) pairs.push([one, other]);
    }
  }
  return pairs;
}

function isUsualPair(facts: Int32Array, samples: readonly number[], one: number, other: number): boolean {
  let left = Math.floor((1 - USUAL_SHARE) * samples.length);
  for (const row of samples) if (!isPair(facts, row + one, row + other) && --left < 0) return false;
  return true;
}

/** Two words are the same. */
function isPair(facts: Int32Array, one: number, other: number): boolean {
  return facts[one + EXACT] !== 0 && facts[one + EXACT] === facts[other + EXACT];
}

/** Lines that have something else where nearly all have the same. */
function oddAmong(
  lines: readonly number[],
  { facts: usual, places, pairs }: Usual,
  words: WordsOfLines,
): number[] {
  if (places.length + pairs.length === 0) return [];
  const { facts } = words;
  const most = wordsBefore(places, pairs);
  const others: number[][] = [...places, ...pairs].map(() => []);
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? 0;
    const row = words.rowOf(at, pairs.length > 0, most);
    for (let index = 0; index < places.length; index++) {
      const place = places[index] ?? 0;
      const form = facts[row + place + FORM];
      const usualForm = usual[place + FORM];
      const isOther = form !== usualForm && form !== 0 && usualForm !== 0;
      if (isOther || isWorse(facts[row + place + KIND], usual[place + KIND])) others[index]?.push(line);
    }
    for (let index = 0; index < pairs.length; index++) {
      const [one, other] = pairs[index] ?? [0, 0];
      if (!isPair(facts, row + one, row + other)) others[places.length + index]?.push(line);
    }
  }
  const mostOdd = Math.max(1, ODD_SHARE * lines.length);
  return others.filter(({ length }) => length <= mostOdd).flat();
}

/** How many words of a line have to be told of, beside its last one. */
function wordsBefore(places: readonly number[], pairs: readonly Pair[]): number {
  const starts = [...places, ...pairs.flat()].filter((start) => start !== WORD_FACTS * LAST_PLACE);
  return 1 + Math.max(-WORD_FACTS, ...starts) / WORD_FACTS;
}

/** Whether a kind of number says that something failed where the usual one doesn't. */
function isWorse(kind: number | undefined, usual: number | undefined): boolean {
  if (usual === NUMBER_KINDS.all) return kind === NUMBER_KINDS.some;
  const isWell = usual === NUMBER_KINDS.class2 || usual === NUMBER_KINDS.class3;
  return isWell && (kind === NUMBER_KINDS.class4 || kind === NUMBER_KINDS.class5);
}

/** The words of lines: those of some samples at once, then of one line after the other. */
class WordsOfLines {
  /** Where the words of lines stand that are held (line_words.ts). */
  readonly facts: Int32Array;
  /** Where those of the samples begin. */
  readonly samples: readonly number[];
  /** Places that have words in any sample. */
  readonly filled: number;
  readonly #lines: readonly number[];
  readonly #ends: TextLines;
  readonly #reader: WordReader;
  readonly #sampled: readonly number[];
  #nextSample = 0;

  constructor(lines: readonly number[], ends: TextLines, reader: WordReader) {
    this.#lines = lines;
    this.#ends = ends;
    this.#reader = reader;
    this.facts = reader.facts;
    const count = Math.min(SAMPLES, lines.length);
    this.#sampled = Array.from({ length: count }, (_, index) => Math.floor(index * lines.length / count));
    this.filled = Math.max(...this.#sampled.map((at, row) => this.#read(at, row, true, LAST_PLACE)));
    this.samples = this.#sampled.map((_, row) => ROW_FACTS * row);
  }

  /** Where the words of the next line begin, until another is asked for: those of the list in its order. */
  rowOf(at: number, withExact: boolean, most: number): number {
    if (at === this.#sampled[this.#nextSample]) return this.samples[this.#nextSample++] ?? 0;
    this.#read(at, SAMPLES, withExact, most);
    return ROW_FACTS * SAMPLES;
  }

  #read(at: number, row: number, withExact: boolean, most: number): number {
    const line = this.#lines[at] ?? 0;
    const start = startOf(this.#ends, line);
    const end = startOf(this.#ends, line + 1);
    const isWhole = end - start <= MOST_CHARACTERS;
    return this.#reader.read(row, start, isWhole ? end : start + MOST_CHARACTERS, isWhole, withExact, most);
  }
}
