/** What PrCommentAnalyzer says: what reviewers asked, and what follows for documentation. */

import { z } from "zod";
import { citationSchema } from "../../citation.ts";
import { document, entry, paragraph, section } from "./render.ts";

const REMARK_KINDS = [
  /** A rule of the project that the change did not keep. */
  "convention",
  /** A defect that the reviewer found. */
  "defect",
  /** The reviewer did not understand, and somebody explained. */
  "clarification",
  /** Another way was proposed and turned down, with reasons. */
  "rejected-alternative",
  /** A case that was not thought of. */
  "edge-case",
  /** The reviewer was wrong about something that others will get wrong too. */
  "false-positive",
  /** Something was asked for, and which sort it is can't be told. */
  "request",
] as const;

const remarkSchema = z.object({
  title: z.string().describe("A few words that name it"),
  kind: z.enum(REMARK_KINDS),
  request: z.string().describe("What the reviewer asked or said"),
  consequence: z.string().describe("What was done or answered; empty if nothing shows it"),
  lesson: z.string().describe(
    "What a document should say so that it need not be asked again; empty for remarks on this change alone",
  ),
  citations: z.array(citationSchema),
});

export const commentsAnalysisSchema = z.object({
  summary: z.string().describe("What the review was about, in one or two sentences"),
  remarks: z.array(remarkSchema),
});

export type Remark = z.infer<typeof remarkSchema>;
export type CommentsAnalysis = z.infer<typeof commentsAnalysisSchema>;

/** `pr-comments-analysis.md`. */
export function renderCommentsAnalysis({ summary, remarks }: CommentsAnalysis): string {
  return document("Review Comments Analysis", [
    paragraph(summary),
    section(
      "What Reviewers Asked, and What Follows",
      remarks.map(({ title, kind, request, consequence, lesson, citations }) =>
        entry(title, { Kind: kind, Asked: request, Outcome: consequence, Lesson: lesson }, citations)
      ),
    ),
  ]);
}
