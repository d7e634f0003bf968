/** Citations as people read them. */

import type { Citation } from "../citation.ts";
import { codeSpan } from "./markdown.ts";

/** A quote is a proof, not a text to read: longer ones are cut. */
const MAX_QUOTE_CHARACTERS = 300;
/** Of a UUID, what tells sessions of one plan apart. */
const SHORT_ID_CHARACTERS = 8;

/** A line for each citation: where it stands, and what stands there. */
export function renderCitations(citations: readonly Citation[]): string[] {
  return citations.map((citation) => `- ${renderPlace(citation)}: ${codeSpan(shortened(citation.quote))}`);
}

/** Where a quote stands, in words. */
export function renderPlace({ kind, source, ref }: Citation): string {
  switch (kind) {
    case "session":
      return `session ${codeSpan(shortSessionId(source))} ${codeSpan(ref)}`;
    case "review":
      return `${source === "discussion" ? "discussion comment" : "review thread"} ${codeSpan(ref)}`;
    case "diff":
    case "document":
      return codeSpan(`${source}:${ref}`);
    case "plan":
      return `plan ${codeSpan(source)}, ${ref === "title" ? "title" : "body"}`;
  }
}

/** The beginning of a session's id. */
export function shortSessionId(id: string): string {
  return id.slice(0, SHORT_ID_CHARACTERS);
}

function shortened(quote: string): string {
  const line = quote.replace(/\s+/g, " ").trim();
  return line.length <= MAX_QUOTE_CHARACTERS ? line : `${line.slice(0, MAX_QUOTE_CHARACTERS)} …`;
}
