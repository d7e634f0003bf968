/** `trigger-async-learn`: from a plan issue to a dispatched learn workflow. Stages 1–5 of the pipeline. */

import { z } from "zod";
import { type Context, defineCommand, formatBytes, GITHUB_PERMISSIONS, runAlone } from "../lib/cli/mod.ts";
import {
  createDistinctId,
  type DispatchedRun,
  dispatchWorkflow,
  type Gist,
  issueReferenceSchema,
  type PlanIssue,
  readDefaultBranch,
  readPlanIssue,
  requireLearnablePlan,
  updatePlanHeader,
} from "../lib/github/mod.ts";
import {
  materialsFolderPath,
  type PackedMaterials,
  prepareMaterialsFolder,
  prepareScratchFolder,
} from "../lib/materials/mod.ts";
import {
  DEFAULT_DETAIL,
  DEFAULT_MAX_TOKENS,
  DETAIL_LEVELS,
  MINIMUM_MAX_TOKENS,
} from "../lib/preprocess/mod.ts";
import { messageOf, UserError } from "../lib/user_error.ts";
import { describeCounts, writePlanComments } from "./fetch_learn_pr_comments.ts";
import { announceReceipt, FAIL_ON_SECRET, refuseSecrets } from "./receipt.ts";
import { discoverPlanSessions, type GetLearnSessionsResult, resolvePlan } from "./get_learn_sessions.ts";
import { announced, namingStep } from "./trigger/announced.ts";
import { findEarlierMaterials } from "./trigger/earlier_materials.ts";
import { type PreparedSessions, prepareSessions } from "./trigger/prepare_materials.ts";
import { createMaterialsGist, packMaterialsFolder } from "./upload_learn_materials.ts";

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
  detail: z.enum(DETAIL_LEVELS).optional(),
});

const resultSchema = z.object({
  success: z.literal(true),
  issue_number: z.number().int(),
  plan_id: z.string(),
  workflow_triggered: z.boolean(),
  /** Null where the workflow wasn't dispatched, or its run could not be found in time. */
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
  /** Whether the gist of an earlier run was taken, as no session is newer. */
  reused_materials: z.boolean(),
  dry_run: z.boolean(),
  warnings: z.array(z.string()),
});

export type TriggerInput = z.output<typeof inputSchema>;
export type TriggerResult = z.output<typeof resultSchema>;

/**
 * Finds the plan's sessions, preprocesses them, fetches the review comments, uploads all of it as a secret
 * gist, dispatches the workflow, and only then records that in the plan's header.
 *
 * Sessions and comments are lenient (a failure is a warning), the gist and the dispatch are strict.
 *
 * @throws {UserError} naming the step that failed; the materials folder stays.
 */
