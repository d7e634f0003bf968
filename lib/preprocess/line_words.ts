/** What is told of the words of a line, between white space (assembly/preprocess/text_lines/line_words.ts). */

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

/** Counts that are all of what they are of (`2/2`), or not; and the classes of what may be codes of HTTP, by their first digit. */
export const NUMBER_KINDS = {
  all: 1,
  some: 2,
  class2: 0x32,
  class3: 0x33,
  class4: 0x34,
  class5: 0x35,
} as const;

/** Lines whose words are held at once, and the numbers that each takes. */
export const WORD_ROWS = 13;
export const ROW_FACTS = WORD_FACTS * WORD_PLACES;

/** Reads the words of lines of one text. */
export interface WordReader {
  /** The facts of the words of the lines that are held, row by row, in each place by place. */
  readonly facts: Int32Array;
  /**
   * Reads the words between two places of the text into a row; gives how many words have places.
   *
   * @param isWhole whether the line ends there: its last word is known then.
   * @param withExact whether `EXACT` is told.
   * @param most words that are told of from the beginning on, `LAST_PLACE` of them at most; the last one is in any case.
   */
  read(
    row: number,
    start: number,
    end: number,
    isWhole: boolean,
    withExact: boolean,
    most: number,
  ): number;
}
