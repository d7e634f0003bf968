/** `propose-documents`: a draft pull request with what a plan taught, or a word on why there is none. */

import { resolve } from "node:path";
import { z } from "zod";
import { type Context, defineCommand, runAlone } from "../lib/cli/mod.ts";
import {
  issueReferenceSchema,
  readDefaultBranch,
  readPlanIssue,
  requireLearnablePlan,
} from "../lib/github/mod.ts";
import { openDraftPullRequest } from "../lib/github/pull_request/draft_pull_request.ts";
import { publishableMarkdown, publishableTitle } from "../lib/github/markdown/publishable_markdown.ts";
import { reasonOf } from "../lib/file_failure.ts";
import { UserError } from "../lib/user_error.ts";
import { withActionsVariables } from "./actions.ts";
import { trackLearnResult } from "./track_learn_result.ts";
import {
  WORKFLOW_RUN_PERMISSIONS,
  WORKFLOW_RUN_URL,
  workflowRunUrl,
  workflowRunUrlSchema,
} from "./workflow_run_url.ts";

const inputSchema = z.object({
  issue: issueReferenceSchema,
  summary: z.string("give the file that apply-learn-plan --summary wrote").min(1),
  branch: z.string().regex(
    /^(?!-)(?!.*(?:\.\.|@\{|\/\/|\.lock$))[\w./-]{1,200}$/,
    "give a branch's name: letters, digits, dots, dashes and slashes",
  ).optional(),
  base: z.string().min(1).optional(),
  workflowRunUrl: workflowRunUrlSchema.optional(),
});

const resultSchema = z.object({
  success: z.literal(true),
  issue_number: z.int(),
  /** Null: nothing was changed, and the plan says so. */
  pr_number: z.int().nullable(),
  pr_url: z.string().nullable(),
  learn_status: z.string(),
  warnings: z.array(z.string()),
});

export type ProposeDocumentsInput = z.output<typeof inputSchema>;
export type ProposeDocumentsResult = z.output<typeof resultSchema>;

/**
 * Opens the pull request of a branch that was pushed, and notes it on the plan (`pending_review`); without a branch notes that there was
 * nothing to change (`completed_no_plan`). Run again, it finds its own pull request.
 *
 * @throws {UserError} if the plan can't be read or is none, or GitHub refuses the pull request.
 */
export async function proposeDocuments(
  input: ProposeDocumentsInput,
  context: Context,
): Promise<ProposeDocumentsResult> {
  const { number } = input.issue;
  const repository = await context.repository(input.issue);
  const client = await context.github();
  const plan = await readPlanIssue(client, repository, number);
  requireLearnablePlan(plan);
  const runUrl = input.workflowRunUrl ?? workflowRunUrl(context);
  const run = runUrl === undefined ? "" : `\n\nMade by ${runUrl}`;
  const text = await readSummary(resolve(context.workingDirectory, input.summary));
  const issue = { number, repository };
  if (input.branch === undefined) {
    const reason = `Nothing of what was learned changes a document.\n\n${text}${run}`;
    const tracked = await trackLearnResult({ issue, status: "completed_no_plan", reason }, context);
    return {
      success: true,
      issue_number: number,
      pr_number: null,
      pr_url: null,
      learn_status: tracked.learn_status,
      warnings: tracked.warnings,
    };
  }
  const redactor = await context.redactor();
  const place = { serverUrl: client.serverUrl, repository, linkedIssues: [number] };
  const pull = await openDraftPullRequest(client, repository, {
    head: input.branch,
    base: input.base ?? await readDefaultBranch(client, repository),
    title: await redactor.redact(titleFor(plan.title, number)),
    body: await redactor.redact(publishableMarkdown(`${text}${run}`, place)),
  });
  context.progress.note(`Draft pull request: ${pull.url}`);
  const tracked = await trackLearnResult(
    { issue, status: "pending_review", planPr: { number: pull.number } },
    context,
  );
  return {
    success: true,
    issue_number: number,
    pr_number: pull.number,
    pr_url: pull.url,
    learn_status: tracked.learn_status,
    warnings: tracked.warnings,
  };
}

/** GitHub cuts titles at 256 characters. */
function titleFor(planTitle: string, number: number): string {
  const words = publishableTitle(planTitle);
  return `Document what plan #${number} taught: ${
    words.length > 150 ? `${words.slice(0, 150)}…`.toWellFormed() : words
  }`;
}

async function readSummary(path: string): Promise<string> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    throw new UserError(
      `Cannot read the summary ${path} (${reasonOf(error)}): write it with apply-learn-plan --summary.`,
      { cause: error },
    );
  }
}

export const command = defineCommand({
  name: "propose-documents",
  summary: "Open a draft pull request with what a plan taught, and note it on the plan",
  description:
    "For the last job of learn-async.yml, after apply-learn-plan and a push. With --branch it opens a draft pull request and sets\n" +
    "learn_status to pending_review; without, it says on the plan that no document had to change (completed_no_plan).",
  arguments: [{
    name: "issue",
    description: "the plan that was learned from: number or address",
    required: true,
  }],
  options: [
    { flags: "--summary <file>", description: "the text that apply-learn-plan --summary wrote" },
    { flags: "--branch <branch>", description: "the branch that was pushed; without it nothing was changed" },
    { flags: "--base <branch>", description: "where it is to be merged (default: the default branch)" },
    WORKFLOW_RUN_URL,
  ],
  examples: [{
    command: "erk-learn propose-documents 42 --summary summary.md --branch learn-42-1001",
    explanation: "Opens a draft pull request from learn-42-1001",
  }],
  permissions: { ...WORKFLOW_RUN_PERMISSIONS, env: withActionsVariables(WORKFLOW_RUN_PERMISSIONS.env) },
  input: inputSchema,
  result: resultSchema,
  run: proposeDocuments,
});

if (import.meta.main) await runAlone(command);
