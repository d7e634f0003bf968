/** Entries of the same target whose titles or texts share most words, put together, unless they say opposite things. */

import { areOpposite, type Statements, statementsOf } from "./opposites.ts";
import { wordsIn } from "./words_in.ts";

/** What is compared of an entry. */
export interface Comparable {
  /** Entries of different ones are never alike. */
  readonly target: string;
  readonly title: string;
  /** Undefined: titles alone decide. */
  readonly text: string | undefined;
  /** What it tells to do: entries that may say opposite things are never alike. */
  readonly says: string;
}

export interface Grouped<Entry> {
  /** In the order of the first of each. */
  readonly groups: readonly (readonly [Entry, ...Entry[]])[];
  /** One for each entry that was given, in their order. */
  readonly places: readonly {
    /** Index of its group. */
    readonly group: number;
    /** What it has in common with it, in words; undefined for the first of a group. */
    readonly alike: string | undefined;
    /** Index of an earlier group that speaks of the same, but may say the opposite. */
    readonly against: number | undefined;
  }[];
}

/** From this share of common words on, texts speak of the same. Joining loses no text: too often is better than too rarely. */
const SIMILAR_TITLES = 0.7;
const SIMILAR_TEXTS = 0.75;

interface Group<Entry> {
  readonly index: number;
  readonly entries: [Entry, ...Entry[]];
  readonly words: Words[];
}

/**
 * Groups entries; each joins the first group of its target that holds one like it, and none that may say the opposite.
 *
 * @param fits whether a group may take one more; by default it may.
 */
export function groupAlike<Entry>(
  given: readonly Entry[],
  describe: (entry: Entry) => Comparable,
  fits: (entries: readonly [Entry, ...Entry[]]) => boolean = () => true,
): Grouped<Entry> {
  const groups: Group<Entry>[] = [];
  const byTarget = new Map<string, Group<Entry>[]>();
  const places = given.map((entry) => {
    const comparable = describe(entry);
    const words = wordsOf(comparable);
    const rivals = byTarget.get(comparable.target) ?? [];
    byTarget.set(comparable.target, rivals);
    let against: number | undefined;
    for (const group of rivals) {
      const alike = group.words.map((other) => whatIsAlike(words, other)).find((found) =>
        found !== undefined
      );
      if (alike === undefined) continue;
      if (group.words.some((other) => areOpposite(words.statements, other.statements))) {
        against ??= group.index;
        continue;
      }
      if (!fits([...group.entries, entry])) continue;
      group.entries.push(entry);
      group.words.push(words);
      return { group: group.index, alike, against };
    }
    const group: Group<Entry> = { index: groups.length, entries: [entry], words: [words] };
    groups.push(group);
    rivals.push(group);
    return { group: group.index, alike: undefined, against };
  });
  return { groups: groups.map(({ entries }) => entries), places };
}

/** Paths that name the same file, however they are written. */
export function pathKey(path: string): string {
  return path.trim().replaceAll("\\", "/").replace(/^(?:\.?\/)+/, "").toLowerCase();
}

/** Texts that no other one of them contains, in their order. */
export function distinctTexts(texts: readonly string[]): string[] {
  const kept: string[] = [];
  for (const text of texts.map((text) => text.trim())) {
    if (text === "" || kept.some((other) => other.includes(text))) continue;
    kept.splice(0, kept.length, ...kept.filter((other) => !text.includes(other)), text);
  }
  return kept;
}

/** Names are looked for in titles, and titles are short; in a long text without names it would take quadratic time. */
const MAX_TITLE_CHARACTERS = 300;

interface Words {
  /** What the title shows as code, or writes as no word is written. */
  readonly names: ReadonlySet<string>;
  readonly title: ReadonlySet<string>;
  readonly text: ReadonlySet<string>;
  /** Cut when they are first compared: most entries have none like them. */
  readonly statements: Statements;
}

function whatIsAlike(a: Words, b: Words): string | undefined {
  // "New option `--all`" and "New option `--any`" have all words in common that are words.
  if (a.names.size > 0 && b.names.size > 0 && a.names.isDisjointFrom(b.names)) return undefined;
  if (similarity(a.title, b.title) >= SIMILAR_TITLES) return "similar title";
  if (similarity(a.text, b.text) >= SIMILAR_TEXTS) return "similar draft";
  return undefined;
}

/** Share of the words that two texts have in common (Jaccard). Two empty texts have nothing in common. */
function similarity(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = a.intersection(b).size;
  const all = a.size + b.size - common;
  return all === 0 ? 0 : common / all;
}

function wordsOf({ title, text, says }: Comparable): Words {
  const names =
    title.slice(0, MAX_TITLE_CHARACTERS).match(/`[^`]+`|[\w./-]*\w[_./-]\w[\w./-]*|\w*[a-z][A-Z]\w*/g) ?? [];
  let statements: Statements | undefined;
  return {
    names: new Set(names.map((name) => name.replaceAll("`", "").trim().toLowerCase())),
    title: wordsIn(title),
    text: wordsIn(text ?? ""),
    get statements() {
      return statements ??= statementsOf(says);
    },
  };
}
