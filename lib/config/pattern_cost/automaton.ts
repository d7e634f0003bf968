/**
 * A regular expression as an automaton: one state for each character that is read (Glushkov's construction), with the
 * repetitions written out. Which characters a state reads is asked of the engine itself, with samples of every kind
 * of character that the expression tells apart.
 */

import type { AST } from "@eslint-community/regexpp";

/** A state reads one character. State 0 reads anything: it stands for the text before a match. */
export interface State {
  /** Sets of characters (by number) that it reads. */
  readonly reads: ReadonlySet<number>;
  /** The next states, each with the assertions on the way. */
  readonly next: ReadonlyMap<number, readonly string[]>;
  /**
   * Whether a match can always end here, or, where the state repeats itself, at the end of what it reads: then a search
   * has found what it has read.
   */
  readonly isFinal: boolean;
}

export interface Automaton {
  readonly states: readonly State[];
  /** One character of each set that the expression tells apart. */
  readonly samples: readonly string[];
  /** Whether assertions (`\b`, `^`, `(?!x)`) hold between characters of two sets; beyond the last set is the text's end. */
  holds(checks: readonly string[], before: number, after: number): boolean;
}

/** Why an expression can't be judged, or is known to be bad already: the end of a sentence about it. */
export class UnsuitablePattern extends Error {}

/** Longer counts are like endless ones: a hundred times the work for each character of a log is too much already. */
const MAX_COUNT = 100;
/** Finding the loops takes the square of it in time; patterns that people write have some dozens. */
const MAX_STATES = 600;

/** A place where a part of the expression begins or ends, and what is asserted beyond it. */
interface Link {
  readonly state: number;
  readonly checks: readonly string[];
}

interface Fragment {
  readonly first: readonly Link[];
  readonly last: readonly Link[];
  /** What is asserted where the part reads nothing; undefined: it always reads something. */
  readonly empty: readonly string[] | undefined;
}

/** An assertion that looks further than one character: it may hold everywhere, and may fail everywhere. */
const UNKNOWN = "";

const NOTHING: Fragment = { first: [], last: [], empty: [] };

/**
 * Builds the automaton of an expression.
 * @throws UnsuitablePattern where it can match the empty text, or is beyond what can be judged.
 */
export function buildAutomaton(pattern: AST.Pattern, flags: string): Automaton {
  const { raws, next, lookedAt, root } = new StateGraph(pattern);
  const { samples, readsOf } = sampleCharacters(pattern, flags, [...raws.slice(1), ...lookedAt]);
  const holds = assertionsBetween(samples, flags);
  const endsMatch = ({ state, checks }: Link): boolean => {
    if (checks.length === 0) return true;
    if (checks.includes(UNKNOWN) || next[state]?.get(state)?.length !== 0) return false;
    // The repetition stops before every character that it doesn't read, and at the text's end.
    const reads = readsOf(raws[state] ?? "");
    const others = [...samples.keys(), samples.length].filter((sample) => !reads.has(sample));
    return [...reads].every((before) => others.every((after) => holds(checks, before, after)));
  };
  const final = new Set(root.last.filter(endsMatch).map(({ state }) => state));
  const everything = new Set(samples.keys());
  const states = raws.map((raw, index): State => ({
    reads: index === 0 ? everything : readsOf(raw),
    next: next[index] ?? new Map(),
    isFinal: final.has(index),
  }));
  return { states, samples, holds };
}

/** The states of an expression and the ways between them, before it is known which characters each reads. */
class StateGraph {
  /** What each state reads, as the expression writes it. */
  readonly raws: string[] = [""];
  readonly next: Map<number, readonly string[]>[] = [new Map()];
  /** What assertions look at, as the expression writes it. */
  readonly lookedAt: string[] = [];
  /** The expression as a whole. */
  readonly root: Fragment;

  constructor({ alternatives }: AST.Pattern) {
    this.root = this.#choose(alternatives);
    if (this.root.empty !== undefined) throw new UnsuitablePattern("can match the empty text");
    this.#connect([{ state: 0, checks: [] }], this.root.first);
  }

