/**
 * Places of a window at which something is looked at. They are gathered before any of them is looked at, and those of pairs
 * told from what only looks like one, both without a branch for each: as few are what they may be, a branch would be
 * guessed wrong where one is.
 */

import { CONTEXT, PAIR_PLACES, TEXT, THIRDS, THIRDS_FACTOR, THIRDS_SHIFT } from "./layout";
import { tryPair } from "./pairs";

/** The window's first character. */
const START: i32 = TEXT + CONTEXT;

/**
 * Writes the places of 64 characters that have a bit, behind others; gives where they end. Four are written at once, so
 * that it need not be known how many there are.
 */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function gather(end: i32, from: i32, bits: u64): i32 {
  const next = end + (<i32> popcnt(bits) << 1);
  let rest = bits;
  let to = end;
  do {
    store<u16>(to, from + <i32> ctz(rest));
    rest &= rest - 1;
    store<u16>(to, from + <i32> ctz(rest), 2);
    rest &= rest - 1;
    store<u16>(to, from + <i32> ctz(rest), 4);
    rest &= rest - 1;
    store<u16>(to, from + <i32> ctz(rest), 6);
    rest &= rest - 1;
    to += 8;
  } while (to < next);
  return next;
}

/** Looks at those of the gathered pairs behind which a character stands that may: a third of those in the table, or less. */
export function tryLikelyPairs(end: i32): void {
  let kept = PAIR_PLACES;
  for (let at = PAIR_PLACES; at < end; at += 2) {
    const place = <i32> load<u16>(at);
    const characters = load<u32>(START + place);
    const row = ((characters & 0xffff) * THIRDS_FACTOR) >>> THIRDS_SHIFT;
    store<u16>(kept, place);
    // Of the third character the lower five bits count.
    kept += <i32> ((load<u32>(THIRDS + (row << 2)) >>> (characters >>> 16)) & 1) << 1;
  }
  tryPairs(PAIR_PLACES, kept);
}

export function tryPairs(from: i32, end: i32): void {
  for (let at = from; at < end; at += 2) tryPair(START + <i32> load<u16>(at));
}
