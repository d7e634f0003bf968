/**
 * Lines that differ from the many of their shape where those are alike: `0/1 Pending` among `1/1 Running`, an answer
 * 500 among 200, `false` among `true`, `expected 4 got 5` where all others got what they expected. Whatever words
 * they have, they are what a list is read for.
 */

import type { Source } from "./pruned_source.ts";
import type { Routine } from "./routine_lines.ts";
import {
  EXACT,
  FORM,
  KIND,
  LAST_PLACE,
  type Pair,
  ROW_FACTS,
  SAMPLES,
  type UnlikeLine,
  USUAL_ROW,
  WORD_FACTS,
  WORD_PLACES,
  type WordReader,
} from "./line_words.ts";
import { wordReader } from "./text_lines.ts";

/** Fewer lines of a shape do not show what is usual among them. */
const LEAST_LINES = 8;

/**
 * The share of those that have the same in a place where that is usual; and of all lines, the share that may have
 * something else to be odd.
 */
const USUAL_SHARE = 0.75;
const ODD_SHARE = 0.1;

/** How many positions that vary, counted from the first, may form pairs. */
const MOST_VARIED = 6;

/**
 * What is usual among lines of one shape. The row of a word position holds the word that most lines have there, 0
 * if they differ.
 */
interface Usual {
  /** Word positions at which something is usual, a bit each. */
  readonly places: number;
  /** Pairs of words that are equal to each other in most lines, though they differ from line to line. */
  readonly pairs: readonly Pair[];
}

/**
 * The lines that have a frequent shape, but differ from the other lines of that shape (`0/1 Pending` among `1/1
 * Running`), in order.
 */
export function oddLines(source: Source, routine: Routine): number[] {
  const odd: number[] = [];
  const reader = wordReader(source.text, source.lines);
  for (const lines of linesByShape(source, routine)) {
    if (lines.length >= LEAST_LINES) addOdd(odd, lines, reader);
  }
  return odd.sort((one, other) => one - other);
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

/** Adds lines that differ at a position where nearly all have the same. */
function addOdd(odd: number[], lines: readonly number[], reader: WordReader): void {
  const count = Math.min(SAMPLES, lines.length);
  const samples: number[] = [];
  for (let index = 0; index < count; index++) {
    samples.push(lines[Math.floor(index * lines.length / count)] ?? 0);
  }
  const filled = reader.readSamples(samples);
  const { places, pairs } = usualAmong(reader.facts, count, filled);
  if (places === 0 && pairs.length === 0) return;
  const unlike = reader.findUnlike(lines, samples, places, pairs);
  const seldom = seldomBits(unlike, Math.max(1, ODD_SHARE * lines.length));
  for (const { line, bits } of unlike) if ((bits & seldom) !== 0) odd.push(line);
}

/** How many lines differ at each position. */
const times = new Uint32Array(32);

/** The positions at which at most this many lines differ. */
function seldomBits(unlike: readonly UnlikeLine[], most: number): number {
  times.fill(0);
  let seldom = -1;
  for (const { bits } of unlike) {
    for (let rest = bits; rest !== 0; rest &= rest - 1) {
      const bit = lastBit(rest & -rest);
      const before = times[bit] ?? 0;
      times[bit] = before + 1;
      if (before + 1 > most) seldom &= ~(1 << bit);
    }
  }
  return seldom;
}

/** Determines what is usual, and records it in its row. */
function usualAmong(facts: Int32Array, samples: number, filled: number): Usual {
  let places = 0;
  const varied: number[] = [];
  for (let place = 0; place < WORD_PLACES; place = place + 1 === filled ? LAST_PLACE : place + 1) {
    const start = WORD_FACTS * place;
    const form = usualFact(facts, samples, start + FORM);
    const kind = usualFact(facts, samples, start + KIND);
    if (form !== 0 || kind !== 0) places |= 1 << place;
    facts[ROW_FACTS * USUAL_ROW + start + FORM] = form;
    facts[ROW_FACTS * USUAL_ROW + start + KIND] = kind;
    if (place === LAST_PLACE || varied.length === MOST_VARIED) continue;
    if (usualFact(facts, samples, start + EXACT) === 0) varied.push(place);
  }
  return { places, pairs: usualPairs(facts, samples, varied) };
}

/** The number, other than 0, that enough of the samples have; 0 if there is none. */
function usualFact(facts: Int32Array, samples: number, fact: number): number {
  const mostOthers = Math.floor((1 - USUAL_SHARE) * samples);
  const end = ROW_FACTS * samples + fact;
  // One of the first that are more than may have something else has it.
  for (let first = fact; first <= ROW_FACTS * mostOthers + fact; first += ROW_FACTS) {
    const found = facts[first];
    let left = mostOthers;
    for (let at = fact; left >= 0 && at < end; at += ROW_FACTS) if (facts[at] !== found) left--;
    if (left >= 0) return found ?? 0;
  }
  return 0;
}

function usualPairs(facts: Int32Array, samples: number, varied: readonly number[]): Pair[] {
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

function isUsualPair(facts: Int32Array, samples: number, one: number, other: number): boolean {
  let left = Math.floor((1 - USUAL_SHARE) * samples);
  for (let row = 0; row < samples; row++) {
    const said = facts[ROW_FACTS * row + WORD_FACTS * one + EXACT];
    const isSame = said !== 0 && said === facts[ROW_FACTS * row + WORD_FACTS * other + EXACT];
    if (!isSame && --left < 0) return false;
  }
  return true;
}

/** The number of the highest bit; -1 where there is none. */
function lastBit(bits: number): number {
  return 31 - Math.clz32(bits);
}
