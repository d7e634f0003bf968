/** Lines of which few are kept, and what is kept of them. */

import { pruneLines as shorten } from "../../lib/preprocess/pruning/prune_text.ts";
import { asShown } from "./shown_text.ts";
import { unlikeLine } from "./unlike_line.ts";

export const pruneLines = asShown(shorten);

export const limits = { headLines: 10, tailLines: 6, errorLines: 8, lineCharacters: 200, characters: 10_000 };

/** Lines of one routine. */
export const routine = (count: number, from = 1) =>
  Array.from(
    { length: count },
    (_, index) => `Linking part${from + index}.o into lib/core (${7 * index} ms)`,
  );

export const prose = (count: number) => Array.from({ length: count }, (_, index) => unlikeLine(index));

/** What is kept of lines with others in the middle of them. */
export function keptOf(
  around: readonly string[],
  middle: readonly string[],
  changes: Partial<typeof limits> = {},
): string[] {
  const half = around.length / 2;
  const lines = [...around.slice(0, half), ...middle, ...around.slice(half)];
  return pruneLines(lines.join("\n"), { ...limits, ...changes }).text.split("\n");
}
