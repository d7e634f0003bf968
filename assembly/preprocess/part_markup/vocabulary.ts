/**
 * The tokens of two vocabularies, in one hash table: which bytes are a token of which, and how early it is merged.
 *
 * No bytes are kept. A run of bytes is known by 64 bits of its hash, of which the slot and what stands in it hold 50: of a
 * thousand million runs looked up one is taken for a token that it is not.
 */

/** Longer runs of bytes are no tokens. */
export const MOST_BYTES: usize = 1024;

/** Of the rank of what is no token. */
export const NO_RANK: u32 = 0xffff;

const SLOT_BITS = 18;
const SLOTS_BYTES: usize = (1 << SLOT_BITS) * 8;

/** All that is filled in: slots, then powers. */
export const TOKENS_BYTES: usize = SLOTS_BYTES + (MOST_BYTES + 1) * 8;
export const TOKENS: usize = memory.data(TOKENS_BYTES, 16);

/** 32 bits of the hash above, and the rank in each vocabulary, raised by one, below. */
const SLOTS: usize = TOKENS;
/** The hash's base, to the power of each length. */
const POWERS: usize = TOKENS + SLOTS_BYTES;

const BASE: u64 = 0x9e37_79b9_7f4a_7c55;
const SPREAD: u64 = 0xd6e8_feb8_6659_fd93;

/** Whether the tables are filled. */
export function knowsTokens(): bool {
  return load<u64>(POWERS) != 0;
}

/** The hash of a run that has one byte more. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function hashOn(hash: u64, byte: u32): u64 {
  return hash * BASE + byte + 1;
}

/** The hash of a run's end, by that of the whole and that of what stands before the end. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function hashBehind(whole: u64, before: u64, length: usize): u64 {
  return whole - before * load<u64>(POWERS + (length << 3));
}

/** The rank of a run in a vocabulary (0 or 1): the lower, the earlier it is merged. `NO_RANK` of what is no token. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function rankOf(hash: u64, vocabulary: u32): u32 {
  const spread = hash * SPREAD;
  let slot = <usize>(spread >> (64 - SLOT_BITS));
  const check = <u32>(spread >> (32 - SLOT_BITS));
  let found = load<u64>(SLOTS + (slot << 3));
  while (found != 0 && <u32>(found >> 32) != check) {
    slot = (slot + 1) & ((1 << SLOT_BITS) - 1);
    found = load<u64>(SLOTS + (slot << 3));
  }
  return ((<u32>found >> (vocabulary << 4)) - 1) & NO_RANK;
}

/**
 * Fills in a vocabulary: each byte, then tokens by the two earlier ones that each is merged from, 16 bits each.
 *
 * @param from where these pairs stand, with room for ten bytes a token behind them.
 */
export function addVocabulary(from: usize, pairs: i32, vocabulary: u32): void {
  store<u64>(POWERS, 1);
  for (let length: usize = 1; length <= MOST_BYTES; length++) {
    store<u64>(POWERS + (length << 3), load<u64>(POWERS + ((length - 1) << 3)) * BASE);
  }
  const hashes = (from + (<usize>pairs << 2) + 7) & ~7;
  const lengths = hashes + ((<usize>pairs + 256) << 3);
  for (let byte: usize = 0; byte < 256; byte++) {
    store<u64>(hashes + (byte << 3), hashOn(0, <u32>byte));
    store<u16>(lengths + (byte << 1), 1);
    addToken(hashOn(0, <u32>byte), <u32>byte, vocabulary);
  }
  for (let index: usize = 0; index < <usize>pairs; index++) {
    const left = <usize>load<u16>(from + (index << 2));
    const right = <usize>load<u16>(from + (index << 2) + 2);
    const added = <usize>load<u16>(lengths + (right << 1));
    const hash = load<u64>(hashes + (left << 3)) * load<u64>(POWERS + (added << 3)) + load<u64>(hashes + (right << 3));
    store<u64>(hashes + ((index + 256) << 3), hash);
    store<u16>(lengths + ((index + 256) << 1), <u16>(<usize>load<u16>(lengths + (left << 1)) + added));
    addToken(hash, <u32>index + 256, vocabulary);
  }
}

function addToken(hash: u64, rank: u32, vocabulary: u32): void {
  const spread = hash * SPREAD;
  let slot = <usize>(spread >> (64 - SLOT_BITS));
  const check = <u32>(spread >> (32 - SLOT_BITS));
  for (;;) {
    const address = SLOTS + (slot << 3);
    const found = load<u64>(address);
    if (found == 0 || <u32>(found >> 32) == check) {
      store<u64>(address, found | (<u64>check << 32) | (<u64>(rank + 1) << (vocabulary << 4)));
      return;
    }
    slot = (slot + 1) & ((1 << SLOT_BITS) - 1);
  }
}
