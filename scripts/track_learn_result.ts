/** `track-learn-result`: what learning from a plan came to, noted on the plan. */

import { z } from "zod";
import { type Context, defineCommand, GITHUB_PERMISSIONS, runAlone } from "../lib/cli/mod.ts";
import {
  type IssueReference,
  issueReferenceSchema,
  type PlanHeader,
  readPlanIssue,
  requirePlan,
  updatePlanHeader,
} from "../lib/github/mod.ts";
import { postPlanNotice } from "./plan_notice.ts";
import { requireLearnPlanOf, requirePullRequestOf } from "./result_target.ts";

const STATUSES = ["completed_no_plan", "completed_with_plan", "pending_review", "plan_completed"] as const;

type ResultStatus = (typeof STATUSES)[number];

/** Which number each status comes with. */
const NEEDS: Readonly<Record<ResultStatus, "planIssue" | "planPr" | undefined>> = {
  completed_no_plan: undefined,
  completed_with_plan: "planIssue",
  pending_review: "planPr",
  plan_completed: "planPr",
};

const inputSchema = z.object({
  issue: issueReferenceSchema,
  status: z.enum(STATUSES, `give a status: ${STATUSES.join(", ")}`),
  planIssue: issueReferenceSchema.optional(),
  planPr: issueReferenceSchema.optional(),
  reason: z.string().trim().min(1, "give a reason, or leave the flag out").optional(),
}).transform((raw, schema) => {
  const refuse = (key: string, message: string) => {
    schema.addIssue({ code: "custom", path: [key], message });
    return z.NEVER;
  };
  const needed = NEEDS[raw.status];
  for (const key of ["planIssue", "planPr"] as const) {
    if (key === needed && raw[key] === undefined) {
      return refuse(key, `it is missing, and belongs to --status ${raw.status}`);
    }
    if (key !== needed && raw[key] !== undefined) {
      return refuse(key, `it doesn't belong to --status ${raw.status}`);
    }
  }
  if (raw.reason !== undefined && raw.status !== "completed_no_plan") {
    return refuse("reason", "it belongs to --status completed_no_plan");
  }
  return {
    issue: raw.issue,
    status: raw.status,
    planIssue: raw.planIssue,
    planPr: raw.planPr,
    reason: raw.reason,
  };
});

const resultSchema = z.object({
  success: z.literal(true),
  issue_number: z.int(),
  learn_status: z.string(),
  learn_plan_issue: z.int().nullable(),
  learn_plan_pr: z.int().nullable(),
  /** Whether the plan's header had to be changed. */
  updated: z.boolean(),
  /** The comment that says why nothing is documented; null without a reason. */
  comment_id: z.int().nullable(),
  warnings: z.array(z.string()),
});

export interface TrackLearnResultInput {
  /** The plan that was learned from. */
  readonly issue: IssueReference;
  readonly status: ResultStatus;
  /** With `completed_with_plan`: the learn plan. */
  readonly planIssue?: IssueReference | undefined;
  /** With `pending_review` and `plan_completed`: the pull request of the documentation. */
  readonly planPr?: IssueReference | undefined;
  /** With `completed_no_plan`: why, in Markdown; becomes a comment. */
  readonly reason?: string | undefined;
}
export type TrackLearnResultResult = z.output<typeof resultSchema>;

/**
 * Notes a result in the header of the plan that was learned from, and why there is nothing to document in a comment.
 * What an earlier result names and this one doesn't have is taken out. Run again, it changes nothing. A result that a later
 * one has overtaken is left alone.
 *
 * @throws {UserError} if the plan can't be read, is none, or can't be written to, and if the learn plan or the pull request
 * isn't there or is something else.
 */
