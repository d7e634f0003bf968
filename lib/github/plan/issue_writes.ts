/** Issues and comments made and changed. After a lost answer each is looked for before it is written again. */

import { z } from "zod";
import type { Redacted } from "../../redact/redacted.ts";
import type { GitHubClient } from "../request/client.ts";
import { issueSchema, readIssue, readIssueComments } from "./plan_issue.ts";
import { formatRepositoryName, type RepositoryName } from "../repository/repository_name.ts";
import { statusOf } from "../request/request_failure.ts";
import { writeOnce } from "../request/write_once.ts";

/** GitHub: "title is too long (maximum is 256 characters)". */
export const MAX_TITLE_CHARACTERS = 256;

/** An issue as lists show it. */
export interface ListedIssue {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly htmlUrl: string;
  readonly labels: readonly string[];
  readonly isOpen: boolean;
  /** Login. GitHub shows deleted accounts as `ghost`. */
  readonly author: string;
}

const listedIssueSchema = issueSchema.extend({ user: z.looseObject({ login: z.string() }).nullish() });
const writtenCommentSchema = z.looseObject({ id: z.number(), html_url: z.string() });

/** The newest issues, open or closed, at most 100, newest first; with `label` those that have it. Pull requests are left out. */
export async function listNewestIssues(
  client: GitHubClient,
  { owner, name }: RepositoryName,
  label?: string,
): Promise<ListedIssue[]> {
  const { data } = await client.request({
    route: "GET /repos/{owner}/{repo}/issues",
    parameters: {
      owner,
      repo: name,
      state: "all",
      sort: "created",
      direction: "desc",
      per_page: 100,
      ...(label === undefined ? {} : { labels: label }),
    },
    purpose: `list the issues of ${owner}/${name}`,
    answer: z.array(listedIssueSchema),
  });
  return data.filter((issue) => !issue.pull_request).map(listedIssue);
}

/** All open issues that have each of the labels, newest first. Pull requests are left out. */
export async function listOpenIssues(
  client: GitHubClient,
  { owner, name }: RepositoryName,
  labels: readonly string[],
): Promise<ListedIssue[]> {
  const issues = await client.list({
    route: "GET /repos/{owner}/{repo}/issues",
    parameters: {
      owner,
      repo: name,
      state: "open",
      sort: "created",
      direction: "desc",
      labels: labels.join(),
    },
    purpose: `list the open issues of ${owner}/${name}`,
    answer: listedIssueSchema,
  });
  return issues.filter((issue) => !issue.pull_request).map(listedIssue);
}

/** Reads one issue in the form of lists. */
export async function readListedIssue(
  client: GitHubClient,
  repository: RepositoryName,
  number: number,
): Promise<ListedIssue> {
  return listedIssue(listedIssueSchema.parse(await readIssue(client, repository, number)));
}

/**
 * Makes an issue. If the answer is lost, it is looked for among the newest issues.
 *
 * @param isSame whether an issue is the one that is made: by a marker in its body.
 */
export async function createIssue(
  client: GitHubClient,
  repository: RepositoryName,
  issue: { readonly title: Redacted; readonly body: Redacted; readonly labels: readonly string[] },
  isSame: (candidate: ListedIssue) => boolean,
): Promise<ListedIssue> {
  const { owner, name } = repository;
  return await writeOnce(client, {
    what: "the issue",
    async write() {
      const { data } = await client.request({
        route: "POST /repos/{owner}/{repo}/issues",
        parameters: { owner, repo: name, ...issue },
        purpose: `create an issue in ${owner}/${name}`,
        answer: listedIssueSchema,
      });
      return listedIssue(data);
    },
    find: async () => (await listNewestIssues(client, repository)).find(isSame),
  });
}

/** Changes an issue's title, body or state; what isn't given stays. */
export async function editIssue(
  client: GitHubClient,
  repository: RepositoryName,
  number: number,
  changes: {
    readonly title?: Redacted;
    readonly body?: Redacted;
    readonly state?: "open" | "closed";
    /** Why it is closed. */
    readonly state_reason?: "completed" | "not_planned";
  },
): Promise<void> {
  const { owner, name } = repository;
  await writeOnce(client, {
    what: `the change of issue #${number}`,
    async write() {
      await client.request({
        route: "PATCH /repos/{owner}/{repo}/issues/{issue_number}",
        parameters: { owner, repo: name, issue_number: number, ...changes },
        purpose: `change issue #${number} of ${owner}/${name}`,
        answer: issueSchema,
      });
      return true;
    },
    async find() {
      const now = z.looseObject({ state: z.string() }).parse(await readIssue(client, repository, number));
      const isThere = Object.entries(changes).every(([field, value]) =>
        field === "state_reason" || (now as Record<string, unknown>)[field] === value
      );
      return isThere || undefined;
    },
  });
}

