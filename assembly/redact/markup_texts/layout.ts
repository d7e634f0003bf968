/** Where everything is in memory, and numbers that both sides need. */

/** Longest document. */
export const MOST_BYTES: i32 = 0x80000;

/** For each character of ASCII whether secrets are made of it; filled from outside. */
export const SECRET_CHARACTERS: i32 = 0x1000;

/** Places of runs, eight bytes each; most documents have some hundreds. */
export const RUNS: i32 = 0x10000;
export const MOST_RUNS: i32 = 0x8000;

/** Where the end tags begin, in units of the view, that stand behind these runs; four bytes each. */
export const END_TAGS: i32 = 0x50000;

/** Pieces of what stands before a secret, eight bytes each. */
export const PIECES: i32 = 0x70000;

/** The document in UTF-8, and room to read on behind it. */
export const INPUT: i32 = 0x80000;

/**
 * The view in UTF-16. It has no more units than the document bytes, but for the two at the end of each of at most
 * `MOST_RUNS` texts.
 */
export const VIEW: i32 = 0x110000;

/** What stands across the ends of runs, in UTF-16. */
export const ACROSS: i32 = 0x240000;
export const MOST_ACROSS_UNITS: i32 = 0x10000;

export const MEMORY_PAGES: i32 = 0x27;
