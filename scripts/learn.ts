/** `learn`: from a plan issue to a learn plan, all stages on this machine (or from materials that are there: in CI). */

import { counted } from "../lib/wording.ts";
import { type Context, defineCommand, GITHUB_PERMISSIONS, runAlone } from "../lib/cli/mod.ts";
import {
  learnableSessions,
  type PlanIssue,
  readPlanIssue,
  requireHeader,
  requireLearnablePlan,
  trackedSessions,
  WORKFLOW_LOGIN_VARIABLES,
} from "../lib/github/mod.ts";
import { ENGINE_PROGRAMS, ENGINE_VARIABLES } from "../lib/learn/engines/mod.ts";
import { readLearnInput } from "../lib/learn/input/mod.ts";
import type { LearnSource } from "../lib/learn/source/mod.ts";
import { gatherForPlan } from "./gather_learn_input.ts";
import { resolvePlan } from "./get_learn_sessions.ts";
import { adviceOnFailed, analysisAnswer } from "./learn/analysis_result.ts";
import { ANALYSIS_OPTIONS } from "./learn/analysis_options.ts";
import {
  type LearnInput,
  learnInput,
  type LearnResult,
  learnResult,
  NO_NEXT_STEP,
} from "./learn/input_and_result.ts";
import { takeNextStep } from "./learn/next_step.ts";
import { OPENER_PROGRAMS } from "./learn/open_in_browser.ts";
import { locateMaterials } from "./learn/locate_materials.ts";
import { openServices } from "./learn/open_services.ts";
import { PAGERS, type Person, personAtTerminal } from "./learn/person.ts";
import { estimateOnly, runAnalysis } from "./learn/run_analysis.ts";
import { RUN_ID, runFolders } from "./learn/run_folders.ts";
import { findRunningWorkflow } from "./learn/running_workflow.ts";
import { completeSave, mayBeSaved, saveAnalysis } from "./learn/save_analysis.ts";
import { describeLearnOutcome, findLearnOutcome } from "./trigger/already_learned.ts";
import { announced, namingKept, warnIn } from "./trigger/announced.ts";
import { endingWhenInterrupted } from "./trigger/interruption.ts";
import { withPlanLock } from "./trigger/plan_lock.ts";
import { quotedTitle } from "./quoted_title.ts";
import { ALLOW_ISSUE_MISMATCH } from "./materials_options.ts";
import { DEFAULT_WAIT } from "./wait_option.ts";

export type { LearnInput, LearnResult };

/**
 * Learns from a plan: materials, input, analysis, and the learn plan as an issue. A plan that has been learned from is
 * left alone (`force`: not). What a run has done, the next one doesn't do again: sessions, gist and agents' answers are
 * kept.
 *
 * @param person who is shown the plan and asked; undefined: nobody, the plan is saved.
 * @throws {UserError} naming the step that failed, and what is kept.
 */
export async function learn(
  input: LearnInput,
  context: Context,
  person: Person | undefined = input.yes ? undefined : personAtTerminal(context),
): Promise<LearnResult> {
  const kept: { places: string[] } = { places: [] };
  const describeKept = () => kept.places.length === 0 ? "nothing was done yet" : kept.places.join("; ");
  const work = async () => {
    const readAt = new Date();
    const plan = await readPlan(input, context);
    const learned = await reportLearned(plan, input, context);
    if (learned !== undefined) return learned;
    const lock = { issueNumber: plan.number, patience: input.wait * 1_000, readAt };
    return await withPlanLock(lock, context, async (isStale) => {
      const current = isStale ? await readPlan(input, context) : plan;
      const learnedSince = isStale ? await reportLearned(current, input, context) : undefined;
      return learnedSince ?? await learnFrom(current, input, person, context, kept.places);
    });
  };
  return await endingWhenInterrupted(context.signal, describeKept, work()).catch((error) => {
    throw namingKept(kept.places.length === 0 ? undefined : describeKept(), error);
  });
}

