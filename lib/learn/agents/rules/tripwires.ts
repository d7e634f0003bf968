/** Warnings tied to actions, by rules: only where a person or reviewer stepped in, it recurred, or it could destroy something. */

import { uniteCitations } from "../../plan/citation_lists.ts";
import { parseCommand } from "../../evidence/command.ts";
import type { Finding, FindingKind } from "../../evidence/finding.ts";
import { POTENTIAL_SCORE, type ScoredTripwire, tripwireScore } from "../../plan/learn_plan.ts";
import type { GapAnalysis } from "../answers/gap_analysis.ts";
import { standingOf } from "./advice.ts";
import { type FindingGroup, groupFindings } from "./finding_groups.ts";
import { actionsOf, isByPeople, isOutsideProgram, saying, titleOf, wordsOf } from "./finding_words.ts";
import { findingIdsOf } from "./finding_ids.ts";

/** Commands and statements that can lose data or history. */
const DESTRUCTIVE =
  /\brm\s+-\w*[rf]|\bgit\s+(?:push\b.*\s(?:--force|-f)\b|reset\s+--hard|clean\s+-\w*f|branch\s+-D|checkout\s+--\s)|\bdrop\s+(?:table|database|schema)\b|\btruncate\s+table\b|\bdelete\s+from\b|\bterraform\s+destroy\b|\bkubectl\s+delete\b|\bmkfs\b|\bdd\s+if=|\bdata loss\b/i;
const SILENT =
  /\bsilent(?:ly)?\b|\bno error\b|\bwithout (?:an |any )?error\b|\bswallow(?:s|ed)?\b|\bwrong result/i;
/** Kinds that warn of something when they recur. */
const RECURRING: ReadonlySet<FindingKind> = new Set([
  "error-resolved",
  "error-unresolved",
  "reverted-edit",
  "long-detour",
]);

/** A warning is read before each action that it is tied to: two or three sentences. */
const MAX_WARNING_CHARACTERS = 300;

/** Tripwires made by rules that score at least as potential ones. Their documents are those of the gap analysis. */
export function tripwiresByRules(findings: readonly Finding[], { items }: GapAnalysis): ScoredTripwire[] {
  return groupFindings(findings).flatMap((group) => {
    const location = items.find(({ sourceAttribution, location }) =>
      location !== "" && findingIdsOf(sourceAttribution).has(group.findings[0].id)
    )?.location;
    const [action] = actionsOf(group.findings[0]);
    const warning = warningOf(group);
    if (location === undefined || action === undefined || warning === undefined) return [];
    const tripwire = {
      title: titleOf(group.findings[0].summary),
      action,
      warning,
      targetDocPath: location,
      criteria: criteriaOf(group),
      citations: uniteCitations(group.findings.map(({ citations }) => citations)),
    };
    return tripwireScore(tripwire) >= POTENTIAL_SCORE ? [tripwire] : [];
  });
}

function criteriaOf({ kind, findings, weight }: FindingGroup): ScoredTripwire["criteria"] {
  const byPeople = isByPeople(findings[0]);
  const texts = findings.flatMap(({ summary, resolution = "", subjects, citations }) => [
    summary,
    resolution,
    ...subjects,
    ...citations.map(({ quote }) => quote),
  ]);
  const sessions = new Set(
    findings.flatMap(({ citations }) =>
      citations.filter(({ kind }) => kind === "session").map(({ source }) => source)
    ),
  );
  return {
    nonObvious: weight >= 4,
    crossCutting: sessions.size >= 2,
    destructive: texts.some((text) => DESTRUCTIVE.test(text)),
    silent: byPeople && texts.some((text) => SILENT.test(text)),
    repeated: findings.length >= 2 || kind.startsWith("repeated-"),
    externalQuirk: kind.startsWith("error-") &&
      findings.some(({ subjects }) =>
        subjects.some((subject) => isOutsideProgram(subject) && !checksTheProject(subject))
      ),
  };
}

/** What fails then is the project's own code. */
function checksTheProject(subject: string): boolean {
  return ["test", "lint", "check"].includes(parseCommand(subject).purpose);
}

/** What to do instead, in the words of who knew; nothing where nobody did. */
function warningOf(group: FindingGroup): string | undefined {
  const [first, ...others] = group.findings;
  const { destructive } = criteriaOf(group);
  if (!isByPeople(first) && !destructive && !(others.length > 0 && RECURRING.has(group.kind))) {
    return undefined;
  }
  if (isByPeople(first)) {
    const words = wordsOf(first);
    const warning = words === undefined ? first.summary.trim() : `${saying(first)} ${shortened(words)}`;
    return warning === "" ? undefined : warning;
  }
  return first.resolution === undefined || standingOf(first) !== "advice"
    ? undefined
    : `${first.summary} What worked: ${shortened(first.resolution)}`;
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= MAX_WARNING_CHARACTERS ? line : `${line.slice(0, MAX_WARNING_CHARACTERS)} …`;
}
