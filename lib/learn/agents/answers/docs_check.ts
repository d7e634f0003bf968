/** What ExistingDocsChecker says: what is documented already, doubly, wrongly or no longer true. */

import { z } from "zod";
import { citationSchema } from "../../citation.ts";
import { contradictionSchema, staleDocumentSchema } from "../../plan/learn_plan.ts";
import { codeSpan } from "../../plan/markdown.ts";
import { document, entry, section } from "./render.ts";

const existingDocumentSchema = z.object({
  path: z.string().describe("The document's path, as shown"),
  covers: z.string().describe("What of this work it documents already"),
  citations: z.array(citationSchema),
});

const duplicateSchema = z.object({
  topic: z.string().describe("What is documented more than once, or would be if it were written again"),
  paths: z.array(z.string()).describe("The documents that say it"),
  recommendation: z.string(),
  citations: z.array(citationSchema),
});

const overlapSchema = z.object({
  path: z.string().describe("The document that says part of it"),
  topic: z.string(),
  missing: z.string().describe("What it does not say yet"),
  citations: z.array(citationSchema),
});

export const docsCheckSchema = z.object({
  existing: z.array(existingDocumentSchema),
  duplicates: z.array(duplicateSchema),
  contradictions: z.array(contradictionSchema).describe(
    "Where a document says other than the sessions, the diff or another document",
  ),
  overlaps: z.array(overlapSchema).describe("Documents to extend instead of writing new ones"),
  staleReferences: z.array(staleDocumentSchema).describe("Documents that name what no longer exists"),
});

export type ExistingDocument = z.infer<typeof existingDocumentSchema>;
export type Overlap = z.infer<typeof overlapSchema>;
export type DocsCheck = z.infer<typeof docsCheckSchema>;

/** `existing-docs-check.md`. */
export function renderDocsCheck(check: DocsCheck): string {
  return document("Existing Documentation Check", [
    section(
      "Existing Documentation",
      check.existing.map(({ path, covers, citations }) =>
        entry(codeSpan(path), { Covers: covers }, citations)
      ),
    ),
    section(
      "Duplicates",
      check.duplicates.map(({ topic, paths, recommendation, citations }) =>
        entry(topic, { Documents: paths.map(codeSpan).join(", "), Recommendation: recommendation }, citations)
      ),
    ),
    section(
      "Contradictions",
      check.contradictions.map(({ summary, documentPath, resolution, citations }) =>
        entry(summary, { Document: codeSpan(documentPath), Resolution: resolution }, citations)
      ),
    ),
    section(
      "Partial Overlaps",
      check.overlaps.map(({ path, topic, missing, citations }) =>
        entry(topic, { Document: codeSpan(path), Missing: missing }, citations)
      ),
    ),
    section(
      "Stale References",
      check.staleReferences.map(({ path, reason, action, citations }) =>
        entry(codeSpan(path), { Action: action, Reason: reason }, citations)
      ),
    ),
  ]);
}
