/** What an analysis came to, on GitHub: the learn plan as an issue, and what the plan's header says of it. */

import { join } from "node:path";
import type { Context } from "../../lib/cli/mod.ts";
import { LEARN_LABEL, type PlanIssue, readPlanIssue } from "../../lib/github/mod.ts";
import { type Analysis, PLAN_FILES, readAnalysis, TRIPWIRE_FILES } from "../../lib/learn/analyse/mod.ts";
import type { LearnPlan } from "../../lib/learn/plan/learn_plan.ts";
import { storePlanData } from "../../lib/learn/plan/stored_plan_data.ts";
import { messageOf, UserError } from "../../lib/user_error.ts";
import { planSave } from "../plan_save.ts";
import { trackLearnEvaluation } from "../track_learn_evaluation.ts";
import { trackLearnResult } from "../track_learn_result.ts";
import { warnIn } from "../trigger/announced.ts";
import type { LearnInput } from "./input_and_result.ts";
import type { Person } from "./person.ts";
import { noteUnfinishedSave, readUnfinishedSave } from "./unfinished_save.ts";
import { readRegularText } from "../../lib/regular_file.ts";

export interface SaveRequest {
  readonly plan: PlanIssue;
  /** `learn-agents/`. */
  readonly folder: string;
  readonly gistUrl: string | undefined;
  /** Sessions that were read, and that there are. */
  readonly sources: { readonly readable: number; readonly total: number };
  readonly input: Pick<LearnInput, "dryRun" | "sessionId">;
}

/** One run's saving, which another may have to complete. */
interface Saving extends SaveRequest {
  readonly attempt: string | undefined;
}

export interface SavedAnalysis {
  /** Undefined: there was nothing to save, or nothing was written. */
  readonly issue: { readonly number: number; readonly url: string; readonly isOpen: boolean } | undefined;
  /** What the header says now; undefined in a dry run. */
  readonly status: string | undefined;
}

/** Shows the learn plan to the person, and asks, unless nothing is written anyway; without either there is nothing to ask. */
export async function mayBeSaved(
  folder: string,
  { plan }: Analysis,
  person: Person | undefined,
  { dryRun }: Pick<LearnInput, "dryRun">,
): Promise<boolean> {
  if (person === undefined || plan === undefined) return true;
  await person.read(await readRegularText(join(folder, PLAN_FILES.readable)));
  return dryRun || await person.confirm("Save this learn plan as an issue?");
}

/**
 * Reads the analysis back and checks it, saves the learn plan with its tripwires and data, then notes on the plan what
 * learning came to. Each step finds what an earlier run has done already.
 *
 * @throws {UserError} if the answers on the disk aren't those that the analysis left, or GitHub refuses something.
 */
export async function saveAnalysis(
  request: SaveRequest,
  context: Context,
  warnings: string[],
): Promise<SavedAnalysis> {
  const { plan, folder, gistUrl, input } = request;
  const saving = { ...request, attempt: crypto.randomUUID() };
  const finished = await readAnalysis(folder, plan.number);
  const parent = { number: plan.number, repository: plan.repository };
  if (finished.plan === undefined) {
    if (input.dryRun) return { issue: undefined, status: undefined };
    const { reason: why, gaps } = finished.record;
    const reason = sentence(why ?? "there is nothing to document") + whatIsMissing(gaps);
    await note(saving, { issue: null, data: true, evaluation: false });
    const tracked = await trackLearnResult({ issue: parent, status: "completed_no_plan", reason }, context);
    const isTracked = await trackEvaluation(saving, context, warnings);
    await note(saving, { issue: null, data: true, evaluation: isTracked });
    return { issue: undefined, status: tracked.learn_status };
  }
  const saved = await planSave({
    planFile: finished.plan.path,
    planType: "learn",
    parent,
    gistUrl,
    sessionId: input.sessionId,
    tripwires: join(folder, TRIPWIRE_FILES.readable),
    dryRun: input.dryRun,
  }, context);
  warnings.push(...saved.warnings);
  const { issue_number: number, issue_url: url, is_open: isOpen } = saved;
  if (number === null || url === null) return { issue: undefined, status: undefined };
  const named = await otherOpenPlan(plan, number, context);
  const successor = isOpen === false ? named : undefined;
  if (named !== undefined) {
    warnIn(
      warnings,
      successor === undefined
        ? `${named.htmlUrl}, the learn plan of #${plan.number} until now, stays open: close it, or join both with ` +
          `"erk-learn consolidate-learn-plans ${named.number} ${number}".`
        : `${named.htmlUrl}, which took its place, stays the learn plan of #${plan.number}.`,
      context,
    );
  }
  const place = { repository: plan.repository, number };
  const data = await storeData(finished.plan.value, place, context, warnings);
  const noted = successor?.number ?? number;
  await note(saving, { issue: noted, data, evaluation: false });
  const tracked = await trackLearnResult(
    { issue: parent, status: "completed_with_plan", planIssue: { number: noted } },
    context,
  );
  warnings.push(...tracked.warnings);
  const evaluation = await trackEvaluation(saving, context, warnings);
  await note(saving, { issue: noted, data, evaluation });
  return {
    issue: { number: noted, url: successor?.htmlUrl ?? url, isOpen: isOpen ?? true },
    status: tracked.learn_status,
  };
}

