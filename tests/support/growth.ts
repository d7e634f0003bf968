/** Tells growth with the square of a size from growth with the size, on machines that do other work meanwhile. */

import assert from "node:assert/strict";

const TRIES = 4;

/**
 * Fails unless the larger case takes less than so many times as long as the smaller one, in one of four tries: a pause
 * in the middle of a measurement spoils one of them, a square all.
 */
export async function assertGrowsLess(
  limit: number,
  larger: () => number | Promise<number>,
  smaller: () => number | Promise<number>,
): Promise<void> {
  const ratios: number[] = [];
  while (ratios.length < TRIES) {
    const ratio = await larger() / await smaller();
    if (ratio < limit) return;
    ratios.push(ratio);
  }
  assert.fail(`${ratios.map((ratio) => ratio.toFixed(1)).join(", ")} times as long, not below ${limit}`);
}
