/** Where everything is in memory, and numbers that both sides need. */

/** Characters of a window: few enough for the processor's caches. */
export const WINDOW: i32 = 0x8000;

/** Characters before a window that are there to look back at: more than any literal, name of an element or short run. */
export const CONTEXT: i32 = 128;

/** Characters after a window that are there to look at: more than any literal has. */
export const LOOKAHEAD: i32 = 32;

/** Shortest run of token characters that is told of. */
export const MIN_RUN: i32 = 20;

/** Shortest run of wide characters (token characters and the others of base64) in which literals are told of. */
export const MIN_WIDE_RUN: i32 = 36;

/** Most characters between a separator and the name before it. */
export const MAX_GAP: i32 = 24;

/** Longest name of an element, with its prefix. */
export const MAX_ELEMENT_NAME: i32 = 82;

/** The class of wide characters: byte `n` holds bit `r` for the character `r * 16 + n`. */
export const CLASSES: i32 = 0x1000;

/**
 * Sixteen sets of pairs, twice eight, a bit each: 16 bytes by the lower and 16 by the upper half of a pair's first character, and
 * the same of its second one. What has a bit in all four may be a pair.
 */
export const BUCKETS: i32 = 0x1010;

/** The class of characters that are looked at whatever follows them, as `CLASSES` tells it. */
export const ANYWAY: i32 = 0x1090;

/**
 * Words of other scripts: a bit each, by their first two characters, `(first * SCRIPT_FACTOR + second) % SCRIPT_BITS`;
 * for those of one the second is 0.
 */
export const SCRIPT_TABLE: i32 = 0x2000;
export const SCRIPT_FACTOR: i32 = 0x2f1;
export const SCRIPT_BITS: i32 = 0x8000;

/**
 * For pairs, by a hash of eleven bits, `(pair * THIRDS_FACTOR) >>> THIRDS_SHIFT`: a bit for each character that may follow, by its
 * lower five bits.
 */
export const THIRDS: i32 = 0x3000;
export const THIRDS_FACTOR: u32 = 0x9e3779b1;
export const THIRDS_SHIFT: u32 = 21;

/** For three characters by their kinds, five bits each: `ENDS_NAME`, `ENDS_CALL`. */
export const ENDINGS: i32 = 0x8000;

/** For the last three characters of a text, hashed: in which group of literals they may begin one; in token runs. */
export const GROUPS: i32 = 0x10000;

/** The same for wide runs. */
export const WIDE_GROUPS: i32 = 0x18000;

/** For two characters, two bytes: the chain of literals that hold them, 0 for none, or `SEPARATOR`. */
export const PAIRS: i32 = 0x20000;

/** For each character the kind that `ENDINGS` knows it by; plus `IS_GAP` and `IS_ELEMENT_NAME`. */
export const KINDS: i32 = 0x40000;

/** Literals of a chain, 32 bytes each chain: their numbers of two bytes, up to a 0. */
export const CHAINS: i32 = 0x49000;

/**
 * Literals, 32 bytes each: list, in two bytes; the place of the pair in it, that of what is told; from the fourth byte
 * on a bit for each of its characters, which begin at the sixteenth.
 */
export const LITERALS: i32 = 0x41000;

/**
 * For three characters, the third by its lower five bits, by a hash of twelve, `(three * THIRDS_FACTOR) >>> NEIGHBOURS_SHIFT`: four
 * bytes for what may stand before them, and four for what may follow, a bit each as in `THIRDS`.
 */
export const NEIGHBOURS: i32 = 0x51000;
export const NEIGHBOURS_SHIFT: u32 = 20;

/** The window as it comes, two bytes a character. */
export const RAW: i32 = 0x59000;

/** The window with one byte a character; it begins `CONTEXT` bytes later. */
export const TEXT: i32 = 0x6d000;

/** Pairs of numbers: a list, and what belongs to it. */
export const RECORDS: i32 = 0x79000;

/** Of eight bytes; at most two a character for literals in runs of either kind, and three others. */
const MAX_RECORDS: i32 = 7 * (WINDOW + 2 * CONTEXT);

/** Places of the window that are looked at once all of it is sorted, two bytes each: of pairs, and of what is looked at anyway. */
export const PAIR_PLACES: i32 = RECORDS + 8 * MAX_RECORDS;
/** Of 64 characters eight places too many may be written. */
const PLACES_BYTES: i32 = 2 * (WINDOW + 64 + 8);
export const OTHER_PLACES: i32 = PAIR_PLACES + PLACES_BYTES;

/**
 * The words that names and calls of interest end with, read from their end: for each node a row of two bytes for each character by
 * its lower five bits, which tell the next node. The first one is the end of all.
 */
export const NAME_WORDS: i32 = OTHER_PLACES + PLACES_BYTES;
export const MOST_WORD_NODES: i32 = 1024;
export const WORD_ROW_BYTES: i32 = 64;
export const CALL_WORDS: i32 = NAME_WORDS + MOST_WORD_NODES * WORD_ROW_BYTES;
/** Instead of a node: the word has begun here. 0 is none. */
export const WORD_BEGIN: i32 = 0xffff;

export const MEMORY_PAGES: i32 = (CALL_WORDS + MOST_WORD_NODES * WORD_ROW_BYTES + 0xffff) >> 16;

/** Instead of a chain: the first character separates a name from a value, ends a tag or opens a call. */
export const SEPARATOR: i32 = 0xffff;

/**
 * Bits of `ENDINGS`: the name of a secret may end so; that of a function to which one is given, of which the kind of a
 * fourth character goes into the upper bits besides.
 */
export const ENDS_NAME: i32 = 1;
export const ENDS_CALL: i32 = 2;

/** What is left of an entry of `KINDS` without those. */
export const KIND: i32 = 31;
export const IS_GAP: i32 = 32;
export const IS_ELEMENT_NAME: i32 = 64;

/** Lists that records belong to; literals have others. */
export const RUNS: i32 = 0;
export const RUN_LITERALS: i32 = 1;
export const WIDE_LITERALS: i32 = 2;
export const EQUALS: i32 = 3;
export const COLONS: i32 = 4;
export const CLOSING_TAGS: i32 = 5;
/** Where words of other scripts may begin, of which the bytes of `TEXT` say nothing. */
export const SCRIPT_WORDS: i32 = 6;
/** Brackets behind the name of such a function. */
export const CALLS: i32 = 7;
