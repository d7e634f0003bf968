/**
 * The shape of a line: its signs, each once however often it follows itself, and whether words and numbers stand between
 * them. Lines of one program's routine (`Compiling a v1.2`) have the same one.
 */

import { BLOCK } from "./layout";
import { unitAt, unitsAt } from "./error_words";

/** Units that are looked at, a bit each: what follows seldom tells lines apart, and takes as long. */
const MOST_UNITS: i32 = 48;

const HASH_FACTOR: i32 = 0x9e3779b1;

/** What is mixed for words and numbers before a sign or the end. */
const WORDS: i32 = 0x10000;
const NUMBERS: i32 = 0x20000;
const INDENTED: i32 = 0x40000;

/** The shape of the line that begins at an address, up to its line end, or the zeros behind the text; 0 for a blank one. */
export function shapeAt(address: usize): i32 {
  let letters: u64 = 0;
  let digits: u64 = 0;
  let joiners: u64 = 0;
  let blanks: u64 = 0;
  let inside: u64 = ~(<u64> 0) >> <u64> (64 - MOST_UNITS);
  for (let from = 0; from < MOST_UNITS; from += BLOCK) {
    const units = unitsAt(address + <usize> (2 * from));
    const folded = v128.or(units, i8x16.splat(0x20));
    const ends = i8x16.bitmask(i8x16.lt_u(units, i8x16.splat(0x0b))) & ~i8x16.bitmask(i8x16.eq(units, i8x16.splat(0x09)));
    // Beyond ASCII everything is a letter: boxes and arrows, too.
    const letter = v128.or(between(folded, 0x61, 26), i8x16.ge_u(units, i8x16.splat(<i8> 0x80)));
    letters |= at(i8x16.bitmask(letter), from);
    digits |= at(i8x16.bitmask(between(units, 0x30, 10)), from);
    // , - . / and \ _ @
    const joiner = v128.or(
      between(units, 0x2c, 4),
      v128.or(i8x16.eq(units, i8x16.splat(0x5c)), v128.or(i8x16.eq(units, i8x16.splat(0x5f)), i8x16.eq(units, i8x16.splat(0x40)))),
    );
    joiners |= at(i8x16.bitmask(joiner), from);
    blanks |= at(i8x16.bitmask(v128.or(i8x16.eq(units, i8x16.splat(0x20)), between(units, 0x09, 5))), from);
    if (ends != 0) {
      inside = (<u64> 1 << (<u64> (from + ctz(ends)))) - 1;
      break;
    }
  }
  return mixed(address, letters & inside, digits & inside, joiners & inside, blanks & inside, inside);
}

function mixed(address: usize, letters: u64, digits: u64, joiners: u64, blanks: u64, inside: u64): i32 {
  if ((inside & ~blanks) == 0) return 0;
  const alike = letters | digits;
  // A joiner behind a word or number belongs to it.
  const parts = alike | (joiners & (alike << 1));
  const beginnings = alike & ~(parts << 1);
  const words = beginnings & letters;
  const numbers = beginnings & digits;
  let shape = <i32> (blanks & 1) * INDENTED;
  let last = -1;
  let done: u64 = 0;
  for (let signs = inside & ~(parts | blanks); signs != 0; signs &= signs - 1) {
    const place = ctz(signs);
    const before = ((<u64> 1 << place) - 1) & ~done;
    done |= before;
    let part = unitAt(address + <usize> (2 * <i32> place));
    if ((words & before) != 0) part |= WORDS;
    if ((numbers & before) != 0) part |= NUMBERS;
    if (part == last) continue;
    last = part;
    shape = (rotl(shape, 5) ^ part) * HASH_FACTOR;
  }
  let rest = 1;
  if ((words & ~done) != 0) rest |= WORDS;
  if ((numbers & ~done) != 0) rest |= NUMBERS;
  return (rotl(shape, 5) ^ rest) * HASH_FACTOR;
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function at(bits: i32, from: i32): u64 {
  return <u64> <u32> bits << <u64> from;
}

/** Which units are so many from one on. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function between(units: v128, first: i32, count: i32): v128 {
  return i8x16.lt_u(i8x16.sub(units, i8x16.splat(<i8> first)), i8x16.splat(<i8> count));
}
