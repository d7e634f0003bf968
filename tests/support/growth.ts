/** Tells growth with the square of a size from growth with the size, on machines that do other work meanwhile. */

import assert from "node:assert/strict";

const TRIES = 10;

/** How often the smaller case is run at most for one measurement. */
const MAX_RUNS = 16;

/**
 * Fails unless the larger case takes less than so many times as long as the smaller one, in one of ten tries or by the fastest
 * of all: a pause in the middle of a measurement spoils one of them, a square all.
 *
 * @param larger gives milliseconds, as `smaller` does.
 */
export async function assertGrowsLess(
  limit: number,
  larger: () => number | Promise<number>,
  smaller: () => number | Promise<number>,
): Promise<void> {
  const ratios: number[] = [];
  let fastest = { larger: Infinity, smaller: Infinity };
  while (ratios.length < TRIES) {
    const long = await larger();
    const times = { larger: long, smaller: await meanOf(smaller, long / 2) };
    fastest = {
      larger: Math.min(fastest.larger, times.larger),
      smaller: Math.min(fastest.smaller, times.smaller),
    };
    if (Math.min(times.larger / times.smaller, fastest.larger / fastest.smaller) < limit) return;
    ratios.push(times.larger / times.smaller);
  }
  assert.fail(`${ratios.map((ratio) => ratio.toFixed(1)).join(", ")} times as long, not below ${limit}`);
}

/**
 * The mean of so many runs that they take some time together: a busy machine lets what takes a millisecond end, and
 * interrupts what takes ten.
 */
async function meanOf(run: () => number | Promise<number>, milliseconds: number): Promise<number> {
  let total = 0;
  let runs = 0;
  while (runs === 0 || (total < milliseconds && runs < MAX_RUNS)) {
    total += await run();
    runs++;
  }
  return total / runs;
}
