/** What the module reports about the words of a line, between white space (assembly/preprocess/text_lines/line_words.ts). */

/** Places of words: the last one is for a line's last word, wherever it stands. */
export const WORD_PLACES = 17;
export const LAST_PLACE = WORD_PLACES - 1;

/** Numbers for each place, all 0 where there is no word. */
export const WORD_FACTS = 3;
/** The hash of what a word says, without what stands around that. */
export const EXACT = 0;
/** The hash of its form: numbers of any size are the same. */
export const FORM = 1;
/** What numbers say beside their form; 0 where that is nothing. */
export const KIND = 2;

/** The numbers of each line whose words are held. */
export const ROW_FACTS = 52;

/** Lines by which it is told what is usual; their words are held in the first rows. */
export const SAMPLES = 12;
/** The row for what is usual in each place. */
export const USUAL_ROW = SAMPLES + 1;
export const WORD_ROWS = SAMPLES + 2;

/** Two words, each by its place. */
export type Pair = readonly [one: number, other: number];

/** A line that has something else than what is usual. */
export interface UnlikeLine {
  readonly line: number;
  /** A bit for each place where it has, then from `WORD_PLACES` on one for each pair. */
  readonly bits: number;
}

/** Reads the words of lines of one text. */
export interface WordReader {
  /** The facts of the words of the lines that are held, row by row, in each place by place. */
  readonly facts: Int32Array;
  /** Reads the words of so many lines into the first rows; gives how many places have words in any of them. */
  readSamples(lines: readonly number[]): number;
  /**
   * Finds the lines that differ from what `USUAL_ROW` says, or have other words in a pair.
   *
   * @param samples those of the lines that were read, in their order.
   * @param places where anything is usual, a bit each.
   */
  findUnlike(
    lines: readonly number[],
    samples: readonly number[],
    places: number,
    pairs: readonly Pair[],
  ): UnlikeLine[];
}
