/** An answer after its citations were looked up in the materials. */

import { type Citation, citationSchema, type Origin } from "../citation.ts";
import { collectCitations } from "./citation_lists.ts";

/** What looking up gives: `verifyCitations` of `lib/learn/verify_citations.ts`. */
export interface CitationCheck {
  readonly verified: readonly (Citation & { readonly origin: Origin })[];
  readonly removed: readonly { readonly citation: Citation; readonly reason: string }[];
  /** Found at another place of the same source than the one named. */
  readonly corrected: number;
}

export interface CheckedAnswer<Answer> {
  readonly answer: Answer;
  /** Citations before the check. */
  readonly total: number;
  readonly removed: CitationCheck["removed"];
  readonly corrected: number;
  /** Titles of tripwires that rest on nothing, or on tool output and the client's text alone. */
  readonly droppedTripwires: readonly string[];
}

/** Text of these alone justifies no warning: whoever can put text into a log could write it. */
const JUSTIFY_NOTHING: ReadonlySet<Origin> = new Set(["tool", "client"]);

/**
 * Keeps what could be verified. An entry with a priority that loses all its citations becomes LOW; a tripwire (known by
 * its criteria) without a citation that justifies it is dropped.
 */
export function checkAnswer<Answer>(
  answer: Answer,
  verify: (citations: readonly Citation[]) => CitationCheck,
): CheckedAnswer<Answer> {
  const removed: { citation: Citation; reason: string }[] = [];
  const droppedTripwires: string[] = [];
  let corrected = 0;
  const total = collectCitations(answer).length;
  const verifyEntry = (entry: Readonly<Record<string, unknown>>) => {
    const check = verify(citationsOf(entry));
    removed.push(...check.removed);
    corrected += check.corrected;
    const citations = check.verified.map((citation) => citationSchema.parse(citation));
    if ("criteria" in entry && !check.verified.some(({ origin }) => !JUSTIFY_NOTHING.has(origin))) {
      droppedTripwires.push(String(entry.title ?? ""));
      return undefined;
    }
    const lowered = citations.length === 0 && "priority" in entry ? { priority: "LOW" } : {};
    return { ...entry, ...lowered, citations };
  };
  return { answer: mapEntries(answer, verifyEntry), total, removed, corrected, droppedTripwires };
}

type Entry = Readonly<Record<string, unknown>>;

/** Replaces every object that has citations; those for which there is nothing are left out of their lists. */
function mapEntries<Answer>(value: Answer, replace: (entry: Entry) => Entry | undefined): Answer;
function mapEntries(value: unknown, replace: (entry: Entry) => Entry | undefined): unknown {
  if (Array.isArray(value)) {
    return value.map((entry) => mapEntries(entry, replace)).filter((entry) => entry !== undefined);
  }
  if (typeof value !== "object" || value === null) return value;
  if ("citations" in value) return replace(value as Entry);
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, mapEntries(entry, replace)]));
}

function citationsOf(entry: Entry): Citation[] {
  return Array.isArray(entry.citations) ? entry.citations : [];
}
