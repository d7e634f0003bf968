/** What is left of an answer when each of its quotes has been looked for in the source. */

import type { Citation, Origin } from "../citation.ts";
import type { CheckedAnswer, CitationCounts } from "../graph/mod.ts";
import type { DocumentItem, LearnPlan, ScoredTripwire } from "../plan/learn_plan.ts";
import type { CitationVerifier } from "./citation_ledger.ts";

/** Whose text may justify a rule: a tool's output and the client's words alone don't. */
const JUSTIFYING: readonly Origin[] = ["person", "agent", "reviewer", "author", "document"];

/** Removes the citations that can't be verified, wherever they stand, and puts places right. */
export function checkCitations<Answer>(answer: Answer, verify: CitationVerifier): CheckedAnswer<Answer> {
  const counts = { verified: 0, removed: 0, corrected: 0 };
  const checked = mapCitations(answer, (citations) => {
    const result = verify(citations);
    counts.verified += result.verified.length;
    counts.removed += result.removed.length;
    counts.corrected += result.corrected;
    return result.verified.map(({ kind, source, ref, quote }) => ({ kind, source, ref, quote }));
  });
  return { answer: checked, citations: counts };
}

/** A checked plan, and what had to go from it. */
export interface CheckedPlan {
  readonly plan: LearnPlan;
  readonly citations: CitationCounts;
  readonly droppedTripwires: number;
}

/**
 * Checks a plan: an item without a verified citation is of low priority, a tripwire without one that justifies it is
 * dropped, and no document is created that exists.
 *
 * @param paths of all documents that there are.
 */
export function checkPlan(plan: LearnPlan, verify: CitationVerifier, paths: readonly string[]): CheckedPlan {
  const { answer, citations } = checkCitations(plan, verify);
  const { kept, dropped } = justifiedTripwires(answer.tripwires, verify);
  const existing = new Set(paths);
  const items = answer.items.map((item) => withFittingAction(withEarnedPriority(item), existing));
  return { plan: { ...answer, items, tripwires: kept }, citations, droppedTripwires: dropped };
}

/** Tripwires that rest on something that a person, reviewer, author or agent said, as verified. */
export function justifiedTripwires(
  tripwires: readonly ScoredTripwire[],
  verify: CitationVerifier,
): { readonly kept: ScoredTripwire[]; readonly dropped: number } {
  const kept = tripwires.filter(({ citations }) =>
    verify(citations).verified.some(({ origin }) => JUSTIFYING.includes(origin))
  );
  return { kept, dropped: tripwires.length - kept.length };
}

function withEarnedPriority(item: DocumentItem): DocumentItem {
  return item.citations.length === 0 ? { ...item, priority: "LOW" } : item;
}

function withFittingAction(item: DocumentItem, existing: ReadonlySet<string>): DocumentItem {
  return item.action === "CREATE" && existing.has(item.location) ? { ...item, action: "UPDATE" } : item;
}

/** Replaces each list of citations in an answer; all else stays. */
function mapCitations<Value>(value: Value, map: (citations: readonly Citation[]) => Citation[]): Value {
  const walk = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(walk);
    if (typeof part !== "object" || part === null) return part;
    return Object.fromEntries(
      // The answer's schema says that `citations` are citations.
      Object.entries(part).map(([key, inner]) => [key, key === "citations" ? map(inner) : walk(inner)]),
    );
  };
  return walk(value) as Value;
}
