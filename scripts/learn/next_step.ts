/** What is done with a learn plan that is saved: a person chooses; in CI it is submitted for implementation. */

import type { Context } from "../../lib/cli/mod.ts";
import {
  createDistinctId,
  type DispatchedRun,
  dispatchWorkflow,
  readWorkflowState,
  type RepositoryName,
} from "../../lib/github/mod.ts";
import { messageOf } from "../../lib/user_error.ts";
import { consolidateInput } from "../consolidate/input_and_result.ts";
import { consolidateLearnPlans } from "../consolidate_learn_plans.ts";
import { announced, warnIn } from "../trigger/announced.ts";
import { type NextStep, NO_NEXT_STEP } from "./input_and_result.ts";
import { openInBrowser } from "./open_in_browser.ts";
import { isAutomatic, type Person } from "./person.ts";

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
  return isAutomatic(context) ? await submit(plan, context, warnings) : NO_NEXT_STEP;
}

async function askPerson(
  saved: SavedPlan,
  person: Person,
  context: Context,
  warnings: string[],
): Promise<NextStep> {
  const { learn: { implementWorkflow } } = await context.configuration();
  for (let plan = saved;;) {
    const consolidated_into = plan.number === saved.number ? null : plan.number;
    const choice = await person.choose(`The learn plan is issue #${plan.number}. What now?`, [
      { value: "submit", name: "Submit for implementation", description: `Dispatches ${implementWorkflow}` },
      { value: "open", name: "Open in the browser", description: plan.url },
      {
        value: "consolidate",
        name: "Consolidate with other open learn plans",
        description: "Merges all open learn plans into one",
      },
      { value: "done", name: "Done", description: "Leaves it as it is" },
    ]);
    if (choice === "submit") return { ...await submit(plan, context, warnings), consolidated_into };
    if (choice === "done") return { ...NO_NEXT_STEP, choice: "done", consolidated_into };
    if (choice === "consolidate") plan = await consolidate(plan, person, context, warnings);
    else await openInBrowser(plan.url, context);
  }
}

/** Joins the plan with others. Returns the plan that takes its place, or the plan itself if nothing was joined. */
async function consolidate(
  plan: SavedPlan,
  person: Person,
  context: Context,
  warnings: string[],
): Promise<SavedPlan> {
  try {
    const input = consolidateInput.parse({});
    const here = { ...context, repository: () => Promise.resolve(plan.repository) };
    const result = await consolidateLearnPlans(input, here, person);
    warnings.push(...result.warnings);
    const { plan_number: number, plan_url: url } = result;
    const isPartOfIt = result.sources.some(({ issue_number }) => issue_number === plan.number);
    return result.consolidated && isPartOfIt && number !== null && url !== null
      ? { ...plan, number, url }
      : plan;
  } catch (error) {
    context.signal.throwIfAborted();
    warnIn(
      warnings,
      `The learn plan #${plan.number} is saved, but not consolidated with others: ${messageOf(error)}`,
      context,
    );
    return plan;
  }
}

async function submit(plan: SavedPlan, context: Context, warnings: string[]): Promise<NextStep> {
  const { learn: { implementWorkflow: workflow } } = await context.configuration();
  const done: NextStep = { ...NO_NEXT_STEP, choice: "done" };
  try {
    const client = await context.github();
    if (await readWorkflowState(client, plan.repository, workflow) === undefined) {
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
    return { ...NO_NEXT_STEP, choice: "submit", run_id: run.runId ?? null, run_url: run.url };
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
