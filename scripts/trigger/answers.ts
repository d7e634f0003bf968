/** The answers of a `trigger` that finds the work done, or being done. */

import type { Context } from "../../lib/cli/mod.ts";
import type { PlanIssue } from "../../lib/github/mod.ts";
import type { LearnOutcome } from "./already_learned.ts";
import { recordInHeader } from "./dispatch_run.ts";
import type { UnfinishedRun } from "./earlier_run.ts";
import type { RunJournal } from "./run_journal.ts";

/** The answer of a call that has done nothing so far. */
export function nothingDone(plan: PlanIssue) {
  return {
    success: true as const,
    issue_number: plan.number,
    plan_id: String(plan.number),
    workflow_triggered: false,
    run_id: null,
    workflow_url: null,
    gist_url: null,
    materials: null,
    reused_materials: false,
    already_learned: false,
    already_running: false,
    learn_status: plan.header?.learn_status ?? null,
    learn_plan_issue_url: null,
    learn_plan_pr_url: null,
    dry_run: false,
    warnings: [],
  };
}

/** The answer where the plan has been learned from already. */
export function answerLearned(plan: PlanIssue, outcome: LearnOutcome) {
  return {
    ...nothingDone(plan),
    already_learned: true,
    run_id: outcome.runId,
    workflow_url: outcome.runUrl,
    gist_url: outcome.gistUrl,
    learn_plan_issue_url: outcome.planIssueUrl,
    learn_plan_pr_url: outcome.planPullRequestUrl,
  };
}

/** A run that is under way is reported, and recorded if whoever dispatched it didn't come to that. */
export async function answerRunning(
  plan: PlanIssue,
  run: UnfinishedRun,
  journal: RunJournal,
  context: Context,
) {
  context.progress.note(
    `A run that was dispatched before is learning from the plan (${
      run.status.replaceAll("_", " ")
    }): ${run.url}; ` +
      "--force dispatches another",
  );
  const warnings: string[] = [];
  const { unrecorded } = run;
  let status: string | null = plan.header?.learn_status ?? null;
  if (unrecorded !== undefined) {
    await journal.save({ dispatch: { ...unrecorded, run: { id: run.id, url: run.url } } });
    const recorded = { runId: run.id, gistUrl: unrecorded.gist_url };
    status = await recordInHeader(plan, recorded, journal, context, warnings);
  }
  const gistUrl = unrecorded?.gist_url ?? plan.header?.learn_materials_gist_url ?? null;
  return {
    ...nothingDone(plan),
    already_running: true,
    run_id: run.id,
    workflow_url: run.url,
    gist_url: gistUrl,
    reused_materials: gistUrl !== null,
    learn_status: status,
    warnings,
  };
}
