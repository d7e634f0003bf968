/**
 * Places of a window at which something is looked at. They are gathered before any of them is looked at, and those of pairs
 * told from what only looks like one, both without a branch for each: as few are what they may be, a branch would be
 * guessed wrong where one is.
 */

import {
  CONTEXT,
  NEIGHBOURS,
  NEIGHBOURS_SHIFT,
  PAIR_PLACES,
  TEXT,
  THIRDS,
  THIRDS_FACTOR,
  THIRDS_SHIFT,
} from "./layout";
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

/** The same for pairs: of those alone behind which a character stands that may. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function gatherPairs(end: i32, from: i32, bits: u64): i32 {
  let to = end;
  for (let rest = bits; rest != 0; rest &= rest - 1) to = gatherPair(to, from + <i32> ctz(rest));
  return to;
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function gatherPair(to: i32, place: i32): i32 {
  const characters = load<u32>(START + place);
  const row = ((characters & 0xffff) * THIRDS_FACTOR) >>> THIRDS_SHIFT;
  store<u16>(to, place);
  // Of the third character the lower five bits count.
  return to + (<i32> ((load<u32>(THIRDS + (row << 2)) >>> (characters >>> 16)) & 1) << 1);
}

/** Looks at those of the gathered pairs that stand between two characters that may be there. */
export function tryLikelyPairs(end: i32): void {
  let likely = PAIR_PLACES;
  for (let at = PAIR_PLACES; at < end; at += 2) {
    const place = <i32> load<u16>(at);
    const characters = load<u32>(START + place);
    const row = ((characters & 0x1fffff) * THIRDS_FACTOR) >>> NEIGHBOURS_SHIFT;
    const before = load<u32>(NEIGHBOURS + (row << 3)) >>> <u32> load<u8>(START + place - 1);
    const behind = load<u32>(NEIGHBOURS + (row << 3), 4) >>> (characters >>> 24);
    store<u16>(likely, place);
    likely += <i32> (before & behind & 1) << 1;
  }
  tryPairs(PAIR_PLACES, likely);
}

export function tryPairs(from: i32, end: i32): void {
  for (let at = from; at < end; at += 2) tryPair(START + <i32> load<u16>(at));
}