async function learnFrom(
  plan: PlanIssue,
  input: LearnInput,
  person: Person | undefined,
  context: Context,
  kept: string[],
): Promise<LearnResult> {
  if (input.save && !input.dryRun && !input.estimate) requireHeader(plan);
  const warnings: string[] = [];
  await tellRunningWorkflow(plan, context, warnings);
  // What is missing for the models is found out before anything is made.
  const opened = await openServices(input, context);
  const folders = await runFolders({ runId: input.runId, issueNumber: plan.number }, context);
  const materials = await locateMaterials(plan, input, context, warnings);
  if (materials.folder !== undefined) kept.push(`the materials are in ${materials.folder}`);
  const gathered = await gatherForPlan(plan, {
    gistUrl: materials.gistUrl,
    learnDir: materials.folder,
    outputDir: folders.input,
    allowIssueMismatch: input.allowIssueMismatch,
  }, context);
  warnings.push(...gathered.warnings);
  kept.push(`the input of the analysis is in ${folders.input}`);
  const gistUrl = materials.gistUrl ?? gathered.gist_url ?? undefined;
  const base = { ...nothingDone(plan, input), gist_url: gistUrl ?? null, warnings };
  const redactor = await context.redactor();
  const source = await readLearnInput(folders.input, redactor);
  redactor.stopLearning();
  for (const gap of source.gaps) if (!gathered.gaps.includes(gap)) context.progress.warn(gap);
  if (input.estimate) {
    return { ...base, estimate: await estimateOnly(source, opened, context) };
  }
  kept.push(`the answers of the agents are in ${folders.agents}`);
  const { analysis, estimate } = await runAnalysis(source, folders.agents, opened, context);
  warnings.push(...opened.warnings);
  const answer = {
    ...base,
    estimate,
    analysis: analysisAnswer(analysis, opened, estimate, folders.agents),
  };
  if (!input.save || !await mayBeSaved(folders.agents, analysis, person, input)) return answer;
  const request = { plan, folder: folders.agents, gistUrl, sources: countSessions(plan, source), input };
  const saved = await saveAnalysis(request, context, warnings);
  const advice = adviceOnFailed(analysis.record);
  if (advice !== undefined) warnIn(warnings, advice, context);
  const next = saved.issue?.isOpen !== true || input.dryRun
    ? NO_NEXT_STEP
    : await takeNextStep({ repository: plan.repository, ...saved.issue }, person, context, warnings);
  return {
    ...answer,
    learn_status: saved.status ?? answer.learn_status,
    learn_plan_issue: saved.issue?.number ?? null,
    learn_plan_issue_url: saved.issue?.url ?? null,
    saved: !input.dryRun,
    next,
  };
}

/** How many sessions were read, of those that the plan names. */
function countSessions(plan: PlanIssue, { sessions }: Pick<LearnSource, "sessions">) {
  const named = learnableSessions(trackedSessions(plan));
  return { readable: sessions.length, total: named.union(new Set(sessions.map(({ id }) => id))).size };
}

async function readPlan(input: LearnInput, context: Context): Promise<PlanIssue> {
  const { repository, number } = await resolvePlan(input.issue, context);
  return await announced(context.progress, `Read plan issue #${number}`, async () => {
    const plan = await readPlanIssue(await context.github(), repository, number);
    requireLearnablePlan(plan);
    return {
      value: plan,
      summary: `${await quotedTitle(plan, context)}, ${counted(plan.comments.length, "comment")}`,
    };
  });
}

/** The answer where the plan has been learned from, and isn't to be again; `undefined` where it goes on. */
async function reportLearned(
  plan: PlanIssue,
  input: LearnInput,
  context: Context,
): Promise<LearnResult | undefined> {
  const outcome = findLearnOutcome(plan, await context.github());
  if (outcome === undefined || input.force) return undefined;
  context.progress.note(`Plan #${plan.number} has been learned from (${describeLearnOutcome(outcome)})`);
  if (input.dryRun || input.estimate || !input.save) return undefined;
  const warnings: string[] = [];
  // A folder that can't be made or read has nothing to complete.
  const folders = await runFolders({ runId: input.runId, issueNumber: plan.number }, context).catch(() =>
    undefined
  );
  const isCompleted = folders !== undefined &&
    await completeSave({ plan, folder: folders.agents, input }, context, warnings);
  context.progress.note(
    isCompleted
      ? "What an earlier run couldn't write any more was looked after; --force learns from it again"
      : "Nothing was done; --force learns from it again",
  );
  return {
    ...nothingDone(plan, input),
    warnings,
    already_learned: true,
    learn_plan_issue: plan.header?.learn_plan_issue ?? null,
    learn_plan_issue_url: outcome.planIssueUrl,
    gist_url: outcome.gistUrl,
  };
}

