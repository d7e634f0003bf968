/** What is shown of a text that was shortened, as text. */

import type { Pruned } from "../../lib/preprocess/pruning/cut_text.ts";

/** The same function, with the shown text in what it gives. */
export function asShown<Arguments extends readonly unknown[]>(
  shorten: (...given: Arguments) => Pruned,
): (...given: Arguments) => Omit<Pruned, "text"> & { readonly text: string } {
  return (...given) => {
    const pruned = shorten(...given);
    return { ...pruned, text: `${pruned.text}` };
  };
}
