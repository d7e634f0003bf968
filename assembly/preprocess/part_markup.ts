/** The XML of a part while it is put together, and what texts cost in tokens: see `lib/preprocess/part_markup.ts`. */

import { countUnits } from "./part_markup/token_count";
import { makeRoom, position, TEXT } from "./part_markup/written";

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

/** The cost of the text at `TEXT`, by itself or as what follows the text counted last. */
export function countText(units: i32, goesOn: bool): f64 {
  return countUnits(TEXT, TEXT + (<usize>units << 1), goesOn);
}

/** The cost of what is written behind a place. */
export function countFrom(start: usize): f64 {
  makeRoom(1);
  return countUnits(start, position(), false);
}
