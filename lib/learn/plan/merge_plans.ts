/** Several learn plans → one that says everything they say. Every item is accounted for. */

import { uniteCitations } from "./citation_lists.ts";
import type { LearnPlan, ScoredTripwire } from "./learn_plan.ts";
import { oneLine } from "./markdown.ts";
import { mergeItems } from "./merge_items.ts";

/** A learn plan and the issue that holds it. */
export interface PlanOfIssue {
  readonly number: number;
  readonly url: string;
  readonly plan: LearnPlan;
}

/** What became of one item of one plan. */
export interface ItemFate {
  readonly issue: number;
  readonly title: string;
  readonly outcome: "kept" | "merged" | "dropped";
  /** Title of the item that it is, or is part of, now; null for dropped ones. */
  readonly into: string | null;
  readonly reason: string;
}

export interface MergedPlans {
  readonly plan: LearnPlan;
  /** One for each item of each plan, in their order. */
  readonly fates: readonly ItemFate[];
}

/** Joins plans in the order that is given. @param plans at least one. */
export function mergePlans(plans: readonly PlanOfIssue[]): MergedPlans {
  const given = plans.flatMap(({ number, plan }) =>
    plan.items.map((item) => ({
      number,
      item: { ...item, sourceAttribution: attributed(item.sourceAttribution, number) },
    }))
  );
  const { items, records } = mergeItems(given.map(({ item }) => item));
  const fates = records.map(({ index, title, outcome, into, reason }): ItemFate => ({
    issue: given[index]?.number ?? 0,
    title,
    outcome,
    into: into === undefined ? null : items[into]?.title ?? null,
    reason,
  }));
  const all = plans.map(({ plan }) => plan);
  return {
    plan: {
      title: `Documentation Plan: ${all.length} learn plans in one`,
      context: plans.map(({ number, plan }) => `**Plan #${number}, ${oneLine(plan.title)}:** ${plan.context}`)
        .join("\n\n"),
      items: [...items],
      contradictions: unique(
        all.flatMap((plan) => plan.contradictions),
        ({ documentPath, summary }) => [documentPath, summary],
      ),
      staleDocuments: unique(
        all.flatMap((plan) => plan.staleDocuments),
        ({ path, action, reason }) => [path, action, reason],
      ),
      preventionInsights: unique(
        all.flatMap((plan) => plan.preventionInsights),
        ({ problem, prevention }) => [problem, prevention],
      ),
      tripwires: uniqueTripwires(all.flatMap((plan) => plan.tripwires)),
    },
    fates,
  };
}

function attributed(attribution: string, number: number): string {
  return attribution.trim() === "" ? `Learn plan #${number}` : `${attribution} (learn plan #${number})`;
}

/** Entries that say the same words become one with all citations. */
function unique<Entry extends { readonly citations: LearnPlan["items"][number]["citations"] }>(
  entries: readonly Entry[],
  wordsOf: (entry: Entry) => readonly string[],
): Entry[] {
  const byWords = new Map<string, Entry>();
  for (const entry of entries) {
    const key = JSON.stringify(
      wordsOf(entry).map((words) => words.trim().replaceAll(/\s+/g, " ").toLowerCase()),
    );
    const same = byWords.get(key);
    byWords.set(
      key,
      same === undefined ? entry : { ...same, citations: uniteCitations([same.citations, entry.citations]) },
    );
  }
  return [...byWords.values()];
}

/** A criterion that one of several equal tripwires meets, their one meets, too: it was seen more than once. */
function uniqueTripwires(tripwires: readonly ScoredTripwire[]): ScoredTripwire[] {
  const wordsOf = ({ action, warning, targetDocPath }: ScoredTripwire) => [action, warning, targetDocPath];
  return unique(tripwires, wordsOf).map((one) => {
    const same = tripwires.filter((other) => unique([one, other], wordsOf).length === 1);
    const meets = (criterion: keyof ScoredTripwire["criteria"]) =>
      same.some(({ criteria }) => criteria[criterion]);
    return {
      ...one,
      criteria: {
        nonObvious: meets("nonObvious"),
        crossCutting: meets("crossCutting"),
        destructive: meets("destructive"),
        silent: meets("silent"),
        repeated: meets("repeated") || same.length > 1,
        externalQuirk: meets("externalQuirk"),
      },
    };
  });
}
