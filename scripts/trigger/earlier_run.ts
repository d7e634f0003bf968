/** The run that an earlier `trigger` dispatched, here or elsewhere: whether it is still queued or in progress. */

import type { Context } from "../../lib/cli/mod.ts";
import { isUnfinished, readWorkflowRun } from "../../lib/github/workflow/earlier_run.ts";
import { listDispatchedRuns, type PlanIssue, statusOf } from "../../lib/github/mod.ts";
import { findDispatchedRun } from "../../lib/github/workflow/workflow_run.ts";
import type { DispatchState } from "../../lib/run_state/mod.ts";
import { namingStep } from "./announced.ts";

/** A run that will still end. */
export interface UnfinishedRun {
  readonly id: string;
  readonly url: string;
  /** `queued`, `in_progress`, … */
  readonly status: string;
  /** The dispatch that the plan's header doesn't tell of yet, though it should. */
  readonly unrecorded: DispatchState | undefined;
}

/** GitHub shows a run 2–5 s after its dispatch. Milliseconds; later than that, one look is enough. */
const APPEARS_WITHIN = 15_000;
const LOOKS = 5; // with pauses of 1, 1.5, 2.25 and 3.4 s

/**
 * Looks for the run that this machine dispatched last, then for the one that the plan's header names. Asks GitHub only
 * where one of them names a dispatch.
 *
 * @throws {UserError} if GitHub can't tell: dispatching then might start a second run.
 */
export async function findUnfinishedRun(
  plan: PlanIssue,
  dispatched: DispatchState | null,
  workflow: string,
  context: Context,
): Promise<UnfinishedRun | undefined> {
  try {
    const own = dispatched === null ? undefined : await findOwnRun(plan, dispatched, context);
    return own ?? await findRunOfHeader(plan, dispatched, workflow, context);
  } catch (error) {
    // The workflow was renamed or removed since: nothing of it can be found, and dispatching says so.
    if (statusOf(error) === 404) return undefined;
    throw namingStep("Looking for the run of an earlier trigger", error);
  }
}

async function findOwnRun(
  plan: PlanIssue,
  dispatched: DispatchState,
  context: Context,
): Promise<UnfinishedRun | undefined> {
  const client = await context.github();
  const id = dispatched.run?.id ?? undefined;
  const run = id === undefined
    ? await findByName(plan, dispatched, context)
    : await readWorkflowRun(client, plan.repository, id);
  if (run === undefined || !isUnfinished(run)) {
    if (run !== undefined) noteEnd(run.htmlUrl, context);
    return undefined;
  }
  return {
    id: run.id,
    url: run.htmlUrl,
    status: run.status,
    unrecorded: dispatched.recorded ? undefined : dispatched,
  };
}

/** After a dispatch whose answer this machine never saw. */
async function findByName(plan: PlanIssue, dispatched: DispatchState, context: Context) {
  const dispatchedAt = new Date(dispatched.started_at);
  const age = context.now().getTime() - dispatchedAt.getTime();
  return await findDispatchedRun(await context.github(), plan.repository, {
    workflow: dispatched.workflow,
    runName: `${plan.number}:${dispatched.distinct_id}`,
    dispatchedAt,
    search: { attempts: age < APPEARS_WITHIN ? LOOKS : 1 },
  });
}

/** What another machine, or a run whose state is gone, has dispatched. */
async function findRunOfHeader(
  plan: PlanIssue,
  dispatched: DispatchState | null,
  workflow: string,
  context: Context,
): Promise<UnfinishedRun | undefined> {
  const { learn_status: status, learn_run_id: id } = plan.header ?? {};
  if (status !== "pending" || (id !== undefined && id === dispatched?.run?.id)) return undefined;
  const client = await context.github();
  if (id !== undefined && /^\d+$/.test(id)) {
    const run = await readWorkflowRun(client, plan.repository, id);
    if (run === undefined || isOfAnotherPlan(run.displayTitle, plan.number)) return undefined;
    if (isUnfinished(run)) {
      return { id: run.id, url: run.htmlUrl, status: run.status, unrecorded: undefined };
    }
    noteEnd(run.htmlUrl, context);
    return undefined;
  }
  // Whoever dispatched it didn't see its run in time; its name tells the plan.
  const runs = await listDispatchedRuns(client, plan.repository, workflow);
  const run = runs.find((candidate) =>
    candidate.displayTitle.startsWith(`${plan.number}:`) && isUnfinished(candidate)
  );
  if (run === undefined) return undefined;
  return { id: run.id, url: run.htmlUrl, status: run.status, unrecorded: undefined };
}

/** A header can be copied with the plan, or be edited. A title of another form says nothing: `run-name` is the workflow's. */
function isOfAnotherPlan(title: string, issueNumber: number): boolean {
  const number = /^(\d+):[0-9a-z]{6}$/.exec(title)?.[1];
  return number !== undefined && Number(number) !== issueNumber;
}

function noteEnd(url: string, context: Context): void {
  context.progress.note(`The run of an earlier trigger has ended (${url}): the workflow is dispatched again`);
}
