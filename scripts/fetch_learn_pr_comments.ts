/** `fetch-learn-pr-comments`: what people said about a plan's pull request, as JSON files. */

import { basename, join, resolve } from "node:path";
import { z } from "zod";
import { type Context, defineCommand, GITHUB_PERMISSIONS, runAlone } from "../lib/cli/mod.ts";
import {
  type DiscussionComment,
  findPullRequestOfPlan,
  type GitHubClient,
  issueReferenceSchema,
  type PlanIssue,
  type PullRequest,
  readDiscussionComments,
  readPlanIssue,
  readReviewSummaries,
  readReviewThreads,
  requirePlan,
  type ReviewThread,
} from "../lib/github/mod.ts";
import { writeFileAtomically } from "../lib/write_file.ts";
import { KnownSecrets, type Redacted, type Redactor, untilAllIsKnown } from "../lib/redact/mod.ts";
import { messageOf } from "../lib/user_error.ts";
import { counted } from "../lib/wording.ts";

const inputSchema = z.object({
  issue: issueReferenceSchema,
  outputDir: z.string("give the folder to write to").min(1, "give the folder to write to"),
});

const resultSchema = z.object({
  success: z.literal(true),
  issue_number: z.number().int(),
  /** Null where the plan has no pull request; the files' lists are empty then. */
  pr_number: z.number().int().nullable(),
  /** How many review threads, with all their comments. */
  threads: z.number().int(),
  /** How many comments of the conversation, with what reviews say as a whole. */
  comments: z.number().int(),
  /** Absolute paths. */
  files: z.array(z.string()),
  warnings: z.array(z.string()),
});

export type FetchLearnPrCommentsInput = z.output<typeof inputSchema>;
export type FetchLearnPrCommentsResult = z.output<typeof resultSchema>;

/** What was written about a plan's pull request. */
export interface PlanComments {
  /** `undefined`: the plan has none, and the files say so. */
  readonly pullRequest: PullRequest | undefined;
  readonly threads: number;
  readonly comments: number;
  /** Absolute paths. */
  readonly files: readonly string[];
  /** One for each list that could not be read; the file says so too. */
  readonly warnings: readonly string[];
  /** Whether secrets stood in them that may stand elsewhere, too: the run's redactor knows them, and no later run would. */
  readonly hadSecrets: boolean;
}

/** A list, or why it is missing. */
type Reading<Entry> = { readonly entries: readonly Entry[]; readonly error?: string };

/**
 * Writes the review threads and the discussion of a plan's pull request into a folder, redacted: each in a file of
 * its own, and both in the one file that older readers know.
 *
 * @throws {UserError} if GitHub gives neither list, or a file can't be written.
 */
export async function writePlanComments(
  plan: PlanIssue,
  folder: string,
  context: Context,
  client: GitHubClient,
): Promise<PlanComments> {
  const pullRequest = await findPullRequestOfPlan(client, plan, await context.git.currentBranch());
  const [threads, comments] = pullRequest === undefined
    ? [noEntries<ReviewThread>(), noEntries<DiscussionComment>()]
    : await readAll(pullRequest, client, context);
  const written = await writeComments({ pullRequest, threads, comments }, folder, context);
  return { pullRequest, threads: threads.entries.length, comments: comments.entries.length, ...written };
}

/**
 * Writes that the comments are missing, and why, where they would be: whoever learns from the materials has to know.
 *
 * @returns names of the files.
 * @throws {UserError} if the reason can't be redacted, or a file can't be written.
 */
export async function writeMissingComments(
  reason: string,
  folder: string,
  context: Context,
): Promise<readonly string[]> {
  const missing = { entries: [], error: reason };
  const found = { pullRequest: undefined, threads: missing, comments: missing };
  return (await writeComments(found, folder, context)).files.map((path) => basename(path));
}

async function writeComments(
  { pullRequest, threads, comments }: {
    readonly pullRequest: PullRequest | undefined;
    readonly threads: Reading<ReviewThread>;
    readonly comments: Reading<DiscussionComment>;
  },
  folder: string,
  context: Context,
): Promise<Pick<PlanComments, "files" | "warnings" | "hadSecrets">> {
  const head = { pr_number: pullRequest?.number ?? null };
  const both = [...new Set([threads.error, comments.error])].filter((error) => error !== undefined);
  const redactor = await context.redactor();
  const secrets = new KnownSecrets();
  const { review, discussion } = await redactTogether({
    review: { ...outcome(threads.error), ...head, threads: threads.entries },
    discussion: { ...outcome(comments.error), ...head, comments: comments.entries },
  }, redactor.remembering(secrets));
  redactor.learn(secrets.list());
  const files: string[] = [];
  const write = async (name: string, json: Redacted): Promise<void> => {
    const path = join(folder, name);
    await writeFileAtomically(path, json);
    files.push(path);
  };
  await write("pr-review-comments.json", review.json);
  await write("pr-discussion-comments.json", discussion.json);
  // Of what is redacted by now: the receipt counts each thing once.
  const whole = {
    ...outcome(both.length === 0 ? undefined : both.join("; ")),
    ...head,
    threads: review.value["threads"],
    comments: discussion.value["comments"],
  };
  await write("pr-comments.json", await redactor.redactJson(whole, { indent: 2 }));
  return { files, warnings: both, hadSecrets: secrets.size > 0 };
}

