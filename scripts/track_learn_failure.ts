/** `track-learn-failure`: says on a plan that learning from it failed, where, and how to go on. */

import { z } from "zod";
import { type Context, defineCommand, runAlone } from "../lib/cli/mod.ts";
import { issueReferenceSchema, readPlanIssue, requirePlan, updatePlanHeader } from "../lib/github/mod.ts";
import { postPlanNotice } from "./plan_notice.ts";
import { withActionsVariables } from "./actions.ts";
import {
  WORKFLOW_RUN_PERMISSIONS,
  WORKFLOW_RUN_URL,
  workflowRunUrl,
  workflowRunUrlSchema,
} from "./workflow_run_url.ts";

const STAGES = ["gather", "analyse", "save"] as const;

/** What each stage does, and what its failure leaves. */
const MEANINGS: Readonly<Record<(typeof STAGES)[number], string>> = {
  gather:
    "The materials, the changes or the documentation could not be fetched. Nothing was asked of a model.",
  analyse: "The learn agents did not finish. Answers that were finished are kept with the run.",
  save: "The analysis is finished and kept with the run, but could not be saved.",
};

const inputSchema = z.object({
  issue: issueReferenceSchema,
  stage: z.enum(STAGES, `give a stage: ${STAGES.join(", ")}`),
  workflowRunUrl: workflowRunUrlSchema.optional(),
});

const resultSchema = z.object({
  success: z.literal(true),
  issue_number: z.int(),
  stage: z.enum(STAGES),
  /** As the plan's header has it now. */
  learn_status: z.string().nullable(),
  comment_id: z.int(),
});

export type TrackLearnFailureInput = z.output<typeof inputSchema>;
export type TrackLearnFailureResult = z.output<typeof resultSchema>;

/**
 * Comments once for each run, and takes `learn_status: pending` back to `not_started`, so that nobody waits for the run. A plan that
 * has been learned from meanwhile keeps its status.
 *
 * @throws {UserError} if the plan can't be read, is none, or can't be written to.
 */
export async function trackLearnFailure(
  input: TrackLearnFailureInput,
  context: Context,
): Promise<TrackLearnFailureResult> {
  const repository = await context.repository(input.issue);
  const client = await context.github();
  const { number } = input.issue;
  const plan = await readPlanIssue(client, repository, number);
  requirePlan(plan);
  const runUrl = input.workflowRunUrl ?? workflowRunUrl(context);
  const place = runUrl === undefined ? "" : ` The log says why: ${runUrl}`;
  const comment = await postPlanNotice(plan, {
    title: "📚 Learning failed",
    text: `Stage: ${input.stage}. ${MEANINGS[input.stage]}${place}\n\n` +
      `To go on: run the failed jobs again, or \`erk-learn trigger ${number}\`.`,
    about: `learning failed\n${runUrl ?? context.now().toISOString()}`,
  }, context);
  const status = plan.header?.learn_status;
  const isWaiting = status === "pending";
  if (isWaiting) await updatePlanHeader(client, repository, number, { learn_status: "not_started" });
  context.progress.note(`Said on plan #${number} that learning failed in ${input.stage}`);
  return {
    success: true,
    issue_number: number,
    stage: input.stage,
    learn_status: isWaiting ? "not_started" : status ?? null,
    comment_id: comment,
  };
}

export const command = defineCommand({
  name: "track-learn-failure",
  summary: "Say on a plan that learning from it failed",
  description:
    "For the last job of the learn workflows: a comment says which stage failed, where its log is and how to go on, and the\n" +
    "plan no longer waits (learn_status: not_started). Once for each run, however often it is called.",
  arguments: [{ name: "issue", description: "the plan: number or address", required: true }],
  options: [
    { flags: "--stage <stage>", description: "what failed", choices: STAGES },
    WORKFLOW_RUN_URL,
  ],
  examples: [{
    command: "erk-learn track-learn-failure 42 --stage analyse",
    explanation: "Says on plan #42 that the agents did not finish",
  }],
  permissions: { ...WORKFLOW_RUN_PERMISSIONS, env: withActionsVariables(WORKFLOW_RUN_PERMISSIONS.env) },
  input: inputSchema,
  result: resultSchema,
  run: trackLearnFailure,
});

if (import.meta.main) await runAlone(command);
