/** `trigger-async-learn`: from a plan issue to a dispatched learn workflow. Stages 1–5 of the pipeline. */

import { counted } from "../lib/wording.ts";
import { type Context, defineCommand, GITHUB_PERMISSIONS, runAlone } from "../lib/cli/mod.ts";
import { type PlanIssue, readPlanIssue, requireLearnablePlan } from "../lib/github/mod.ts";
import { DETAIL_LEVELS } from "../lib/preprocess/mod.ts";
import { discoverPlanSessions, type GetLearnSessionsResult, resolvePlan } from "./get_learn_sessions.ts";
import { quotedTitle } from "./quoted_title.ts";
import { FAIL_ON_SECRET } from "./receipt.ts";
import { describeLearnOutcome, findLearnOutcome } from "./trigger/already_learned.ts";
import { announced, namingKept, warnIn } from "./trigger/announced.ts";
import { answerLearned, answerRunning, nothingDone } from "./trigger/answers.ts";
import { checkToken } from "./trigger/check_token.ts";
import {
  dispatchRun,
  recordInHeader,
  refToDispatchOn,
  startCheckingTarget,
  startReadingRef,
} from "./trigger/dispatch_run.ts";
import { findUnfinishedRun } from "./trigger/earlier_run.ts";
import {
  type TriggerInput,
  triggerInput,
  type TriggerResult,
  triggerResult,
} from "./trigger/input_and_result.ts";
import { endingWhenInterrupted } from "./trigger/interruption.ts";
import { takeOrMakeMaterials } from "./trigger/plan_materials.ts";
import { withPlanLock } from "./trigger/plan_lock.ts";
import { openRunJournal, type RunJournal } from "./trigger/run_journal.ts";
import { DEFAULT_WAIT } from "./wait_option.ts";

export type { TriggerInput, TriggerResult };

/**
 * Finds the plan's sessions, preprocesses them, fetches the review comments, uploads all of it as a secret
 * gist, dispatches the workflow, and only then records that in the plan's header.
 *
 * Sessions and comments are lenient (a failure is a warning), the gist and the dispatch are strict. What a run has done
 * the next one doesn't do again: it goes on where the last one ended, and leaves a plan alone that has been learned from
 * or that a run is learning from. `force` starts over.
 *
 * @throws {UserError} naming the step that failed; the materials folder stays.
 */
export async function triggerAsyncLearn(input: TriggerInput, context: Context): Promise<TriggerResult> {
  const running: { journal?: RunJournal } = {};
  const kept = () => running.journal?.describeKept() ?? "nothing was done yet";
  const work = async () => {
    const readAt = new Date();
    const plan = await readPlan(input, context);
    const learned = await reportLearned(plan, input, context);
    if (learned !== undefined) return learned;
    if (!input.dryRun) await checkToken(context, !input.skipWorkflow);
    const lock = { issueNumber: plan.number, patience: (input.wait ?? DEFAULT_WAIT) * 1000, readAt };
    return await withPlanLock(lock, context, async (isStale) => {
      const current = isStale ? await readPlan(input, context) : plan;
      const learnedSince = isStale ? await reportLearned(current, input, context) : undefined;
      if (learnedSince !== undefined) return learnedSince;
      const isRefused = findLearnOutcome(current, await context.github()) !== undefined;
      running.journal = await openRunJournal(current, context, { isNew: input.force === true, isRefused });
      return await triggerPlan(current, input, running.journal, context).catch((error) => {
        throw namingKept(running.journal?.describeMaterials(), error);
      });
    });
  };
  // What is kept says which rerun goes on from it.
  const sentence = input.force === true ? "Interrupted; what was finished is kept." : undefined;
  return await endingWhenInterrupted(context.signal, kept, work(), sentence);
}

/** The answer where the plan has been learned from, and isn't to be again; `undefined` where it goes on. */
async function reportLearned(
  plan: PlanIssue,
  input: TriggerInput,
  context: Context,
): Promise<TriggerResult | undefined> {
  const outcome = findLearnOutcome(plan, await context.github());
  if (outcome === undefined || input.force === true) return undefined;
  context.progress.note(`Plan #${plan.number} has been learned from (${describeLearnOutcome(outcome)})`);
  if (input.dryRun) return undefined;
  context.progress.note("Nothing was done; --force learns from it again");
  return answerLearned(plan, outcome);
}

