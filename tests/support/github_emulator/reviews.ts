/** Reviews and review comments of pull requests. Threads and whether they are resolved are told by GraphQL alone. */

import { requireViewer } from "./access.ts";
import { type Answer, notFound, ok, refusal } from "./answers.ts";
import { bodyOf, requiredText } from "./bodies.ts";
import { insertComment } from "./comments.ts";
import { listAnswer } from "./pages.ts";
import { reviewNodeId } from "./pull_render.ts";
import { visiblePull } from "./pulls.ts";
import { issuePage } from "./issue_render.ts";
import { association, nodeId, renderReactions, renderUser, repositoryUrl } from "./render.ts";
import { type Call, type Route, route } from "./router.ts";
import {
  type CommentRecord,
  type PullIssue,
  type RepositoryRecord,
  type ReviewRecord,
  type ThreadRecord,
  timestamp,
  type World,
} from "./state.ts";

/** The routes of reviews and review comments. */
export function reviewRoutes(world: World): Route[] {
  const pull = "/repos/{owner}/{repo}/pulls/{pull_number}";
  return [
    route("GET", `${pull}/reviews`, (call) => {
      const { repository, issue } = visiblePull(world, call);
      return listAnswer(call, issue.pull.reviews, (review) => renderReview(world, repository, issue, review));
    }),
    route("GET", `${pull}/comments`, (call) => {
      const { repository, issue } = visiblePull(world, call);
      const direction = call.query.get("direction") === "desc" ? -1 : 1;
      const comments = issue.pull.threads
        .flatMap((thread) => thread.comments.map((comment) => ({ thread, comment })))
        .sort((a, b) => direction * (a.comment.id - b.comment.id));
      return listAnswer(
        call,
        comments,
        ({ thread, comment }) => renderReviewComment(world, repository, issue, thread, comment),
      );
    }),
    route("POST", `${pull}/comments/{comment_id}/replies`, (call) => reply(world, call)),
  ];
}

/** The page of a review comment. */
export function reviewCommentPage(
  world: World,
  repository: RepositoryRecord,
  issue: PullIssue,
  comment: CommentRecord,
): string {
  return `${issuePage(world, repository, issue)}#discussion_r${comment.id}`;
}

/** The lines around a comment, as `diff_hunk` has them; made up where the file's patch was not seeded. */
export function diffHunk(issue: PullIssue, thread: ThreadRecord): string {
  const patch = issue.pull.files.find((file) => file.path === thread.path)?.patch;
  return patch ?? `@@ -${thread.line ?? 1},1 +${thread.line ?? 1},1 @@`;
}

function reply(world: World, call: Call): Answer {
  const viewer = requireViewer(call);
  const { repository, issue } = visiblePull(world, call);
  const id = Number(call.parameters["comment_id"]);
  const thread = issue.pull.threads.find(({ comments }) => comments.some((comment) => comment.id === id));
  if (thread === undefined) throw notFound();
  if (thread.comments[0]?.id !== id) throw refusal(422, "Replies to replies are not supported");
  const body = requiredText(bodyOf(call), "body");
  const comment = insertComment(world, thread, { author: viewer.login, body, createdAt: timestamp() });
  const json = renderReviewComment(world, repository, issue, thread, comment);
  return ok(json, 201, { location: String(json["url"]) });
}

function renderReview(
  world: World,
  repository: RepositoryRecord,
  issue: PullIssue,
  review: ReviewRecord,
): Record<string, unknown> {
  const pullUrl = `${repositoryUrl(world, repository)}/pulls/${issue.number}`;
  const page = `${issuePage(world, repository, issue)}#pullrequestreview-${review.id}`;
  return {
    id: review.id,
    node_id: reviewNodeId(review.id),
    user: renderUser(world, review.author),
    body: review.body,
    state: review.state,
    html_url: page,
    pull_request_url: pullUrl,
    author_association: association(repository, review.author),
    _links: { html: { href: page }, pull_request: { href: pullUrl } },
    submitted_at: review.submittedAt,
    commit_id: issue.pull.headSha,
  };
}

function renderReviewComment(
  world: World,
  repository: RepositoryRecord,
  issue: PullIssue,
  thread: ThreadRecord,
  comment: CommentRecord,
): Record<string, unknown> {
  const url = `${repositoryUrl(world, repository)}/pulls/comments/${comment.id}`;
  const pullUrl = `${repositoryUrl(world, repository)}/pulls/${issue.number}`;
  const page = reviewCommentPage(world, repository, issue, comment);
  const first = thread.comments[0];
  return {
    url,
    pull_request_review_id: thread.id + 1,
    id: comment.id,
    node_id: nodeId("PRRC", comment.id),
    diff_hunk: diffHunk(issue, thread),
    path: thread.path,
    commit_id: issue.pull.headSha,
    original_commit_id: issue.pull.headSha,
    user: renderUser(world, comment.author),
    body: comment.body,
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    html_url: page,
    pull_request_url: pullUrl,
    author_association: association(repository, comment.author),
    _links: { self: { href: url }, html: { href: page }, pull_request: { href: pullUrl } },
    reactions: renderReactions(url),
    start_line: thread.startLine,
    original_start_line: thread.startLine,
    start_side: thread.startLine === null ? null : "RIGHT",
    // null for an outdated comment, although GitHub's description says integer
    line: thread.isOutdated ? null : thread.line,
    original_line: thread.line,
    side: "RIGHT",
    subject_type: thread.line === null && !thread.isOutdated ? "file" : "line",
    ...(first === undefined || first === comment ? {} : { in_reply_to_id: first.id }),
  };
}
