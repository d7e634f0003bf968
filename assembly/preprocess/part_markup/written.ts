/** XML as it is put together: UTF-16 units from `START` to `end`, in a memory that grows with it. */

import { beyondAscii, BLOCK } from "./token_count";

/** Where texts are put before they are escaped: `MOST_UNITS` of lib/wasm.ts, and a block behind them. */
export const TEXT: usize = memory.data(0x8000 * 2 + 16);

/** Where what is written begins. */
export const START: usize = (__heap_base + 15) & ~15;

const AMPERSAND: u32 = 0x26;
const LESS_THAN: u32 = 0x3c;
const GREATER_THAN: u32 = 0x3e;
const CLOSE_BRACKET: u32 = 0x5d;
const SEMICOLON: u64 = 0x3b;
const PAGE_BYTES: usize = 0x10000;
/** An `&` becomes `&amp;`. */
const MOST_UNITS_EACH: usize = 5;

/** Units that are looked for, read from memory: constants of 16 bytes are put together anew in each step of a loop. */
const UNITS: usize = memory.data<u16>([0x20, 0x09, 0x0a, 0x26, 0x3e, 0x02, 0x7f, 0xd800, 0x80]);

// @ts-ignore: a decorator of AssemblyScript
@inline
function splatAt(index: usize): v128 {
  return v128.load16_splat(UNITS + (index << 1));
}

/** Where the text that is written ends. */
let end: usize = START;
let unfit: bool = false;

/** Makes sure that there is memory before an address. */
export function growTo(address: usize): void {
  const pages = <i32>((address + PAGE_BYTES - 1) / PAGE_BYTES) - memory.size();
  if (pages > 0 && memory.grow(pages) < 0) unreachable();
}

/** Adds so many bytes to the memory, and gives where they begin. */
export function addMemory(bytes: usize): usize {
  const start = <usize>memory.size() * PAGE_BYTES;
  growTo(start + bytes);
  return start;
}

/**
 * Whether a text since this was asked last held what XML can't hold or parsers would change: C0 controls but TAB and LF,
 * DEL, half a surrogate pair, U+FFFE, U+FFFF.
 */
export function heldUnfit(): bool {
  const held = unfit;
  unfit = false;
  return held;
}

/** Writes the text at `TEXT` as character data (https://www.w3.org/TR/xml/#syntax) from an address on; gives where it ends. */
export function writeText(from: usize, units: i32): usize {
  growTo(from + (<usize>units * MOST_UNITS_EACH << 1) + BLOCK);
  const textEnd = TEXT + (<usize>units << 1);
  let at = TEXT;
  // Not `end` itself: a global is read from memory and written to it in each step, which takes twice as long.
  let to = from;
  const space = splatAt(0);
  const tab = splatAt(1);
  const lineFeed = splatAt(2);
  const ampersand = splatAt(3);
  const greaterThan = splatAt(4);
  const bracketBit = splatAt(5);
  const del = splatAt(6);
  const surrogate = splatAt(7);
  while (at < textEnd) {
    const block = v128.load(at);
    // What stands behind the text is written, too, and then overwritten.
    v128.store(to, block);
    const isControl = v128.andnot(
      i16x8.lt_u(block, space),
      v128.or(i16x8.eq(block, tab), i16x8.eq(block, lineFeed)),
    );
    // `<` and `>` differ by one bit.
    const isBracket = i16x8.eq(v128.or(block, bracketBit), greaterThan);
    const isOther = v128.or(i16x8.eq(block, ampersand), i16x8.eq(block, del));
    const special = v128.or(v128.or(isControl, isBracket), v128.or(isOther, i16x8.ge_u(block, surrogate)));
    // Branches, as the next step need not wait for what they are told by.
    if (at + BLOCK <= textEnd && !v128.any_true(special)) {
      at += BLOCK;
      to += BLOCK;
      continue;
    }
    const plain = min(<usize>ctz(i16x8.bitmask(special) | 0x100) << 1, textEnd - at);
    at += plain;
    end = to + plain;
    if (at < textEnd) at = appendSpecial(at, textEnd);
    to = end;
  }
  return to;
}

