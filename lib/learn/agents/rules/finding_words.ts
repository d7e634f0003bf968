/** Findings in words: titles, and where they come from. */

import type { Citation } from "../../citation.ts";
import type { Finding, FindingKind } from "../../evidence/finding.ts";
import { shortSessionId } from "../../plan/render_citations.ts";

const MAX_TITLE_CHARACTERS = 90;

/** Kinds in the plural, as counted in a sentence. */
const PLURALS: Readonly<Record<FindingKind, string>> = {
  "error-resolved": "errors that were resolved",
  "error-unresolved": "errors without a visible resolution",
  "user-correction": "corrections by a person",
  "denial": "refused tool uses",
  "interruption": "interruptions",
  "queued-steering": "remarks while the agent worked",
  "repeated-command": "repeated commands",
  "repeated-read": "repeated reads",
  "external-lookup": "look-ups outside of the repository",
  "reverted-edit": "edits that were taken back",
  "long-detour": "long detours",
  "plan-difference": "differences between plan and diff",
  "review-request": "requests of reviewers",
};

/** Kinds in which a person or reviewer stepped in. */
const BY_PEOPLE: ReadonlySet<FindingKind> = new Set([
  "user-correction",
  "denial",
  "interruption",
  "queued-steering",
  "review-request",
]);

export function isByPeople({ kind }: Finding): boolean {
  return BY_PEOPLE.has(kind);
}

/** The summary as a title: one line, cut between words. */
export function titleOf(text: string): string {
  const line = text.replace(/\s+/g, " ").trim().replace(/[.:;]$/, "");
  if (line.length <= MAX_TITLE_CHARACTERS) return line || "Untitled";
  const cut = line.lastIndexOf(" ", MAX_TITLE_CHARACTERS);
  return `${line.slice(0, cut > MAX_TITLE_CHARACTERS / 2 ? cut : MAX_TITLE_CHARACTERS)} …`;
}

/** "3 errors that were resolved, 1 of refused tool uses": how many of each kind, most first. */
export function countKinds(findings: readonly Finding[]): string {
  const counts = new Map<FindingKind, number>();
  for (const { kind } of findings) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([kind, count]) => `${count} × ${PLURALS[kind]}`)
    .join(", ");
}

export function pluralOf(kind: FindingKind): string {
  return PLURALS[kind];
}

/** Where findings come from: "Session 1a2b3c4d, evidence E3, E7". */
export function attributionOf(findings: readonly Finding[]): string {
  const citations = findings.flatMap(({ citations }) => citations);
  const ids = findings.map(({ id }) => id).join(", ");
  return [...sourcesOf(citations), `evidence ${ids}`].join(", ");
}

/** The sources of citations, each once, in words. */
export function sourcesOf(citations: readonly Citation[]): string[] {
  const words = citations.map(({ kind, source, ref }) => {
    switch (kind) {
      case "session":
        return `session ${shortSessionId(source)}`;
      case "review":
        return `${source} ${ref}`;
      case "diff":
        return `diff of ${source}`;
      case "document":
        return source;
      case "plan":
        return `plan ${source}`;
    }
  });
  return [...new Set(words)];
}
