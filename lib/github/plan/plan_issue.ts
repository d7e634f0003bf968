/** A plan issue as GitHub has it, and whether it may be learned from. */

import { z } from "zod";
import { UserError } from "../../user_error.ts";
import type { GitHubClient } from "../request/client.ts";
import type { CommentText, PlanEvent } from "./plan_comments.ts";
import { PLAN_HEADER_KEY, type PlanHeader } from "./plan_header_fields.ts";
import { formatRepositoryName, type RepositoryName } from "../repository/repository_name.ts";
import { failureOf, statusOf } from "../request/request_failure.ts";
import { isSwitchedOff } from "../request/explain_failure.ts";

export const PLAN_LABEL = "erk-plan";
export const LEARN_LABEL = "erk-learn";

/** A comment of an issue or pull request. */
export interface IssueComment extends CommentText {
  readonly author: string;
  readonly htmlUrl: string;
  /** ISO 8601. */
  readonly createdAt: string;
}

export interface PlanIssue {
  readonly repository: RepositoryName;
  readonly number: number;
  readonly title: string;
  /** Byte for byte, CRLF too; empty if there is none. */
  readonly body: string;
  readonly labels: readonly string[];
  readonly htmlUrl: string;
  readonly isOpen: boolean;
  /** `undefined`: the body has no readable plan header. */
  readonly header: PlanHeader | undefined;
  readonly headerWarnings: readonly string[];
  /** Oldest first. */
  readonly comments: readonly IssueComment[];
  /** What the comments record, in their order. */
  readonly events: readonly PlanEvent[];
  readonly eventWarnings: readonly string[];
}

export const issueSchema = z.looseObject({
  number: z.number(),
  title: z.string(),
  body: z.string().nullish(),
  html_url: z.string(),
  state: z.string().optional(),
  labels: z.array(z.union([z.string(), z.looseObject({ name: z.string().nullish() })]))
    .transform((labels) => labels.map(labelName)),
  pull_request: z.looseObject({}).nullish(),
});

/** GitHub knows labels without case: a repository may have `Erk-Plan`, and gives it where `erk-plan` was asked for. */
function labelName(label: string | { readonly name?: string | null | undefined }): string {
  const name = typeof label === "string" ? label : label.name ?? "";
  return [PLAN_LABEL, LEARN_LABEL].find((ours) => ours === name.toLowerCase()) ?? name;
}

const commentSchema = z.looseObject({
  id: z.number(),
  body: z.string().nullish(),
  html_url: z.string(),
  created_at: z.string(),
  user: z.looseObject({ login: z.string() }).nullish(),
});

/**
 * Reads an issue with all its comments. Whether it is a plan is checked by `requirePlan`.
 *
 * @throws {UserError} `Issue not found` if no issue has this number, or it is a pull request.
 */
export async function readPlanIssue(
  client: GitHubClient,
  repository: RepositoryName,
  number: number,
): Promise<PlanIssue> {
  const address = `${client.serverUrl}/${formatRepositoryName(repository)}/issues/${number}`;
  const [issue, comments] = await Promise.all([
    readIssue(client, repository, number),
    readIssueComments(client, repository, number),
  ]).catch((error) => {
    // 410: deleted. Whichever of the two requests failed first, it is the issue that is missing.
    const status = statusOf(error);
    const failure = failureOf(error);
    if ((status !== 404 && status !== 410) || (failure !== undefined && isSwitchedOff(failure))) throw error;
    const detail = status === 410
      ? `${address} has been deleted (HTTP 410)`
      : `${address} isn't there, or the token has no access to it (HTTP 404)`;
    throw new UserError("Issue not found", { detail, cause: error });
  });
  if (issue.pull_request) {
    throw new UserError("Issue not found", {
      detail: `#${number} of ${formatRepositoryName(repository)} is a pull request`,
    });
  }
  const body = issue.body ?? "";
  // They bring the YAML parser along (20 ms), which a command that reads no plan doesn't need.
  const [{ readPlanHeader }, { readPlanEvents }] = await Promise.all([
    import("./plan_header.ts"),
    import("./plan_comments.ts"),
  ]);
  const { header, warnings } = readPlanHeader(body);
  const { events, warnings: eventWarnings } = readPlanEvents(comments);
  return {
    repository,
    number,
    title: issue.title,
    body,
    labels: issue.labels,
    htmlUrl: issue.html_url,
    isOpen: issue.state !== "closed",
    header,
    headerWarnings: warnings,
    comments,
    events,
    eventWarnings,
  };
}

