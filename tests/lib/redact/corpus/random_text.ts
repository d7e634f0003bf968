/** Random characters from a seed: samples look like the real thing and are the same in every run. */

export const DIGITS = "0123456789";
export const HEX = "0123456789abcdef";
export const LOWER = "abcdefghijklmnopqrstuvwxyz";
export const UPPER = LOWER.toUpperCase();
export const LETTERS = UPPER + LOWER;
export const ALPHANUMERIC = LETTERS + DIGITS;
export const BASE64 = `${ALPHANUMERIC}+/`;
export const BASE64URL = `${ALPHANUMERIC}-_`;

export interface RandomText {
  /** So many characters of an alphabet. */
  of(alphabet: string, length: number): string;
  /** A random UUID (version 4). */
  uuid(): string;
}

/** mulberry32: 32 bits of state are plenty for samples. */
export function randomText(seed: number): RandomText {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const of = (alphabet: string, length: number) => {
    let text = "";
    for (let index = 0; index < length; index++) {
      text += alphabet.charAt(Math.floor(next() * alphabet.length));
    }
    return text;
  };
  return {
    of,
    uuid: () => `${of(HEX, 8)}-${of(HEX, 4)}-4${of(HEX, 3)}-${of("89ab", 1)}${of(HEX, 3)}-${of(HEX, 12)}`,
  };
}

/** A password as people choose one, with a digit and a sign. */
export function chosenPassword(random: RandomText): string {
  return `${random.of(LOWER, 5)}${random.of("23456789", 2)}!${random.of(ALPHANUMERIC, 5)}`;
}

/** Two names and a number that sound like words and are none: `KobaluMarona347`. */
export function wordsAndNumber(random: RandomText): string {
  const word = () => `${random.of(UPPER, 1)}o${random.of("bdgkm", 1)}a${random.of("lmnr", 1)}u`;
  return `${word()}${word()}${random.of("3456789", 3)}`;
}

/** A token of capitals, small letters and digits, each of which it holds. */
export function mixedToken(random: RandomText, length = 32): string {
  return `${random.of(UPPER, 1)}${random.of(LOWER, 1)}${random.of(DIGITS, 3)}${
    random.of(ALPHANUMERIC, length - 5)
  }`;
}
