/** Further lists of learn plans, each joined like its items: one entry for what means the same, with all that is said. */

import { uniteCitations } from "../plan/citation_lists.ts";
import { type Comparable, distinctTexts, groupAlike, type Grouped, pathKey } from "../plan/group_alike.ts";
import { type LearnPlan, type ScoredTripwire, TRIPWIRE_CRITERIA } from "../plan/learn_plan.ts";
import { MAX_FIELD_CHARACTERS, type TripwireCandidate } from "../plan/tripwire_candidates.ts";

type Contradiction = LearnPlan["contradictions"][number];
type StaleDocument = LearnPlan["staleDocuments"][number];
type PreventionInsight = LearnPlan["preventionInsights"][number];
type Several<Entry> = readonly [Entry, ...Entry[]];

export interface MergedList<Entry> {
  readonly entries: readonly Entry[];
  /** For each given entry: which of `entries` it became part of, and what the two have in common. */
  readonly places: Grouped<Entry>["places"];
}

/** Contradictions about the same document. */
export function mergeContradictions(given: readonly Contradiction[]): MergedList<Contradiction> {
  return merge(
    given,
    ({ summary, documentPath, resolution }) => ({
      target: pathKey(documentPath),
      title: summary,
      text: undefined,
      says: resolution,
    }),
    (entries) => ({
      ...entries[0],
      resolution: sentences(entries.map(({ resolution }) => resolution)),
      citations: citationsOf(entries),
    }),
  );
}

/** The same thing to do to the same document. */
export function mergeStaleDocuments(given: readonly StaleDocument[]): MergedList<StaleDocument> {
  return merge(
    given,
    // All of one target are alike.
    ({ path, action }) => ({
      target: `${action} ${pathKey(path)}`,
      title: "document",
      text: undefined,
      says: "",
    }),
    (entries) => ({
      ...entries[0],
      reason: sentences(entries.map(({ reason }) => reason)),
      citations: citationsOf(entries),
    }),
  );
}

/** Problems in similar words. */
export function mergePreventionInsights(given: readonly PreventionInsight[]): MergedList<PreventionInsight> {
  return merge(
    given,
    ({ problem, prevention }) => ({ target: "", title: problem, text: undefined, says: prevention }),
    (entries) => ({
      ...entries[0],
      rootCause: sentences(entries.map(({ rootCause }) => rootCause)),
      prevention: sentences(entries.map(({ prevention }) => prevention)),
      citations: citationsOf(entries),
    }),
  );
}

/** Warnings before the same action in the same document. A criterion is met if one of them meets it. */
export function mergeTripwires(given: readonly ScoredTripwire[]): MergedList<ScoredTripwire> {
  const names = Object.keys(TRIPWIRE_CRITERIA) as (keyof typeof TRIPWIRE_CRITERIA)[];
  return merge(
    given,
    ({ action, warning, targetDocPath }) => ({
      target: pathKey(targetDocPath),
      title: action,
      text: undefined,
      says: warning,
    }),
    (entries) => ({
      ...entries[0],
      warning: sentences(entries.map(({ warning }) => warning)),
      criteria: Object.fromEntries(
        names.map((name) => [name, entries.some(({ criteria }) => criteria[name])]),
      ) as ScoredTripwire["criteria"],
      citations: citationsOf(entries),
    }),
  );
}

/** The same for candidates, as long as readers take the joined warning. */
export function mergeCandidates(given: readonly TripwireCandidate[]): MergedList<TripwireCandidate> {
  const join = (entries: Several<TripwireCandidate>) => ({
    ...entries[0],
    warning: sentences(entries.map(({ warning }) => warning)),
  });
  return merge(
    given,
    ({ action, warning, target_doc_path }) => ({
      target: pathKey(target_doc_path),
      title: action,
      text: undefined,
      says: warning,
    }),
    join,
    (entries) => join(entries).warning.length <= MAX_FIELD_CHARACTERS,
  );
}

function merge<Entry>(
  given: readonly Entry[],
  describe: (entry: Entry) => Comparable,
  join: (entries: Several<Entry>) => Entry,
  fits?: (entries: Several<Entry>) => boolean,
): MergedList<Entry> {
  const { groups, places } = groupAlike(given, describe, fits);
  return { entries: groups.map((entries) => entries.length === 1 ? entries[0] : join(entries)), places };
}

function sentences(texts: readonly string[]): string {
  return distinctTexts(texts).join(" ");
}

function citationsOf(entries: readonly Pick<ScoredTripwire, "citations">[]): ScoredTripwire["citations"] {
  return uniteCitations(entries.map(({ citations }) => citations));
}
