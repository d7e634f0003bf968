/** Chance that repeats: the same seed gives the same ids, durations and choices on every machine. */

export interface RandomSource {
  /** A whole number from `least` to `most`. */
  whole(least: number, most: number): number;
  pick<T>(choices: readonly [T, ...T[]]): T;
  /** Characters out of an alphabet. */
  characters(alphabet: string, length: number): string;
}

const LETTERS_AND_DIGITS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const HEXADECIMAL = "0123456789abcdef";

/** A source for one seed (mulberry32 over an FNV-1a hash: short, and good enough for fixtures). */
export function randomSource(seed: string): RandomSource {
  let state = hashOf(seed);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    whole,
    pick: (choices) => choices[whole(0, choices.length - 1)] ?? choices[0],
    characters: (alphabet, length) =>
      Array.from({ length }, () => alphabet.charAt(whole(0, alphabet.length - 1))).join(""),
  };
}

/** A version 4 UUID. */
export function uuidFrom(random: RandomSource): string {
  const hex = (length: number) => random.characters(HEXADECIMAL, length);
  return `${hex(8)}-${hex(4)}-4${hex(3)}-${random.characters("89ab", 1)}${hex(3)}-${hex(12)}`;
}

/** An id as the service makes them: `msg_01…`, `toolu_01…`, `req_01…`. */
export function serviceId(random: RandomSource, prefix: "msg" | "toolu" | "req"): string {
  return `${prefix}_01${random.characters(LETTERS_AND_DIGITS, 22)}`;
}

/** A subagent's id: `a` and hexadecimal digits. */
export function agentIdFrom(random: RandomSource, length: number): string {
  return `a${random.characters(HEXADECIMAL, length - 1)}`;
}

/** Base64 of the length that thinking blocks are signed with. */
export function signatureFrom(random: RandomSource, length: number): string {
  return `${random.characters(`${LETTERS_AND_DIGITS}+/`, length)}=`;
}

function hashOf(seed: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < seed.length; at++) hash = Math.imul(hash ^ seed.charCodeAt(at), 0x01000193);
  return hash;
}
