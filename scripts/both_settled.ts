/** Two pieces of work beside each other, of which neither runs on when the other failed. */

/** Both values when both have ended; throws what the first that failed threw, then too. */
export async function bothSettled<One, Other>(
  one: Promise<One>,
  other: Promise<Other>,
): Promise<[One, Other]> {
  await Promise.allSettled([one, other]);
  return [await one, await other];
}