/** Warns of a workflow run that is learning from the plan at the same time. */
async function tellRunningWorkflow(plan: PlanIssue, context: Context, warnings: string[]): Promise<void> {
  const url = await findRunningWorkflow(plan, context);
  if (url === undefined) return;
  const warning =
    `A workflow run is learning from plan #${plan.number} at this moment, too; both results go into one learn plan, and the later one counts: ${url}`;
  context.progress.warn(warning);
  warnings.push(warning);
}

function nothingDone(plan: PlanIssue, { dryRun }: LearnInput): LearnResult {
  return {
    success: true,
    issue_number: plan.number,
    learn_status: plan.header?.learn_status ?? null,
    already_learned: false,
    learn_plan_issue: null,
    learn_plan_issue_url: null,
    gist_url: null,
    estimate: null,
    analysis: null,
    saved: false,
    next: NO_NEXT_STEP,
    dry_run: dryRun,
    warnings: [],
  };
}

export const command = defineCommand({
  name: "learn",
  summary: "Learn from a landed plan: analyse its sessions and save a learn plan",
  description:
    "Finds the plan's sessions, compresses them to redacted XML, gathers the pull request's changes, its review and the\n" +
    "documentation, has the learn agents analyse them (a model, or rules alone), verifies every quote, and saves the\n" +
    "learn plan as an issue. On a terminal the plan is shown and you are asked; in CI it is saved and submitted,\n" +
    "and where there is no terminal it is saved. Run again, it goes on where the last run ended.",
  arguments: [{
    name: "issue",
    description: "the plan issue: number or address (default: from the branch P<issue>-…)",
    required: false,
  }],
  options: [
    { flags: "--gist-url <url>", description: "take the materials of this gist" },
    { flags: "--learn-dir <dir>", description: "take the materials in this folder" },
    ...ANALYSIS_OPTIONS,
    {
      flags: "--estimate",
      description: "say what the agents would be asked and what it costs, and ask nothing",
    },
    { flags: "--dry-run", description: "do everything but write to GitHub" },
    { flags: "--no-save", description: "end after the analysis, and write nothing to GitHub" },
    { flags: "--yes", description: "ask nothing: save the learn plan" },
    { flags: "--force", description: "learn again from a plan that has been learned from" },
    RUN_ID,
    { flags: "--session-id <id>", description: "the session that this is run from, to be recorded" },
    ALLOW_ISSUE_MISMATCH,
    {
      flags: "--wait <seconds>",
      description: `wait for another run with this plan so long (default: ${DEFAULT_WAIT})`,
    },
  ],
  examples: [
    { command: "erk-learn learn 42", explanation: "Learns from plan #42 of this repository" },
    {
      command: "erk-learn learn 42 --engine offline --dry-run",
      explanation: "Shows what rules alone find, without a model, and writes nothing to GitHub",
    },
  ],
  permissions: {
    ...GITHUB_PERMISSIONS,
    env: [
      ...new Set([
        ...(GITHUB_PERMISSIONS.env === true ? [] : GITHUB_PERMISSIONS.env),
        ...ENGINE_VARIABLES,
        ...WORKFLOW_LOGIN_VARIABLES,
        "GITHUB_ACTIONS",
        "GITHUB_RUN_ID",
        "GITHUB_STEP_SUMMARY",
        "PAGER",
      ]),
    ],
    run: [...GITHUB_PERMISSIONS.run, ...ENGINE_PROGRAMS, ...PAGERS, ...OPENER_PROGRAMS],
  },
  input: learnInput,
  result: learnResult,
  run: learn,
});

if (import.meta.main) await runAlone(command);
