/** What DocumentationGapIdentifier says: everything that may need documentation, once each, with a decision. */

import { z } from "zod";
import { citationSchema } from "../../citation.ts";
import { contradictionSchema, PRIORITIES, staleDocumentSchema } from "../../plan/learn_plan.ts";
import { codeSpan, oneLine } from "../../plan/markdown.ts";
import { document, entry, paragraph, section } from "./render.ts";

const CLASSIFICATIONS = [
  /** A topic that no document covers. */
  "NEW_DOC",
  /** A document covers it in part. */
  "UPDATE_EXISTING",
  /** A document is right but names paths that have moved. */
  "UPDATE_REFERENCES",
  /** A document describes what no longer exists. */
  "DELETE_STALE",
  /** A warning that belongs to an action. */
  "TRIPWIRE",
  /** Better said by the code: a type, a name, an error message. */
  "CODE_CHANGE",
  /** Documented already, or not worth it: the rationale says which. */
  "SKIP",
] as const;

const gapItemSchema = z.object({
  title: z.string().min(1).describe("What is to be known, in a few words"),
  classification: z.enum(CLASSIFICATIONS),
  priority: z.enum(PRIORITIES),
  location: z.string().describe(
    "The document to write or change (for CODE_CHANGE the code file); empty for SKIP",
  ),
  rationale: z.string().describe("Why this decision: what it would have saved, or why it is skipped"),
  sourceAttribution: z.string().describe(
    "Which analysis or evidence says so: Impl session 1a2b3c4d, evidence E3",
  ),
  citations: z.array(citationSchema),
});

export const gapAnalysisSchema = z.object({
  summary: z.string().describe("What is missing most, in two or three sentences"),
  items: z.array(gapItemSchema).describe("Each topic once"),
  contradictions: z.array(contradictionSchema),
  staleDocuments: z.array(staleDocumentSchema),
});

export type GapItem = z.infer<typeof gapItemSchema>;
export type GapAnalysis = z.infer<typeof gapAnalysisSchema>;

/** `gap-analysis.md`. */
export function renderGapAnalysis({ summary, items, contradictions, staleDocuments }: GapAnalysis): string {
  const counts = CLASSIFICATIONS.map((name) =>
    `| ${name} | ${items.filter(({ classification }) => classification === name).length} |`
  );
  const skipped = items.filter(({ classification }) => classification === "SKIP");
  return document("Documentation Gap Analysis", [
    paragraph(summary),
    section("Summary", [["| Decision | Items |", "| --- | --- |", ...counts].join("\n")]),
    ...PRIORITIES.map((priority) =>
      section(
        `${priority} Priority`,
        items.filter((item) => item.priority === priority && item.classification !== "SKIP").map((item) =>
          entry(item.title, {
            Decision: item.classification,
            Location: codeSpan(item.location),
            Source: item.sourceAttribution,
            Why: item.rationale,
          }, item.citations)
        ),
      )
    ),
    section(
      "Skipped",
      skipped.length === 0
        ? []
        : [skipped.map(({ title, rationale }) => `- ${oneLine(title)}: ${oneLine(rationale)}`).join("\n")],
    ),
    section(
      "Contradictions",
      contradictions.map(({ summary, documentPath, resolution, citations }) =>
        entry(summary, { Document: codeSpan(documentPath), Resolution: resolution }, citations)
      ),
    ),
    section(
      "Stale Documents",
      staleDocuments.map(({ path, reason, action, citations }) =>
        entry(codeSpan(path), { Action: action, Reason: reason }, citations)
      ),
    ),
  ]);
}
