/**
 * Whether there are texts on which a backtracking engine needs more than time proportional to their length.
 *
 * That is so exactly where, for two different states p and q and some text v, the automaton can go from p to p, from p
 * to q and from q to q while it reads v (A. Weber, H. Seidl, "On the degree of ambiguity of finite automata", 1991):
 * on vvvv… it then has ever more ways to be in q. With the text before a match as a state of its own, the same tells
 * whether a search begins again and again in what it has read already.
 */

import type { Automaton } from "./automaton.ts";

/** Steps of the search for such a text; a pattern of thirty characters takes some hundred. */
const MAX_STEPS = 400_000;

/** A text that makes the search slow when it is repeated; undefined where there is none, `null` if it takes too long to say. */
export function textThatGrows(automaton: Automaton): string | undefined | null {
  const { states, samples, holds } = automaton;
  const components = componentsOf(automaton);
  const loops = [...states.keys()].filter((state) =>
    state !== 0 && (components.sizeOf(state) > 1 || states[state]?.next.has(state) === true)
  );
  // The text before a match, and one state of each loop: turning v round gives the same for its other states.
  const starts = [
    0,
    ...loops.filter((state) =>
      loops.find((other) => components.idOf(other) === components.idOf(state)) === state
    ),
  ];
  let steps = 0;
  const successors = (state: number, before: number, after: number, allowed: (next: number) => boolean) => {
    const found: number[] = state === 0 ? [0] : [];
    for (const [next, checks] of states[state]?.next ?? []) {
      if (states[next]?.reads.has(after) && allowed(next) && holds(checks, before, after)) found.push(next);
    }
    return found.filter(allowed);
  };

  const search = (p: number, q: number): string | undefined | null => {
    const staysWithP = (state: number) => components.idOf(state) === components.idOf(p);
    // A loop in which a match can end is no reason to begin again inside of it: what it reads is matched.
    const staysWithQ = (state: number) =>
      components.idOf(state) === components.idOf(q) && !(p === 0 && states[state]?.isFinal === true);
    if (!staysWithQ(q)) return undefined;
    const anywhere = () => true;
    for (const [last] of samples.entries()) {
      if (!states[p]?.reads.has(last) || !states[q]?.reads.has(last)) continue;
      const queue: { at: readonly [number, number, number, number]; text: string }[] = [{
        at: [p, p, q, last],
        text: "",
      }];
      const seen = new Set<string>();
      for (let entry = queue.shift(); entry !== undefined; entry = queue.shift()) {
        const [a, b, c, before] = entry.at;
        for (const [after, sample] of samples.entries()) {
          const withP = successors(a, before, after, staysWithP);
          const withQ = withP.length === 0 ? [] : successors(c, before, after, staysWithQ);
          if (withQ.length === 0) continue;
          const between = successors(b, before, after, anywhere);
          for (const first of withP) {
            for (const second of between) {
              for (const third of withQ) {
                if (++steps > MAX_STEPS) return null;
                const text = entry.text + sample;
                if (first === p && second === q && third === q && after === last) return text;
                const key = `${first} ${second} ${third} ${after}`;
                if (seen.has(key)) continue;
                seen.add(key);
                queue.push({ at: [first, second, third, after], text });
              }
            }
          }
        }
      }
    }
    return undefined;
  };

  for (const p of starts) {
    for (const q of loops) {
      if (p === q) continue;
      const text = search(p, q);
      if (text !== undefined) return text;
    }
  }
  return undefined;
}

/** States that can reach each other belong to one component. */
function componentsOf({ states }: Automaton) {
  const reached = states.map((_, start) => {
    const seen = new Set<number>();
    const open = [start];
    for (let state = open.pop(); state !== undefined; state = open.pop()) {
      for (const next of states[state]?.next.keys() ?? []) {
        if (!seen.has(next)) {
          seen.add(next);
          open.push(next);
        }
      }
    }
    return seen;
  });
  const ids = states.map((_, state) =>
    states.findIndex((_, other) =>
      other === state || (reached[state]?.has(other) === true && reached[other]?.has(state) === true)
    )
  );
  const sizes = new Map<number, number>();
  for (const id of ids) sizes.set(id, (sizes.get(id) ?? 0) + 1);
  return {
    idOf: (state: number) => ids[state] ?? -1,
    sizeOf: (state: number) => sizes.get(ids[state] ?? -1) ?? 0,
  };
}
