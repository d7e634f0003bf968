/** What can be said of the sessions without a model: where work was hard, and how it went on. */

import { z } from "zod";
import { citationSchema } from "../citation.ts";

/** The kinds of friction and knowledge that are found by rules. */
export const FINDING_KINDS = [
  /** A tool failed, and a later attempt at the same thing succeeded: the winning attempt is cited. */
  "error-resolved",
  /** A tool failed and nothing in the session shows that it was solved. */
  "error-unresolved",
  /** A person corrected what the agent did or believed. */
  "user-correction",
  /** A person refused a tool use. */
  "denial",
  /** A person interrupted the agent. */
  "interruption",
  /** A person steered while the agent worked (queued prompt). */
  "queued-steering",
  /** A command was repeated again and again. */
  "repeated-command",
  /** A file was read, or a search run, again and again. */
  "repeated-read",
  /** Something was looked up outside (WebFetch, WebSearch). */
  "external-lookup",
  /** An edit was taken back or replaced soon after. */
  "reverted-edit",
  /** Many steps without progress between a goal and its solution. */
  "long-detour",
  /** What the plan names and the diff lacks, or the other way round. */
  "plan-difference",
  /** A reviewer asked for a change. */
  "review-request",
] as const;

const findingSchema = z.object({
  /** Unique within a run: `E1`, `E2`, … in order of the sessions. */
  id: z.string(),
  kind: z.enum(FINDING_KINDS),
  /** One sentence, made by rule. */
  summary: z.string(),
  /** What it rests on, in order of time: what went wrong, then what solved it. */
  citations: z.array(citationSchema).min(1),
  /** How much it weighs, 1 to 5. */
  weight: z.int().min(1).max(5),
  /** How it ended, where a rule can tell: the winning command, the person's words. */
  resolution: z.string().optional(),
  /** Files, commands and names that it is about; for finding documents and duplicates. */
  subjects: z.array(z.string()),
});

export const evidenceSchema = z.object({
  findings: z.array(findingSchema),
  /** kind → count, also of those that were left out. */
  counts: z.record(z.string(), z.int().nonnegative()),
  sessions: z.int().nonnegative(),
  events: z.int().nonnegative(),
  /** How many of the lightest findings were left out. */
  omitted: z.int().positive().optional(),
});

export type FindingKind = (typeof FINDING_KINDS)[number];
export type Finding = z.infer<typeof findingSchema>;
export type Evidence = z.infer<typeof evidenceSchema>;
