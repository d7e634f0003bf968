/** A learn plan as data: what should be documented, and why. */

import { z } from "zod";
import { citationSchema } from "../citation.ts";

export const ACTIONS = ["CREATE", "UPDATE", "UPDATE_REFERENCES", "DELETE_STALE", "CODE_CHANGE"] as const;
export const PRIORITIES = ["HIGH", "MEDIUM", "LOW"] as const;

/** One piece of documentation to write, change or remove. */
const documentItemSchema = z.object({
  title: z.string().min(1),
  /** Path of the document (of the code for `CODE_CHANGE`), from the repository's root. */
  location: z.string().min(1),
  action: z.enum(ACTIONS),
  priority: z.enum(PRIORITIES),
  /** Whose statement it is: a sentence such as "Impl session, after a reviewer's request". */
  sourceAttribution: z.string(),
  /** Why it is worth documenting. */
  rationale: z.string(),
  /** Markdown to start from; for `DELETE_STALE` and `CODE_CHANGE` what to do. */
  draftContent: z.string(),
  /** Frontmatter `read_when` of a new document. */
  readWhen: z.array(z.string()),
  citations: z.array(citationSchema),
});

/** The criteria of a tripwire's score, and what each adds. */
export const TRIPWIRE_CRITERIA = {
  nonObvious: 2,
  crossCutting: 2,
  destructive: 2,
  silent: 2,
  repeated: 1,
  externalQuirk: 1,
} as const;

/** From this score on it is a candidate; from `POTENTIAL_SCORE` on it is named as a potential one. */
export const CANDIDATE_SCORE = 4;
export const POTENTIAL_SCORE = 2;

/** A warning that is tied to an action. */
export const scoredTripwireSchema = z.object({
  title: z.string().min(1),
  /** What somebody is about to do: "calling run_ssh_command() for an interactive process". */
  action: z.string().min(1),
  warning: z.string().min(1),
  targetDocPath: z.string().min(1),
  criteria: z.object({
    nonObvious: z.boolean(),
    crossCutting: z.boolean(),
    destructive: z.boolean(),
    silent: z.boolean(),
    repeated: z.boolean(),
    externalQuirk: z.boolean(),
  }),
  citations: z.array(citationSchema),
});

export const contradictionSchema = z.object({
  summary: z.string(),
  documentPath: z.string(),
  /** What to do about it. */
  resolution: z.string(),
  citations: z.array(citationSchema),
});

export const staleDocumentSchema = z.object({
  path: z.string(),
  reason: z.string(),
  action: z.enum(["UPDATE_REFERENCES", "DELETE_STALE"]),
  citations: z.array(citationSchema),
});

const preventionInsightSchema = z.object({
  /** What went wrong. */
  problem: z.string(),
  rootCause: z.string(),
  prevention: z.string(),
  citations: z.array(citationSchema),
});

export const learnPlanSchema = z.object({
  /** The H1, without `[erk-learn]`: "Documentation Plan: …" or a name of its own. */
  title: z.string().min(1),
  /** What was built, and why documentation matters. */
  context: z.string(),
  items: z.array(documentItemSchema),
  contradictions: z.array(contradictionSchema),
  staleDocuments: z.array(staleDocumentSchema),
  preventionInsights: z.array(preventionInsightSchema),
  tripwires: z.array(scoredTripwireSchema),
});

export type DocumentItem = z.infer<typeof documentItemSchema>;
export type ScoredTripwire = z.infer<typeof scoredTripwireSchema>;
export type LearnPlan = z.infer<typeof learnPlanSchema>;

/** What a tripwire's criteria add up to. */
export function tripwireScore({ criteria }: Pick<ScoredTripwire, "criteria">): number {
  let score = 0;
  for (const [name, points] of Object.entries(TRIPWIRE_CRITERIA)) {
    if (criteria[name as keyof typeof TRIPWIRE_CRITERIA]) score += points;
  }
  return score;
}
