/** What people said about a pull request: on lines of its code, and below it. */

import { z } from "zod";
import type { GitHubClient } from "../request/client.ts";
import { readIssueComments } from "../plan/plan_issue.ts";
import type { PullRequest } from "./pull_request.ts";
import { statusOf } from "../request/request_failure.ts";

/** Field names are those of the materials' JSON files. */
export interface ReviewComment {
  readonly author: string;
  readonly body: string;
  readonly created_at: string;
}

export interface ReviewThread {
  readonly id: string;
  readonly path: string;
  /** `null` for a comment on the whole file, or where neither line is known any more. */
  readonly line: number | null;
  readonly is_outdated: boolean;
  readonly is_resolved: boolean;
  readonly comments: readonly ReviewComment[];
}

export interface DiscussionComment extends ReviewComment {
  readonly id: number;
  readonly url: string;
}

const COMMENT_FIELDS = `pageInfo { hasNextPage endCursor } nodes { author { login } body createdAt }`;

/** Threads of more than 50 comments are rare: their rest takes a request of its own. */
const THREADS_QUERY = `
  query ReviewThreads($owner: String!, $name: String!, $number: Int!, $cursor: String) {
    repository(owner: $owner, name: $name) {
      pullRequest(number: $number) {
        reviewThreads(first: 50, after: $cursor) {
          pageInfo { hasNextPage endCursor }
          nodes {
            id path line originalLine isOutdated isResolved
            comments(first: 50) { ${COMMENT_FIELDS} }
          }
        }
      }
    }
  }`;

const THREAD_COMMENTS_QUERY = `
  query ReviewThreadComments($thread: ID!, $cursor: String) {
    node(id: $thread) {
      ... on PullRequestReviewThread { comments(first: 100, after: $cursor) { ${COMMENT_FIELDS} } }
    }
  }`;

const commentsSchema = z.looseObject({
  pageInfo: z.looseObject({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
  nodes: z.array(
    z.looseObject({
      // The account may be deleted.
      author: z.looseObject({ login: z.string() }).nullish(),
      body: z.string(),
      createdAt: z.string(),
    }).nullable(),
  ),
});

const threadsSchema = z.looseObject({
  repository: z.looseObject({
    pullRequest: z.looseObject({
      reviewThreads: z.looseObject({
        nodes: z.array(
          z.looseObject({
            id: z.string(),
            path: z.string().nullish(),
            line: z.number().nullish(),
            originalLine: z.number().nullish(),
            isOutdated: z.boolean(),
            isResolved: z.boolean(),
            comments: commentsSchema,
          }).nullable(),
        ),
      }),
    }),
  }),
});

const threadCommentsSchema = z.looseObject({ node: z.looseObject({ comments: commentsSchema }) });

/** All review threads with all their comments, in GitHub's order. */
export async function readReviewThreads(client: GitHubClient, pull: PullRequest): Promise<ReviewThread[]> {
  const { owner, name } = pull.repository;
  const purpose = `read the review threads of #${pull.number} of ${owner}/${name}`;
  const threads: ReviewThread[] = [];
  const pages = client.graphqlPages({
    query: THREADS_QUERY,
    variables: { owner, name, number: pull.number },
    purpose,
    answer: threadsSchema,
  });
  for await (const page of pages) {
    for (const node of page.repository.pullRequest.reviewThreads.nodes) {
      if (node === null) continue;
      threads.push({
        id: node.id,
        path: node.path ?? "",
        // An outdated thread has only the line on which it was written.
        line: node.line ?? node.originalLine ?? null,
        is_outdated: node.isOutdated,
        is_resolved: node.isResolved,
        comments: node.comments.pageInfo.hasNextPage
          ? await readThreadComments(client, node.id, purpose)
          : commentsOf(node.comments),
      });
    }
  }
  return threads;
}

/** All comments of the conversation below a pull request, oldest first. */
export async function readDiscussionComments(
  client: GitHubClient,
  pull: PullRequest,
): Promise<DiscussionComment[]> {
  const comments = await readIssueComments(client, pull.repository, pull.number);
  return comments.map(({ id, author, body, htmlUrl, createdAt }) => ({
    id,
    author,
    body,
    url: htmlUrl,
    created_at: createdAt,
  }));
}

const reviewSchema = z.looseObject({
  id: z.number(),
  body: z.string().nullish(),
  html_url: z.string(),
  /** Missing while it is pending: its author alone sees it then. */
  submitted_at: z.string().nullish(),
  user: z.looseObject({ login: z.string() }).nullish(),
});

/**
 * What reviewers said about a pull request as a whole, with their verdict: comments like those of its conversation, where
 * GitHub shows them. Reviews that only gather comments on lines say nothing by themselves.
 */
export async function readReviewSummaries(
  client: GitHubClient,
  { repository: { owner, name }, number }: PullRequest,
): Promise<DiscussionComment[]> {
  const reviews = await client.list({
    route: "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews",
    parameters: { owner, repo: name, pull_number: number },
    purpose: `read the reviews of #${number} of ${owner}/${name}`,
    answer: reviewSchema,
  }).catch((error) => {
    // A server without this list has nothing to say: that the pull request is missing, its other lists tell.
    if (statusOf(error) === 404) return [];
    throw error;
  });
  return reviews.flatMap(({ id, body, html_url, submitted_at, user }) =>
    !submitted_at || !body || body.trim() === ""
      ? []
      : [{ id, author: user?.login ?? "ghost", body, url: html_url, created_at: submitted_at }]
  );
}

/** From the first on: a thread of so many comments is rare, and the pages of a query are followed in one place. */
async function readThreadComments(
  client: GitHubClient,
  thread: string,
  purpose: string,
): Promise<ReviewComment[]> {
  const pages = client.graphqlPages({
    query: THREAD_COMMENTS_QUERY,
    variables: { thread },
    purpose,
    answer: threadCommentsSchema,
  });
  const comments: ReviewComment[] = [];
  for await (const { node } of pages) comments.push(...commentsOf(node.comments));
  return comments;
}

function commentsOf({ nodes }: z.infer<typeof commentsSchema>): ReviewComment[] {
  return nodes.flatMap((node) =>
    node === null
      ? []
      : [{ author: node.author?.login ?? "ghost", body: node.body, created_at: node.createdAt }]
  );
}
