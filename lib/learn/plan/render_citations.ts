/** Citations as people read them. */

import type { Citation } from "../citation.ts";
import type { SourceComment } from "../source/learn_source.ts";
import { codeSpan } from "./markdown.ts";

/** A quote is a proof, not a text to read: longer ones are cut. */
const MAX_QUOTE_CHARACTERS = 300;
/** The characters of a UUID that distinguish most sessions. */
const SHORT_ID_CHARACTERS = 8;

/** By what people find the places of citations. */
export interface CitationNames {
  /** Ids of the sessions that are cited beside each other: where two begin alike, they are written out. */
  readonly sessions: readonly string[];
  /** `path:line` of review threads by their ids, which nobody can open. */
  readonly threads?: ThreadPlaces | undefined;
}

export type ThreadPlaces = ReadonlyMap<string, string>;

/** Where review threads stand in the changed files. */
export function threadPlaces(comments: readonly SourceComment[]): ThreadPlaces {
  return new Map(
    comments.flatMap(({ source, ref, path, line }) =>
      source === "review-thread" && path !== undefined
        ? [[ref, line === undefined ? path : `${path}:${line}`]]
        : []
    ),
  );
}

/** A line for each citation: where it stands, and what stands there. */
export function renderCitations(citations: readonly Citation[], names: CitationNames): string[] {
  return citations.map((citation) =>
    `- ${renderPlace(citation, names)}: ${codeSpan(shortened(citation.quote))}`
  );
}

/** Where a quote stands, in words. */
export function renderPlace({ kind, source, ref }: Citation, { sessions, threads }: CitationNames): string {
  switch (kind) {
    case "session":
      return `session ${codeSpan(shortSessionId(source, sessions))} ${codeSpan(ref)}`;
    case "review": {
      const at = source === "discussion" ? undefined : threads?.get(ref);
      return `${source === "discussion" ? "discussion comment" : "review thread"} ${codeSpan(ref)}` +
        (at === undefined ? "" : ` on ${codeSpan(at)}`);
    }
    case "diff":
    case "document":
      return codeSpan(`${source}:${ref}`);
    case "plan":
      return `plan ${codeSpan(source)}, ${ref === "title" ? "title" : "body"}`;
  }
}

/** The beginning of a session's id; the whole of it where another one begins alike. */
export function shortSessionId(id: string, others: readonly string[]): string {
  const beginning = id.slice(0, SHORT_ID_CHARACTERS);
  return others.some((other) => other !== id && other.startsWith(beginning)) ? id : beginning;
}

/** Ids of the sessions that are cited. */
export function citedSessions(citations: readonly Citation[]): string[] {
  return [...new Set(citations.filter(({ kind }) => kind === "session").map(({ source }) => source))];
}

function shortened(quote: string): string {
  const line = quote.replace(/\s+/g, " ").trim();
  return line.length <= MAX_QUOTE_CHARACTERS ? line : `${line.slice(0, MAX_QUOTE_CHARACTERS)} …`;
}
