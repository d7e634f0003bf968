/** What `consolidate-learn-plans` is asked with, and what it answers. */

import { z } from "zod";
import { issueReferenceSchema } from "../../lib/github/mod.ts";
import { ENTRY_KINDS } from "../../lib/learn/consolidate/mod.ts";
import { DEFAULT_WAIT, waitSchema } from "../wait_option.ts";

export const consolidateInput = z.object({
  issues: z.array(issueReferenceSchema).default([]),
  dryRun: z.boolean().default(false),
  yes: z.boolean().default(false),
  failOnSecret: z.boolean().default(false),
  wait: waitSchema.default(DEFAULT_WAIT),
});

const sourceSchema = z.object({
  issue_number: z.int(),
  url: z.string(),
  title: z.string(),
  /** The plans that it was learned from. */
  learned_from_issues: z.array(z.int()),
  /** `data`: as it was saved. `edited`: its Markdown was changed since, and counts. `markdown`: it has no data. */
  read_from: z.enum(["data", "edited", "markdown"]),
  /** Whether it is closed now. */
  closed: z.boolean(),
});

const itemSchema = z.object({
  /** The learn plan that had it. */
  from: z.int(),
  kind: z.enum(ENTRY_KINDS),
  title: z.string(),
  outcome: z.enum(["kept", "merged", "dropped"]),
  /** As the new plan calls what it is part of: `item 3`; null if it was dropped. */
  into: z.string().nullable(),
  reason: z.string(),
});

/** The answer of `consolidate-learn-plans`, printed as JSON. */
export const consolidateResult = z.object({
  success: z.literal(true),
  /** Whether there is one plan in the place of several now; in a dry run, whether there would be. */
  consolidated: z.boolean(),
  /** Why not; null if they are. */
  reason: z.string().nullable(),
  /** The new plan; null where none was made. */
  plan_number: z.int().nullable(),
  plan_url: z.string().nullable(),
  title: z.string().nullable(),
  /** Whether this run made the issue; an earlier one's was completed otherwise. */
  created: z.boolean(),
  sources: z.array(sourceSchema),
  /** What became of each entry of each source. */
  items: z.array(itemSchema),
  tripwire_candidates: z.int(),
  /** The plans that were learned from and name the new plan now. */
  parents: z.array(z.int()),
  /** The plan as it would be saved; null but in a dry run. */
  markdown: z.string().nullable(),
  /** What was replaced before publishing: kind → count. */
  redactions: z.record(z.string(), z.int()),
  dry_run: z.boolean(),
  warnings: z.array(z.string()),
});

export type ConsolidateInput = z.output<typeof consolidateInput>;
export type ConsolidateResult = z.output<typeof consolidateResult>;
