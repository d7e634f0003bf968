/** Findings in words: titles, and where they come from. */

import { counted } from "../../../wording.ts";
import type { Citation } from "../../citation.ts";
import type { Finding, FindingKind } from "../../evidence/finding.ts";
import { codeSpan } from "../../plan/markdown.ts";
import { shortSessionId } from "../../plan/render_citations.ts";

const MAX_TITLE_CHARACTERS = 90;

/** What every text that no model has written says. */
export const BY_RULES = "Made by rules, without a model.";

/** One and several of a kind, as counted in a sentence. */
const NAMES: Readonly<Record<FindingKind, readonly [singular: string, plural: string]>> = {
  "error-resolved": ["error that was resolved", "errors that were resolved"],
  "error-unresolved": ["error without a visible resolution", "errors without a visible resolution"],
  "user-correction": ["correction by a person", "corrections by a person"],
  "denial": ["refused tool use", "refused tool uses"],
  "interruption": ["interruption", "interruptions"],
  "queued-steering": ["remark while the agent worked", "remarks while the agent worked"],
  "repeated-command": ["repeated command", "repeated commands"],
  "repeated-read": ["repeated read", "repeated reads"],
  "external-lookup": ["look-up outside of the repository", "look-ups outside of the repository"],
  "reverted-edit": ["edit that was taken back", "edits that were taken back"],
  "long-detour": ["long detour", "long detours"],
  "plan-difference": ["difference between plan and diff", "differences between plan and diff"],
  "review-request": ["request of a reviewer", "requests of reviewers"],
};

/** Programs that no repository makes itself. */
const OUTSIDE_PROGRAM =
  /^(?:gh|git|glab|npm|npx|pnpm|yarn|bun|deno|node|pip3?|uv|poetry|cargo|go|mvn|gradle|docker|podman|kubectl|helm|terraform|aws|gcloud|az|curl|wget|ssh|psql|mysql|sqlite3|brew|apt(?:-get)?|systemctl|make|cmake)(?=\s|$)/;

/** Whether a subject is a command of a program that does not belong to the repository. */
export function isOutsideProgram(subject: string): boolean {
  return OUTSIDE_PROGRAM.test(subject);
}

/** What somebody is about to do with a command, an address, a file or a name. */
export function actionOn(subject: string): string {
  if (/^https?:/.test(subject)) return `relying on ${subject}`;
  if (/\s/.test(subject) || isOutsideProgram(subject)) return `running ${codeSpan(subject)}`;
  if (!isPath(subject)) return `using ${codeSpan(subject)}`;
  // A path of somebody's machine says nothing to others but by its last name.
  return `changing ${
    codeSpan(/^(?:~|\/|[A-Za-z]:)/.test(subject) ? subject.split(/[/\\]/).at(-1) ?? subject : subject)
  }`;
}

/** What somebody is about to do for whom a finding is of use. */
export function actionsOf({ kind, subjects }: Finding): string[] {
  if (kind !== "external-lookup") return subjects.map(actionOn);
  return subjects.map((subject) =>
    /^https?:/.test(subject)
      ? actionOn(subject)
      : /\s/.test(subject)
      ? `looking up "${titleOf(subject)}"`
      : `relying on ${codeSpan(subject)}`
  );
}

/** Whether a finding is about a file or folder, and not about a command, an address or a word. */
export function isPath(subject: string): boolean {
  return !/\s|^https?:/.test(subject) && /[/\\]|\.\w+$/.test(subject);
}

/** Kinds in which a person or reviewer stepped in. */
const BY_PEOPLE: ReadonlySet<FindingKind> = new Set([
  "user-correction",
  "denial",
  "interruption",
  "queued-steering",
  "review-request",
]);

/** Whether a person or reviewer stepped in. */
export function isByPeople({ kind }: Finding): boolean {
  return BY_PEOPLE.has(kind);
}

/** What a person or reviewer said; undefined if that is not known, as a refusal may come without a word. */
export function wordsOf({ kind, resolution, citations }: Finding): string | undefined {
  switch (kind) {
    case "review-request":
      // How it ended is the author's answer.
      return citations[0]?.quote;
    case "user-correction":
    case "queued-steering":
      return resolution ?? citations.at(-1)?.quote;
    case "denial":
    case "interruption":
      return resolution;
    default:
      return undefined;
  }
}

/** A word alone, in a script that parts words: "stop", "continue!". */
const ONE_WORD = /^[^\p{L}\p{N}]*[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}'’-]*[^\p{L}\p{N}]*$/u;

/**
 * Whether a person's words hold nothing that could be written down, because only that person knows what they refer
 * to.
 */
export function saysNothing(finding: Finding): boolean {
  const isAllThereIs = finding.kind === "queued-steering" || finding.kind === "user-correction";
  return isAllThereIs && ONE_WORD.test(wordsOf(finding) ?? "");
}

/** Who spoke, as the beginning of a sentence: `A reviewer asked:`. */
export function saying({ kind }: Finding): string {
  switch (kind) {
    case "review-request":
      return "A reviewer asked:";
    case "denial":
      return "A person refused it:";
    case "interruption":
      return "A person stopped it:";
    default:
      return "A person said:";
  }
}

/** The summary as a title: one line, cut between words. */
export function titleOf(text: string): string {
  const line = text.replace(/\s+/g, " ").trim().replace(/[.:;]$/, "");
  if (line.length <= MAX_TITLE_CHARACTERS) return line || "Untitled";
  const cut = line.lastIndexOf(" ", MAX_TITLE_CHARACTERS);
  return `${line.slice(0, cut > MAX_TITLE_CHARACTERS / 2 ? cut : MAX_TITLE_CHARACTERS)} …`;
}

/** "3 errors that were resolved, 1 refused tool use": how many of each kind, most first. */
export function countKinds(findings: readonly Finding[]): string {
  const counts = new Map<FindingKind, number>();
  for (const { kind } of findings) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([kind, amount]) => counted(amount, ...NAMES[kind]))
    .join(", ");
}

/** Kinds of sessions by their ids. */
export type SessionKinds = ReadonlyMap<string, string>;

/** Where findings come from: "impl session 1a2b3c4d, evidence E3, E7". */
export function attributionOf(findings: readonly Finding[], kinds: SessionKinds): string {
  const citations = findings.flatMap(({ citations }) => citations);
  const ids = findings.map(({ id }) => id).join(", ");
  return [...sourcesOf(citations, kinds), `evidence ${ids}`].join(", ");
}

/** The sources of citations, each once, in words. */
export function sourcesOf(citations: readonly Citation[], kinds: SessionKinds): string[] {
  const words = citations.map(({ kind, source }) => {
    switch (kind) {
      case "session":
        return `${kinds.get(source) ?? ""} session ${shortSessionId(source, [...kinds.keys()])}`.trim();
      case "review":
        return `the pull request's ${source === "discussion" ? "discussion" : "review"}`;
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
