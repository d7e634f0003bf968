/** Findings that say the same are one topic, in however many sessions they turn up. */

import type { Finding, FindingKind } from "../../evidence/finding.ts";
import { isByPeople } from "./finding_words.ts";

/** Findings of one kind about one thing, the weightiest first. */
export interface FindingGroup {
  readonly kind: FindingKind;
  readonly findings: readonly [Finding, ...Finding[]];
  /** Of the weightiest; one more where it happened in several places. */
  readonly weight: number;
}

/** Groups findings; those by people first, then by weight, then in their order. */
export function groupFindings(findings: readonly Finding[]): FindingGroup[] {
  const groups = Map.groupBy(findings, topicOf).values();
  return [...groups].flatMap((group): FindingGroup[] => {
    const [first, ...others] = group.toSorted((a, b) => b.weight - a.weight);
    if (first === undefined) return [];
    const weight = Math.min(5, first.weight + (others.length > 0 ? 1 : 0));
    return [{ kind: first.kind, findings: [first, ...others], weight }];
  }).sort((a, b) => rankOf(b) - rankOf(a));
}

/** Without long ways to the end of a failure that is told already. */
export function withoutDetoursOf(groups: readonly FindingGroup[]): FindingGroup[] {
  const failureOf = ({ citations: [failure] }: Finding) => JSON.stringify(failure);
  const resolved = new Set(
    groups.filter(({ kind }) => kind === "error-resolved").flatMap(({ findings }) => findings.map(failureOf)),
  );
  return groups.filter(({ kind, findings: [first] }) =>
    kind !== "long-detour" || !resolved.has(failureOf(first))
  );
}

/** Counts and references differ between sessions where the topic doesn't. */
function topicOf({ kind, summary, subjects }: Finding): string {
  const words = summary.toLowerCase().replace(/\d+/g, "0").replace(/\s+/g, " ").trim();
  return JSON.stringify([kind, subjects[0] ?? "", words]);
}

function rankOf({ findings: [first], weight }: FindingGroup): number {
  return (isByPeople(first) ? 10 : 0) + weight;
}
