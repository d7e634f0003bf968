/** Pull requests, their reviews and review threads as GraphQL has them. */

import { actorNode, commentFields, type IdentifiedNode } from "./graphql_actors.ts";
import { issueNode, sharedFields } from "./graphql_issues.ts";
import { type Arguments, connection, type GraphContext, includes } from "./graphql_nodes.ts";
import { repositoryNode } from "./graphql_repositories.ts";
import { reviewNodeId } from "./pull_render.ts";
import { issuePage } from "./issue_render.ts";
import { nodeId } from "./render.ts";
import { diffHunk, reviewCommentPage } from "./reviews.ts";
import { issueName } from "./seed_pulls.ts";
import type { CommentRecord, PullIssue, RepositoryRecord, ReviewRecord, ThreadRecord } from "./state.ts";

/** A pull request. */
export function pullNode(
  context: GraphContext,
  repository: RepositoryRecord,
  issue: PullIssue,
): IdentifiedNode {
  const { world } = context;
  const { pull } = issue;
  const headRepository = world.state.repositories.get(pull.headRepository.toLowerCase());
  const sum = (key: "additions" | "deletions") =>
    pull.files.reduce((total, file) => total + (file[key] ?? 0), 0);
  return {
    __typename: "PullRequest",
    ...sharedFields(context, repository, issue),
    state: pull.mergedAt === null ? issue.state.toUpperCase() : "MERGED",
    isDraft: pull.draft,
    merged: pull.mergedAt !== null,
    mergedAt: pull.mergedAt,
    mergedBy: () => pull.mergedAt === null ? null : actorNode(world, repository.owner),
    mergeable: issue.state === "open" ? "MERGEABLE" : "UNKNOWN",
    mergeCommit: pull.mergeSha === null ? null : { __typename: "Commit", oid: pull.mergeSha },
    reviewDecision: null,
    headRefName: pull.headRef,
    headRefOid: pull.headSha,
    baseRefName: pull.baseRef,
    baseRefOid: pull.baseSha,
    headRepository: () => headRepository === undefined ? null : repositoryNode(context, headRepository),
    headRepositoryOwner: () => actorNode(world, pull.headRepository.split("/")[0] ?? "ghost"),
    baseRepository: () => repositoryNode(context, repository),
    isCrossRepository: pull.headRepository !== repository.fullName,
    additions: sum("additions"),
    deletions: sum("deletions"),
    changedFiles: pull.files.length,
    files: (args: Arguments) =>
      connection(
        "files",
        pull.files.map((file) => ({ ...file, id: file.path, changeType: "MODIFIED" })),
        args,
      ),
    closingIssuesReferences: (args: Arguments) =>
      connection(
        "closingIssuesReferences",
        [...world.state.repositories.values()].flatMap((other) =>
          [...other.issues.values()]
            .filter((closed) => closed.pull === undefined)
            .filter((closed) => pull.closesIssues.includes(issueName(other, closed.number)))
            .map((closed) => issueNode(context, other, closed))
        ),
        args,
      ),
    reviewThreads: (args: Arguments) =>
      connection(
        "reviewThreads",
        pull.threads.map((thread) => threadNode(context, repository, issue, thread)),
        args,
      ),
    reviews: (args: Arguments) =>
      connection(
        "reviews",
        pull.reviews.filter((review) => includes(args["states"], review.state))
          .map((review) => reviewNode(context, repository, issue, review)),
        args,
      ),
  };
}

/** A thread of comments on lines of the diff. */
export function threadNode(
  context: GraphContext,
  repository: RepositoryRecord,
  issue: PullIssue,
  thread: ThreadRecord,
): IdentifiedNode {
  return {
    __typename: "PullRequestReviewThread",
    id: nodeId("PRRT", thread.id),
    isResolved: thread.isResolved,
    isOutdated: thread.isOutdated,
    isCollapsed: thread.isResolved,
    path: thread.path,
    ...lineFields(thread),
    subjectType: thread.line === null ? "FILE" : "LINE",
    resolvedBy: () => thread.isResolved ? actorNode(context.world, issue.author) : null,
    pullRequest: () => threadPull(context, repository, issue),
    repository: () => repositoryNode(context, repository),
    comments: (args: Arguments) =>
      connection(
        "comments",
        thread.comments.map((comment) => reviewCommentNode(context, repository, issue, thread, comment)),
        args,
      ),
  };
}

function threadPull(context: GraphContext, repository: RepositoryRecord, issue: PullIssue): IdentifiedNode {
  return pullNode(context, repository, issue);
}

function lineFields(thread: ThreadRecord): Readonly<Record<string, unknown>> {
  return {
    line: thread.isOutdated ? null : thread.line,
    startLine: thread.isOutdated ? null : thread.startLine,
    originalLine: thread.line,
    originalStartLine: thread.startLine,
    diffSide: "RIGHT",
    startDiffSide: thread.startLine === null ? null : "RIGHT",
  };
}

function reviewCommentNode(
  context: GraphContext,
  repository: RepositoryRecord,
  issue: PullIssue,
  thread: ThreadRecord,
  comment: CommentRecord,
): IdentifiedNode {
  const first = thread.comments[0];
  return {
    __typename: "PullRequestReviewComment",
    id: nodeId("PRRC", comment.id),
    ...commentFields(context.world, repository, comment),
    ...lineFields(thread),
    path: thread.path,
    outdated: thread.isOutdated,
    diffHunk: diffHunk(issue, thread),
    state: "SUBMITTED",
    subjectType: thread.line === null ? "FILE" : "LINE",
    url: reviewCommentPage(context.world, repository, issue, comment),
    replyTo: () =>
      first === undefined || first === comment
        ? null
        : reviewCommentNode(context, repository, issue, thread, first),
    pullRequest: () => threadPull(context, repository, issue),
  };
}

function reviewNode(
  { world }: GraphContext,
  repository: RepositoryRecord,
  issue: PullIssue,
  review: ReviewRecord,
): IdentifiedNode {
  const { id, author, body, state, submittedAt } = review;
  const comment: CommentRecord = { id, author, body, createdAt: submittedAt, updatedAt: submittedAt };
  return {
    __typename: "PullRequestReview",
    id: reviewNodeId(id),
    ...commentFields(world, repository, comment),
    state,
    submittedAt,
    url: `${issuePage(world, repository, issue)}#pullrequestreview-${id}`,
  };
}
