/** Whether a workflow run that `trigger` dispatched is learning from the plan at this moment. */

import type { Context } from "../../lib/cli/mod.ts";
import type { PlanIssue } from "../../lib/github/mod.ts";
import { isUnfinished, readWorkflowRun } from "../../lib/github/workflow/earlier_run.ts";
import { messageOf, UserError } from "../../lib/user_error.ts";

/**
 * The run that the plan's header names, while it is queued or in progress; not where this is part of it. Where GitHub can't tell
 * (a token may not be allowed to read runs) that is a warning.
 *
 * @returns its address.
 */
export async function findRunningWorkflow(plan: PlanIssue, context: Context): Promise<string | undefined> {
  const { learn_status: status, learn_run_id: id } = plan.header ?? {};
  if (status !== "pending" || id === undefined || !/^\d+$/.test(id)) return undefined;
  if (context.environment("GITHUB_RUN_ID") === id) return undefined;
  try {
    const run = await readWorkflowRun(await context.github(), plan.repository, id);
    return run !== undefined && isUnfinished(run) ? run.htmlUrl : undefined;
  } catch (error) {
    context.signal.throwIfAborted();
    if (!(error instanceof UserError)) throw error;
    context.progress.warn(
      `It is unclear whether the workflow run ${id} is learning from this plan: ${messageOf(error)}`,
    );
    return undefined;
  }
}
