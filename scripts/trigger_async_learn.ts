/** `trigger-async-learn`: from a plan issue to a dispatched learn workflow. Stages 1–5 of the pipeline. */

import { join } from "node:path";
import { z } from "zod";
import { type Context, defineCommand, formatBytes, GITHUB_PERMISSIONS, runAlone } from "../lib/cli/mod.ts";
import {
  issueReferenceSchema,
  type PlanIssue,
  readPlanIssue,
  requireLearnablePlan,
} from "../lib/github/mod.ts";
import { type PackedMaterials, prepareMaterialsFolder, prepareScratchFolder } from "../lib/materials/mod.ts";
import {
  DEFAULT_DETAIL,
  DEFAULT_MAX_TOKENS,
  DETAIL_LEVELS,
  MINIMUM_MAX_TOKENS,
} from "../lib/preprocess/mod.ts";
import { removeLeftovers } from "../lib/run_state/mod.ts";
import { UserError } from "../lib/user_error.ts";
import { announceReceipt, FAIL_ON_SECRET, refuseSecrets } from "./receipt.ts";
import { discoverPlanSessions, type GetLearnSessionsResult, resolvePlan } from "./get_learn_sessions.ts";
import { describeLearnOutcome, findLearnOutcome } from "./trigger/already_learned.ts";
import { announced, namingStep } from "./trigger/announced.ts";
import { answerLearned, answerRunning, nothingDone } from "./trigger/answers.ts";
import { dispatchRun, recordInHeader, refToDispatchOn, startReadingRef } from "./trigger/dispatch_run.ts";
import { checkToken } from "./trigger/check_token.ts";
import { findEarlierMaterials } from "./trigger/earlier_materials.ts";
import { findUnfinishedRun } from "./trigger/earlier_run.ts";
import { endingWhenInterrupted } from "./trigger/interruption.ts";
import { placeInGist } from "./trigger/materials_gist.ts";
import { withPlanLock } from "./trigger/plan_lock.ts";
import { type PreparedSessions, prepareSessions } from "./trigger/prepare_materials.ts";
import { fetchComments, restoreComments, takeKeptComments } from "./trigger/review_comments.ts";
import { openRunJournal, type RunJournal } from "./trigger/run_journal.ts";
import { packMaterialsFolder } from "./upload_learn_materials.ts";

/** How long to wait for another `trigger` of the same plan, if `--wait` doesn't say. Seconds. */
const DEFAULT_WAIT = 120;

const inputSchema = z.object({
  issue: issueReferenceSchema.optional(),
  dryRun: z.boolean().default(false),
  skipWorkflow: z.boolean().default(false),
  failOnSecret: z.boolean().optional(),
  cache: z.boolean().default(true),
  workflow: z.string().min(1).optional(),
  ref: z.string().min(1).optional(),
  maxTokens: z.coerce.number("give a whole number of tokens").int("give a whole number of tokens")
    .min(MINIMUM_MAX_TOKENS, `give at least ${MINIMUM_MAX_TOKENS} tokens`).optional(),
  force: z.boolean().optional(),
  /** Seconds. */
  wait: z.coerce.number("give a number of seconds").min(0, "give 0 or more seconds").optional(),
  detail: z.enum(DETAIL_LEVELS).optional(),
});

const resultSchema = z.object({
  success: z.literal(true),
  issue_number: z.number().int(),
  plan_id: z.string(),
  workflow_triggered: z.boolean(),
  /** Null where there is no run, or it could not be found in time. */
  run_id: z.string().nullable(),
  /** The run's page. */
  workflow_url: z.string().nullable(),
  /** Null in a dry run. */
  gist_url: z.string().nullable(),
  /** Null where the earlier gist was taken. */
  materials: z.object({
    /** How many files were packed, the manifest among them. */
    files: z.number().int(),
    /** Bytes of the session logs, subagents' logs included. */
    bytes_in: z.number().int(),
    /** Bytes of the packed files. */
    bytes_out: z.number().int(),
    /** Estimated tokens of all parts. */
    tokens: z.number().int(),
    /** Absolute path of the folder with the files. */
    folder: z.string(),
  }).nullable(),
  /** Whether the gist of an earlier run was taken, as it holds the same materials or no session is newer. */
  reused_materials: z.boolean(),
  /** Whether the plan has been learned from already, so that nothing was done. `run_id` and `gist_url` are of then. */
  already_learned: z.boolean(),
  /** Whether a run that was dispatched before is queued or in progress: `run_id`. No other was dispatched. */
  already_running: z.boolean(),
  /** As the plan's header had it. */
  learn_status: z.string().nullable(),
  /** What learning made, where it is done. */
  learn_plan_issue_url: z.string().nullable(),
  learn_plan_pr_url: z.string().nullable(),
  dry_run: z.boolean(),
  warnings: z.array(z.string()),
});

