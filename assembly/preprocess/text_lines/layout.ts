/** Where everything is in memory, and numbers that both sides need. */

/** Units of a window: few enough for the processor's caches. */
export const WINDOW: i32 = 0x8000;

/** Units that are looked at together. */
export const BLOCK: i32 = 16;

/** Units before a window that are there to look back at. */
export const LOOKBACK: i32 = 8;

/** Units after it: as many as a line's shape is told by, and more than any word has. */
export const LOOKAHEAD: i32 = 64;

/** Room before a text for what is written with it, and behind it for what is loaded and not looked at. */
const ROOM: i32 = 128;

/** Where a window's text is put, with what stands around it. */
export const TEXT: usize = memory.data(ROOM + 2 * (LOOKBACK + WINDOW + LOOKAHEAD) + ROOM, 16) + ROOM;

/** Where the lines end that end in the window, in units of the text, each behind its line end: 32 bits each. */
export const ENDS: usize = memory.data(4 * (WINDOW + 1), 4);

/** For each of them the bytes of UTF-8, of all of the text so far, beyond one a unit. */
export const EXTRA_BYTES: usize = memory.data(4 * (WINDOW + 1), 4);

/**
 * The lines that report errors, 32 bits each of three: the number of the line, from 0 on; where in the text the word stands that it was known
 * by; what that tells of (error_words.ts). A line is there twice where it says more behind something weak; a line
 * has two characters at least.
 */
export const ERRORS: usize = memory.data(12 * (WINDOW / 2 + 1), 4);

/** The shapes of the lines that end in the window, where errors are looked for: 32 bits each. */
export const SHAPES: usize = memory.data(4 * (WINDOW + 1), 4);

/** The hash of a text: two words of 32 bits. */
export const HASH: usize = memory.data(8, 4);
