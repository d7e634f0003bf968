/** A plan that says nothing twice, creates each document once, and names what in it may contradict itself. Pure. */

import { opposedItems, opposedTripwires, removedAndWritten, withContradictions } from "./kept_apart.ts";
import type { LearnPlan, ScoredTripwire } from "./learn_plan.ts";
import { mergeItems } from "./merge_items.ts";
import { mergeTripwires } from "./merge_tripwires.ts";
import { withOneCreation } from "./one_creation.ts";

/** Joins items that say the same. What no quote proves isn't joined with what one does: it would seem to be proved. */
export function withConsistentItems(plan: LearnPlan): LearnPlan {
  const merged = mergeItems(
    plan.items,
    (items) => new Set(items.map(({ citations }) => citations.length > 0)).size === 1,
  );
  return {
    ...plan,
    items: [...withOneCreation(merged.items, [plan.items])],
    contradictions: withContradictions(plan.contradictions, [
      ...opposedItems(merged),
      ...removedAndWritten(merged.items),
    ]),
  };
}

/** The plan with these tripwires in the place of its own. */
export function withConsistentTripwires(plan: LearnPlan, tripwires: readonly ScoredTripwire[]): LearnPlan {
  const merged = mergeTripwires(tripwires);
  return {
    ...plan,
    tripwires: [...merged.entries],
    contradictions: withContradictions(plan.contradictions, opposedTripwires(merged)),
  };
}