  #build(element: AST.Element): Fragment {
    switch (element.type) {
      case "Group":
        if (element.modifiers !== null) {
          throw new UnsuitablePattern('has flags inside a group; give them in "flags"');
        }
        return this.#choose(element.alternatives);
      case "CapturingGroup":
        return this.#choose(element.alternatives);
      case "Quantifier":
        return this.#repeat(element);
      case "Assertion":
        return this.#assert(element);
      case "Backreference":
        throw new UnsuitablePattern(`refers back to a group (${element.raw}), which takes unknown time`);
      default:
        return this.#read(element.raw);
    }
  }

  #choose(alternatives: readonly AST.Alternative[]): Fragment {
    const parts = alternatives.map(({ elements }) =>
      elements.map((element) => this.#build(element))
        .reduce((left, right) => this.#concatenate(left, right), NOTHING)
    );
    const empties = parts.flatMap(({ empty }) => empty === undefined ? [] : [empty]);
    return {
      first: parts.flatMap(({ first }) => first),
      last: parts.flatMap(({ last }) => last),
      empty: empties.toSorted((a, b) => a.length - b.length)[0],
    };
  }

  #repeat({ element, min, max }: AST.Quantifier): Fragment {
    const isEndless = max > MAX_COUNT && max > min;
    const required = Math.min(min, MAX_COUNT);
    const optional = isEndless ? 0 : Math.min(max, MAX_COUNT) - required;
    let rest = NOTHING;
    // Nested, `x(x(x)?)?`: side by side, `x?x?x?`, the same text would fit in several ways.
    for (let index = 0; index < optional; index++) {
      rest = { ...this.#concatenate(this.#build(element), rest), empty: [] };
    }
    for (let index = 0; index < Math.max(required, isEndless ? 1 : 0); index++) {
      const copy = this.#build(element);
      if (isEndless && index === 0) this.#connectLoop(copy);
      rest = this.#concatenate(copy, rest);
    }
    return isEndless && required === 0 ? { ...rest, empty: [] } : rest;
  }

  #assert(element: AST.Assertion): Fragment {
    if (element.kind === "lookahead" || element.kind === "lookbehind") {
      requireShort(element);
      const [only, ...others] = element.alternatives;
      const [inner, ...more] = only?.elements ?? [];
      const isOneCharacter = others.length === 0 && more.length === 0 && inner !== undefined && isLeaf(inner);
      if (!isOneCharacter) return { first: [], last: [], empty: [UNKNOWN] };
      this.lookedAt.push(inner.raw);
    }
    return { first: [], last: [], empty: [element.raw] };
  }

  #read(raw: string): Fragment {
    if (this.raws.length > MAX_STATES) {
      throw new UnsuitablePattern(`is longer than ${MAX_STATES} characters with its repetitions written out`);
    }
    const link = { state: this.raws.push(raw) - 1, checks: [] };
    this.next.push(new Map());
    return { first: [link], last: [link], empty: undefined };
  }

  #concatenate(left: Fragment, right: Fragment): Fragment {
    this.#connect(left.last, right.first);
    const { empty: skipLeft } = left;
    const { empty: skipRight } = right;
    return {
      first: skipLeft === undefined ? left.first : [...left.first, ...extend(right.first, skipLeft)],
      last: skipRight === undefined ? right.last : [...right.last, ...extend(left.last, skipRight)],
      empty: skipLeft === undefined || skipRight === undefined ? undefined : [...skipLeft, ...skipRight],
    };
  }

  #connectLoop({ first, last }: Fragment): void {
    for (const from of last) {
      for (const to of first) {
        if (this.next[from.state]?.has(to.state)) {
          throw new UnsuitablePattern("repeats a part that repeats already, so one text fits in many ways");
        }
        this.#connect([from], [to]);
      }
    }
  }

  #connect(from: readonly Link[], to: readonly Link[]): void {
    for (const { state, checks } of from) {
      for (const link of to) this.next[state]?.set(link.state, [...checks, ...link.checks]);
    }
  }
}

/** Links with what is asserted where the part beyond them reads nothing. */
function extend(links: readonly Link[], checks: readonly string[]): Link[] {
  return links.map((link) => ({ ...link, checks: [...link.checks, ...checks] }));
}

function isLeaf(element: AST.Element): boolean {
  return ["Character", "CharacterClass", "CharacterSet", "ExpressionCharacterClass"].includes(element.type);
}

/** What looks around is done at every place it is met: it must not go far, nor in many ways. */
function requireShort({ alternatives, raw }: AST.LookaroundAssertion): void {
  for (const element of alternatives.flatMap(({ elements }) => elements)) {
    const isShort = isLeaf(element) ||
      (element.type === "Assertion" && (element.kind === "word" || element.kind === "start" ||
        element.kind === "end")) ||
      (element.type === "Quantifier" && element.max <= MAX_COUNT && isLeaf(element.element));
    if (!isShort) {
      throw new UnsuitablePattern(
        `looks around with ${raw}, where only characters, \\b and counted repetitions of up to ${MAX_COUNT} are allowed`,
      );
    }
  }
}

/** Letters of several scripts, line ends, a lone surrogate, and a character of two code units. */
const FURTHER_SAMPLES = [..."éſKΩяא中\u2028\uffff\ud800", "\u{1f600}"];

/** Characters that stand for all others: two that no part of the expression tells apart are one set. */
function sampleCharacters(pattern: AST.Pattern, flags: string, raws: readonly string[]) {
  const candidates = new Set([
    // In this order, so that a text shown to a person is readable.
    ..."a0A -_.x",
    ...pattern.raw,
    ...Array.from({ length: 0x100 }, (_, code) => String.fromCharCode(code)),
    ...FURTHER_SAMPLES,
  ]);
  const tests = new Map(
    [...new Set([...raws, "\\w", "[\\n\\r\\u2028\\u2029]"])].map((raw) =>
      [raw, new RegExp(`^(?:${raw})$`, flags)] as const
    ),
  );
  const sets = new Map<string, string>();
  for (const character of candidates) {
    const signature = [...tests.values()].map((test) => test.test(character) ? "1" : "0").join("");
    if (!sets.has(signature)) sets.set(signature, character);
  }
  const samples = [...sets.values()];
  const readsOf = (raw: string) =>
    new Set([...samples.keys()].filter((index) => tests.get(raw)?.test(samples[index] ?? "") === true));
  return { samples, readsOf };
}

function assertionsBetween(samples: readonly string[], flags: string): Automaton["holds"] {
  const known = new Map<string, boolean>();
  const expressions = new Map<string, RegExp>();
  const test = (check: string, before: number, after: number): boolean => {
    const expression = expressions.get(check) ?? new RegExp(check, `${flags}y`);
    expressions.set(check, expression);
    const first = samples[before] ?? "";
    expression.lastIndex = first.length;
    return expression.test(first + (samples[after] ?? ""));
  };
  return (checks, before, after) =>
    checks.every((check) => {
      const key = `${before} ${after} ${check}`;
      const value = known.get(key) ?? test(check, before, after);
      known.set(key, value);
      return value;
    });
}
