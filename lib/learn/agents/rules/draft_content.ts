/** Drafts by rules: what happened, what worked, and the words of who knew, all of it quoted. */

import type { Finding } from "../../evidence/finding.ts";
import { codeSpan, fenced, oneLine, prose } from "../../plan/markdown.ts";
import { renderPlace } from "../../plan/render_citations.ts";
import type { GapItem } from "../answers/gap_analysis.ts";
import type { SynthesizerInput } from "../inputs.ts";
import { isByPeople } from "./finding_words.ts";
import { findingsOf } from "./finding_ids.ts";

/** More of the same teaches nothing. */
const MAX_CASES = 3;

/** Markdown to start from. */
export function draftContent(item: GapItem, input: SynthesizerInput): string {
  const heading = `## ${oneLine(item.title)}`;
  switch (item.classification) {
    case "UPDATE_REFERENCES":
      return `Correct in ${codeSpan(item.location)}: ${prose(item.rationale)}`;
    case "DELETE_STALE":
      return `Check that nothing in ${
        codeSpan(item.location)
      } still holds, then remove it and the links to it: ` +
        prose(item.rationale);
    default: {
      const findings = findingsOf(item.sourceAttribution, input.evidence.findings);
      const cases = findings.slice(0, MAX_CASES).map(draftOfFinding);
      return [heading, ...(cases.length > 0 ? cases : [draftOfQuotes(item)])].join("\n\n");
    }
  }
}

function draftOfFinding(finding: Finding): string {
  const { kind, summary, resolution, citations } = finding;
  const [first] = citations;
  const last = citations.at(-1);
  const seen = `Seen in ${[...new Set(citations.map(renderPlace))].slice(0, MAX_CASES).join(", ")}.`;
  const pieces = [prose(summary)];
  if (isByPeople(finding)) {
    const who = kind === "review-request" ? "A reviewer" : "A person";
    const words = resolution ?? first?.quote;
    if (words !== undefined) pieces.push(`${who} said:`, quoted(words));
  } else {
    if (first !== undefined) pieces.push("What it looked like:", fenced(first.quote, "text"));
    const worked = resolution ?? (kind === "error-resolved" ? last?.quote : undefined);
    if (worked !== undefined) {
      pieces.push(kind === "external-lookup" ? "What it said:" : "What worked:", fenced(worked, "text"));
    }
  }
  return [...pieces, seen].join("\n\n");
}

/** Where no finding stands behind an item: the lines themselves. */
function draftOfQuotes({ rationale, citations }: GapItem): string {
  const lines = citations.slice(0, MAX_CASES).flatMap((citation) => [
    `From ${renderPlace(citation)}:`,
    fenced(citation.quote, "text"),
  ]);
  return [prose(rationale), ...lines].join("\n\n");
}

function quoted(words: string): string {
  return prose(words).split("\n").map((line) => `> ${line}`.trimEnd()).join("\n");
}
