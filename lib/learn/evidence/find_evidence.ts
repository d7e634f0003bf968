/** All rules over all sessions, and what they find in one order. */

import type { LearnSource, SourcePlan, SourceSession } from "../source/learn_source.ts";
import { findErrors } from "./errors.ts";
import { type Evidence, type Finding, FINDING_KINDS, type FindingKind } from "./finding.ts";
import type { Found } from "./found.ts";
import { findLookups } from "./lookups.ts";
import { findPersonsActs } from "./persons.ts";
import { findPlanDifferences } from "./plan_difference.ts";
import { findRepetitions } from "./repetition.ts";
import { findRevertedEdits } from "./reverted_edits.ts";
import { findReviewRequests } from "./review_requests.ts";
import { stepsOf } from "./steps.ts";
import { findVainSearches } from "./vain_search.ts";

/** Findings of one kind in one session at most: a session that has more is worth looking at as a whole. */
const MAX_OF_KIND = 40;

/** Findings of a run at most. */
const MAX_FINDINGS = 600;

/** Subjects of a finding at most. */
const MAX_SUBJECTS = 8;

/**
 * Finds friction and knowledge by rules alone. The same source gives the same findings, in the order of the sessions and
 * of what happened in them, then the pull request's. Takes time in proportion to the events.
 */
export function findEvidence(source: Pick<LearnSource, "sessions" | "comments" | "diff" | "plan">): Evidence {
  const groups = [
    ...source.sessions.map((session) => findInSession(session, source.plan)),
    findPlanDifferences(source.plan, source.diff),
    findReviewRequests(source.comments),
  ].map(mergeAlike);
  const counts = countKinds(groups.flat());
  const kept = heaviest(groups.map((group) => group.filter(withinKind(group))));
  const omitted = groups.flat().length - kept.length;
  return {
    findings: kept.map(toFinding),
    counts,
    sessions: source.sessions.length,
    events: source.sessions.reduce((sum, { events }) => sum + events.length, 0),
    ...omitted === 0 ? {} : { omitted },
  };
}

/** What one session tells, in the order of what happened. */
function findInSession(session: SourceSession, plan: SourcePlan): Found[] {
  const steps = stepsOf(session);
  return [
    findErrors(session, steps),
    findVainSearches(session, steps),
    findPersonsActs(session, steps),
    findRepetitions(session, steps),
    findLookups(session, steps, plan.repository),
    findRevertedEdits(session, steps),
  ].flat().sort((a, b) => a.position - b.position);
}

/** The sum of all findings' weights: how much there is to learn. */
export function evidenceWeight({ findings }: Pick<Evidence, "findings">): number {
  return findings.reduce((sum, { weight }) => sum + weight, 0);
}

/** Failures and repetitions of the same kind about the same things that read alike are one finding. */
function mergeAlike(findings: readonly Found[]): Found[] {
  const merged = new Map<string, Found>();
  for (const finding of findings) {
    const key = `${finding.kind} ${finding.summary}`;
    const known = merged.get(key);
    merged.set(
      key,
      known === undefined ? finding : {
        ...known,
        weight: Math.min(5, known.weight + 1),
        citations: [...known.citations, ...finding.citations].slice(0, MAX_CITATIONS),
      },
    );
  }
  return [...merged.values()];
}

/** Citations of a finding that stands for several. */
const MAX_CITATIONS = 6;

/** Lets the heaviest of each kind pass. */
function withinKind(group: readonly Found[]): (finding: Found) => boolean {
  const passing = new Set<Found>();
  for (const kind of FINDING_KINDS) {
    const ofKind = group.filter((finding) => finding.kind === kind);
    for (const finding of ofKind.toSorted((a, b) => b.weight - a.weight).slice(0, MAX_OF_KIND)) {
      passing.add(finding);
    }
  }
  return (finding) => passing.has(finding);
}

function heaviest(groups: readonly (readonly Found[])[]): Found[] {
  const all = groups.flat();
  const passing = new Set(all.toSorted((a, b) => b.weight - a.weight).slice(0, MAX_FINDINGS));
  return all.filter((finding) => passing.has(finding));
}

/** Every kind, also those that nothing was found of. */
function countKinds(findings: readonly Found[]): Record<string, number> {
  const counts = Object.fromEntries(FINDING_KINDS.map((kind): [FindingKind, number] => [kind, 0]));
  for (const { kind } of findings) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

function toFinding(
  { kind, summary, citations, weight, resolution, subjects }: Found,
  index: number,
): Finding {
  return {
    id: `E${index + 1}`,
    kind,
    summary,
    citations: [...citations],
    weight: Math.max(1, Math.min(5, Math.round(weight))),
    ...resolution === undefined ? {} : { resolution },
    subjects: subjects.filter((subject) => subject !== "").slice(0, MAX_SUBJECTS),
  };
}
