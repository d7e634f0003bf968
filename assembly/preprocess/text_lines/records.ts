/** What is told of a text's lines, block by block. */

import { errorAt, MORE, NAMED, NOTHING } from "./error_words";
import { ENDS, ERRORS, EXTRA_BYTES, SHAPES } from "./layout";
import { shapeAt } from "./shapes";

/** The window: where it begins in the text, and where in memory. */
let base: i32 = 0;
let start: usize = 0;

/** Lines of the text that have ended, and those of them before the window. */
let lines: i32 = 0;
let linesBefore: i32 = 0;

/** Bytes of UTF-8 beyond one a unit, so far. */
let extraBytes: i32 = 0;

/** Errors told of in the window, the last line that one was found in, and what it tells of. */
let errors: i32 = 0;
let lastError: i32 = -1;
let lastTold: i32 = NOTHING;

/** The last line that holds the word for errors itself. */
let namedLine: i32 = -1;

/** Where the last line began. */
let lineStart: i32 = 0;

/** Whether shapes are told, and the last line's. */
let withShapes: bool = false;
let shape: i32 = 0;

export function beginLines(): void {
  lines = 0;
  extraBytes = 0;
  lastError = -1;
  namedLine = -1;
  lineStart = 0;
}

export function beginWindow(windowBase: i32, address: usize, isPruned: bool): void {
  base = windowBase;
  start = address;
  linesBefore = lines;
  errors = 0;
  withShapes = isPruned;
  if (isPruned && base == 0) shape = shapeAt(address);
}

/** How many lines end in the window. */
export function linesFound(): i32 {
  return lines - linesBefore;
}

/** How many errors are told of in the window. */
export function errorsFound(): i32 {
  return errors;
}

/**
 * Takes notice of sixteen units.
 * @param from of the first of them, in the window.
 * @param ends which of them are line ends: a bit each.
 * @param words which of them may begin a word, or are signs.
 * @param wide which of them are beyond ASCII.
 */
export function takeBlock(from: i32, ends: i32, words: i32, wide: i32): void {
  const wider = wide != 0 ? widerAt(start + <usize> (2 * from), wide) : 0;
  for (let places = ends | words; places != 0; places &= places - 1) {
    const place = ctz(places);
    const bit = 1 << place;
    if ((ends & bit) != 0) endLine(base + from + place + 1, popcnt(wide & (bit - 1)) + popcnt(wider & (bit - 1)));
    else noteWord(from + place);
  }
  extraBytes += popcnt(wide) + popcnt(wider);
}

/** Takes notice of what may be a word of errors. */
function noteWord(place: i32): void {
  const known = lastError == lines ? lastTold : NOTHING;
  if (known == MORE) return;
  const found = errorAt(start + <usize> (2 * place));
  if ((found & NAMED) != 0) namedLine = lines;
  const told = found & ~NAMED;
  if (told <= known) return;
  lastError = lines;
  lastTold = told;
  const record = ERRORS + <usize> (12 * errors);
  store<i32>(record, lines);
  store<i32>(record, base + place, 4);
  store<i32>(record, told, 8);
  errors++;
}

/** Ends the last line, where the text does not end with a line end. */
export function endLastLine(end: i32): void {
  if (end > lineStart) endLine(end, 0);
}

function endLine(end: i32, extra: i32): void {
  const record = <usize> (4 * (lines - linesBefore));
  store<i32>(ENDS + record, end);
  store<i32>(EXTRA_BYTES + record, extraBytes + extra);
  if (withShapes) {
    // An error among warnings is in the same shape as they are.
    store<i32>(SHAPES + record, namedLine == lines ? ~shape : shape);
    shape = shapeAt(start + <usize> (2 * (end - base)));
  }
  lines++;
  lineStart = end;
}

/** Which of sixteen units take three bytes: those from U+0800 on, but for surrogate pairs, whose halves take two each. */
function widerAt(address: usize, wide: i32): i32 {
  const rows = i16x8.splat(<i16> 0xf800);
  const surrogate = i16x8.splat(<i16> 0xd800);
  const none = i16x8.splat(0);
  const low = v128.and(v128.load(address), rows);
  const high = v128.and(v128.load(address, 16), rows);
  const wider = ~bitsOf(i16x8.eq(low, none), i16x8.eq(high, none)) & wide;
  let halves = bitsOf(i16x8.eq(low, surrogate), i16x8.eq(high, surrogate)) & wide;
  let paired = 0;
  for (; halves != 0; halves &= halves - 1) {
    const place = ctz(halves);
    if (isPaired(address + <usize> (2 * place))) paired |= 1 << place;
  }
  return wider & ~paired;
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function bitsOf(low: v128, high: v128): i32 {
  return i8x16.bitmask(i8x16.narrow_i16x8_s(low, high));
}

/** Whether a surrogate has its other half beside it. */
function isPaired(address: usize): bool {
  const isHigh = load<u16>(address) < 0xdc00;
  const other = <i32> (isHigh ? load<u16>(address, 2) : load<u16>(address - 2));
  return (other & 0xfc00) == (isHigh ? 0xdc00 : 0xd800);
}
