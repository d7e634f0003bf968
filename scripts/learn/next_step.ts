/** What is done with a learn plan that is saved: a person chooses; in CI it is submitted for implementation. */

import type { Context } from "../../lib/cli/mod.ts";
import {
  createDistinctId,
  type DispatchedRun,
  dispatchWorkflow,
  type RepositoryName,
  workflowExists,
} from "../../lib/github/mod.ts";
import { messageOf } from "../../lib/user_error.ts";
import { announced, warnIn } from "../trigger/announced.ts";
import { type NextStep, NO_NEXT_STEP } from "./input_and_result.ts";
import { openInBrowser } from "./open_in_browser.ts";
import type { Person } from "./person.ts";

/** A learn plan's issue. */
export interface SavedPlan {
  readonly repository: RepositoryName;
  readonly number: number;
  readonly url: string;
}

/**
 * Asks the person what to do until they are done; without one, submits the plan in CI and does nothing else. What fails
 * is a warning: the plan is saved.
 */
export async function takeNextStep(
  plan: SavedPlan,
  person: Person | undefined,
  context: Context,
  warnings: string[],
): Promise<NextStep> {
  if (person !== undefined) return await askPerson(plan, person, context, warnings);
  const isCi = context.environment("CI") !== undefined || context.environment("GITHUB_ACTIONS") !== undefined;
  return isCi ? await submit(plan, context, warnings) : NO_NEXT_STEP;
}

async function askPerson(
  plan: SavedPlan,
  person: Person,
  context: Context,
  warnings: string[],
): Promise<NextStep> {
  const { learn: { implementWorkflow } } = await context.configuration();
  for (;;) {
    const choice = await person.choose(`The learn plan is issue #${plan.number}. What now?`, [
      { value: "submit", name: "Submit for implementation", description: `Dispatches ${implementWorkflow}` },
      { value: "open", name: "Open in the browser", description: plan.url },
      { value: "done", name: "Done", description: "Leaves it as it is" },
    ]);
    if (choice === "submit") return await submit(plan, context, warnings);
    if (choice === "done") return { ...NO_NEXT_STEP, choice: "done" };
    await openInBrowser(plan.url, context);
  }
}

async function submit(plan: SavedPlan, context: Context, warnings: string[]): Promise<NextStep> {
  const { learn: { implementWorkflow: workflow } } = await context.configuration();
  const done: NextStep = { ...NO_NEXT_STEP, choice: "done" };
  try {
    const client = await context.github();
    if (!await workflowExists(client, plan.repository, workflow)) {
      context.progress.note(
        `The learn plan isn't submitted for implementation: the repository has no .github/workflows/${workflow} ` +
          "(learn.implement_workflow in .erk/learn.json names another)",
      );
      return done;
    }
    const run = await announced(context.progress, `Dispatch ${workflow}`, async () => {
      const distinctId = createDistinctId();
      const value: DispatchedRun = await dispatchWorkflow(client, plan.repository, {
        workflow,
        inputs: { issue_number: String(plan.number), distinct_id: distinctId },
        optionalInputs: ["distinct_id"],
        runName: `${plan.number}:${distinctId}`,
      });
      return { value, summary: value.url };
    });
    return { choice: "submit", run_id: run.runId ?? null, run_url: run.url };
  } catch (error) {
    context.signal.throwIfAborted();
    warnIn(
      warnings,
      `The learn plan #${plan.number} is saved, but not submitted for implementation: ${messageOf(error)}`,
      context,
    );
    return done;
  }
}
