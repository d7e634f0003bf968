/** What SessionAnalyzer says of one part of a session. */

import { z } from "zod";
import { citationSchema } from "../../citation.ts";
import { document, entry, paragraph, section } from "./render.ts";

/** One thing that was seen, and what it means for whoever comes next. */
const observationSchema = z.object({
  title: z.string().describe("A few words that name it"),
  description: z.string().describe("What happened, or how it is, in one to three sentences"),
  lesson: z.string().describe(
    "What the next person should know or do; for an error, what solved it; empty if unknown",
  ),
  citations: z.array(citationSchema),
});

export const sessionAnalysisSchema = z.object({
  summary: z.string().describe(
    "What this part of the session was about, and how it ended: two or three sentences",
  ),
  frictionPoints: z.array(observationSchema).describe(
    "Where work was hard: corrections, detours, searches, wrong assumptions",
  ),
  patterns: z.array(observationSchema).describe(
    "Conventions and structures of the code base that had to be discovered",
  ),
  apiQuirks: z.array(observationSchema).describe(
    "Behaviour of tools, libraries and services that differs from what was expected",
  ),
  designDecisions: z.array(observationSchema).describe("What was decided, over which alternative, and why"),
  externalDocumentation: z.array(observationSchema).describe(
    "What was looked up outside of the repository, and what it said",
  ),
  errors: z.array(observationSchema).describe("Errors, and what resolved them"),
});

export type Observation = z.infer<typeof observationSchema>;
export type SessionAnalysis = z.infer<typeof sessionAnalysisSchema>;

const HEADINGS = {
  frictionPoints: "Friction Points",
  patterns: "Patterns",
  apiQuirks: "API Quirks",
  designDecisions: "Design Decisions",
  externalDocumentation: "External Documentation",
  errors: "Errors and Resolutions",
} as const;

/** `session-<id>.md`. */
export function renderSessionAnalysis(analysis: SessionAnalysis): string {
  const lists = Object.keys(HEADINGS) as (keyof typeof HEADINGS)[];
  return document("Session Analysis", [
    paragraph(analysis.summary),
    ...lists.map((list) =>
      section(
        HEADINGS[list],
        analysis[list].map(({ title, description, lesson, citations }) =>
          entry(title, { What: description, Lesson: lesson }, citations)
        ),
      )
    ),
  ]);
}
