/** The fields of the `plan-header` block of a plan issue: what the program knows of a plan. */

import { z } from "zod";

export const PLAN_HEADER_KEY = "plan-header";

/** Where learning from a plan stands. */
const LEARN_STATUSES = [
  "not_started",
  "pending",
  "completed_no_plan",
  "completed_with_plan",
  "pending_review",
  "plan_completed",
] as const;

/** Any text; which fields have it is asked by identity. */
export const text = z.string();
const issueNumber = z.number().int().positive();

/** Every field that has a meaning; others pass through. `null` counts as absent and is taken out before. */
export const planHeaderSchema = z.looseObject({
  schema_version: text,
  created_at: text,
  created_by: text,
  /** The comment that holds the plan. */
  plan_comment_id: z.number().int().positive(),
  worktree_name: text,
  branch_name: text,
  /** owner/name where the code lives, if not in the issue's repository. */
  source_repo: text,
  objective_issue: issueNumber,
  review_pr: issueNumber,
  last_review_pr: issueNumber,
  last_dispatched_run_id: text,
  last_dispatched_node_id: text,
  last_dispatched_at: text,
  last_local_impl_at: text,
  last_local_impl_event: z.enum(["started", "ended"]),
  last_local_impl_session: text,
  last_local_impl_user: text,
  last_remote_impl_at: text,
  last_remote_impl_run_id: text,
  last_remote_impl_session_id: text,
  /** The planning session's id. */
  created_from_session: text,
  created_from_workflow_run_url: text,
  last_session_gist_url: text,
  last_session_gist_id: text,
  last_session_id: text,
  last_session_at: text,
  last_session_source: z.enum(["local", "remote"]),
  last_learn_session: text,
  last_learn_at: text,
  learn_status: z.enum(LEARN_STATUSES),
  learn_run_id: text,
  learn_plan_issue: issueNumber,
  learn_plan_pr: issueNumber,
  learned_from_issue: issueNumber,
  /** Materials that were uploaded already. */
  learn_materials_gist_url: text,
  lifecycle_stage: z.enum(["prompted", "planning", "planned", "implementing", "implemented"]),
}).partial();

/** The fields of a plan header, each absent where the issue has none (or one of a wrong type). */
export type PlanHeader = z.infer<typeof planHeaderSchema>;

/** Fields to write; `null` empties one. */
export type PlanHeaderChanges = {
  readonly [Field in keyof typeof planHeaderSchema.shape]?:
    | z.infer<(typeof planHeaderSchema.shape)[Field]>
    | null;
};

/** A time as the header's fields have it: ISO 8601 in UTC with offset, whole seconds. */
export function formatHeaderTime(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, "+00:00");
}
