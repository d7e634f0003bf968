/** In how many ways a pattern can be in the middle of one text: what counted repetitions (`(?:a?){60}`) can blow up. */

import type { Automaton } from "./automaton.ts";

/** Texts followed at once. */
const BEAM = 8;
/** Twice the longest counted repetition. */
const CHARACTERS = 200;

/** For each state, in how many ways a text leads to it. */
type Ways = ReadonlyMap<number, number>;

/** A text that is followed: its last character, and where it leads to. */
interface Followed {
  readonly last: number;
  readonly ways: Ways;
  /** Ways beyond the text before a match. */
  readonly total: number;
}

/**
 * Counts in how many ways a backtracking search can be in the middle of one text. Texts are built greedily from the
 * characters that leave most ways open. The automaton must have no growing text (growth.ts); otherwise there is no
 * maximum.
 *
 * @returns the most ways found, at most `limit`.
 */
export function mostWays(automaton: Automaton, limit: number): number {
  let beam: readonly Followed[] = automaton.samples.map((_, last) => ({
    last,
    ways: new Map([[0, 1]]),
    total: 0,
  }));
  let most = 0;
  for (let length = 0; length < CHARACTERS && beam.length > 0; length++) {
    const grown = beam.flatMap((text) =>
      [...automaton.samples.keys()].map((after) => readNext(text, after, automaton))
    ).filter(({ total }) => total > 0);
    most = grown.reduce((most, { total }) => Math.max(most, total), most);
    if (most >= limit) return limit;
    beam = withoutEqual(grown).sort((a, b) => b.total - a.total).slice(0, BEAM);
  }
  return most;
}

function readNext({ last, ways }: Followed, after: number, { states, holds }: Automaton): Followed {
  const next = new Map([[0, 1]]);
  let total = 0;
  for (const [state, count] of ways) {
    for (const [target, checks] of states[state]?.next ?? []) {
      if (!states[target]?.reads.has(after) || !holds(checks, last, after)) continue;
      next.set(target, (next.get(target) ?? 0) + count);
      total += count;
    }
  }
  return { last: after, ways: next, total };
}

/** Texts that end alike and lead to the same go on alike. */
function withoutEqual(texts: readonly Followed[]): Followed[] {
  return [...new Map(texts.map((text) => [`${text.last} ${[...text.ways].join(" ")}`, text])).values()];
}
