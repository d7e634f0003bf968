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
const WEIGHTS = { title: 4, symbol: 3, subject: 2.5, path: 2, body: 1 };

/** Terms beyond that say less than they cost. */
const MAX_TERMS = 80;

/** Files and symbols in order of rank; the list of a large change is a description of the whole repository. */
const MAX_FILES = 40;

/** Term → weight, heaviest first. A word that several sources have gets what each of them gives. */
export function searchTerms({ title, body, diff, subjects }: TermSources): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  const add = (text: string, weight: number) => {
    for (const word of new Set(wordsOf(text))) {
      if (isTelling(word)) weights.set(word, (weights.get(word) ?? 0) + weight);
    }
  };
  add(title, WEIGHTS.title);
  const files = (diff?.files ?? []).filter(({ category }) =>
    category !== "generated" && category !== "binary"
  )
    .slice(0, MAX_FILES);
  add(
    files.map(({ path, previousPath = "" }) => `${withoutExtension(path)} ${withoutExtension(previousPath)}`)
      .join(" "),
    WEIGHTS.path,
  );
  add(
    files.flatMap(({ symbols }) => symbols.map((symbol) => symbol.replace(/^[a-z ]+ (?=\S+$)/, ""))).join(
      " ",
    ),
    WEIGHTS.symbol,
  );
  add(subjects.join(" "), WEIGHTS.subject);
  for (const [word, count] of countWords(body)) {
    weights.set(word, (weights.get(word) ?? 0) + WEIGHTS.body * (1 + Math.log(count)));
  }
  const inOrder = [...weights].sort(([one, weight], [other, otherWeight]) =>
    otherWeight - weight || (one < other ? -1 : 1)
  );
  return new Map(inOrder.slice(0, MAX_TERMS));
}

function withoutExtension(path: string): string {
  return path.replace(/(\/?[^/.]+)(?:\.\w+)+$/, "$1");
}

function countWords(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of wordsOf(text)) if (isTelling(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
