/** The XML of a part while it is put together, and what texts cost in tokens: see `lib/preprocess/parts/part_markup.ts`. */

import { countTokens } from "./part_markup/pieces";
import { sample } from "./part_markup/sample";
import { countUnits } from "./part_markup/token_count";
import { growTo, heldUnfit, TEXT } from "./part_markup/written";

export { CLASSES } from "./part_markup/pieces";
export {
  ASTRAL_COSTS,
  COLUMNS,
  configure,
  COSTS,
  MOVES,
  PAIR_SLOTS,
} from "./part_markup/token_count";
export { addMemory, encode, encodedAt, growTo, START, TEXT, writeText } from "./part_markup/written";
export { sampledError, sampledRatio } from "./part_markup/sample";
export { addVocabulary, knowsTokens, TOKENS, TOKENS_BYTES } from "./part_markup/vocabulary";

/** The cost of the text at `TEXT`, by itself or as what follows the text counted last. */
export function countText(units: i32, goesOn: bool): f64 {
  return countUnits(TEXT, TEXT + (<usize>units << 1), goesOn);
}

/** The cost of an element that was written; -1 where it holds what XML can't hold, and that was not looked for before. */
export function costOf(start: usize, end: usize, isLookedAt: bool): f64 {
  if (heldUnfit() && !isLookedAt) return -1;
  growTo(end + 2);
  return countUnits(start, end, false);
}

/** Tokens of what is written there, as the dearer of two tokenizers counts them, or a few more. */
export function countTokensOf(start: usize, end: usize): f64 {
  return countTokens(start, end);
}

/** Tokens of the text at `TEXT`, likewise. */
export function countTokensOfText(units: i32): f64 {
  return countTokens(TEXT, TEXT + (<usize>units << 1));
}

/** Takes samples of what is written there, the first ones or more. */
export function sampleOf(start: usize, end: usize, isFirst: bool): void {
  growTo(end + 2);
  sample(start, end, isFirst);
}
