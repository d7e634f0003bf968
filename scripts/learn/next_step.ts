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
import { consolidateLearnPlans } from "../consolidate_learn_plans.ts";
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

/** What was done, and the plan that it was done with. */
export interface TakenStep {
  readonly step: NextStep;
  /** Another one than before, if that was consolidated with others. */
  readonly plan: SavedPlan;
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
): Promise<TakenStep> {
  if (person !== undefined) return await askPerson(plan, person, context, warnings);
  const isCi = context.environment("CI") !== undefined || context.environment("GITHUB_ACTIONS") !== undefined;
  return { plan, step: isCi ? await submit(plan, context, warnings) : NO_NEXT_STEP };
}

async function askPerson(
  plan: SavedPlan,
  person: Person,
  context: Context,
  warnings: string[],
): Promise<TakenStep> {
  const { learn: { implementWorkflow } } = await context.configuration();
  let current = plan;
  for (;;) {
    const choice = await person.choose(`The learn plan is issue #${current.number}. What now?`, [
      { value: "submit", name: "Submit for implementation", description: `Dispatches ${implementWorkflow}` },
      { value: "open", name: "Open in the browser", description: current.url },
      {
        value: "consolidate",
        name: "Consolidate with other open learn plans",
        description: "Joins all open learn plans into one, and closes the others",
      },
      { value: "done", name: "Done", description: "Leaves it as it is" },
    ]);
    if (choice === "submit") return { plan: current, step: await submit(current, context, warnings) };
    if (choice === "done") return { plan: current, step: { ...NO_NEXT_STEP, choice: "done" } };
    if (choice === "consolidate") current = await consolidate(current, context, warnings);
    else await openInBrowser(current.url, context);
  }
}

/** The plan that holds everything now; the same one where there was nothing to join, or it failed. */
async function consolidate(plan: SavedPlan, context: Context, warnings: string[]): Promise<SavedPlan> {
  try {
    const { learn_plan_issue: number, learn_plan_issue_url: url, warnings: told } =
      await consolidateLearnPlans(
        { issues: [], dryRun: false },
        context,
      );
    warnings.push(...told);
    return number === null || url === null ? plan : { ...plan, number, url };
  } catch (error) {
    context.signal.throwIfAborted();
    warnIn(warnings, `The learn plans are not consolidated: ${messageOf(error)}`, context);
    return plan;
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
