/** Further lists of learn plans, each joined like its items: one entry for what means the same, with all that is said. */

import { pathKey } from "../plan/group_alike.ts";
import type { LearnPlan } from "../plan/learn_plan.ts";
import { citationsOf, mergeAlike, type MergedList, sentences, type Several } from "../plan/merge_alike.ts";
import { MAX_FIELD_CHARACTERS, type TripwireCandidate } from "../plan/tripwire_candidates.ts";

type Contradiction = LearnPlan["contradictions"][number];
type StaleDocument = LearnPlan["staleDocuments"][number];
type PreventionInsight = LearnPlan["preventionInsights"][number];

/** Merges contradictions about the same document. */
export function mergeContradictions(given: readonly Contradiction[]): MergedList<Contradiction> {
  return mergeAlike(
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

/** Merges stale documents: entries with the same action for the same document. */
export function mergeStaleDocuments(given: readonly StaleDocument[]): MergedList<StaleDocument> {
  return mergeAlike(
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

/** Merges problems that are described in similar words. */
export function mergePreventionInsights(given: readonly PreventionInsight[]): MergedList<PreventionInsight> {
  return mergeAlike(
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

/** Merges tripwire candidates, as long as the joined warning is not too long for readers. */
export function mergeCandidates(given: readonly TripwireCandidate[]): MergedList<TripwireCandidate> {
  const join = (entries: Several<TripwireCandidate>) => ({
    ...entries[0],
    warning: sentences(entries.map(({ warning }) => warning)),
  });
  return mergeAlike(
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
