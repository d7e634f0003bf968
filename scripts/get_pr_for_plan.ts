/** `get-pr-for-plan`: the pull request that carried a plan out. */

import { z } from "zod";
import { type Context, defineCommand, GITHUB_PERMISSIONS, runAlone } from "../lib/cli/mod.ts";
import {
  findPullRequestOfPlan,
  formatRepositoryName,
  issueReferenceSchema,
  readPlanIssue,
  requirePlan,
  sourceRepositoryOf,
} from "../lib/github/mod.ts";
import { UserError } from "../lib/user_error.ts";

const inputSchema = z.object({ issue: issueReferenceSchema });

const resultSchema = z.object({
  success: z.literal(true),
  issue_number: z.number().int(),
  pr_number: z.number().int(),
  pr: z.object({
    number: z.number().int(),
    title: z.string(),
    state: z.enum(["OPEN", "MERGED", "CLOSED"]),
    url: z.string(),
    head_ref_name: z.string(),
    base_ref_name: z.string(),
    /** ISO 8601; null unless it is merged. */
    merged_at: z.string().nullable(),
  }),
});

export type GetPrForPlanInput = z.output<typeof inputSchema>;
export type GetPrForPlanResult = z.output<typeof resultSchema>;

/**
 * Finds a plan's pull request.
 *
 * @throws {UserError} if the plan can't be read, is none, or has no pull request.
 */
export async function getPrForPlan(input: GetPrForPlanInput, context: Context): Promise<GetPrForPlanResult> {
  const { number } = input.issue;
  const repository = await context.repository(input.issue);
  const client = await context.github();
  const plan = await readPlanIssue(client, repository, number);
  requirePlan(plan);
  for (const warning of plan.headerWarnings) context.progress.warn(warning);
  const currentBranch = await context.git.currentBranch();
  const pull = await findPullRequestOfPlan(client, plan, currentBranch);
  if (pull === undefined) {
    const branch = plan.header?.branch_name;
    throw new UserError(`No pull request found for plan #${number}`, {
      detail: `looked in ${formatRepositoryName(sourceRepositoryOf(plan))} for ` +
        (branch === undefined ? "" : `the branch ${branch} of its header, `) +
        `a current branch P${number}-… and pull requests that close the issue`,
    });
  }
  return {
    success: true,
    issue_number: number,
    pr_number: pull.number,
    pr: {
      number: pull.number,
      title: pull.title,
      state: pull.state,
      url: pull.url,
      head_ref_name: pull.headRefName,
      base_ref_name: pull.baseRefName,
      merged_at: pull.mergedAt,
    },
  };
}

export const command = defineCommand({
  name: "get-pr-for-plan",
  summary: "Find the pull request of a plan",
  description:
    "Looks for the branch that the plan's header names, then for the current branch if it is named P<issue>-…, then\n" +
    "for pull requests that close the issue. The newest merged one wins, then the newest open, then the newest closed.",
  arguments: [{ name: "issue", description: "the plan issue: number or address", required: true }],
  examples: [
    { command: "erk-learn get-pr-for-plan 42", explanation: "Prints the pull request of plan #42 as JSON" },
  ],
  permissions: { ...GITHUB_PERMISSIONS, write: false },
  input: inputSchema,
  result: resultSchema,
  run: getPrForPlan,
});

if (import.meta.main) await runAlone(command);
