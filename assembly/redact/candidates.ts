/**
 * Finds the places of a text at which rules are tried: literals, separators after names, runs of token characters.
 * Which ones is told by tables that lib/redact/search/candidate_search.ts fills.
 *
 * A text comes in windows, one byte a character (those beyond Latin-1 as 0xff), with some characters before and after
 * it. Sixteen characters at once are sorted into classes by their halves; all in all 1.1 ns a character of source code.
 */

import {
  ANYWAY,
  BUCKETS,
  CLASSES,
  CONTEXT,
  LOOKAHEAD,
  MEMORY_PAGES,
  MIN_RUN,
  OTHER_PLACES,
  PAIR_PLACES,
  RAW,
  SCRIPT_BITS,
  SCRIPT_FACTOR,
  SCRIPT_TABLE,
  SCRIPT_WORDS,
  TEXT,
} from "./candidates/layout";
import { gather, gatherPairs, tryLikelyPairs, tryPairs } from "./candidates/places";
import { beginRecords, numberOfRecords, record } from "./candidates/records";
import { endWideRun, forgetRuns, searchWideRun } from "./candidates/runs";

export { runSearched, runStart, wideSearched, wideWalked } from "./candidates/runs";

export {
  ANYWAY,
  BUCKETS,
  CALL_WORDS,
  CHAINS,
  CLASSES,
  CONTEXT,
  ENDINGS,
  ENDS_CALL,
  ENDS_NAME,
  GROUPS,
  IS_ELEMENT_NAME,
  IS_GAP,
  KINDS,
  LITERALS,
  LOOKAHEAD,
  MOST_WORD_NODES,
  NAME_WORDS,
  NEIGHBOURS,
  NEIGHBOURS_SHIFT,
  PAIRS,
  RAW,
  RECORDS,
  SCRIPT_BITS,
  SCRIPT_FACTOR,
  SCRIPT_TABLE,
  SEPARATOR,
  THIRDS,
  THIRDS_FACTOR,
  THIRDS_SHIFT,
  WIDE_GROUPS,
  WINDOW,
  WORD_ROW_BYTES,
} from "./candidates/layout";

memory.grow(MEMORY_PAGES - memory.size());

/** Where the last wide run began. What is exported here and in runs.ts is all that one window leaves to the next. */
export let wideStart: i32 = 0;

/**
 * Looks through a window; gives the number of records.
 * @param base where it begins in the text; those before it must have been looked through before.
 * @param length of the window: `WINDOW` unless it is the text's last one.
 * @param before how many characters stand in front of it.
 * @param total characters, with those before and after it.
 */
export function search(base: i32, length: i32, before: i32, total: i32, isLast: bool): i32 {
  beginRecords(base);
  takeText(base, length, before, total);
  if (base == 0) {
    wideStart = 0;
    forgetRuns();
  }
  let wide = wideStart;
  // The zeros after the text end its last run.
  const steps = isLast ? length + 1 : length;
  let pairsEnd = PAIR_PLACES;
  let othersEnd = OTHER_PLACES;
  for (let step = 0; step < steps; step += 64) {
    const address = TEXT + CONTEXT + step;
    const first = classify(address);
    const second = classify(address + 16);
    const third = classify(address + 32);
    const fourth = classify(address + 48);
    const breaks = (first & 0xffff) | ((second & 0xffff) << 16) | ((third & 0xffff) << 32) | (fourth << 48);
    if (breaks != 0) {
      const place = base + step;
      const end = place + <i32> ctz(breaks);
      if (end - wide >= MIN_RUN) endWideRun(wide, end);
      wide = place + 64 - <i32> clz(breaks);
      endInnerRuns(place, breaks);
    }
    const noPairs = ((first >>> 16) & 0xffff) | (second & 0xffff0000) | ((third & 0xffff0000) << 16) |
      ((fourth & 0xffff0000) << 32);
    const noOthers = (first >>> 32) | ((second >>> 32) << 16) | ((third >>> 32) << 32) | ((fourth >>> 32) << 48);
    pairsEnd = gatherPairs(pairsEnd, step, ~noPairs & noOthers);
    othersEnd = gather(othersEnd, step, ~noOthers);
  }
  tryLikelyPairs(pairsEnd);
  tryPairs(OTHER_PLACES, othersEnd);
  if (!isLast) searchWideRun(wide, base + length);
  wideStart = wide;
  return numberOfRecords();
}