export type TriggerInput = z.output<typeof inputSchema>;
export type TriggerResult = z.output<typeof resultSchema>;

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
    const lock = { issueNumber: plan.number, patience: (input.wait ?? DEFAULT_WAIT) * 1000, readAt };
    return await withPlanLock(lock, context, async (isStale) => {
      const current = isStale ? await readPlan(input, context) : plan;
      const learnedSince = isStale ? await reportLearned(current, input, context) : undefined;
      if (learnedSince !== undefined) return learnedSince;
      running.journal = await openRunJournal(current, context, { isNew: input.force === true });
      return await triggerPlan(current, input, running.journal, context);
    });
  };
  return await endingWhenInterrupted(context.signal, kept, work());
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
  const { progress } = context;
  const dispatches = !input.dryRun && !input.skipWorkflow;
  const workflow = input.workflow ?? (await context.configuration()).workflow;
  if (dispatches && input.force !== true) {
    const run = await findUnfinishedRun(plan, journal.state.dispatch, workflow, context);
    if (run !== undefined) return await answerRunning(plan, run, journal, context);
  }
  const ref = dispatches ? startReadingRef(input.ref, plan, context) : undefined;

  const sessions = await announced(progress, "Find the plan's sessions", async () => {
    const found = await discoverPlanSessions(plan, context);
    return { value: found, summary: describeSessions(found) };
  });
  const warnings = [...sessions.warnings];
  for (const warning of warnings) progress.warn(warning);

  const materials = await takeOrMakeMaterials(plan, sessions, input, journal, context, warnings);
  const base = {
    ...nothingDone(plan),
    gist_url: materials.gistUrl ?? null,
    materials: materials.made ?? null,
    reused_materials: materials.made === undefined,
    dry_run: input.dryRun,
    warnings,
  };
  if (ref === undefined || materials.gistUrl === undefined) return base;
  const request = {
    workflow,
    ref: await refToDispatchOn(ref, base.gist_url, context),
    gistUrl: materials.gistUrl,
  };
  const run = await dispatchRun(plan, request, journal, context).catch((error) => {
    progress.note(`The materials stay in the gist ${base.gist_url}`);
    throw error;
  });
  if (run.runId === undefined) {
    note(
      warnings,
      context,
      "The workflow was dispatched, but GitHub doesn't show its run yet; see the workflow's page",
    );
  }
  await recordInHeader(plan, { runId: run.runId, gistUrl: materials.gistUrl }, journal, context, warnings);
  return { ...base, workflow_triggered: true, run_id: run.runId ?? null, workflow_url: run.url };
}

async function readPlan(input: TriggerInput, context: Context): Promise<PlanIssue> {
  const reference = await resolvePlan(input.issue, context);
  return await announced(context.progress, `Read plan issue #${reference.number}`, async () => {
    const plan = await readPlanIssue(await context.github(), reference.repository, reference.number);
    requireLearnablePlan(plan);
    if (!input.dryRun) await checkToken(context, !input.skipWorkflow);
    return { value: plan, summary: `"${plan.title}", ${plan.comments.length} comments` };
  });
}

interface Materials {
  /** Undefined in a dry run. */
  readonly gistUrl: string | undefined;
  /** Undefined where an earlier gist was taken. */
  readonly made: NonNullable<TriggerResult["materials"]> | undefined;
}