type Document = Record<string, unknown>;

/** What is named as a secret in one document may stand bare in the other. */
async function redactTogether(
  documents: { readonly review: Document; readonly discussion: Document },
  redactor: Redactor,
) {
  const redact = async (document: Document) => {
    const json = await redactor.redactJson(document, { indent: 2 });
    return { json, value: JSON.parse(json) as Document };
  };
  let current = documents;
  return await untilAllIsKnown(redactor, async () => {
    const redacted = { review: await redact(current.review), discussion: await redact(current.discussion) };
    // What is redacted already isn't counted again.
    current = { review: redacted.review.value, discussion: redacted.discussion.value };
    return redacted;
  });
}

function noEntries<Entry>(): Reading<Entry> {
  return { entries: [] };
}

/** One list is worth having without the others. Reviews' own words stand in the conversation, as on the pull request's page. */
async function readAll(
  pullRequest: PullRequest,
  client: GitHubClient,
  context: Context,
): Promise<[Reading<ReviewThread>, Reading<DiscussionComment>]> {
  const [threads, discussion, summaries] = await Promise.allSettled([
    readReviewThreads(client, pullRequest),
    readDiscussionComments(client, pullRequest),
    readReviewSummaries(client, pullRequest),
  ]);
  context.signal.throwIfAborted();
  if (threads.status === "rejected" && discussion.status === "rejected") throw threads.reason;
  return [readingOf(threads), together(readingOf(discussion), readingOf(summaries))];
}

/** Oldest first. */
function together(
  discussion: Reading<DiscussionComment>,
  summaries: Reading<DiscussionComment>,
): Reading<DiscussionComment> {
  const entries = [...discussion.entries, ...summaries.entries]
    .sort((one, other) => Date.parse(one.created_at) - Date.parse(other.created_at));
  const errors = [discussion.error, summaries.error].filter((error) => error !== undefined);
  return errors.length === 0 ? { entries } : { entries, error: errors.join("; ") };
}

function readingOf<Entry>(settled: PromiseSettledResult<Entry[]>): Reading<Entry> {
  if (settled.status === "fulfilled") return { entries: settled.value };
  return { entries: [], error: messageOf(settled.reason) };
}

function outcome(error: string | undefined): { readonly success: boolean; readonly error?: string } {
  return error === undefined ? { success: true } : { success: false, error };
}

/**
 * Reads a plan and writes its pull request's comments.
 *
 * @throws {UserError} if the plan can't be read or is none, and as `writePlanComments` does.
 */
export async function fetchLearnPrComments(
  input: FetchLearnPrCommentsInput,
  context: Context,
): Promise<FetchLearnPrCommentsResult> {
  const { number } = input.issue;
  const repository = await context.repository(input.issue);
  const step = context.progress.step(`Fetch the review comments of plan #${number}`);
  try {
    const plan = await readPlanIssue(await context.github(), repository, number);
    requirePlan(plan);
    const folder = resolve(context.workingDirectory, input.outputDir);
    const written = await writePlanComments(plan, folder, context, await context.github());
    const warnings = [...plan.headerWarnings, ...written.warnings];
    if (written.pullRequest === undefined) step.done("no pull request, so the lists are empty");
    else step.done(`#${written.pullRequest.number}: ${describeCounts(written)}`);
    for (const warning of warnings) context.progress.warn(warning);
    return {
      success: true,
      issue_number: number,
      pr_number: written.pullRequest?.number ?? null,
      threads: written.threads,
      comments: written.comments,
      files: [...written.files],
      warnings,
    };
  } catch (error) {
    step.failed("not all files were written");
    throw error;
  }
}

/** `2 threads, 1 comment`. */
export function describeCounts({ threads, comments }: Pick<PlanComments, "threads" | "comments">): string {
  return `${counted(threads, "thread")}, ${counted(comments, "comment")}`;
}

export const command = defineCommand({
  name: "fetch-learn-pr-comments",
  summary: "Write the review comments of a plan's pull request to files",
  description:
    "Writes pr-review-comments.json (threads on lines of code), pr-discussion-comments.json (the conversation) and\n" +
    "pr-comments.json (both), redacted. A plan without a pull request gives empty lists and is no error.",
  arguments: [{ name: "issue", description: "the plan issue: number or address", required: true }],
  options: [{ flags: "--output-dir <dir>", description: "folder to write to; made if missing" }],
  examples: [{
    command: "erk-learn fetch-learn-pr-comments 42 --output-dir .erk/scratch/learn-42",
    explanation: "Adds the comments to the materials of plan #42",
  }],
  permissions: GITHUB_PERMISSIONS,
  input: inputSchema,
  result: resultSchema,
  run: fetchLearnPrComments,
});

if (import.meta.main) await runAlone(command);
