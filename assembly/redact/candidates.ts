/**
 * Finds the places of a text at which rules are tried: literals, separators after names, runs of token characters.
 * Which ones is told by tables that lib/redact/candidate_search.ts fills.
 *
 * A text comes in windows, one byte a character (those beyond Latin-1 as 0xff), with some characters before and after
 * it. Sixteen characters at once are sorted into classes by their halves: 0.3 ns a character with all that follows.
 */

/** Characters of a window: few enough for the processor's caches. */
export const WINDOW: i32 = 0x8000;

/** Characters before a window that are there to look back at: more than any literal, name of an element or short run. */
export const CONTEXT: i32 = 128;

/** Characters after a window that are there to look at: more than any literal has. */
export const LOOKAHEAD: i32 = 32;

/** Shortest run of token characters that is told of. */
const MIN_RUN: i32 = 20;

/** Shortest run of wide characters (token characters and the others of base64) in which literals are told of. */
const MIN_WIDE_RUN: i32 = 36;

/** Most characters between a separator and the name before it. */
const MAX_GAP: i32 = 24;

/** Longest name of an element, with its prefix. */
const MAX_ELEMENT_NAME: i32 = 82;

/** Classes of characters, 16 bytes each: byte `n` holds bit `r` for the character `r * 16 + n`. */
export const CLASSES: i32 = 0x1000;

/** For three characters by their kinds, five bits each: whether a secret's name may end with them. */
export const ENDINGS: i32 = 0x8000;

/** For the last three characters of a text, hashed: in which group of literals they may begin one; in token runs. */
export const GROUPS: i32 = 0x10000;

/** The same for wide runs. */
export const WIDE_GROUPS: i32 = 0x18000;

/** For two characters: the chain of literals that hold them, 0 for none, or `SEPARATOR`. */
export const PAIRS: i32 = 0x20000;

/** For each character the kind that `ENDINGS` knows it by; plus `IS_TOKEN`, `IS_GAP` and `IS_ELEMENT_NAME`. */
export const KINDS: i32 = 0x30000;

/** Literals of a chain, eight bytes each chain: their numbers, up to a 0. */
export const CHAINS: i32 = 0x30800;

/**
 * Literals, 32 bytes each: list, the place of the pair in it, that of what is told; from the fourth byte on a bit for
 * each of its characters, which begin at the sixteenth.
 */
export const LITERALS: i32 = 0x31000;

/** The window as it comes, one or two bytes a character. */
export const RAW: i32 = 0x34000;

/** The window with one byte a character; it begins `CONTEXT` bytes later. */
const TEXT: i32 = 0x48000;

/** Pairs of numbers: a list, and what belongs to it. */
export const RECORDS: i32 = 0x54000;

/** Of eight bytes; at most two a character for literals in runs of either kind, and three others. */
const MAX_RECORDS: i32 = 7 * (WINDOW + 2 * CONTEXT);
const MEMORY_PAGES: i32 = (RECORDS + 8 * MAX_RECORDS + 0xffff) >> 16;

memory.grow(MEMORY_PAGES - memory.size());

/** Instead of a chain: the first character separates a name from a value, or ends a tag. */
export const SEPARATOR: i32 = 255;

const KIND: i32 = 31;
export const IS_TOKEN: i32 = 128;
export const IS_GAP: i32 = 32;
export const IS_ELEMENT_NAME: i32 = 64;

/** Lists that records belong to; literals have others. */
export const RUNS: i32 = 0;
export const RUN_LITERALS: i32 = 1;
export const WIDE_LITERALS: i32 = 2;
export const EQUALS: i32 = 3;
export const COLONS: i32 = 4;
export const CLOSING_TAGS: i32 = 5;

const SLASH: i32 = 0x2f;
const COLON: i32 = 0x3a;
const LESS_THAN: i32 = 0x3c;
const EQUAL: i32 = 0x3d;
const GREATER_THAN: i32 = 0x3e;

/** Where the next record goes. */
let records: i32 = RECORDS;

/** What is to be added to a place in the whole text for its address. */
let origin: i32 = 0;

/** Where the runs began that are not over yet, and up to where they were looked through. */
let wideStart: i32 = 0;
let wideWalked: i32 = 0;
let wideSearched: i32 = 0;
let runStart: i32 = 0;
let runSearched: i32 = 0;

