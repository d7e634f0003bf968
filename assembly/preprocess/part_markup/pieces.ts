/**
 * Tokens as real tokenizers count them: a text is divided into pieces as the expressions of `ai-tokenizer`'s `claude` table
 * and of o200k say, and the pieces are counted. Both expressions stand at their functions.
 */

import { countByBoth, countPiece } from "./byte_pairs";
import { MOST_BYTES } from "./vocabulary";

/** Classes of characters, as Unicode's general categories have them. */
const PUNCTUATION: u32 = 0;
/** What is not a letter but part of a word in o200k: combining marks. */
const MARK: u32 = 1;
const NUMBER: u32 = 2;
/** Letters of no case, or of both. */
const LETTER: u32 = 3;
const LOWER: u32 = 4;
const UPPER: u32 = 5;
const NEWLINE: u32 = 6;
const SPACE: u32 = 7;
/** Behind the end. */
const END: u32 = 8;

/** Units that are counted together. What is longer is cut, which costs `CUT_TOKENS`. */
const MOST_UNITS: usize = 0x4000;
/** A cut can join what would be apart: a few tokens at most. */
const CUT_TOKENS: u32 = 4;

/** The class of each code point up to U+1FFFF. */
export const CLASSES: usize = memory.data(0x20000);

const CLAUDE: usize = 0;
const O200K: usize = 1;

/** The text as UTF-8, and beside it the class of the character that each byte belongs to. */
const BYTES: usize = memory.data(0x4000 * 3 + 16);
const KINDS: usize = memory.data(0x4000 * 3 + 16);
/** From a byte to its class. */
const KIND: usize = KINDS - BYTES;

let claude: u32 = 0;
let o200k: u32 = 0;

/** Tokens of UTF-16 units by the tokenizer that counts more, and not fewer than that. */
export function countTokens(start: usize, end: usize): f64 {
  claude = 0;
  o200k = 0;
  let at = start;
  while (at < end) {
    const stop = end - at > MOST_UNITS << 1 ? lineEnd(at, at + (MOST_UNITS << 1)) : end;
    countEncoded(encodePart(at, stop));
    at = stop;
    if (at == end) break;
    claude += CUT_TOKENS;
    o200k += CUT_TOKENS;
  }
  return <f64>max(claude, o200k);
}

/** The place behind the last line end, else one that cuts no pair. */
function lineEnd(from: usize, end: usize): usize {
  for (let at = end; at > from; at -= 2) {
    if (load<u16>(at - 2) == 0x0a) return at;
  }
  return (<u32>load<u16>(end) & 0xfc00) == 0xdc00 ? end - 2 : end;
}

/** Writes units as UTF-8 with their classes; gives where that ends. */
function encodePart(from: usize, end: usize): usize {
  let to = BYTES;
  for (let at = from; at < end; at += 2) {
    let point = <u32>load<u16>(at);
    if (point < 0x80) {
      store<u8>(to, <u8>point);
      store<u8>(to + KIND, load<u8>(CLASSES + <usize>point));
      to++;
      continue;
    }
    if ((point & 0xfc00) == 0xd800 && at + 2 < end) {
      at += 2;
      point = 0x10000 + ((point & 0x3ff) << 10) + (<u32>load<u16>(at) & 0x3ff);
    }
    const kind = <u8>classOf(point);
    const first = to;
    if (point < 0x800) {
      store<u8>(to++, <u8>(0xc0 | (point >> 6)));
    } else if (point < 0x10000) {
      store<u8>(to++, <u8>(0xe0 | (point >> 12)));
      store<u8>(to++, <u8>(0x80 | ((point >> 6) & 0x3f)));
    } else {
      store<u8>(to++, <u8>(0xf0 | (point >> 18)));
      store<u8>(to++, <u8>(0x80 | ((point >> 12) & 0x3f)));
      store<u8>(to++, <u8>(0x80 | ((point >> 6) & 0x3f)));
    }
    store<u8>(to++, <u8>(0x80 | (point & 0x3f)));
    for (let byte = first; byte < to; byte++) store<u8>(byte + KIND, kind);
  }
  store<u8>(to, 0);
  store<u8>(to + KIND, <u8>END);
  return to;
}

