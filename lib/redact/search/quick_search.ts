/** A search for a literal of any length that is as quick as V8's for a short one that begins with a rare character. */

/**
 * V8 looks for less than seven characters by finding the first one with `memchr`; for more it takes Horspool's
 * algorithm, which is slower on anything but long literals: `basic` 0.2 ns a character, `bearer ` 2.0.
 */
const PIECE_CHARACTERS = 6;

/** The most frequent characters of logs, in about this order: a piece that begins with one of the first takes 1.5 ns. */
const FREQUENT = " etaoinsrlcdpumhf-/._gbwyv";

/** The same as `text.indexOf(literal, from)` for a literal that is not empty. */
export function quickIndexOf(text: string, literal: string, from = 0): number {
  const before = rarestPlace(literal);
  const piece = literal.slice(before, before + PIECE_CHARACTERS);
  let at = text.indexOf(piece, from + before);
  while (at !== -1 && !text.startsWith(literal, at - before)) at = text.indexOf(piece, at + 1);
  return at === -1 ? -1 : at - before;
}

/** Where the rarest character stands that has another one after it. */
function rarestPlace(literal: string): number {
  let place = 0;
  let rarity = -1;
  for (let index = 0; index < literal.length - 1 || index === 0; index++) {
    const rank = FREQUENT.indexOf(literal.charAt(index));
    const own = rank === -1 ? FREQUENT.length : rank;
    if (own > rarity) [place, rarity] = [index, own];
  }
  return place;
}
