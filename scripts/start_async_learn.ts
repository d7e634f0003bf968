/** `start-async-learn`: the first step of learn-async.yml, on a machine that has no sessions of its own. */

import { z } from "zod";
import { type Context, defineCommand, runAlone } from "../lib/cli/mod.ts";
import {
  issueReferenceSchema,
  type PlanIssue,
  readPlanIssue,
  requireLearnablePlan,
  updatePlanHeader,
  WORKFLOW_LOGIN_VARIABLES,
} from "../lib/github/mod.ts";
import { redactedText } from "../lib/redact/redacted.ts";
import { UserError } from "../lib/user_error.ts";
import { currentStep, withActionsVariables } from "./actions.ts";
import { gatherLearnInput } from "./gather_learn_input.ts";
import { discoverPlanSessions } from "./get_learn_sessions.ts";
import { postPlanNotice } from "./plan_notice.ts";
import { describeLearnOutcome, findLearnOutcome } from "./trigger/already_learned.ts";
import { takeOrMakeMaterials } from "./trigger/plan_materials.ts";
import { openRunJournal } from "./trigger/run_journal.ts";
import {
  WORKFLOW_RUN_PERMISSIONS,
  WORKFLOW_RUN_URL,
  workflowRunUrl,
  workflowRunUrlSchema,
} from "./workflow_run_url.ts";

const inputSchema = z.object({
  issue: issueReferenceSchema,
  outputDir: z.string().min(1, "give a folder").optional(),
  workflowRunUrl: workflowRunUrlSchema.optional(),
});

/** What the next jobs do by. */
const STATES = {
  gathered: redactedText`gathered`,
  already_learned: redactedText`already_learned`,
  no_sessions: redactedText`no_sessions`,
};

const resultSchema = z.object({
  success: z.literal(true),
  issue_number: z.int(),
  /** `gathered`: the input is there. Else the plan has been told why there is nothing to do. */
  state: z.enum(["gathered", "already_learned", "no_sessions"]),
  /** Absolute: what analyse-learn-input takes; null where there is nothing to analyse. */
  folder: z.string().nullable(),
  learn_status: z.string().nullable(),
  gaps: z.array(z.string()),
  warnings: z.array(z.string()),
});

export type StartAsyncLearnInput = z.output<typeof inputSchema>;
export type StartAsyncLearnResult = z.output<typeof resultSchema>;

/**
 * Fetches the sessions that the plan names as gists or artifacts, converts them, and gathers everything that learning looks at. A plan that
 * has been learned from, and one without sessions, are told so in a comment: neither is a failure.
 *
 * @throws {UserError} if the plan can't be read or is none, or something else fails.
 */
export async function startAsyncLearn(
  input: StartAsyncLearnInput,
  context: Context,
): Promise<StartAsyncLearnResult> {
  const repository = await context.repository(input.issue);
  const client = await context.github();
  const plan = await readPlanIssue(client, repository, input.issue.number);
  requireLearnablePlan(plan);
  const runUrl = input.workflowRunUrl ?? workflowRunUrl(context);
  const outcome = findLearnOutcome(plan, client);
  if (outcome !== undefined) {
    const text = `This plan has been learned from (${
      describeLearnOutcome(outcome)
    }), so the run did nothing.`;
    return await nothingToDo("already_learned", { plan, title: "📚 Already learned", text }, context);
  }
  const runId = /\/runs\/(\d+)$/.exec(runUrl ?? "")?.[1];
  await updatePlanHeader(client, repository, plan.number, {
    learn_status: "pending",
    ...(runId === undefined ? {} : { learn_run_id: runId }),
  });
  const made = await makeMaterials(plan, context);
  if ("reason" in made) {
    await updatePlanHeader(client, repository, plan.number, { learn_status: "not_started" });
    const text = `There is nothing to learn from: ${made.reason}. A session becomes available with ` +
      "`erk-learn upload-session`, or learn on the machine that has it: `erk-learn trigger " + plan.number +
      "`.";
    return await nothingToDo("no_sessions", { plan, title: "📚 No session data", text }, context);
  }
  const issue = { number: plan.number, repository };
  const gathered = await gatherLearnInput(
    { issue, learnDir: made.folder, outputDir: input.outputDir, allowIssueMismatch: false },
    context,
  );
  await currentStep(context).output({ state: STATES.gathered });
  return {
    success: true,
    issue_number: plan.number,
    state: "gathered",
    folder: gathered.folder,
    learn_status: "pending",
    gaps: gathered.gaps,
    warnings: [...made.warnings, ...gathered.warnings],
  };
}

/** Materials of the sessions that can be had from here; or why there are none. */
async function makeMaterials(
  plan: PlanIssue,
  context: Context,
): Promise<{ readonly folder: string; readonly warnings: readonly string[] } | { readonly reason: string }> {
  const sessions = await discoverPlanSessions(plan, context);
  const warnings = [...sessions.warnings];
  if (sessions.session_sources.length === 0) {
    return { reason: "no session of this plan can be reached from here" };
  }
  const journal = await openRunJournal(plan, context, { isNew: false });
  const options = { dryRun: true, skipWorkflow: true, cache: true };
  try {
    const { made } = await takeOrMakeMaterials({
      plan,
      sessions,
      input: options,
      journal,
      context,
      warnings,
    });
    return { folder: made?.folder ?? journal.folder, warnings };
  } catch (error) {
    if (!(error instanceof UserError) || error.publishNothing || !/^No session data/.test(error.message)) {
      throw error;
    }
    return { reason: error.detail ?? "the sessions are empty" };
  }
}

async function nothingToDo(
  state: "already_learned" | "no_sessions",
  { plan, title, text }: { readonly plan: PlanIssue; readonly title: string; readonly text: string },
  context: Context,
): Promise<StartAsyncLearnResult> {
  await postPlanNotice(plan, { title, text }, context);
  const said = await (await context.redactor()).redact(text);
  context.progress.note(said);
  const step = currentStep(context);
  step.annotate("notice", "erk-learn", said);
  await step.output({ state: STATES[state] });
  return {
    success: true,
    issue_number: plan.number,
    state,
    folder: null,
    learn_status: state === "no_sessions" ? "not_started" : plan.header?.learn_status ?? null,
    gaps: [],
    warnings: [],
  };
}

export const command = defineCommand({
  name: "start-async-learn",
  summary: "Fetch a plan's uploaded sessions and gather what learning looks at",
  description:
    "For the first job of learn-async.yml: sets learn_status to pending, fetches the sessions that the plan's header names (gists, or\n" +
    "artifacts of older clients), converts them, and gathers changes, comments and documentation beside them. A plan that has been\n" +
    "learned from, or that has no sessions, is told so in a comment; the output `state` says which.",
  arguments: [{ name: "issue", description: "the plan issue: number or address", required: true }],
  options: [
    {
      flags: "--output-dir <dir>",
      description: "folder to write (default: .erk/scratch/sessions/<run-id>/learn-input)",
    },
    WORKFLOW_RUN_URL,
  ],
  examples: [{
    command: "erk-learn start-async-learn 42 --output-dir learn-input",
    explanation: "Gathers what plan #42 left in gists",
  }],
  permissions: {
    ...WORKFLOW_RUN_PERMISSIONS,
    env: withActionsVariables([
      ...(WORKFLOW_RUN_PERMISSIONS.env === true ? [] : WORKFLOW_RUN_PERMISSIONS.env),
      ...WORKFLOW_LOGIN_VARIABLES,
    ]),
  },
  input: inputSchema,
  result: resultSchema,
  run: startAsyncLearn,
});

if (import.meta.main) await runAlone(command);