export async function triggerAsyncLearn(input: TriggerInput, context: Context): Promise<TriggerResult> {
  const { progress } = context;
  const plan = await readPlan(input, context);
  const ref = input.dryRun || input.skipWorkflow ? undefined : startReadingRef(input, plan, context);

  const sessions = await announced(progress, "Find the plan's sessions", async () => {
    const found = await discoverPlanSessions(plan, context);
    return { value: found, summary: describeSessions(found) };
  });
  const warnings = [...sessions.warnings];
  for (const warning of warnings) progress.warn(warning);

  const materials = await takeOrMakeMaterials(plan, sessions, input, context, warnings);
  const base = {
    success: true as const,
    issue_number: plan.number,
    plan_id: String(plan.number),
    gist_url: materials.gist?.htmlUrl ?? null,
    materials: materials.made ?? null,
    reused_materials: materials.made === undefined,
    dry_run: input.dryRun,
    warnings,
  };
  if (ref === undefined || materials.gist === undefined) {
    return { ...base, workflow_triggered: false, run_id: null, workflow_url: null };
  }
  const run = await dispatch(plan, materials.gist, { ...input, ref: await refToDispatchOn(ref) }, context)
    .catch((error) => {
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
  await recordInHeader(plan, materials.gist, run, context, warnings);
  return { ...base, workflow_triggered: true, run_id: run.runId ?? null, workflow_url: run.url };
}

async function readPlan(input: TriggerInput, context: Context): Promise<PlanIssue> {
  const reference = await resolvePlan(input.issue, context);
  return await announced(context.progress, `Read plan issue #${reference.number}`, async () => {
    const plan = await readPlanIssue(await context.github(), reference.repository, reference.number);
    requireLearnablePlan(plan);
    return { value: plan, summary: `"${plan.title}", ${plan.comments.length} comments` };
  });
}

/** The ref is needed at the end only: its request runs beside the other work. */
function startReadingRef(input: TriggerInput, plan: PlanIssue, context: Context): Promise<string> {
  const reading = (async () => {
    const named = input.ref ?? (await context.configuration()).ref;
    return named ?? await readDefaultBranch(await context.github(), plan.repository);
  })();
  // Whoever awaits it gets the error; until then it isn't unhandled.
  reading.catch(() => {});
  return reading;
}

/** Without a ref nothing can be dispatched, whatever GitHub said about it. */
async function refToDispatchOn(ref: Promise<string>): Promise<string> {
  try {
    return await ref;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError("Failed to dispatch workflow", { detail: error.message, cause: error });
  }
}

interface Materials {
  /** Undefined in a dry run. */
  readonly gist: Gist | undefined;
  /** Undefined where an earlier gist was taken. */
  readonly made: NonNullable<TriggerResult["materials"]> | undefined;
}

async function takeOrMakeMaterials(
  plan: PlanIssue,
  sessions: GetLearnSessionsResult,
  input: TriggerInput,
  context: Context,
  warnings: string[],
): Promise<Materials> {
  // What an earlier run found is not known here: with --fail-on-secret the materials are made and judged anew.
  if (!input.dryRun && !input.failOnSecret) {
    const earlier = await findEarlierMaterials(plan, sessions, context);
    if (earlier.gist !== undefined) {
      context.progress.note(
        `Materials of an earlier run are taken, no session is newer: ${earlier.gist.htmlUrl}`,
      );
      return { gist: earlier.gist, made: undefined };
    }
    if (earlier.reason !== undefined) context.progress.note(`New materials are made: ${earlier.reason}`);
  }
  if (sessions.session_sources.length === 0) {
    throw noSessionData(plan, "no session of this plan or project was found");
  }

  const projectRoot = await context.projectRoot();
  const folder = materialsFolderPath(projectRoot, plan.number);
  await prepareScratchFolder(projectRoot);
  await prepareMaterialsFolder(folder);
  const comments = fetchComments(plan, folder, context, warnings);
  const [prepared] = await Promise.all([preprocess(plan, sessions, folder, input, context), comments]);
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
  return { gist: input.dryRun ? undefined : await upload(packed, folder, context), made };
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

/** Lenient: what people said is worth having, but the sessions suffice. */
async function fetchComments(
  plan: PlanIssue,
  folder: string,
  context: Context,
  warnings: string[],
): Promise<void> {
  const step = context.progress.step("Fetch the review comments");
  try {
    const comments = await writePlanComments(plan, folder, context);
    warnings.push(...comments.warnings);
    if (comments.pullRequest === undefined) step.skipped("the plan has no pull request");
    else {step.done(
        `#${comments.pullRequest.number}: ${describeCounts(comments)}`,
      );}
  } catch (error) {
    context.signal.throwIfAborted();
    step.failed(messageOf(error));
    if (error instanceof UserError && error.publishNothing) throw error;
    warnings.push(`The review comments are missing: ${messageOf(error)}`);
  }
}

async function upload(packed: PackedMaterials, folder: string, context: Context): Promise<Gist> {
  return await announced(context.progress, "Upload the materials as a secret gist", async () => {
    const gist = await createMaterialsGist(packed, context);
    return { value: gist, summary: gist.htmlUrl };
  }).catch((error) => {
    context.progress.note(`The materials are kept in ${folder}`);
    throw namingStep("Uploading the materials", error);
  });
}

async function dispatch(
  plan: PlanIssue,
  gist: Gist,
  input: TriggerInput & { readonly ref: string },
  context: Context,
): Promise<DispatchedRun> {
  const workflow = input.workflow ?? (await context.configuration()).workflow;
  const distinctId = createDistinctId();
  return await announced(context.progress, `Dispatch ${workflow}`, async () => {
    const run = await dispatchWorkflow(await context.github(), plan.repository, {
      workflow,
      ref: input.ref,
      inputs: { issue_number: String(plan.number), gist_url: gist.htmlUrl, distinct_id: distinctId },
      optionalInputs: ["distinct_id"],
      runName: `${plan.number}:${distinctId}`,
    });
    return { value: run, summary: run.url };
  });
}

/** After the dispatch nothing may turn the answer into a failure: the run is on its way. */
async function recordInHeader(
  plan: PlanIssue,
  gist: Gist,
  run: DispatchedRun,
  context: Context,
  warnings: string[],
): Promise<void> {
  const step = context.progress.step("Record it in the plan's header");
  try {
    await updatePlanHeader(await context.github(), plan.repository, plan.number, {
      learn_status: "pending",
      learn_run_id: run.runId ?? null,
      learn_materials_gist_url: gist.htmlUrl,
    });
    step.done("learn_status: pending");
  } catch (error) {
    step.failed(messageOf(error));
    warnings.push(`The plan's header doesn't say that learning is pending: ${messageOf(error)}`);
  }
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
    "as one secret gist and dispatches the learn workflow. Your terminal is free as soon as that is dispatched.",
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