/** Adds labels; those that the issue has already stay once. */
export async function addLabels(
  client: GitHubClient,
  { owner, name }: RepositoryName,
  number: number,
  labels: readonly string[],
): Promise<void> {
  await writeOnce(client, {
    what: `the labels of issue #${number}`,
    async write() {
      await client.request({
        route: "POST /repos/{owner}/{repo}/issues/{issue_number}/labels",
        parameters: { owner, repo: name, issue_number: number, labels },
        purpose: `label issue #${number} of ${owner}/${name}`,
        answer: z.unknown(),
      });
      return true;
    },
    async find() {
      const now = await readListedIssue(client, { owner, name }, number);
      return labels.every((label) => now.labels.includes(label)) || undefined;
    },
  });
}

/**
 * Makes a comment. If the answer is lost, it is looked for by its text, which should name what it is about.
 *
 * @returns its id.
 */
export async function createComment(
  client: GitHubClient,
  repository: RepositoryName,
  number: number,
  body: Redacted,
): Promise<number> {
  const { owner, name } = repository;
  return await writeOnce(client, {
    what: `the comment on #${number}`,
    async write() {
      const { data } = await client.request({
        route: "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
        parameters: { owner, repo: name, issue_number: number, body },
        purpose: `comment on #${number} of ${formatRepositoryName(repository)}`,
        answer: writtenCommentSchema,
      });
      return data.id;
    },
    async find() {
      const comments = await readIssueComments(client, repository, number);
      return comments.findLast((comment) => comment.body === body)?.id;
    },
  });
}

/** Gives a comment another text. */
export async function editComment(
  client: GitHubClient,
  { owner, name }: RepositoryName,
  id: number,
  body: Redacted,
): Promise<void> {
  await writeOnce(client, {
    what: `the change of comment ${id}`,
    async write() {
      await client.request({
        route: "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}",
        parameters: { owner, repo: name, comment_id: id, body },
        purpose: `change the comment ${id} of ${owner}/${name}`,
        answer: writtenCommentSchema,
      });
      return true;
    },
    find: async () => await readCommentBody(client, { owner, name }, id) === body || undefined,
  });
}

/** Takes a comment away; one that is gone already is no failure. */
export async function deleteComment(
  client: GitHubClient,
  { owner, name }: RepositoryName,
  id: number,
): Promise<void> {
  await writeOnce(client, {
    what: `the removal of comment ${id}`,
    async write() {
      await client.request({
        route: "DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}",
        parameters: { owner, repo: name, comment_id: id },
        purpose: `delete the comment ${id} of ${owner}/${name}`,
        answer: z.unknown(),
      }).catch((error) => {
        if (statusOf(error) !== 404) throw error;
      });
      return true;
    },
    find: async () => await readCommentBody(client, { owner, name }, id) === undefined || undefined,
  });
}

/** `undefined`: there is no such comment (any more). */
async function readCommentBody(
  client: GitHubClient,
  { owner, name }: RepositoryName,
  id: number,
): Promise<string | undefined> {
  try {
    const { data } = await client.request({
      route: "GET /repos/{owner}/{repo}/issues/comments/{comment_id}",
      parameters: { owner, repo: name, comment_id: id },
      purpose: `read the comment ${id} of ${owner}/${name}`,
      answer: z.looseObject({ body: z.string().nullish() }),
    });
    return data.body ?? "";
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
    return undefined;
  }
}

/**
 * Closes an issue with a comment that says why, usually with a link. The comment is made once: a rerun finds it by its
 * text.
 */
export async function closeIssue(
  client: GitHubClient,
  repository: RepositoryName,
  number: number,
  { comment, reason }: { readonly comment: Redacted; readonly reason: "completed" | "not_planned" },
): Promise<void> {
  const comments = await readIssueComments(client, repository, number);
  if (!comments.some(({ body }) => body === comment)) {
    await createComment(client, repository, number, comment);
  }
  await editIssue(client, repository, number, { state: "closed", state_reason: reason });
}

function listedIssue(issue: z.infer<typeof listedIssueSchema>): ListedIssue {
  return {
    number: issue.number,
    title: issue.title,
    body: issue.body ?? "",
    htmlUrl: issue.html_url,
    labels: issue.labels,
    isOpen: issue.state !== "closed",
    author: issue.user?.login ?? "ghost",
  };
}