async function takeOrMakeMaterials(
  plan: PlanIssue,
  sessions: GetLearnSessionsResult,
  input: TriggerInput,
  journal: RunJournal,
  context: Context,
  warnings: string[],
): Promise<Materials> {
  // What an earlier run found is not known here: with --fail-on-secret the materials are made and judged anew.
  if (!input.dryRun && !input.failOnSecret && input.force !== true) {
    const earlier = await findEarlierMaterials(plan, sessions, journal.state, context);
    if (earlier.gist !== undefined) {
      context.progress.note(
        `Materials of an earlier run are taken, no session is newer: ${earlier.gist.htmlUrl}`,
      );
      return { gistUrl: earlier.gist.htmlUrl, made: undefined };
    }
    if (earlier.reason !== undefined) context.progress.note(`New materials are made: ${earlier.reason}`);
  }
  if (sessions.session_sources.length === 0) {
    throw noSessionData(plan, "no session of this plan or project was found");
  }

  const { folder } = journal;
  await prepareScratchFolder(await context.projectRoot());
  const kept = input.failOnSecret ? undefined : await takeKeptComments(journal, context);
  await prepareMaterialsFolder(folder);
  await removeLeftovers(folder, new Date());
  await removeLeftovers(join(folder, "remote-downloads"), new Date());
  const comments = kept === undefined
    ? fetchComments(plan, !input.dryRun, journal, context, warnings)
    : restoreComments(kept, folder, context);
  // Neither runs on when the other fails or is interrupted: both write into the folder that the lock guards.
  const [prepared] = await bothSettled(preprocess(plan, sessions, folder, input, context), comments);
  if (prepared.ledgers !== undefined) context.progress.note(prepared.ledgers);
  for (const warning of prepared.warnings) note(warnings, context, warning);
  if (prepared.converted === 0) {
    throw noSessionData(
      plan,
      [`${sessions.session_sources.length} found, ${prepared.leftOut} of them empty`, ...prepared.warnings]
        .join("; "),
    );
  }
  const packed = await announced(context.progress, "Pack the materials", async () => {
    const value = await packMaterialsFolder({ directory: folder, issueNumber: plan.number }, context);
    return { value, summary: `${value.files.length} files, ${formatBytes(bytesOf(value))}` };
  }).catch((error) => {
    throw namingStep("Packing the materials", error);
  });
  const receipt = (await context.redactor()).receipt();
  announceReceipt(receipt, context);
  if (input.failOnSecret) {
    refuseSecrets(
      receipt,
      `nothing was uploaded or dispatched, and the materials, redacted, are kept in ${folder}`,
    );
  }
  const made = {
    files: packed.files.length,
    bytes_in: prepared.bytesIn,
    bytes_out: bytesOf(packed),
    tokens: prepared.tokens,
    folder,
  };
  journal.packed();
  if (input.dryRun) return { gistUrl: undefined, made };
  const gist = await placeInGist(packed, plan.number, journal, context);
  return { gistUrl: gist.htmlUrl, made: gist.isNew ? made : undefined };
}

async function preprocess(
  plan: PlanIssue,
  sessions: GetLearnSessionsResult,
  folder: string,
  input: TriggerInput,
  context: Context,
): Promise<PreparedSessions> {
  return await announced(context.progress, "Preprocess the sessions", async (step) => {
    const configuration = await context.configuration();
    const prepared = await prepareSessions(
      {
        sources: sessions.session_sources,
        folder,
        repository: plan.repository,
        maxTokens: input.maxTokens ?? configuration.maxTokens ?? DEFAULT_MAX_TOKENS,
        detail: input.detail ?? configuration.detail ?? DEFAULT_DETAIL,
        cache: input.cache,
      },
      context,
      step,
    );
    return {
      value: prepared,
      summary: `${prepared.converted} sessions, ${formatBytes(prepared.bytesIn)} of logs → ` +
        `${prepared.parts} parts, ${prepared.tokens} tokens` +
        (prepared.leftOut === 0 ? "" : `; ${prepared.leftOut} empty or warm-up left out`) +
        (prepared.repeated === 0 ? "" : `; ${prepared.repeated} left out, as others hold all of it`) +
        (prepared.fromCache === 0 ? "" : `; ${prepared.fromCache} from the cache`),
    };
  });
}

/** Both values when both have ended; throws what the first that failed threw, then too. */
async function bothSettled<One, Other>(one: Promise<One>, other: Promise<Other>): Promise<[One, Other]> {
  await Promise.allSettled([one, other]);
  return [await one, await other];
}

function note(warnings: string[], context: Context, warning: string): void {
  warnings.push(warning);
  context.progress.warn(warning);
}

function noSessionData(plan: PlanIssue, detail: string): UserError {
  return new UserError("No session data available for learning", {
    detail: `plan #${plan.number}: ${detail}`,
  });
}

function bytesOf(packed: PackedMaterials): number {
  return packed.files.reduce((total, { bytes }) => total + bytes, 0);
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
  input: inputSchema,
  result: resultSchema,
  run: triggerAsyncLearn,
});

if (import.meta.main) await runAlone(command);
