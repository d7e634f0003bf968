/** Tells growth with the square of a size from growth with the size, on machines that do other work meanwhile. */

import assert from "node:assert/strict";

const TRIES = 10;

/**
 * Fails unless the larger case takes less than so many times as long as the smaller one, in one of ten tries or by the fastest
 * of all: a pause in the middle of a measurement spoils one of them, a square all.
 */
export async function assertGrowsLess(
  limit: number,
  larger: () => number | Promise<number>,
  smaller: () => number | Promise<number>,
): Promise<void> {
  const ratios: number[] = [];
  let fastest = { larger: Infinity, smaller: Infinity };
  while (ratios.length < TRIES) {
    const times = { larger: await larger(), smaller: await smaller() };
    fastest = {
      larger: Math.min(fastest.larger, times.larger),
      smaller: Math.min(fastest.smaller, times.smaller),
    };
    if (Math.min(times.larger / times.smaller, fastest.larger / fastest.smaller) < limit) return;
    ratios.push(times.larger / times.smaller);
  }
  assert.fail(`${ratios.map((ratio) => ratio.toFixed(1)).join(", ")} times as long, not below ${limit}`);
}
