/** Drafts by rules: what happened, what worked, and the words of who knew, all of it quoted. */

import type { Citation } from "../../citation.ts";
import type { Finding } from "../../evidence/finding.ts";
import { brief } from "../../evidence/quotes.ts";
import { codeSpan, fenced, oneLine, prose } from "../../plan/markdown.ts";
import { citedSessions, renderPlace } from "../../plan/render_citations.ts";
import type { InventoryItem } from "../answers/diff_analysis.ts";
import type { GapItem } from "../answers/gap_analysis.ts";
import type { SynthesizerInput } from "../inputs.ts";
import { type Standing, standingOf } from "./advice.ts";
import { isByPeople, isPath, saying, titleOf, wordsOf } from "./finding_words.ts";
import { findingsOf } from "./finding_ids.ts";
import { inventoryTitle } from "./gap_items.ts";

/** A line of fewer ("FAIL") says no more than that it failed. */
const MIN_TELLING_LETTERS = 6;

/** Characters of a message in a heading. */
const MAX_HEADING_WORDS = 60;

/** What stands before that which worked. */
const RESOLUTION_WORDS: Readonly<Record<Standing, string>> = {
  "advice": "What worked:",
  "passes-over-a-check": "What got past it, without removing the cause (no advice):",
  "conclusion": "After the conflicts were resolved:",
};

/** More of the same teaches nothing. */
const MAX_CASES = 3;

/** Markdown to start from. */
export function draftContent(item: GapItem, input: SynthesizerInput): string {
  if (item.classification === "UPDATE_REFERENCES") {
    return `Correct in ${codeSpan(item.location)}: ${prose(item.rationale)}`;
  }
  if (item.classification === "DELETE_STALE") {
    return `Check that nothing in ${
      codeSpan(item.location)
    } still holds, then remove it and the links to it: ` +
      prose(item.rationale);
  }
  const findings = findingsOf(item.sourceAttribution, input.evidence.findings);
  const [first] = findings;
  if (first !== undefined) {
    const heading = headingOf(first);
    const cases = findings.slice(0, MAX_CASES).map((finding) => draftOfFinding(finding, heading, input));
    return [`## ${heading}`, ...cases].join("\n\n");
  }
  const entry = input.diffAnalysis?.inventory.find((candidate) => inventoryTitle(candidate) === item.title);
  return entry === undefined
    ? [`## ${oneLine(item.title)}`, prose(item.rationale), ...quotesOf(item.citations)].join("\n\n")
    : draftOfInventory(entry);
}

/** What a reader looks for: the command that fails, not that it failed. */
function headingOf(finding: Finding): string {
  const { kind, summary, citations, subjects: [subject] } = finding;
  if (isByPeople(finding)) return oneLine(titleOf(wordsOf(finding) ?? summary));
  if (subject === undefined) return oneLine(titleOf(summary));
  switch (kind) {
    case "error-resolved":
    case "error-unresolved":
      return isPath(subject)
        ? `Trouble with ${codeSpan(subject)}`
        : oneLine(`When ${codeSpan(chainIn(summary) ?? subject)} fails${firstWords(citations)}`);
    case "external-lookup":
      // Of several pages no one names them all.
      return oneLine(titleOf(finding.subjects.length > 1 ? summary : subject));
    default:
      return oneLine(titleOf(summary));
  }
}