async function triggerPlan(
  plan: PlanIssue,
  input: TriggerInput,
  journal: RunJournal,
  context: Context,
): Promise<TriggerResult> {
  const dispatches = !input.dryRun && !input.skipWorkflow;
  const workflow = input.workflow ?? (await context.configuration()).workflow;
  if (dispatches && input.force !== true) {
    const run = await findUnfinishedRun(plan, journal.state.dispatch, workflow, context);
    if (run !== undefined) return await answerRunning(plan, run, journal, context);
  }
  const ref = dispatches ? startReadingRef(input.ref, plan, context) : undefined;
  const target = dispatches ? startCheckingTarget(input.ref, workflow, plan, context) : undefined;

  const { sessions, warnings } = await findSessions(plan, context);
  const materials = await takeOrMakeMaterials(
    { plan, sessions, input, journal, context, warnings },
    target,
  );
  const base = {
    ...nothingDone(plan),
    gist_url: materials.gistUrl ?? null,
    materials: materials.made ?? null,
    reused_materials: materials.made === undefined,
    dry_run: input.dryRun,
    warnings,
  };
  if (ref === undefined || materials.gistUrl === undefined) return base;
  journal.placed(materials.gistUrl);
  const request = { workflow, ref: await refToDispatchOn(ref), gistUrl: materials.gistUrl };
  const run = await dispatchRun(plan, request, journal, context);
  if (run.runId === undefined) {
    warnIn(
      warnings,
      "The workflow was dispatched, but GitHub doesn't show its run yet; see the workflow's page",
      context,
    );
  }
  const recorded = { runId: run.runId, gistUrl: materials.gistUrl };
  const status = await recordInHeader(plan, recorded, journal, context, warnings);
  return {
    ...base,
    workflow_triggered: true,
    run_id: run.runId ?? null,
    workflow_url: run.url,
    learn_status: status,
  };
}

/** Finds the plan's sessions, and shows the warnings about them, which it returns. */
async function findSessions(plan: PlanIssue, context: Context) {
  const sessions = await announced(context.progress, "Find the plan's sessions", async () => {
    const found = await discoverPlanSessions(plan, context);
    return { value: found, summary: describeSessions(found) };
  });
  const warnings = [...sessions.warnings];
  if (sessions.fallback) {
    warnings.push(
      "No session that the plan names is on this machine: the newest ones of this project and branch take their place",
    );
  }
  for (const warning of warnings) context.progress.warn(warning);
  return { sessions, warnings };
}

async function readPlan(input: TriggerInput, context: Context): Promise<PlanIssue> {
  const reference = await resolvePlan(input.issue, context);
  return await announced(context.progress, `Read plan issue #${reference.number}`, async () => {
    const plan = await readPlanIssue(await context.github(), reference.repository, reference.number);
    requireLearnablePlan(plan);
    return {
      value: plan,
      summary: `${await quotedTitle(plan, context)}, ${counted(plan.comments.length, "comment")}`,
    };
  });
}

function describeSessions({ session_sources: sources, fallback }: GetLearnSessionsResult): string {
  const planning = sources.filter(({ session_type: type }) => type === "planning").length;
  const remote = sources.filter(({ source_type: type }) => type === "remote").length;
  const origin = fallback ? "none tracked is here, so the newest of this project" : `${remote} remote`;
  return `${sources.length} (${planning} planning, ${sources.length - planning} implementation; ${origin})`;
}

export const command = defineCommand({
  name: "trigger-async-learn",
  aliases: ["trigger"],
  summary: "Learn from a landed plan: collect its sessions and dispatch the learn workflow",
  description:
    "Finds the plan's session logs, compresses them to redacted XML, fetches the review comments, uploads all of it\n" +
    "as one secret gist and dispatches the learn workflow. Your terminal is free as soon as that is dispatched.\n" +
    "Run again, it goes on where the last run ended: unchanged materials keep their gist, a run that is queued or in\n" +
    "progress is reported instead of a second one, and a plan that has been learned from is left alone (--force: not).",
  arguments: [{
    name: "issue",
    description: "the plan issue: number or address (default: from the branch P<issue>-…)",
    required: false,
  }],
  options: [
    { flags: "--dry-run", description: "prepare and pack the materials, write nothing to GitHub" },
    { flags: "--skip-workflow", description: "upload the materials, but don't dispatch the workflow" },
    { flags: "--workflow <file>", description: "workflow file to dispatch (default: learn.yml)" },
    {
      flags: "--ref <ref>",
      description: "branch or tag to run it on (default: the repository's default branch)",
    },
    { flags: "--max-tokens <tokens>", description: "tokens of one XML part at most (default: 20000)" },
    FAIL_ON_SECRET,
    {
      flags: "--detail <level>",
      description: "how much of the sessions to keep (default: normal)",
      choices: DETAIL_LEVELS,
    },
    { flags: "--no-cache", description: "convert every session anew, and keep none in .erk/cache" },
    {
      flags: "--force",
      description:
        "learn again: a new gist and a new run, whatever was learned, uploaded or dispatched before",
    },
    {
      flags: "--wait <seconds>",
      description:
        `wait for another trigger of this plan on this machine at most so long (default: ${DEFAULT_WAIT})`,
    },
  ],
  examples: [
    { command: "erk-learn trigger 42", explanation: "Learns from plan #42 of this repository" },
    {
      command: "erk-learn trigger --dry-run",
      explanation: "On a branch such as P42-retry-uploads: shows what would be uploaded",
    },
  ],
  permissions: GITHUB_PERMISSIONS,
  input: triggerInput,
  result: triggerResult,
  run: triggerAsyncLearn,
});

if (import.meta.main) await runAlone(command);