/**
 * For sixteen characters, sixteen bits each: which are no wide ones; which hardly begin a pair with the next one; which are not
 * looked at anyway.
 */
// @ts-ignore: decorators are AssemblyScript's
@inline
function classify(address: i32): u64 {
  const half = i8x16.splat(15);
  const none = i8x16.splat(0);
  const characters = v128.load(address);
  const rows = v128(1, 2, 4, 8, 16, 32, 64, -128, 0, 0, 0, 0, 0, 0, 0, 0);
  const upper = v128.and(i16x8.shr_u(characters, 4), half);
  const row = i8x16.relaxed_swizzle(rows, upper);
  const column = v128.and(characters, half);
  const isWide = v128.and(i8x16.relaxed_swizzle(v128.load(CLASSES), column), row);
  const isTriedAnyway = v128.and(i8x16.relaxed_swizzle(v128.load(ANYWAY), column), row);
  const nextCharacters = v128.load(address, 1);
  const nextUpper = v128.and(i16x8.shr_u(nextCharacters, 4), half);
  const nextColumn = v128.and(nextCharacters, half);
  const beginsPair = v128.or(
    inBuckets(BUCKETS, column, upper, nextColumn, nextUpper),
    inBuckets(BUCKETS + 64, column, upper, nextColumn, nextUpper),
  );
  return <u64> <u32> (i8x16.bitmask(i8x16.eq(isWide, none)) | (i8x16.bitmask(i8x16.eq(beginsPair, none)) << 16)) |
    (<u64> <u32> i8x16.bitmask(i8x16.eq(isTriedAnyway, none)) << 32);
}

/** For pairs by the halves of their characters: the buckets of eight that they may be in. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function inBuckets(tables: i32, column: v128, upper: v128, nextColumn: v128, nextUpper: v128): v128 {
  return v128.and(
    v128.and(i8x16.relaxed_swizzle(v128.load(tables), column), i8x16.relaxed_swizzle(v128.load(tables, 16), upper)),
    v128.and(
      i8x16.relaxed_swizzle(v128.load(tables, 32), nextColumn),
      i8x16.relaxed_swizzle(v128.load(tables, 48), nextUpper),
    ),
  );
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

/**
 * Brings the text to one byte a character; around it stand characters that no rule looks for. Tells of the places in the
 * window at which words of other scripts may begin.
 */
function takeText(base: i32, length: i32, before: i32, total: i32): void {
  memory.fill(TEXT, 0x7f, CONTEXT - before);
  // Up to sixteen more are read, of the text before.
  memory.fill(RAW + 2 * total, 0, 32);
  const start = TEXT + CONTEXT - before;
  const end = before + length;
  const most = i16x8.splat(0xff);
  for (let index = 0; index < total; index += 16) {
    const first = v128.load(RAW + 2 * index);
    const second = v128.load(RAW + 2 * index, 16);
    v128.store(start + index, i8x16.narrow_i16x8_u(i16x8.min_u(first, most), i16x8.min_u(second, most)));
    // By their upper bytes: from 3 (Greek) to 0xe (Thai), and from 0x30 (punctuation and kana) to 0xd7 (the end of Korean).
    const upper = i8x16.narrow_i16x8_u(i16x8.shr_u(first, 8), i16x8.shr_u(second, 8));
    const isNearer = i8x16.lt_u(i8x16.sub(upper, i8x16.splat(3)), i8x16.splat(12));
    const isEastern = i8x16.lt_u(i8x16.sub(upper, i8x16.splat(0x30)), i8x16.splat(<i8> 0xa8));
    let scripts = i8x16.bitmask(v128.or(isNearer, isEastern));
    for (; scripts != 0; scripts &= scripts - 1) {
      const place = index + ctz(scripts);
      if (place >= before && place < end && mayBeginScriptWord(RAW + 2 * place)) {
        record(SCRIPT_WORDS, base + place - before);
      }
    }
  }
  memory.fill(start + total, 0, LOOKAHEAD + 64);
}

/** Whether the table has the two characters here, or the first of them as a word of its own. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function mayBeginScriptWord(address: i32): bool {
  const first = i32(load<u16>(address)) * SCRIPT_FACTOR;
  return isInTable(first) || isInTable(first + i32(load<u16>(address, 2)));
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function isInTable(hash: i32): bool {
  return (load<u8>(SCRIPT_TABLE + ((hash & (SCRIPT_BITS - 1)) >> 3)) >> (hash & 7) & 1) != 0;
}
