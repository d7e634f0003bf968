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
const SAMPLES = 12;

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
  // The only one that may be most of them.
  let [found, lead] = [0, 0];
  for (const row of samples) {
    const value = facts[row + fact] ?? 0;
    if (lead === 0) found = value;
    lead += value === found ? 1 : -1;
  }
  let times = 0;
  for (const row of samples) if (facts[row + fact] === found) times++;
  return times >= USUAL_SHARE * samples.length ? found : 0;
}

function usualPairs(facts: Int32Array, samples: readonly number[], varied: readonly number[]): Pair[] {
  const pairs: Pair[] = [];
  for (const one of varied) {
    for (const other of varied) {
      let times = 0;
      for (const row of other > one ? samples : []) if (isPair(facts, row + one, row + other)) times++;
      if (other > one && times >= USUAL_SHARE * samples.length) pairs.push([one, other]);
    }
  }
  return pairs;
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
  const others: number[][] = [...places, ...pairs].map(() => []);
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? 0;
    const row = words.rowOf(at);
    for (let index = 0; index < places.length; index++) {
      const place = places[index] ?? 0;
      const [form, usualForm] = [facts[row + place + FORM], usual[place + FORM]];
      const isOther = form !== usualForm && form !== 0 && usualForm !== 0;
      if (isOther || isWorse(facts[row + place + KIND], usual[place + KIND])) others[index]?.push(line);
    }
    for (let index = 0; index < pairs.length; index++) {
      const [one, other] = pairs[index] ?? [0, 0];
      if (!isPair(facts, row + one, row + other)) others[places.length + index]?.push(line);
    }
  }
  const most = Math.max(1, ODD_SHARE * lines.length);
  return others.filter(({ length }) => length <= most).flat();
}

/** Whether a kind of number says that something failed where the usual one doesn't. */
function isWorse(kind: number | undefined, usual: number | undefined): boolean {
  if (usual === NUMBER_KINDS.all) return kind === NUMBER_KINDS.some;
  const isWell = usual === NUMBER_KINDS.class2 || usual === NUMBER_KINDS.class3;
  return isWell && (kind === NUMBER_KINDS.class4 || kind === NUMBER_KINDS.class5);
}

/** The words of lines: those of few are read once. */
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
  readonly #areAllHeld: boolean;

  constructor(lines: readonly number[], ends: TextLines, reader: WordReader) {
    this.#lines = lines;
    this.#ends = ends;
    this.#reader = reader;
    this.#areAllHeld = lines.length <= WORD_ROWS;
    this.facts = reader.facts;
    const step = Math.max(1, lines.length / SAMPLES);
    const chosen: number[] = [];
    for (let at = 0; at < lines.length && chosen.length < SAMPLES; at += step) chosen.push(Math.floor(at));
    let filled = 0;
    if (this.#areAllHeld) {
      for (let at = 0; at < lines.length; at++) filled = Math.max(filled, this.#read(at, at));
      this.samples = chosen.map((at) => ROW_FACTS * at);
    } else {
      chosen.forEach((at, row) => filled = Math.max(filled, this.#read(at, row)));
      this.samples = chosen.map((_, row) => ROW_FACTS * row);
    }
    this.filled = filled;
  }

  /** Where the words of the line at a place of the list begin, until the next is asked for. */
  rowOf(at: number): number {
    if (this.#areAllHeld) return ROW_FACTS * at;
    this.#read(at, 0);
    return 0;
  }

  #read(at: number, row: number): number {
    const line = this.#lines[at] ?? 0;
    const start = startOf(this.#ends, line);
    const end = startOf(this.#ends, line + 1);
    const isWhole = end - start <= MOST_CHARACTERS;
    return this.#reader.read(row, start, isWhole ? end : start + MOST_CHARACTERS, isWhole);
  }
}
