/** Tripwires that warn of the same → one. */

import { pathKey } from "./group_alike.ts";
import { type ScoredTripwire, TRIPWIRE_CRITERIA } from "./learn_plan.ts";
import { citationsOf, mergeAlike, type MergedList, sentences } from "./merge_alike.ts";

/** Warnings before the same action in the same document. A criterion is met if one of them meets it. */
export function mergeTripwires(given: readonly ScoredTripwire[]): MergedList<ScoredTripwire> {
  const names = Object.keys(TRIPWIRE_CRITERIA) as (keyof typeof TRIPWIRE_CRITERIA)[];
  return mergeAlike(
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