/**
 * Reads an issue alone, as GitHub gives it.
 *
 * @throws {UserError} where the answer is another issue: GitHub leads from one that was transferred to its new place.
 */
export async function readIssue(
  client: GitHubClient,
  { owner, name }: RepositoryName,
  number: number,
): Promise<z.infer<typeof issueSchema>> {
  const { data } = await client.request({
    route: "GET /repos/{owner}/{repo}/issues/{issue_number}",
    parameters: { owner, repo: name, issue_number: number },
    purpose: `read issue #${number} of ${owner}/${name}`,
    answer: issueSchema,
  });
  if (data.number === number) return data;
  throw new UserError(
    `Issue #${number} of ${owner}/${name} was moved to ${data.html_url}: give that address.`,
  );
}

/** All comments of an issue or pull request, oldest first. */
export async function readIssueComments(
  client: GitHubClient,
  { owner, name }: RepositoryName,
  number: number,
): Promise<IssueComment[]> {
  const comments = await client.list({
    route: "GET /repos/{owner}/{repo}/issues/{issue_number}/comments",
    parameters: { owner, repo: name, issue_number: number },
    purpose: `read the comments of #${number} of ${owner}/${name}`,
    answer: commentSchema,
  });
  return comments.map((comment) => ({
    id: comment.id,
    // GitHub shows the comments of deleted accounts as those of "ghost".
    author: comment.user?.login ?? "ghost",
    body: comment.body ?? "",
    htmlUrl: comment.html_url,
    createdAt: comment.created_at,
  }));
}

/**
 * Refuses an issue that is no plan.
 *
 * @throws {UserError} `Issue is not an erk-plan`; the detail says which labels it has.
 */
export function requirePlan(issue: PlanIssue): void {
  if (issue.labels.includes(PLAN_LABEL)) return;
  const labels = issue.labels.length === 0
    ? "no labels"
    : `the ${issue.labels.length === 1 ? "label" : "labels"} ${
      issue.labels.join(", ")
    }, but not ${PLAN_LABEL}`;
  throw new UserError("Issue is not an erk-plan", {
    detail: `${issue.htmlUrl} ("${issue.title}") has ${labels}`,
  });
}

/**
 * Refuses an issue that is no learn plan: neither its label, which a token may not have been allowed to set, nor its header
 * says so.
 *
 * @throws {UserError} `Issue is not a learn plan`; the detail says what it lacks.
 */
export function requireLearnPlan({ labels, header, htmlUrl, title }: PlanIssue): void {
  if (labels.includes(LEARN_LABEL) || header?.learned_from_issue !== undefined) return;
  throw new UserError("Issue is not a learn plan", {
    detail:
      `${htmlUrl} ("${title}") lacks the label ${LEARN_LABEL}, and its header names no plan that it was learned from`,
  });
}

/**
 * Refuses an issue that is no plan, and a plan that came out of learning.
 *
 * @throws {UserError} the detail says what was looked at.
 */
export function requireLearnablePlan(issue: PlanIssue): void {
  requirePlan(issue);
  if (!issue.labels.includes(LEARN_LABEL)) return;
  const parent = issue.header?.learned_from_issue;
  throw new UserError("Issue is a learn plan, and a learn plan teaches nothing new", {
    detail: `${issue.htmlUrl} ("${issue.title}") has the label ${LEARN_LABEL}` +
      (parent === undefined ? "" : `; it was learned from #${parent}`),
  });
}

/**
 * Refuses a plan whose header can't record anything. Call it before anything is paid for.
 *
 * @throws {UserError} if the issue has no readable header.
 */
export function requireHeader({ header, headerWarnings, number, repository }: PlanIssue): void {
  if (header !== undefined) return;
  throw headerMissing(`#${number} of ${formatRepositoryName(repository)}`, headerWarnings);
}

/**
 * The error for an issue without a readable header.
 *
 * @param name the issue's number and repository.
 */
export function headerMissing(name: string, warnings: readonly string[]): UserError {
  return new UserError(
    `The body of ${name} has no readable ${PLAN_HEADER_KEY} block to write to; repair it on GitHub.`,
    { detail: warnings.join("; ") || "no such block was found" },
  );
}
