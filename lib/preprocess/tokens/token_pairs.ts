/** Which two characters side by side are one token: a hash table, which `assembly/preprocess/part_markup/token_count.ts` reads. */

import { SINGLE_TOKEN_PAIRS } from "./token_tables.ts";

/** Eight times the pairs: nearly every look-up ends at the first slot. A power of two. */
const SLOT_BITS = 13;

/** The characters that pairs begin with. */
export const PAIR_BEGINNINGS: ReadonlySet<string> = new Set(
  [...SINGLE_TOKEN_PAIRS].filter((_, at) => at % 2 === 0),
);

/** The pairs by their hash, each in the first free slot from there; 0 is free. */
export function pairSlots(): Int32Array {
  const pairs = SINGLE_TOKEN_PAIRS;
  const slots = new Int32Array(1 << SLOT_BITS);
  for (let at = 0; at + 1 < pairs.length; at += 2) {
    const first = pairs.charCodeAt(at);
    const second = pairs.charCodeAt(at + 1);
    slots[slotOf(slots, first, second)] = keyOf(first, second);
  }
  return slots;
}

/** The slot of a pair, or the free one where it would be. */
function slotOf(slots: Int32Array, first: number, second: number): number {
  const key = keyOf(first, second);
  let slot = Math.imul(key, 0x9e3779b1) >>> (32 - SLOT_BITS);
  for (;;) {
    const found = slots[slot];
    if (found === key || found === 0) return slot;
    slot = (slot + 1) & ((1 << SLOT_BITS) - 1);
  }
}

function keyOf(first: number, second: number): number {
  return (first << 16) | second;
}
