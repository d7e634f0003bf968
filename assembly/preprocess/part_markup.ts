/** The XML of a part while it is put together, and what texts cost in tokens: see `lib/preprocess/part_markup.ts`. */

import { countTokens } from "./part_markup/pieces";
import { sample } from "./part_markup/sample";
import { countUnits } from "./part_markup/token_count";
import { makeRoom, position, TEXT } from "./part_markup/written";

export { CLASSES } from "./part_markup/pieces";
export {
  ASTRAL_COSTS,
  COLUMNS,
  configure,
  COSTS,
  MOVES,
  PAIR_SLOTS,
} from "./part_markup/token_count";
export {
  advance,
  appendText,
  encode,
  encodedAt,
  heldUnfit,
  makeRoom,
  position,
  START,
  takeBack,
  TEXT,
} from "./part_markup/written";
export { sampledError, sampledRatio } from "./part_markup/sample";
export { addVocabulary, knowsTokens } from "./part_markup/vocabulary";

/** The cost of the text at `TEXT`, by itself or as what follows the text counted last. */
export function countText(units: i32, goesOn: bool): f64 {
  return countUnits(TEXT, TEXT + (<usize>units << 1), goesOn);
}

/** The cost of what is written behind a place. */
export function countFrom(start: usize): f64 {
  makeRoom(1);
  return countUnits(start, position(), false);
}

/** Tokens of what is written behind a place, as the dearer of two tokenizers counts them, or a few more. */
export function countTokensFrom(start: usize): f64 {
  return countTokens(start, position());
}

/** Tokens of the text at `TEXT`, likewise. */
export function countTokensOfText(units: i32): f64 {
  return countTokens(TEXT, TEXT + (<usize>units << 1));
}

/** Takes samples of what is written behind a place, the first ones or more. */
export function sampleFrom(start: usize, isFirst: bool): void {
  makeRoom(1);
  sample(start, position(), isFirst);
}
