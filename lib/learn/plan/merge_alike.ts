/** Entries of a list of a plan that mean the same → one, with all that is said. */

import { uniteCitations } from "./citation_lists.ts";
import { type Comparable, distinctTexts, groupAlike, type Grouped } from "./group_alike.ts";
import type { ScoredTripwire } from "./learn_plan.ts";

export type Several<Entry> = readonly [Entry, ...Entry[]];

export interface MergedList<Entry> {
  readonly entries: readonly Entry[];
  /** For each given entry: which of `entries` it became part of, and what the two have in common. */
  readonly places: Grouped<Entry>["places"];
}

/** Joins entries that are alike, each with the first like it. */
export function mergeAlike<Entry>(
  given: readonly Entry[],
  describe: (entry: Entry) => Comparable,
  join: (entries: Several<Entry>) => Entry,
  fits?: (entries: Several<Entry>) => boolean,
): MergedList<Entry> {
  const { groups, places } = groupAlike(given, describe, fits);
  return { entries: groups.map((entries) => entries.length === 1 ? entries[0] : join(entries)), places };
}

/** Texts as one, none of them twice. */
export function sentences(texts: readonly string[]): string {
  return distinctTexts(texts).join(" ");
}

/** The citations of all. */
export function citationsOf(
  entries: readonly Pick<ScoredTripwire, "citations">[],
): ScoredTripwire["citations"] {
  return uniteCitations(entries.map(({ citations }) => citations));
}
