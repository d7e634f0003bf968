/**
 * How many tokens the bytes of a piece are: byte pair encoding, as `ai-tokenizer` does it. Of all neighbours that are a
 * token together those with the lowest rank are merged first, until there are none.
 */

import { hashBehind, hashOn, MOST_BYTES, NO_RANK, rankOf } from "./vocabulary";

/** Hashes of the piece's beginnings, 64 bits each. */
const HASHES: usize = memory.data(1025 * 8, 16);
/** By a token's first byte: where the next one begins, where the one before does, and the rank of it and the next. */
const NEXT: usize = memory.data(1026 * 2);
const BEFORE: usize = memory.data(1026 * 2);
const RANKS: usize = memory.data(1026 * 2);
/** Neighbours to be merged, as a heap: the rank above, the place below. Each merge adds two at most. */
const HEAP: usize = memory.data(1024 * 3 * 4);

/**
 * Pieces that were counted, each where the last one was that belongs there: 64 bits of hash, and tokens by each
 * vocabulary, 0 where they are not known.
 */
const KNOWN_BITS = 13;
const KNOWN: usize = memory.data((1 << KNOWN_BITS) * 16, 16);

let waiting: usize = 0;

/** Tokens of a piece by a vocabulary. One of more than `MOST_BYTES` is counted in stretches, with one more for each. */
export function countPiece(from: usize, end: usize, vocabulary: usize): u32 {
  let tokens: u32 = 0;
  let at = from;
  for (; end - at > MOST_BYTES; at += MOST_BYTES) {
    tokens += countKnown(knownAt(at, at + MOST_BYTES), at, at + MOST_BYTES, vocabulary) + 1;
  }
  return tokens + countKnown(knownAt(at, end), at, end, vocabulary);
}

/** Tokens of a piece of at most `MOST_BYTES` by both vocabularies: the second one's in the upper half. */
export function countByBoth(from: usize, end: usize): u64 {
  const known = knownAt(from, end);
  const counts = load<u64>(known, 8);
  if (<u32>counts != 0 && counts >> 32 != 0) return counts;
  return <u64>countKnown(known, from, end, 0) | (<u64>countKnown(known, from, end, 1) << 32);
}

/** Where it is told what a piece counts. */
function knownAt(from: usize, end: usize): usize {
  let hash: u64 = 0;
  for (let at = from; at < end; at++) hash = hashOn(hash, load<u8>(at));
  const known = KNOWN + (<usize>(hash >> (64 - KNOWN_BITS)) << 4);
  if (load<u64>(known) == hash) return known;
  store<u64>(known, hash);
  store<u64>(known, 0, 8);
  return known;
}

function countKnown(known: usize, from: usize, end: usize, vocabulary: usize): u32 {
  const address = known + 8 + (vocabulary << 2);
  let tokens = load<u32>(address);
  if (tokens == 0) {
    tokens = rankOf(load<u64>(known), <u32>vocabulary) != NO_RANK ? 1 : merge(from, end - from, <u32>vocabulary);
    store<u32>(address, tokens);
  }
  return tokens;
}

function merge(from: usize, length: usize, vocabulary: u32): u32 {
  let hash: u64 = 0;
  store<u64>(HASHES, 0);
  for (let at: usize = 0; at < length; at++) {
    hash = hashOn(hash, load<u8>(from + at));
    store<u64>(HASHES + ((at + 1) << 3), hash);
  }
  waiting = 0;
  for (let at: usize = 0; at <= length; at++) {
    store<u16>(NEXT + (at << 1), <u16>(at + 1));
    store<u16>(BEFORE + (at << 1), <u16>(at - 1));
  }
  for (let at: usize = 0; at < length; at++) rank(at, length, vocabulary);
  let tokens = <u32>length;
  while (waiting > 0) {
    const first = pop();
    const at = <usize>(first & 0xffff);
    if (<u32>load<u16>(RANKS + (at << 1)) != first >> 16) continue;
    const gone = <usize>load<u16>(NEXT + (at << 1));
    const next = <usize>load<u16>(NEXT + (gone << 1));
    store<u16>(NEXT + (at << 1), <u16>next);
    store<u16>(BEFORE + (next << 1), <u16>at);
    store<u16>(RANKS + (gone << 1), <u16>NO_RANK);
    tokens--;
    rank(at, length, vocabulary);
    if (at > 0) rank(<usize>load<u16>(BEFORE + (at << 1)), length, vocabulary);
  }
  return tokens;
}

/** Looks whether a token and the next one are one together. */
function rank(at: usize, length: usize, vocabulary: u32): void {
  const next = <usize>load<u16>(NEXT + (at << 1));
  let found = NO_RANK;
  if (next < length) {
    const end = <usize>load<u16>(NEXT + (next << 1));
    const hash = hashBehind(load<u64>(HASHES + (end << 3)), load<u64>(HASHES + (at << 3)), end - at);
    found = rankOf(hash, vocabulary);
  }
  store<u16>(RANKS + (at << 1), <u16>found);
  if (found != NO_RANK) push((found << 16) | <u32>at);
}

function push(entry: u32): void {
  let at = waiting++;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const above = load<u32>(HEAP + (parent << 2));
    if (above <= entry) break;
    store<u32>(HEAP + (at << 2), above);
    at = parent;
  }
  store<u32>(HEAP + (at << 2), entry);
}

function pop(): u32 {
  const first = load<u32>(HEAP);
  const moved = load<u32>(HEAP + (--waiting << 2));
  let at: usize = 0;
  for (;;) {
    let child: usize = 2 * at + 1;
    if (child >= waiting) break;
    let below = load<u32>(HEAP + (child << 2));
    if (child + 1 < waiting) {
      const other = load<u32>(HEAP + ((child + 1) << 2));
      if (other < below) {
        below = other;
        child++;
      }
    }
    if (below >= moved) break;
    store<u32>(HEAP + (at << 2), below);
    at = child;
  }
  store<u32>(HEAP + (at << 2), moved);
  return first;
}
