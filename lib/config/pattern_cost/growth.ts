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

/**
 * Finds a text that makes the search superlinear when it is repeated.
 *
 * @returns undefined if there is none, `null` if finding out takes too long.
 */
export function textThatGrows(automaton: Automaton): string | undefined | null {
  const { states } = automaton;
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
  const search: Search = { automaton, components, stepsLeft: MAX_STEPS };
  for (const p of starts) {
    for (const q of loops) {
      const text = p === q ? undefined : textBetween(p, q, search);
      if (text !== undefined) return text;
    }
  }
  return undefined;
}

interface Search {
  readonly automaton: Automaton;
  readonly components: ReturnType<typeof componentsOf>;
  /** For all pairs of states together. */
  stepsLeft: number;
}

/** Where the three ways have got to that read the same text: from p to p, from p to q, from q to q. */
interface Place {
  readonly states: readonly [number, number, number];
  /** The character that was read last. */
  readonly last: number;
}

/** Whether a way may go through a state. */
type Allow = (state: number) => boolean;

/** The text v for two states; `null` where the steps don't suffice. */
function textBetween(p: number, q: number, search: Search): string | undefined | null {
  const { automaton: { states, samples }, components } = search;
  const staysWithP: Allow = (state) => components.idOf(state) === components.idOf(p);
  // A loop in which a match can end is no reason to begin again inside of it: what it reads is matched.
  const staysWithQ: Allow = (state) =>
    components.idOf(state) === components.idOf(q) && !(p === 0 && states[state]?.isFinal === true);
  if (!staysWithQ(q)) return undefined;
  for (const last of samples.keys()) {
    if (!states[p]?.reads.has(last) || !states[q]?.reads.has(last)) continue;
    const ends = { from: { states: [p, p, q], last }, to: keyOf({ states: [p, q, q], last }) } as const;
    const text = shortestText(ends, [staysWithP, () => true, staysWithQ], search);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** The shortest text that is read from one place to another. */
function shortestText(
  { from, to }: { readonly from: Place; readonly to: string },
  allow: readonly [Allow, Allow, Allow],
  search: Search,
): string | undefined | null {
  const { automaton } = search;
  const queue: { place: Place; text: string }[] = [{ place: from, text: "" }];
  const seen = new Set<string>();
  for (let entry = queue.shift(); entry !== undefined; entry = queue.shift()) {
    for (const place of placesBehind(entry.place, allow, automaton)) {
      if (--search.stepsLeft < 0) return null;
      const text = entry.text + (automaton.samples[place.last] ?? "");
      const key = keyOf(place);
      if (key === to) return text;
      if (seen.has(key)) continue;
      seen.add(key);
      queue.push({ place, text });
    }
  }
  return undefined;
}

function keyOf({ states, last }: Place): string {
  return `${states.join(" ")} ${last}`;
}

/** Where the three ways can be when they have read one more character. */
function* placesBehind(
  { states: [first, second, third], last }: Place,
  [allowFirst, allowSecond, allowThird]: readonly [Allow, Allow, Allow],
  automaton: Automaton,
): Generator<Place> {
  for (const read of automaton.samples.keys()) {
    const firsts = successors(first, last, read, allowFirst, automaton);
    const thirds = firsts.length === 0 ? [] : successors(third, last, read, allowThird, automaton);
    if (thirds.length === 0) continue;
    const seconds = successors(second, last, read, allowSecond, automaton);
    for (const states of triples(firsts, seconds, thirds)) yield { states, last: read };
  }
}

function successors(
  state: number,
  before: number,
  after: number,
  allow: Allow,
  { states, holds }: Automaton,
): number[] {
  const found: number[] = state === 0 && allow(0) ? [0] : [];
  for (const [next, checks] of states[state]?.next ?? []) {
    if (states[next]?.reads.has(after) && allow(next) && holds(checks, before, after)) found.push(next);
  }
  return found;
}

function* triples(
  firsts: readonly number[],
  seconds: readonly number[],
  thirds: readonly number[],
): Generator<readonly [number, number, number]> {
  for (const first of firsts) {
    for (const second of seconds) {
      for (const third of thirds) yield [first, second, third];
    }
  }
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