/** Writes a unit that needs attention, or a pair; gives where the next one stands. */
function appendSpecial(at: usize, textEnd: usize): usize {
  const unit = <u32>load<u16>(at);
  if (unit == LESS_THAN) {
    store<u64>(end, 0x003b_0074_006c_0026); // &lt;
    end += 8;
    return at + 2;
  }
  if (unit == AMPERSAND || (unit == GREATER_THAN && isBehindBrackets())) {
    store<u64>(end, unit == AMPERSAND ? 0x0070_006d_0061_0026 : 0x003b_0074_0067_0026); // &amp or &gt;
    end += 8;
    if (unit == AMPERSAND) {
      store<u16>(end, <u16>SEMICOLON);
      end += 2;
    }
    return at + 2;
  }
  store<u16>(end, <u16>unit);
  end += 2;
  if (unit == GREATER_THAN) return at + 2;
  const next = at + 2 < textEnd ? <u32>load<u16>(at + 2) : 0;
  const isPair = unit >= 0xd800 && unit < 0xdc00 && next >= 0xdc00 && next < 0xe000;
  if (isPair) {
    store<u16>(end, <u16>next);
    end += 2;
    return at + 4;
  }
  // From U+E000 on only the last two are no characters.
  if (unit < 0xe000 || unit >= 0xfffe) unfit = true;
  return at + 2;
}

/** `]]>` stands in no text; a tag before this text ends otherwise. */
function isBehindBrackets(): bool {
  return end >= START + 4 && load<u16>(end - 2) == CLOSE_BRACKET && load<u16>(end - 4) == CLOSE_BRACKET;
}

/** Writes what stands before an address as UTF-8 behind it, and gives how many bytes that are. It holds no halves of pairs. */
export function encode(stop: usize): i32 {
  const first = encodedAt(stop);
  growTo(first + ((stop - START) >> 1) * 3 + 2 * BLOCK);
  let to = first;
  let at = START;
  const beyond = beyondAscii();
  const limit = splatAt(8);
  while (at + 2 * BLOCK <= stop) {
    const low = v128.load(at);
    const high = v128.load(at + BLOCK);
    v128.store(to, i8x16.narrow_i16x8_u(low, high));
    if (!v128.any_true(v128.and(v128.or(low, high), beyond))) {
      at += 2 * BLOCK;
      to += BLOCK;
      continue;
    }
    const ascii = ctz(i16x8.bitmask(i16x8.ge_u(low, limit)) | (i16x8.bitmask(i16x8.ge_u(high, limit)) << 8));
    at += ascii << 1;
    to += ascii;
    do {
      const point = pointAt(at);
      to = encodePoint(point, to);
      at += point < 0x10000 ? 2 : 4;
    } while (at < stop && load<u16>(at) >= 0x80);
  }
  while (at < stop) {
    const point = pointAt(at);
    to = encodePoint(point, to);
    at += point < 0x10000 ? 2 : 4;
  }
  return <i32>(to - first);
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function pointAt(at: usize): u32 {
  const unit = <u32>load<u16>(at);
  if (unit < 0xd800 || unit >= 0xdc00) return unit;
  return 0x10000 + ((unit - 0xd800) << 10) + (<u32>load<u16>(at + 2) - 0xdc00);
}

/** Writes a character's bytes; gives where they end. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function encodePoint(point: u32, to: usize): usize {
  if (point < 0x80) {
    store<u8>(to, <u8>point);
    return to + 1;
  }
  if (point < 0x800) {
    store<u8>(to, <u8>(0xc0 | (point >> 6)));
    store<u8>(to, <u8>(0x80 | (point & 0x3f)), 1);
    return to + 2;
  }
  if (point < 0x10000) {
    store<u8>(to, <u8>(0xe0 | (point >> 12)));
    store<u8>(to, <u8>(0x80 | ((point >> 6) & 0x3f)), 1);
    store<u8>(to, <u8>(0x80 | (point & 0x3f)), 2);
    return to + 3;
  }
  store<u8>(to, <u8>(0xf0 | (point >> 18)));
  store<u8>(to, <u8>(0x80 | ((point >> 12) & 0x3f)), 1);
  store<u8>(to, <u8>(0x80 | ((point >> 6) & 0x3f)), 2);
  store<u8>(to, <u8>(0x80 | (point & 0x3f)), 3);
  return to + 4;
}

/** Where `encode` writes. */
export function encodedAt(stop: usize): usize {
  return (stop + 31) & ~15;
}
