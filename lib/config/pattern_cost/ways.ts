/** In how many ways a pattern can be in the middle of one text: what counted repetitions (`(?:a?){60}`) can blow up. */

import type { Automaton } from "./automaton.ts";

/** Texts followed at once. */
const BEAM = 8;
/** Twice the longest counted repetition. */
const CHARACTERS = 200;

/**
 * The most ways found, up to `limit`, on texts made greedily of the characters that leave the most ways open. The
 * automaton must have no growing text (growth.ts), so that there is a most.
 */
export function mostWays({ states, samples, holds }: Automaton, limit: number): number {
  type Ways = ReadonlyMap<number, number>;
  let beam: { last: number; ways: Ways }[] = samples.map((_, last) => ({ last, ways: new Map([[0, 1]]) }));
  let most = 0;
  for (let length = 0; length < CHARACTERS && beam.length > 0; length++) {
    const grown = new Map<string, { last: number; ways: Ways; total: number }>();
    for (const { last, ways } of beam) {
      for (const after of samples.keys()) {
        const next = new Map([[0, 1]]);
        let total = 0;
        for (const [state, count] of ways) {
          for (const [target, checks] of states[state]?.next ?? []) {
            if (!states[target]?.reads.has(after) || !holds(checks, last, after)) continue;
            next.set(target, (next.get(target) ?? 0) + count);
            total += count;
          }
        }
        if (total >= limit) return limit;
        most = Math.max(most, total);
        if (total > 0) grown.set(`${after} ${[...next].join(" ")}`, { last: after, ways: next, total });
      }
    }
    beam = [...grown.values()].sort((a, b) => b.total - a.total).slice(0, BEAM);
  }
  return most;
}
