/** The dispatch of the learn workflow, and its record in the plan's header. */

import type { Context } from "../../lib/cli/mod.ts";
import {
  createDistinctId,
  type DispatchedRun,
  dispatchWorkflow,
  failureOf,
  type PlanIssue,
  readDefaultBranch,
  requireDispatchTarget,
  updatePlanHeader,
} from "../../lib/github/mod.ts";
import type { DispatchState } from "../../lib/run_state/mod.ts";
import { messageOf, UserError } from "../../lib/user_error.ts";
import { announced } from "./announced.ts";
import type { RunJournal } from "./run_journal.ts";

/** Of the plan's header: a run is learning from it. */
const PENDING = "pending";

export interface DispatchRequest {
  /** File name of the workflow. */
  readonly workflow: string;
  /** Branch or tag. */
  readonly ref: string;
  readonly gistUrl: string;
}

/** The ref is needed at the end only: its request runs beside the other work. */
export function startReadingRef(
  named: string | undefined,
  plan: PlanIssue,
  context: Context,
): Promise<string> {
  const reading = (async () => {
    return named ?? (await context.configuration()).ref ??
      await readDefaultBranch(await context.github(), plan.repository);
  })();
  // Whoever awaits it gets the error; until then it isn't unhandled.
  reading.catch(() => {});
  return reading;
}

/** What the workflow is given. */
const inputsOf = (issueNumber: number, gistUrl: string, distinctId: string) => ({
  issue_number: String(issueNumber),
  gist_url: gistUrl,
  distinct_id: distinctId,
});

/** Of `--timeout`: what isn't found out now the dispatch says. */
const SHARE_OF_TIME = 1 / 6;

/**
 * Looks whether the workflow is there, and the ref that is named, beside the other work: a gist is for nothing without.
 *
 * @throws {UserError} `Failed to dispatch workflow`, to whoever awaits it.
 */
export function startCheckingTarget(
  named: string | undefined,
  workflow: string,
  plan: PlanIssue,
  context: Context,
): Promise<void> {
  const checking = (async () => {
    const ref = named ?? (await context.configuration()).ref;
    const client = await (await context.github()).withShare(SHARE_OF_TIME);
    await requireDispatchTarget(client, plan.repository, { workflow, ref, inputs: inputsOf(0, "", "") });
  })();
  checking.catch(() => {});
  return checking;
}

/** Without a ref nothing can be dispatched, whatever GitHub said about it. */
export async function refToDispatchOn(ref: Promise<string>): Promise<string> {
  try {
    return await ref;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError("Failed to dispatch workflow", { detail: error.message, cause: error });
  }
}

/**
 * Dispatches the workflow with a gist of materials. The journal knows of it before GitHub does.
 *
 * @throws {UserError} as `dispatchWorkflow` does.
 */
export async function dispatchRun(
  plan: PlanIssue,
  { workflow, ref, gistUrl }: DispatchRequest,
  journal: RunJournal,
  context: Context,
): Promise<DispatchedRun> {
  const begun: DispatchState = {
    started_at: context.now().toISOString(),
    workflow,
    distinct_id: createDistinctId(),
    gist_url: gistUrl,
    run: null,
    recorded: false,
  };
  return await announced(context.progress, `Dispatch ${workflow}`, async () => {
    await journal.save({ dispatch: begun });
    context.signal.throwIfAborted();
    const run = await dispatchWorkflow(await context.github(), plan.repository, {
      workflow,
      ref,
      inputs: inputsOf(plan.number, gistUrl, begun.distinct_id),
      optionalInputs: ["distinct_id"],
      runName: `${plan.number}:${begun.distinct_id}`,
    }).catch(async (error) => {
      // Refused: there is no run to look for.
      if (failureOf(error)?.doubtful === false) await journal.save({ dispatch: null });
      throw error;
    });
    await journal.save({ dispatch: { ...begun, run: { id: run.runId ?? null, url: run.url } } });
    return { value: run, summary: run.url };
  });
}

/**
 * Writes into the plan's header that the dispatched run is learning from it. A failure is a warning: after the
 * dispatch nothing may turn the answer into a failure, for the run is on its way.
 *
 * @returns the `learn_status` that the header has now.
 */
export async function recordInHeader(
  plan: PlanIssue,
  run: { readonly runId: string | undefined; readonly gistUrl: string },
  journal: RunJournal,
  context: Context,
  warnings: string[],
): Promise<string | null> {
  const step = context.progress.step("Record it in the plan's header");
  try {
    await updatePlanHeader(await context.github(), plan.repository, plan.number, {
      learn_status: PENDING,
      learn_run_id: run.runId ?? null,
      learn_materials_gist_url: run.gistUrl,
    });
    step.done(`learn_status: ${PENDING}`);
  } catch (error) {
    if (context.signal.aborted) step.failed("interrupted");
    context.signal.throwIfAborted();
    step.failed(messageOf(error));
    warnings.push(`The plan's header doesn't say that learning is pending: ${messageOf(error)}`);
    return plan.header?.learn_status ?? null;
  }
  const { dispatch } = journal.state;
  if (dispatch !== null) await journal.save({ dispatch: { ...dispatch, recorded: true } });
  return PENDING;
}