/**
 * Looks through a window; gives the number of records.
 * @param base where it begins in the text; those before it must have been looked through before.
 * @param length of the window: `WINDOW` unless it is the text's last one.
 * @param before how many characters stand in front of it.
 * @param total characters, with those before and after it.
 * @param width bytes a character in `RAW`.
 */
export function search(base: i32, length: i32, before: i32, total: i32, width: i32, isLast: bool): i32 {
  takeText(before, total, width);
  origin = TEXT + CONTEXT - base;
  records = RECORDS;
  if (base == 0) wideStart = wideWalked = wideSearched = runStart = runSearched = 0;
  let wide = wideStart;
  // The zeros after the text end its last run.
  const steps = isLast ? length + 1 : length;
  for (let step = 0; step < steps; step += 64) {
    const address = TEXT + CONTEXT + step;
    const first = classify(address);
    const second = classify(address + 16);
    const third = classify(address + 32);
    const fourth = classify(address + 48);
    const breaks = <u64> (first & 0xffff) | (<u64> (second & 0xffff) << 16) | (<u64> (third & 0xffff) << 32) |
      (<u64> fourth << 48);
    if (breaks != 0) {
      const place = base + step;
      const end = place + <i32> ctz(breaks);
      if (end - wide >= MIN_RUN) endWideRun(wide, end);
      wide = place + 64 - <i32> clz(breaks);
      endInnerRuns(place, breaks);
    }
    let pairs = ~(<u64> (first >>> 16) | (<u64> (second >>> 16) << 16) | (<u64> (third >>> 16) << 32) |
      (<u64> (fourth >>> 16) << 48));
    for (; pairs != 0; pairs &= pairs - 1) tryPair(address + <i32> ctz(pairs));
  }
  if (!isLast) searchWideRun(wide, base + length);
  wideStart = wide;
  return (records - RECORDS) >> 3;
}

