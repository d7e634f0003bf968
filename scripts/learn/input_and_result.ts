/** What `learn` is asked with, and what it answers. */

import { z } from "zod";
import { issueReferenceSchema } from "../../lib/github/mod.ts";
import { analysisInput } from "./analysis_options.ts";
import { analysisFields, estimateSchema } from "./analysis_result.ts";
import { runIdSchema } from "./run_folders.ts";
import { DEFAULT_WAIT, waitSchema } from "../wait_option.ts";

/** The command line of `learn`, checked. */
export const learnInput = analysisInput.extend({
  issue: issueReferenceSchema.optional(),
  gistUrl: z.string().min(1, "give the address of the gist").optional(),
  learnDir: z.string().min(1, "give the folder with the materials").optional(),
  runId: runIdSchema.optional(),
  sessionId: z.string().min(1, "give the session's id").optional(),
  dryRun: z.boolean().default(false),
  yes: z.boolean().default(false),
  save: z.boolean().default(true),
  estimate: z.boolean().default(false),
  force: z.boolean().default(false),
  allowIssueMismatch: z.boolean().default(false),
  /** Seconds. */
  wait: waitSchema.default(DEFAULT_WAIT),
}).refine(({ gistUrl, learnDir }) => gistUrl === undefined || learnDir === undefined, {
  path: ["learnDir"],
  message: "the materials are named twice, with --gist-url too",
});

/** What was done with a saved plan. */
const nextStepSchema = z.object({
  /** `none`: there is no plan, or nobody was asked. */
  choice: z.enum(["none", "submit", "done"]),
  /** Of the workflow that implements the plan. */
  run_id: z.string().nullable(),
  run_url: z.string().nullable(),
  /** The learn plan that took this one's place, where the person joined it with others. */
  consolidated_into: z.int().nullable(),
});

/** The answer of `learn`, printed as JSON. */
export const learnResult = z.object({
  success: z.literal(true),
  issue_number: z.int(),
  /** As the plan's header has it now. */
  learn_status: z.string().nullable(),
  /** Whether the plan has been learned from already, so that nothing was done. */
  already_learned: z.boolean(),
  /** The issue that holds the learn plan; null: there is none, or it wasn't saved. */
  learn_plan_issue: z.int().nullable(),
  learn_plan_issue_url: z.string().nullable(),
  /** The gist that holds the materials. */
  gist_url: z.string().nullable(),
  /** Of requests to models; null where none would be asked. */
  estimate: estimateSchema.nullable(),
  /** Null where nothing was analysed. */
  analysis: analysisFields.nullable(),
  /** Whether the plan and its status were written to GitHub. */
  saved: z.boolean(),
  next: nextStepSchema,
  dry_run: z.boolean(),
  warnings: z.array(z.string()),
});

export type LearnInput = z.output<typeof learnInput>;
export type LearnResult = z.output<typeof learnResult>;
export type NextStep = z.output<typeof nextStepSchema>;

export const NO_NEXT_STEP: NextStep = {
  choice: "none",
  run_id: null,
  run_url: null,
  consolidated_into: null,
};
