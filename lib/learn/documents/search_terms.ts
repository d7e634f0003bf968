/** What documents are searched for: words of the plan, of what changed and of what the sessions were about. */

import type { CodeDiff } from "../diff/code_diff.ts";
import { isTelling, wordsOf } from "./words.ts";

/** Where terms come from. */
export interface TermSources {
  readonly title: string;
  /** The plan's Markdown. */
  readonly body: string;
  readonly diff: CodeDiff | undefined;
  /** Files, commands and names that findings of the sessions are about. */
  readonly subjects: readonly string[];
}

/** Weights: the title says what it is about, the body also says what not. */
const WEIGHTS = { title: 5, symbol: 2, subject: 2.5, path: 1.5, body: 1 };

/** How much more than one mention all mentions of a word count. */
const MOST_REPETITION = 2.5;

/** Terms beyond that say less than they cost. */
const MAX_TERMS = 80;

/** Files and symbols in order of rank; the list of a large change is a description of the whole repository. */
const MAX_FILES = 40;

/** Term → weight, heaviest first. A word that several sources have gets what each of them gives. */
export function searchTerms({ title, body, diff, subjects }: TermSources): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  const add = (texts: readonly string[], weight: number, most = Infinity) => {
    // A word that many files or symbols have tells what the change is about; one of them, only what else is in it.
    const inOrder = [...countWords(texts)].sort(([, one], [, other]) => other - one);
    for (const [word, count] of inOrder.slice(0, most)) {
      weights.set(word, (weights.get(word) ?? 0) + weight * Math.min(1 + Math.log(count), MOST_REPETITION));
    }
  };
  const files = (diff?.files ?? []).filter(({ category }) =>
    category !== "generated" && category !== "binary"
  )
    .slice(0, MAX_FILES);
  add([title], WEIGHTS.title);
  add(
    files.flatMap(({ symbols }) => symbols.map((symbol) => symbol.replace(/^[a-z ]+ (?=\S+$)/, ""))),
    WEIGHTS.symbol,
    MAX_TERMS / 4,
  );
  add(subjects, WEIGHTS.subject);
  add(
    files.flatMap(({ path, previousPath }) => [path, previousPath ?? ""].map(withoutExtension)),
    WEIGHTS.path,
    MAX_TERMS / 4,
  );
  add(body.split("\n"), WEIGHTS.body);
  return new Map([...weights].sort(([, one], [, other]) => other - one).slice(0, MAX_TERMS));
}

function withoutExtension(path: string): string {
  return path.replace(/(\/?[^/.]+)(?:\.\w+)+$/, "$1");
}

/** In how many of the texts each word is. */
function countWords(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const word of new Set(wordsOf(text))) {
      if (isTelling(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  return counts;
}