/** For sixteen characters: which are no wide ones, and in the upper half, which can't begin a pair. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function classify(address: i32): u32 {
  const half = i8x16.splat(15);
  const none = i8x16.splat(0);
  const characters = v128.load(address);
  const rows = v128(1, 2, 4, 8, 16, 32, 64, -128, 0, 0, 0, 0, 0, 0, 0, 0);
  const row = i8x16.swizzle(rows, v128.and(i16x8.shr_u(characters, 4), half));
  const column = v128.and(characters, half);
  const isWide = v128.and(i8x16.swizzle(v128.load(CLASSES), column), row);
  const beginsPair = v128.and(i8x16.swizzle(v128.load(CLASSES, 16), column), row);
  return i8x16.bitmask(i8x16.eq(isWide, none)) | (i8x16.bitmask(i8x16.eq(beginsPair, none)) << 16);
}

/** Ends the long runs between the first and the last of some breaks. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function endInnerRuns(place: i32, breaks: u64): void {
  // In runs, but for those before the first and after the last break.
  const inner = ~breaks & ((<u64> 1 << (63 - clz(breaks))) - 1) & ~(breaks ^ (breaks - 1));
  let starts = inner & (inner >> 1);
  starts &= starts >> 2;
  starts &= starts >> 4;
  starts &= starts >> 8;
  starts &= starts >> 4;
  while (starts != 0) {
    const start = ctz(starts);
    const end = start + ctz(~(inner >> start));
    endWideRun(place + <i32> start, place + <i32> end);
    starts &= ~((<u64> 1 << end) - 1);
  }
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function tryPair(first: i32): void {
  const chain = <i32> load<u8>(PAIRS + ((<i32> load<u8>(first) << 8) | <i32> load<u8>(first, 1)));
  if (chain == SEPARATOR) lookBefore(first);
  else if (chain != 0) tryLiterals(chain, first);
}

/** Brings the text to one byte a character; around it stand characters that no rule looks for. */
function takeText(before: i32, total: i32, width: i32): void {
  const start = TEXT + CONTEXT - before;
  memory.fill(TEXT, 0x7f, CONTEXT - before);
  if (width == 1) {
    memory.copy(start, RAW, total);
  } else {
    const most = i16x8.splat(0xff);
    for (let index = 0; index < total; index += 16) {
      const first = i16x8.min_u(v128.load(RAW + 2 * index), most);
      const second = i16x8.min_u(v128.load(RAW + 2 * index, 16), most);
      v128.store(start + index, i8x16.narrow_i16x8_u(first, second));
    }
  }
  memory.fill(start + total, 0, LOOKAHEAD + 64);
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function record(list: i32, value: i32): void {
  store<i32>(records, list);
  store<i32>(records, value, 4);
  records += 8;
}

function endWideRun(start: i32, end: i32): void {
  searchWideRun(start, end);
  if (end - runStart >= MIN_RUN) endRun(end);
}

/**
 * Looks through a wide run as far as it is known, from where that was done before: for runs of token characters in it,
 * and for literals in both.
 */
function searchWideRun(start: i32, end: i32): void {
  if (end - start < MIN_RUN) return;
  if (wideWalked <= start) {
    runStart = start;
    wideWalked = start;
  }
  for (; wideWalked < end; wideWalked++) {
    if ((<i32> load<u8>(KINDS + <i32> load<u8>(origin + wideWalked)) & IS_TOKEN) != 0) continue;
    if (wideWalked - runStart >= MIN_RUN) endRun(wideWalked);
    runStart = wideWalked + 1;
  }
  if (end - runStart >= MIN_RUN) searchRun(end);
  if (end - start < MIN_WIDE_RUN) return;
  hashStretch(max(start + 2, wideSearched), end, WIDE_GROUPS, WIDE_LITERALS);
  wideSearched = end;
}

function endRun(end: i32): void {
  searchRun(end);
  record(RUNS, runStart);
  record(RUNS, end);
}

function searchRun(end: i32): void {
  hashStretch(max(runStart + 2, runSearched), end, GROUPS, RUN_LITERALS);
  runSearched = end;
}

/** Tells where the first three characters of a literal may stand whose third one is in the stretch. */
function hashStretch(from: i32, end: i32, groups: i32, list: i32): void {
  if (from >= end) return;
  let address = from + origin;
  let hash = (<i32> load<u8>(address - 2) << 5) ^ <i32> load<u8>(address - 1);
  for (; from < end; from++, address++) {
    hash = ((hash << 5) ^ <i32> load<u8>(address)) & 0x7fff;
    const group = <i32> load<u8>(groups + hash);
    if (group == 0) continue;
    record(list, from - 2);
    record(list, group);
  }
}

/** Tells of a separator if a secret's name may end before it. */
function lookBefore(address: i32): void {
  const separator = <i32> load<u8>(address);
  if (separator == GREATER_THAN) return lookForClosingTag(address);
  const next = <i32> load<u8>(address, 1);
  // == and ://
  if (next == EQUAL || (next == SLASH && <i32> load<u8>(address, 2) == SLASH)) return;
  let end = address;
  const stop = address - MAX_GAP;
  // := as well
  if (<i32> load<u8>(address - 1) == COLON) end--;
  while (end > stop && (<i32> load<u8>(KINDS + <i32> load<u8>(end - 1)) & IS_GAP) != 0) end--;
  if (end == stop || !mayEndName(end)) return;
  record(separator == EQUAL ? EQUALS : COLONS, address - origin);
}

function mayEndName(end: i32): bool {
  const first = <i32> load<u8>(KINDS + <i32> load<u8>(end - 3)) & KIND;
  const second = <i32> load<u8>(KINDS + <i32> load<u8>(end - 2)) & KIND;
  const third = <i32> load<u8>(KINDS + <i32> load<u8>(end - 1)) & KIND;
  return load<u8>(ENDINGS + ((first << 10) | (second << 5) | third)) != 0;
}

function lookForClosingTag(end: i32): void {
  if (!mayEndName(end)) return;
  let start = end;
  const stop = end - MAX_ELEMENT_NAME;
  while (start > stop && (<i32> load<u8>(KINDS + <i32> load<u8>(start - 1)) & IS_ELEMENT_NAME) != 0) start--;
  const isClosing = <i32> load<u8>(start - 1) == SLASH && <i32> load<u8>(start - 2) == LESS_THAN;
  if (isClosing) record(CLOSING_TAGS, start - 2 - origin);
}

/** Tells of the literals of a chain that stand here with their pair. */
function tryLiterals(chain: i32, pair: i32): void {
  for (let link = CHAINS + chain * 8; ; link++) {
    const number = <i32> load<u8>(link);
    if (number == 0) return;
    const literal = LITERALS + number * 32;
    const start = pair - <i32> load<u8>(literal, 1);
    const same = i8x16.bitmask(i8x16.eq(v128.load(start), v128.load(literal, 16)));
    const isThere = (same & <i32> load<u16>(literal, 4)) == <i32> load<u16>(literal, 4);
    if (isThere) record(<i32> load<u8>(literal), start + <i32> load<u8>(literal, 2) - origin);
  }
}
