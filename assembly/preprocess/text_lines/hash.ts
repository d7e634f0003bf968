/**
 * A hash of a text: each pair of units is multiplied into one of sixteen words, as in xxHash's, so that a word differs
 * wherever one of its pairs does; in the end the words are mixed into two. 0.15 ns a unit. Not secure.
 */

import { HASH } from "./layout";

const LANES: i32 = 16;
const STATE: usize = memory.data(4 * LANES, 16);

/** As odd and without pattern as the golden ratio and the square root of two make them. */
const FIRST: i32 = <i32> 0x9e3779b1;
const SECOND: i32 = 0x6a09e667;

/** Units of a step. */
const STEP: i32 = 32;

export function beginHash(): void {
  for (let lane = 0; lane < LANES; lane++) store<i32>(STATE + <usize> (4 * lane), FIRST * (lane + 1));
}

/**
 * Hashes units at an address. So many as are no whole step are the text's last ones, and zeros stand
 * behind them.
 */
export function hashUnits(address: usize, length: i32): void {
  let first = v128.load(STATE);
  let second = v128.load(STATE, 16);
  let third = v128.load(STATE, 32);
  let fourth = v128.load(STATE, 48);
  for (let from = 0; from < length; from += STEP) {
    first = mix(first, v128.load(address));
    second = mix(second, v128.load(address, 16));
    third = mix(third, v128.load(address, 32));
    fourth = mix(fourth, v128.load(address, 48));
    address += 2 * STEP;
  }
  v128.store(STATE, first);
  v128.store(STATE, second, 16);
  v128.store(STATE, third, 32);
  v128.store(STATE, fourth, 48);
}

/** Writes the hash of all units hashed since the beginning. */
export function endHash(length: i32): void {
  let one = <i32> 0xdeadbeef ^ length;
  let other = 0x41c6ce57 ^ length;
  for (let lane = 0; lane < LANES; lane++) {
    const word = load<i32>(STATE + <usize> (4 * lane));
    one = (one ^ word) * FIRST;
    one ^= one >>> 15;
    other = (other ^ rotl(word, 16)) * 0x5f356495;
    other ^= other >>> 13;
  }
  store<i32>(HASH, one);
  store<i32>(HASH, other, 4);
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function mix(state: v128, pairs: v128): v128 {
  const sum = i32x4.add(state, i32x4.mul(pairs, i32x4.splat(SECOND)));
  return i32x4.mul(v128.or(i32x4.shl(sum, 13), i32x4.shr_u(sum, 19)), i32x4.splat(FIRST));
}