/**
 * The open learn plan that the header names beside the saved one. Where that is closed, it was consolidated into the named
 * one; else that is of an earlier run (or program), which a new one doesn't close.
 */
async function otherOpenPlan(
  { header, repository }: PlanIssue,
  saved: number,
  context: Context,
): Promise<PlanIssue | undefined> {
  const number = header?.learn_plan_issue;
  if (number === undefined || number === null || number === saved) return undefined;
  const named = await readPlanIssue(await context.github(), repository, number).catch(() => {
    context.signal.throwIfAborted();
    return undefined;
  });
  return named?.isOpen === true && named.labels.includes(LEARN_LABEL) ? named : undefined;
}

/**
 * Writes what an earlier run with the same folder had to leave out after it noted its result.
 *
 * @returns whether anything was missing.
 */
export async function completeSave(
  request: Omit<SaveRequest, "gistUrl" | "sources">,
  context: Context,
  warnings: string[],
): Promise<boolean> {
  const { plan, folder } = request;
  const unfinished = await readUnfinishedSave(folder);
  const number = unfinished?.learn_plan_issue ?? undefined;
  if (unfinished === undefined || plan.header?.learn_plan_issue !== number) return false;
  const sources = { readable: unfinished.readable_sessions, total: unfinished.total_sessions };
  const whole = { ...request, gistUrl: undefined, sources, attempt: unfinished.attempt };
  let data = !unfinished.data;
  if (unfinished.data && number !== undefined) {
    // Answers that are gone, or another run's, complete nothing.
    const finished = (await readAnalysis(folder, plan.number).catch(() => undefined))?.plan;
    const place = { repository: plan.repository, number };
    data = finished === undefined || await storeData(finished.value, place, context, warnings);
  }
  const evaluation = !unfinished.evaluation || await trackEvaluation(whole, context, warnings);
  await note(whole, { issue: number ?? null, data, evaluation });
  return true;
}

/** Whether each was written; what wasn't, the next run completes. Before the status is set, as it counts as learned then. */
async function note(
  { folder, sources, attempt }: Saving,
  written: { readonly issue: number | null; readonly data: boolean; readonly evaluation: boolean },
): Promise<void> {
  await noteUnfinishedSave(folder, {
    learn_plan_issue: written.issue,
    data: !written.data,
    evaluation: !written.evaluation,
    readable_sessions: sources.readable,
    total_sessions: sources.total,
    attempt,
  });
}

/** Without it the plan can be read all the same: a failure is a warning. */
async function storeData(
  plan: LearnPlan,
  place: { readonly repository: PlanIssue["repository"]; readonly number: number },
  context: Context,
  warnings: string[],
): Promise<boolean> {
  const tools = { client: await context.github(), redactor: await context.redactor() };
  return await leniently("The learn plan's data is missing on its issue", context, warnings, async () => {
    const stored = await storePlanData(plan, place, tools);
    for (const warning of stored.warnings) warnIn(warnings, warning, context);
  });
}

/** A failure is a warning: the result is noted. */
async function trackEvaluation(
  { plan, sources, input, attempt }: Saving,
  context: Context,
  warnings: string[],
): Promise<boolean> {
  return await leniently(
    `Plan #${plan.number} doesn't say that learning ran`,
    context,
    warnings,
    async () => {
      await trackLearnEvaluation({
        issue: { number: plan.number, repository: plan.repository },
        sessionId: input.sessionId,
        readableSessions: sources.readable,
        totalSessions: sources.total,
        attempt,
      }, context);
    },
  );
}

async function leniently(
  what: string,
  context: Context,
  warnings: string[],
  step: () => Promise<void>,
): Promise<boolean> {
  try {
    await step();
    return true;
  } catch (error) {
    context.signal.throwIfAborted();
    if (error instanceof UserError && error.publishNothing) throw error;
    warnIn(
      warnings,
      `${what}: ${messageOf(error).replace(/\.$/, "")}. Run the same command again to complete it.`,
      context,
    );
    return false;
  }
}

/** Gaps that the comment lists at most; `run.json` has all of them. */
const LISTED_GAPS = 10;

/** What learning didn't see: there may have been something in it. */
function whatIsMissing(gaps: readonly string[]): string {
  if (gaps.length === 0) return "";
  const more = gaps.length > LISTED_GAPS ? [`${gaps.length - LISTED_GAPS} more`] : [];
  const listed = [...gaps.slice(0, LISTED_GAPS), ...more].map((gap) => `- ${gap.replace(/\s+/g, " ")}`);
  return `\n\nWhat is missing:\n\n${listed.join("\n")}`;
}

/** For people to read by itself. */
function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1).replace(/\.$/, "")}.`;
}