/** Several commands in one: which of them failed isn't known. */
function chainIn(summary: string): string | undefined {
  const command = /^(.+?) failed(?: \d+ times)?(?:,| \()/s.exec(summary)?.[1] ?? "";
  return /\s(?:&&|\|\||;)\s|;\s/.test(command) ? brief(command, MAX_HEADING_WORDS) : undefined;
}

/** What it says then, without how long it took and lines drawn: by which one failure of a command is told from another. */
function firstWords([first]: readonly Citation[]): string {
  const lines = (first?.quote ?? "").split("\n").map((line) =>
    line.replace(/\s*\(\d[\d.]* ?m?s\)|[\u2500-\u257f=_*-]{3,}/g, " ").replace(/\s+/g, " ").trim()
  );
  const words = lines.find((line) => (line.match(/\p{L}/gu) ?? []).length >= MIN_TELLING_LETTERS);
  return words === undefined ? "" : `: ${brief(words, MAX_HEADING_WORDS)}`;
}

/** Characters by which a person's words are found in a summary. */
const WORDS_COMPARED = 20;

function draftOfFinding(finding: Finding, heading: string, input: SynthesizerInput): string {
  const { kind, summary, resolution, citations, subjects } = finding;
  const [first] = citations;
  // A heading that is the summary says it already, and the summary of a correction is the words that follow.
  const isSaid = heading === oneLine(titleOf(summary)) || kind === "user-correction" ||
    kind === "queued-steering";
  const words = isByPeople(finding) ? wordsOf(finding) : undefined;
  // What was refused or asked about stands before the words, which are quoted.
  const wordsAt = words === undefined ? -1 : summary.indexOf(`: ${words.slice(0, WORDS_COMPARED)}`);
  const isLed = !isSaid && wordsAt > 0;
  const pieces = isSaid ? [] : [isLed ? `${prose(summary.slice(0, wordsAt))}:` : prose(summary)];
  if (isByPeople(finding)) {
    if (words !== undefined) {
      pieces.push(...isLed ? [] : [saying(finding)], quoted(words));
      if (kind === "review-request" && resolution !== undefined) {
        pieces.push("The answer:", quoted(resolution));
      }
    }
  } else {
    if (kind === "external-lookup" && subjects.length > 1) {
      pieces.push(subjects.map((subject) => `- ${addressed(subject)}`).join("\n"));
    } else if (first !== undefined && !(kind === "external-lookup" && summary.includes(first.quote))) {
      pieces.push("What it looked like:", fenced(first.quote, "text"));
    }
    if (resolution !== undefined) {
      pieces.push(
        kind === "external-lookup" ? "What it said:" : RESOLUTION_WORDS[standingOf(finding) ?? "advice"],
        fenced(resolution, "text"),
      );
    }
  }
  return [...pieces, seenIn(citations, input)].join("\n\n");
}

function addressed(subject: string): string {
  return /^https?:/.test(subject) ? codeSpan(subject) : prose(subject);
}

/** Where it can be looked up by somebody who has the document alone: ids of threads can't be opened, the pull request can. */
function seenIn(citations: readonly Citation[], { plan, evidence, threads }: SynthesizerInput): string {
  const names = {
    sessions: citedSessions(evidence.findings.flatMap((finding) => finding.citations)),
    threads,
  };
  const places = citations.map((citation) => {
    if (citation.kind !== "review") return renderPlace(citation, names);
    const of = `of pull request${plan.pullRequest === undefined ? "" : ` #${plan.pullRequest.number}`}`;
    if (citation.source === "discussion") return `the discussion ${of}`;
    const at = threads.get(citation.ref);
    return `the review ${of}${at === undefined ? "" : ` on ${codeSpan(at)}`}`;
  });
  const isInSessions = citations.some(({ kind }) => kind === "session");
  return `Seen in ${[...new Set(places)].slice(0, MAX_CASES).join(", ")}` +
    `${isInSessions ? ` (sessions of plan #${plan.issueNumber})` : ""}.`;
}

function draftOfInventory({ name, kind, path, citations }: InventoryItem): string {
  const what = `${codeSpan(name)} is ${/^[aeio]/.test(kind) ? "an" : "a"} ${kind.replaceAll("-", " ")} ` +
    `that ${codeSpan(path)} brings:`;
  return [`## ${codeSpan(name)}`, what, ...quotesOf(citations)].join("\n\n");
}

/** The lines that something rests on. */
function quotesOf(citations: readonly Citation[]): string[] {
  return citations.slice(0, MAX_CASES).flatMap((citation) => [
    `From ${renderPlace(citation, { sessions: citedSessions(citations) })}:`,
    fenced(citation.quote, "text"),
  ]);
}

function quoted(words: string): string {
  return prose(words).split("\n").map((line) => `> ${line}`.trimEnd()).join("\n");
}
