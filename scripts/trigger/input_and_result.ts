/** What `trigger` is asked with, and what it answers. */

import { z } from "zod";
import { refSchema, workflowFileSchema } from "../../lib/config/mod.ts";
import { issueReferenceSchema } from "../../lib/github/mod.ts";
import { DETAIL_LEVELS, MINIMUM_MAX_TOKENS } from "../../lib/preprocess/mod.ts";
import { waitSchema } from "../wait_option.ts";

/** The command line of `trigger`, checked. */
export const triggerInput = z.object({
  issue: issueReferenceSchema.optional(),
  dryRun: z.boolean().default(false),
  skipWorkflow: z.boolean().default(false),
  failOnSecret: z.boolean().optional(),
  cache: z.boolean().default(true),
  workflow: workflowFileSchema.optional(),
  ref: refSchema.optional(),
  maxTokens: z.coerce.number("give a whole number of tokens").int("give a whole number of tokens")
    .min(MINIMUM_MAX_TOKENS, `give at least ${MINIMUM_MAX_TOKENS} tokens`).optional(),
  force: z.boolean().optional(),
  /** Seconds. */
  wait: waitSchema.optional(),
  detail: z.enum(DETAIL_LEVELS).optional(),
});

/** The answer of `trigger`, printed as JSON. */
export const triggerResult = z.object({
  success: z.literal(true),
  issue_number: z.number().int(),
  plan_id: z.string(),
  workflow_triggered: z.boolean(),
  /** Null where there is no run, or it could not be found in time. */
  run_id: z.string().nullable(),
  /** The run's page. */
  workflow_url: z.string().nullable(),
  /** Null in a dry run. */
  gist_url: z.string().nullable(),
  /** Null where the earlier gist was taken. */
  materials: z.object({
    /** How many files were packed, the manifest among them. */
    files: z.number().int(),
    /** Bytes of the session logs, subagents' logs included. */
    bytes_in: z.number().int(),
    /** Bytes of the packed files. */
    bytes_out: z.number().int(),
    /** Estimated tokens of all parts. */
    tokens: z.number().int(),
    /** Absolute path of the folder with the files. */
    folder: z.string(),
  }).nullable(),
  /** Whether the gist of an earlier run was taken, as it holds the same materials or no session is newer. */
  reused_materials: z.boolean(),
  /** Whether the plan has been learned from already, so that nothing was done. `run_id` and `gist_url` are of then. */
  already_learned: z.boolean(),
  /** Whether a run that was dispatched before is queued or in progress: `run_id`. No other was dispatched. */
  already_running: z.boolean(),
  /** As the plan's header has it now. */
  learn_status: z.string().nullable(),
  /** What learning made, where it is done. */
  learn_plan_issue_url: z.string().nullable(),
  learn_plan_pr_url: z.string().nullable(),
  dry_run: z.boolean(),
  warnings: z.array(z.string()),
});

export type TriggerInput = z.output<typeof triggerInput>;
export type TriggerResult = z.output<typeof triggerResult>;
