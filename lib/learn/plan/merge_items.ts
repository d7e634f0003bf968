/** Items that mean the same → one with everything that they say. Nothing is lost without being named. */

import { uniteCitations } from "./citation_lists.ts";
import { type DocumentItem, PRIORITIES } from "./learn_plan.ts";

/** What became of an item that was given. */
export interface MergeRecord {
  /** Its place in the list that was given. */
  readonly index: number;
  readonly title: string;
  readonly outcome: "kept" | "merged" | "dropped";
  /** Place of the item in the result that it is part of; undefined for dropped ones. */
  readonly into: number | undefined;
  /** Why, in words. */
  readonly reason: string;
}

export interface MergedItems {
  readonly items: readonly DocumentItem[];
  /** One for each item that was given, in their order. */
  readonly records: readonly MergeRecord[];
}

/** From this share of common words on, texts speak of the same. Joining loses no text: too often is better than too rarely. */
const SIMILAR_TITLES = 0.7;
const SIMILAR_DRAFTS = 0.75;

/** Joins items of the same document and action whose titles or drafts say the same; the order is that of the first of each. */
export function mergeItems(given: readonly DocumentItem[]): MergedItems {
  const groups: { items: [DocumentItem, ...DocumentItem[]]; words: ItemWords[] }[] = [];
  const records: MergeRecord[] = [];
  for (const [index, item] of given.entries()) {
    const words = wordsOfItem(item);
    let reason: string | undefined;
    const into = groups.findIndex((group) => {
      const same = group.items.some((other) => isSameTarget(item, other));
      reason = same
        ? group.words.map((other) => sameMeaning(words, other)).find((found) => found !== undefined)
        : undefined;
      return reason !== undefined;
    });
    const group = groups[into];
    if (group === undefined || reason === undefined) {
      groups.push({ items: [item], words: [words] });
      records.push({
        index,
        title: item.title,
        outcome: "kept",
        into: groups.length - 1,
        reason: "no other says the same",
      });
      continue;
    }
    group.items.push(item);
    group.words.push(words);
    records.push({ index, title: item.title, outcome: "merged", into, reason });
  }
  return { items: groups.map(({ items }) => joined(items)), records };
}

/** Names are looked for in titles, and titles are short; in a long text without names it would take quadratic time. */
const MAX_TITLE_CHARACTERS = 300;

interface ItemWords {
  /** What the title shows as code, or writes as no word is written. */
  readonly names: ReadonlySet<string>;
  readonly title: ReadonlySet<string>;
  readonly draft: ReadonlySet<string>;
}

/** Creating and updating the same document is the same work. */
function isSameTarget(a: DocumentItem, b: DocumentItem): boolean {
  const writes = (item: DocumentItem) => item.action === "CREATE" || item.action === "UPDATE";
  return pathKey(a.location) === pathKey(b.location) && (a.action === b.action || writes(a) && writes(b));
}

function pathKey(path: string): string {
  return path.trim().replaceAll("\\", "/").replace(/^(?:\.?\/)+/, "").toLowerCase();
}

function sameMeaning(a: ItemWords, b: ItemWords): string | undefined {
  // "New option `--all`" and "New option `--any`" have all words in common that are words.
  if (a.names.size > 0 && b.names.size > 0 && a.names.isDisjointFrom(b.names)) return undefined;
  if (similarity(a.title, b.title) >= SIMILAR_TITLES) return "same document, similar title";
  if (similarity(a.draft, b.draft) >= SIMILAR_DRAFTS) return "same document, similar draft";
  return undefined;
}

/** Share of the words that two texts have in common (Jaccard). Two empty texts have nothing in common. */
function similarity(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = a.intersection(b).size;
  const all = a.size + b.size - common;
  return all === 0 ? 0 : common / all;
}

const EMPTY_WORDS = new Set(
  "a an and are as at be by for from how if in into is it its not of on or that the then this to when with you your"
    .split(" "),
);

function wordsOfItem({ title, draftContent }: DocumentItem): ItemWords {
  const names =
    title.slice(0, MAX_TITLE_CHARACTERS).match(/`[^`]+`|[\w./-]*\w[_./-]\w[\w./-]*|\w*[a-z][A-Z]\w*/g) ?? [];
  return {
    names: new Set(names.map((name) => name.replaceAll("`", "").trim().toLowerCase())),
    title: wordsOf(title),
    draft: wordsOf(draftContent),
  };
}

/** "generate", "generating" and "generated" are one word here. */
const ENDING = /(?<=\w{4})(?:ings?|ed|es|s|e)$/;

function wordsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
  return new Set(
    words.filter((word) => !EMPTY_WORDS.has(word)).map((word) => word.replace(ENDING, "")),
  );
}

/** The highest priority, every citation, and each text that the first does not hold already. */
function joined(items: readonly [DocumentItem, ...DocumentItem[]]): DocumentItem {
  const [first, ...others] = items;
  if (others.length === 0) return first;
  const actions = new Set(items.map(({ action }) => action));
  return {
    ...first,
    // Where one knows of the document, it is there.
    action: actions.size > 1 && actions.has("UPDATE") ? "UPDATE" : first.action,
    priority: PRIORITIES.find((priority) => items.some((item) => item.priority === priority)) ??
      first.priority,
    sourceAttribution: distinct(items.map(({ sourceAttribution }) => sourceAttribution)).join("; "),
    rationale: distinct(items.map(({ rationale }) => rationale)).join(" "),
    draftContent: distinct(items.map(({ draftContent }) => draftContent)).join("\n\n"),
    readWhen: distinct(items.flatMap(({ readWhen }) => readWhen)),
    citations: uniteCitations(items.map(({ citations }) => citations)),
  };
}

/** Texts that no other one of them contains, in their order. */
function distinct(texts: readonly string[]): string[] {
  const kept: string[] = [];
  for (const text of texts.map((text) => text.trim())) {
    if (text === "" || kept.some((other) => other.includes(text))) continue;
    kept.splice(0, kept.length, ...kept.filter((other) => !text.includes(other)), text);
  }
  return kept;
}
