/**
 * Whether two texts that speak of the same may say the opposite: one forbids what the other tells to do, or gives another
 * value. Texts that share most words can differ in just the one that turns them round.
 */

import { wordsIn } from "./words_in.ts";

/** What a text says, in clauses. */
export interface Statements {
  readonly affirmed: readonly Clause[];
  readonly negated: readonly Clause[];
}

interface Clause {
  readonly words: ReadonlySet<string>;
  /** In their order, joined. */
  readonly numbers: string;
}

/** Clauses are compared each with each; a draft of a document has fewer. */
const MAX_CLAUSES = 300;

/** From this share of the shorter one's words on, two clauses are about the same. */
const SAME_MATTER = 2 / 3;
const MAX_WORDS_AROUND_ONE = 4;

const FENCED_CODE = /^ {0,3}(`{3,}|~{3,})[^]*?(?:^ {0,3}\1|(?![^]))/gm;
/** Dots inside of names such as `src/retry.ts` end no clause. */
const CLAUSE_ENDS = /[.:!?](?=\s|$)|[;,()\n–—]|\b(?:but|and|so|because|instead of|rather than)\b/;
const NEGATIONS =
  /\b(?:never|not|no|none|cannot|can['’]?t|won['’]?t|\w+n['’]t|dont|avoid\w*|without|forb[ai]d\w*|refus\w+|stop|unsafe|wrong|disallow\w*|deprecated|nicht|nie|niemals|kein\w*|jamais|nunca)\b/gi;
/** What turns the clause behind it round; it ends the one before. */
const TURNING = /\b(?:instead of|rather than)\b/gi;
/** The opposite of another word, which it forbids. */
const DISABLING = /\bdisabl(?=e[ds]?\b|ing\b)/gi;
/** "one" is no number in most sentences. */
const NUMBER_WORDS = [
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
];
const NUMBER_WORD = new RegExp(`\\b(?:${NUMBER_WORDS.join("|")})\\b`, "gi");
const NUMBER = /\b\d+(?:[.,]\d+)*\b/g;

/** Words that tell neither what is to be done nor with what. */
const FILLING = new Set(
  "always do does must shall should may can will use us using used call please only just ever need have has"
    .split(" "),
);

/** Cuts a text into clauses; code in fences says nothing. A clause that is negated twice counts as neither. */
export function statementsOf(text: string): Statements {
  const affirmed: Clause[] = [];
  const negated: Clause[] = [];
  const marked = text.replace(FENCED_CODE, "\n").replace(TURNING, "; not ").replace(DISABLING, "not enabl")
    .replace(NUMBER_WORD, (word) => String(NUMBER_WORDS.indexOf(word.toLowerCase()) + 2));
  for (const part of marked.split(CLAUSE_ENDS).slice(0, MAX_CLAUSES)) {
    const negations = part.match(NEGATIONS)?.length ?? 0;
    const clause = clauseOf(part.replace(NEGATIONS, " "));
    if (clause.words.size === 0 || negations > 1) continue;
    (negations === 0 ? affirmed : negated).push(clause);
  }
  return { affirmed, negated };
}

/** Whether one forbids what the other affirms, or both say the same of different numbers. */
export function areOpposite(a: Statements, b: Statements): boolean {
  return forbids(a, b) || forbids(b, a) || differsInNumbers(a.affirmed, b.affirmed) ||
    differsInNumbers(a.negated, b.negated);
}

function clauseOf(text: string): Clause {
  const numbers = text.match(NUMBER) ?? [];
  const words = [...wordsIn(text.replace(NUMBER, " "))].filter((word) => !FILLING.has(word));
  return { words: new Set(words), numbers: numbers.join(" ") };
}

function forbids({ negated }: Statements, other: Statements): boolean {
  return negated.some((clause) =>
    other.affirmed.some((each) => isSameMatter(clause, each)) &&
    !other.negated.some((each) => isSameMatter(clause, each))
  );
}

/** Whether two clauses share most words of the shorter one; a single one says what is meant only among few. */
function isSameMatter({ words }: Clause, { words: others }: Clause): boolean {
  const common = words.intersection(others).size;
  return common >= SAME_MATTER * Math.min(words.size, others.size) &&
    (common > 1 || Math.max(words.size, others.size) <= MAX_WORDS_AROUND_ONE);
}

function differsInNumbers(some: readonly Clause[], others: readonly Clause[]): boolean {
  const given = numbersByWords(others);
  return [...numbersByWords(some)].some(([words, numbers]) =>
    given.get(words)?.isDisjointFrom(numbers) ?? false
  );
}

/** The numbers of each clause that has some, by the clause's words. */
function numbersByWords(clauses: readonly Clause[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { words, numbers } of clauses) {
    if (numbers === "") continue;
    const key = [...words].sort().join(" ");
    found.set(key, (found.get(key) ?? new Set()).add(numbers));
  }
  return found;
}