export async function trackLearnResult(
  input: TrackLearnResultInput,
  context: Context,
): Promise<TrackLearnResultResult> {
  const { issue: { number }, status } = input;
  const repository = await context.repository(input.issue);
  const client = await context.github();
  const step = context.progress.step(`Note the result on plan #${number}`);
  try {
    const plan = await readPlanIssue(client, repository, number);
    requirePlan(plan);
    if (input.planIssue !== undefined) await requireLearnPlanOf(plan, input.planIssue, client);
    if (input.planPr !== undefined) await requirePullRequestOf(plan, input.planPr, client);
    const before = plan.header ?? {};
    const overtaken = overtakenBy(input, before);
    const result = overtaken === undefined ? outcomeOf(input, before) : before;
    // Before the status: a plan that has it counts as done.
    const commentId = input.reason === undefined
      ? null
      : await postPlanNotice(plan, { title: "📚 Nothing to document", text: input.reason }, context);
    const updated = overtaken === undefined && await updatePlanHeader(client, repository, number, {
      learn_status: status,
      learn_plan_issue: changeOf(before.learn_plan_issue, result.learn_plan_issue),
      learn_plan_pr: changeOf(before.learn_plan_pr, result.learn_plan_pr),
    });
    const warnings = overtaken === undefined ? [] : [overtaken];
    for (const warning of warnings) context.progress.warn(warning);
    const learnStatus = overtaken === undefined ? status : before.learn_status ?? status;
    step.done(`learn_status: ${learnStatus}`);
    return {
      success: true,
      issue_number: number,
      learn_status: learnStatus,
      learn_plan_issue: result.learn_plan_issue ?? null,
      learn_plan_pr: result.learn_plan_pr ?? null,
      updated,
      comment_id: commentId,
      warnings,
    };
  } catch (error) {
    step.failed("the plan doesn't say so");
    throw error;
  }
}

type Outcome = Pick<PlanHeader, "learn_plan_issue" | "learn_plan_pr">;

/** What the header is to name: nothing that belongs to another result. */
function outcomeOf({ status, planIssue, planPr }: TrackLearnResultInput, before: Outcome): Outcome {
  switch (status) {
    case "completed_no_plan":
      return {};
    case "completed_with_plan": {
      const isSamePlan = before.learn_plan_issue === planIssue?.number;
      return { ...(isSamePlan ? before : {}), learn_plan_issue: planIssue?.number };
    }
    default:
      return { ...before, learn_plan_pr: planPr?.number };
  }
}

/** A field that is to go is emptied; one that isn't there stays away. */
function changeOf(before: number | undefined, after: number | undefined): number | null | undefined {
  return after ?? (before === undefined ? undefined : null);
}

/** A job that is run again must not take a learn plan back that has moved on since. */
function overtakenBy(
  { status, planIssue, planPr }: TrackLearnResultInput,
  header: PlanHeader,
): string | undefined {
  const now = header.learn_status;
  const isSamePlan = status === "completed_with_plan" && header.learn_plan_issue === planIssue?.number &&
    (now === "pending_review" || now === "plan_completed");
  const isSamePull = status === "pending_review" && header.learn_plan_pr === planPr?.number &&
    now === "plan_completed";
  return isSamePlan || isSamePull
    ? `The plan's learn_status is ${now} already, and stays so: ${status} came before it.`
    : undefined;
}

export const command = defineCommand({
  name: "track-learn-result",
  summary: "Note on a plan what learning from it came to",
  description:
    "Sets learn_status in the plan's header, and the learn plan or the pull request that belongs to it, which must be there;\n" +
    "what an earlier result named is taken out. With a reason, a comment says why there was nothing to document.",
  options: [
    { flags: "--issue <issue>", description: "the plan that was learned from: number or address" },
    { flags: "--status <status>", description: "what it came to", choices: STATUSES },
    { flags: "--plan-issue <issue>", description: "the learn plan (with completed_with_plan)" },
    { flags: "--plan-pr <number>", description: "the pull request (with pending_review and plan_completed)" },
    { flags: "--reason <text>", description: "why there is nothing to document (with completed_no_plan)" },
  ],
  examples: [
    {
      command: "erk-learn track-learn-result --issue 42 --status completed_with_plan --plan-issue 43",
      explanation: "Notes learn plan #43 on plan #42",
    },
    {
      command:
        'erk-learn track-learn-result --issue 42 --status completed_no_plan --reason "No friction was found."',
      explanation: "Notes that nothing is documented, and why",
    },
    {
      command: "erk-learn track-learn-result --issue 42 --status plan_completed --plan-pr 60",
      explanation: "Notes that the documentation has landed with #60",
    },
  ],
  permissions: { ...GITHUB_PERMISSIONS, write: true },
  input: inputSchema,
  result: resultSchema,
  run: trackLearnResult,
});

if (import.meta.main) await runAlone(command);