function classOf(point: u32): u32 {
  if (point < 0x20000) return load<u8>(CLASSES + <usize>point);
  // Two planes of Han characters; behind them stand selectors, which are marks.
  return point < 0x323b0 ? LETTER : (point >= 0xe0100 && point < 0xe01f0) ? MARK : PUNCTUATION;
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function kindAt(at: usize): u32 {
  return load<u8>(at + KIND);
}

function isLetter(kind: u32): bool {
  return kind >= LETTER && kind <= UPPER;
}

function isSpace(kind: u32): bool {
  return kind == NEWLINE || kind == SPACE;
}

/** Neither white space nor letter nor number. */
function isSign(kind: u32): bool {
  return kind <= MARK;
}

/** What may stand before the last letters of a word, in o200k. */
function isHead(kind: u32): bool {
  return kind == UPPER || kind == LETTER || kind == MARK;
}

function isTail(kind: u32): bool {
  return kind == LOWER || kind == LETTER || kind == MARK;
}

/** Behind the character that begins there. */
function behind(at: usize): usize {
  at++;
  while ((load<u8>(at) & 0xc0) == 0x80) at++;
  return at;
}

/** The character that ends there. */
function before(at: usize): usize {
  at--;
  while ((load<u8>(at) & 0xc0) == 0x80) at--;
  return at;
}

/** Counts what is encoded: most pieces are the same for both tokenizers, and are looked up once. */
function countEncoded(end: usize): void {
  let at = BYTES;
  let other = BYTES;
  while (at < end || other < end) {
    if (at == other) {
      const to = claudeEnd(at);
      other = o200kEnd(at);
      if (to == other && to - at <= MOST_BYTES) {
        const counts = countByBoth(at, to);
        claude += <u32>counts;
        o200k += <u32>(counts >> 32);
      } else {
        claude += countPiece(at, to, CLAUDE);
        o200k += countPiece(at, other, O200K);
      }
      at = to;
    } else if (at < other) {
      const to = claudeEnd(at);
      claude += countPiece(at, to, CLAUDE);
      at = to;
    } else {
      const to = o200kEnd(other);
      o200k += countPiece(other, to, O200K);
      other = to;
    }
  }
}

/** `'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+` */
function claudeEnd(at: usize): usize {
  let to = contractionEnd(at, false);
  if (to > at) return to;
  to = load<u8>(at) == 0x20 ? at + 1 : at;
  const kind = kindAt(to);
  if (isLetter(kind)) {
    do to++; while (isLetter(kindAt(to)));
  } else if (kind == NUMBER) {
    do to++; while (kindAt(to) == NUMBER);
  } else if (isSign(kind)) {
    do to++; while (isSign(kindAt(to)));
  } else {
    return spaceEnd(at);
  }
  return to;
}

/** `\s+(?!\S)|\s+`: white space but for its last character, which goes with what follows. */
function spaceEnd(from: usize): usize {
  let at = from;
  while (isSpace(kindAt(at))) at++;
  if (kindAt(at) == END) return at;
  const last = before(at);
  return last > from ? last : at;
}

/**
 * ```
 * [^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+('s|'t|'re|'ve|'m|'ll|'d)?
 * |[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*('s|'t|'re|'ve|'m|'ll|'d)?
 * |\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+
 * ```
 */
function o200kEnd(at: usize): usize {
  const kind = kindAt(at);
  const word = wordEnd(at, kind);
  if (word > at) return contractionEnd(word, true);
  let to = at;
  if (kind == NUMBER) {
    for (let count = 0; count < 3 && kindAt(to) == NUMBER; count++) to = behind(to);
    return to;
  }
  if (load<u8>(at) == 0x20) to++;
  if (isSign(kindAt(to))) {
    do to++; while (isSign(kindAt(to)));
    while (kindAt(to) == NEWLINE || load<u8>(to) == 0x2f) to++;
    return to;
  }
  let lineEnd = at;
  for (to = at; isSpace(kindAt(to)); to++) if (kindAt(to) == NEWLINE) lineEnd = to + 1;
  return lineEnd > at ? lineEnd : spaceEnd(at);
}

/** The end of the word that begins there, with the sign before it; `at` where none does. */
function wordEnd(at: usize, kind: u32): usize {
  const isWord = isHead(kind) || isTail(kind);
  const second = isLetter(kind) || kind == NUMBER || kind == NEWLINE ? at : behind(at);
  if (second > at) {
    const to = lowerEnd(second);
    if (to > second) return to;
  }
  if (isWord) {
    const to = lowerEnd(at);
    if (to > at) return to;
  }
  if (second > at) {
    const to = headEnd(second);
    if (to > second) return to;
  }
  return isWord ? headEnd(at) : at;
}

function headEnd(from: usize): usize {
  let at = from;
  while (isHead(kindAt(at))) at++;
  return at;
}

/** `[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+` */
function lowerEnd(from: usize): usize {
  let at = headEnd(from);
  if (isTail(kindAt(at))) {
    do at++; while (isTail(kindAt(at)));
    return at;
  }
  while (at > from && kindAt(at - 1) == UPPER) at--;
  return at;
}

/** Behind `'s`, `'re` and the like; the same place where there is none. */
function contractionEnd(at: usize, anyCase: bool): usize {
  if (load<u8>(at) != 0x27) return at;
  const fold: u32 = anyCase ? 0x20 : 0;
  const first = <u32>load<u8>(at + 1) | fold;
  if (first == 0x73 || first == 0x74 || first == 0x6d || first == 0x64) return at + 2;
  const second = <u32>load<u8>(at + 2) | fold;
  if ((first == 0x72 || first == 0x76) && second == 0x65) return at + 3;
  if (first == 0x6c && second == 0x6c) return at + 3;
  return at;
}
