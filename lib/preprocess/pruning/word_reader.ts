/** Reads the words of lines in WebAssembly (assembly/preprocess/text_lines/line_words.ts). */

import type { WasmModule } from "../../wasm.ts";
import { ROW_FACTS, type UnlikeLine, WORD_ROWS, type WordReader } from "./line_words.ts";
import { startOf } from "./pruned_source.ts";
import type { TextLines } from "./text_lines.ts";

/** What the source exports: see there. */
export interface LineWordTables {
  readonly LINE_WORDS: WebAssembly.Global;
  readonly LINE_PLACES: WebAssembly.Global;
  readonly UNLIKE: WebAssembly.Global;
  readonly PAIRS: WebAssembly.Global;
  readSamples(count: number): number;
  findUnlike(count: number, places: number, pairs: number): number;
}

/** Lines that are looked at together, and the numbers that tell of each. */
const MOST_LINES = 1024;
const LINE_NUMBERS = 2;

/** Stands for the length of a line whose words are held. */
const HELD = -1;

/** Characters of a line that are looked at. */
const MOST_CHARACTERS = 160;

/**
 * Makes a reader of the lines of a text.
 *
 * @param room characters that there is room for where texts stand.
 * @param copy puts a piece of the text there, so many characters behind the beginning; undefined where all of it stands there already.
 */
export function createWordReader(
  module: LineWordTables & WasmModule,
  lines: TextLines,
  room: number,
  copy: ((start: number, end: number, at: number) => void) | undefined,
): WordReader {
  const { LINE_WORDS, LINE_PLACES, UNLIKE, PAIRS, memory: { buffer } } = module;
  const places = new Int32Array(buffer, LINE_PLACES.value, LINE_NUMBERS * MOST_LINES);
  const unlike = new Int32Array(buffer, UNLIKE.value, LINE_NUMBERS * MOST_LINES);
  let copied = 0;

  /** Tells where a line stands. */
  const put = (at: number, line: number) => {
    const start = startOf(lines, line);
    const end = startOf(lines, line + 1);
    const isWhole = end - start <= MOST_CHARACTERS;
    const length = isWhole ? end - start : MOST_CHARACTERS;
    copy?.(start, start + length, copied);
    places[LINE_NUMBERS * at] = copy === undefined ? start : copied;
    places[LINE_NUMBERS * at + 1] = 2 * length + (isWhole ? 1 : 0);
    copied += length;
  };
  return {
    facts: new Int32Array(buffer, LINE_WORDS.value, WORD_ROWS * ROW_FACTS),
    readSamples(samples) {
      copied = 0;
      samples.forEach((line, row) => put(row, line));
      return module.readSamples(samples.length);
    },
    findUnlike(all, samples, usualPlaces, pairs) {
      new Uint8Array(buffer, PAIRS.value, 2 * pairs.length).set(pairs.flat());
      const found: UnlikeLine[] = [];
      let sample = 0;
      for (let first = 0, end = 0; first < all.length; first = end) {
        copied = 0;
        for (; end < all.length && end - first < MOST_LINES && copied + MOST_CHARACTERS <= room; end++) {
          const line = all[end] ?? 0;
          if (line === samples[sample]) {
            places[LINE_NUMBERS * (end - first)] = sample++;
            places[LINE_NUMBERS * (end - first) + 1] = HELD;
          } else put(end - first, line);
        }
        const count = module.findUnlike(end - first, usualPlaces, pairs.length);
        for (let index = 0; index < LINE_NUMBERS * count; index += LINE_NUMBERS) {
          found.push({ line: all[first + (unlike[index] ?? 0)] ?? 0, bits: unlike[index + 1] ?? 0 });
        }
      }
      return found;
    },
  };
}
