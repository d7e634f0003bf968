/** Finds the texts that fields of a name hold, in the bytes of this memory; `lib/session/field_scan.ts` is the other side. */

/** A field's name with its quotes: 16 bytes at most, and 4 at least. */
export const NAME: usize = memory.data(16, 16);

/** The first address that is free. Up to 31 bytes behind an end are loaded, though never judged. */
export const START: usize = (__heap_base + 15) & ~15;

const STEP: usize = 16;
const QUOTE: u8 = 0x22;
const COLON: u8 = 0x3a;

/**
 * The address of the next text that a field of that name holds, behind its quote; 0 where there is none. Inside of JSON's
 * strings quotes are escaped: what stands in somebody's text is no field.
 */
export function nextText(from: usize, end: usize, nameLength: usize): usize {
  const first = i8x16.splat(load<i8>(NAME, 1));
  const second = i8x16.splat(load<i8>(NAME, 2));
  const last = i8x16.splat(<i8> QUOTE);
  for (let at = from; at + nameLength < end; at += STEP) {
    let hits = i8x16.bitmask(v128.and(
      v128.and(i8x16.eq(v128.load(at, 1), first), i8x16.eq(v128.load(at, 2), second)),
      i8x16.eq(v128.load(at + nameLength - 1), last),
    ));
    for (; hits != 0; hits &= hits - 1) {
      const name = at + ctz(hits);
      if (!isName(name, nameLength)) continue;
      const text = textBehind(name + nameLength, end);
      if (text != 0) return text;
    }
  }
  return 0;
}

function isName(at: usize, length: usize): bool {
  for (let index: usize = 0; index < length; index++) {
    if (load<u8>(at + index) != load<u8>(NAME + index)) return false;
  }
  return true;
}

function textBehind(nameEnd: usize, end: usize): usize {
  let at = behindWhiteSpace(nameEnd, end);
  if (at >= end || load<u8>(at) != COLON) return 0;
  at = behindWhiteSpace(at + 1, end);
  return at < end && load<u8>(at) == QUOTE ? at + 1 : 0;
}

function behindWhiteSpace(from: usize, end: usize): usize {
  let at = from;
  while (at < end && isWhiteSpace(load<u8>(at))) at++;
  return at;
}

function isWhiteSpace(byte: u8): bool {
  return byte == 0x20 || byte == 0x09 || byte == 0x0d;
}
