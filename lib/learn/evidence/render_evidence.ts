/** Evidence as Markdown, for people and as an index for models. */

import { counted } from "../../wording.ts";
import type { Citation } from "../citation.ts";
import type { Evidence, Finding, FindingKind } from "./finding.ts";

/** What each kind is called in a heading, in the order in which they matter to a reader. */
const TITLES: Readonly<Record<FindingKind, string>> = {
  "user-correction": "Corrections by a person",
  denial: "Refused tool uses",
  interruption: "Interruptions",
  "queued-steering": "Steered while the agent worked",
  "error-resolved": "Failures that were solved",
  "error-unresolved": "Failures that were not solved",
  "long-detour": "Long detours",
  "reverted-edit": "Edits taken back",
  "repeated-command": "Repeated commands",
  "repeated-read": "Repeated reads and searches",
  "external-lookup": "Looked up outside",
  "plan-difference": "Plan and pull request differ",
  "review-request": "Requests of reviewers",
};

/** Markdown with a section for each kind, the heaviest findings first, each with its places and quotes. */
export function renderEvidence(evidence: Evidence): string {
  const { findings, counts, sessions, events, omitted } = evidence;
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const lines = [
    "# Evidence",
    "",
    `${counted(total, "finding")} in ${counted(sessions, "session")} with ${
      counted(events, "event")
    }, found by rules, ` +
    "without a model." +
    (omitted === undefined ? "" : ` The ${omitted} lightest are left out below.`),
  ];
  for (const kind of Object.keys(TITLES) as FindingKind[]) {
    const ofKind = findings.filter((finding) => finding.kind === kind).toSorted((a, b) =>
      b.weight - a.weight
    );
    if (ofKind.length === 0) continue;
    lines.push("", `## ${TITLES[kind]} (${counts[kind] ?? ofKind.length})`, "");
    for (const finding of ofKind) lines.push(...findingLines(finding));
  }
  return `${lines.join("\n")}\n`;
}

function findingLines({ id, summary, weight, resolution, citations }: Finding): string[] {
  return [
    `- **${id}** (${"●".repeat(weight)}${"○".repeat(5 - weight)}) ${escapeMarkdown(summary)}`,
    ...resolution === undefined || summary.includes(resolution)
      ? []
      : [`  - Ended with: ${escapeMarkdown(resolution)}`],
    ...citations.map((citation) => `  - ${placeOf(citation)}: ${asCode(citation.quote)}`),
  ];
}

function placeOf({ kind, source, ref }: Citation): string {
  if (kind === "plan") return `plan ${source} ${ref}`;
  if (kind === "session") return `session ${source} ${ref}`;
  return `${kind === "review" ? "" : `${kind} `}${source} ${ref}`;
}

/** On one line, between backticks that it doesn't hold itself. */
function asCode(text: string): string {
  const line = text.replace(/\s+/g, " ");
  const longest = Math.max(0, ...Array.from(line.matchAll(/`+/g), ([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return longest === 0 ? `\`${line}\`` : `${fence} ${line} ${fence}`;
}

/** Text of sessions must not become markup, mentions or references of its own. */
function escapeMarkdown(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>|]/g, "\\$&").replace(
    /(?<![\w`])[@#](?=\w)/g,
    "$&\u200b",
  );
}
