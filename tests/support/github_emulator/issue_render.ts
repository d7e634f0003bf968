/** Issues and comments in the JSON forms of GitHub's REST API, and their addresses. */

import {
  association,
  nodeId,
  renderLabel,
  renderReactions,
  renderUser,
  repositoryPage,
  repositoryUrl,
} from "./render.ts";
import {
  type CommentRecord,
  findOrCreateLabel,
  type IssueRecord,
  type RepositoryRecord,
  type World,
} from "./state.ts";

/** The page of an issue or pull request. */
export function issuePage(world: World, repository: RepositoryRecord, issue: IssueRecord): string {
  const kind = issue.pull === undefined ? "issues" : "pull";
  return `${repositoryPage(world, repository)}/${kind}/${issue.number}`;
}

/** The labels of an issue or pull request. */
export function renderLabels(world: World, repository: RepositoryRecord, issue: IssueRecord): unknown[] {
  return issue.labels.map((name) =>
    renderLabel(world, repository, findOrCreateLabel(world, repository, name))
  );
}

/** An issue; of a pull request the form that `/issues/{n}` gives. */
export function renderIssue(
  world: World,
  repository: RepositoryRecord,
  issue: IssueRecord,
): Record<string, unknown> {
  const url = `${repositoryUrl(world, repository)}/issues/${issue.number}`;
  const page = issuePage(world, repository, issue);
  return {
    url,
    repository_url: repositoryUrl(world, repository),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: page,
    id: issue.id,
    node_id: issueNodeId(issue),
    number: issue.number,
    title: issue.title,
    user: renderUser(world, issue.author),
    labels: renderLabels(world, repository, issue),
    state: issue.state,
    locked: false,
    assignee: null,
    assignees: [],
    milestone: null,
    comments: issue.comments.length,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
    author_association: association(repository, issue.author),
    active_lock_reason: null,
    ...(issue.pull === undefined ? {} : {
      draft: issue.pull.draft,
      pull_request: {
        url: `${repositoryUrl(world, repository)}/pulls/${issue.number}`,
        html_url: page,
        diff_url: `${page}.diff`,
        patch_url: `${page}.patch`,
        merged_at: issue.pull.mergedAt,
      },
    }),
    body: issue.body,
    closed_by: null,
    reactions: renderReactions(url),
    timeline_url: `${url}/timeline`,
    performed_via_github_app: null,
    state_reason: issue.stateReason,
  };
}

/** The node id of an issue or pull request. */
export function issueNodeId(issue: IssueRecord): string {
  return issue.pull === undefined ? nodeId("I", issue.id) : nodeId("PR", issue.pull.id);
}

/** The page of a comment below an issue or pull request. */
export function commentPage(
  world: World,
  repository: RepositoryRecord,
  issue: IssueRecord,
  comment: CommentRecord,
): string {
  return `${issuePage(world, repository, issue)}#issuecomment-${comment.id}`;
}

/** A comment below an issue or pull request. */
export function renderComment(
  world: World,
  repository: RepositoryRecord,
  issue: IssueRecord,
  comment: CommentRecord,
): Record<string, unknown> {
  const url = `${repositoryUrl(world, repository)}/issues/comments/${comment.id}`;
  return {
    url,
    html_url: commentPage(world, repository, issue, comment),
    issue_url: `${repositoryUrl(world, repository)}/issues/${issue.number}`,
    id: comment.id,
    node_id: nodeId("IC", comment.id),
    user: renderUser(world, comment.author),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    body: comment.body,
    author_association: association(repository, comment.author),
    reactions: renderReactions(url),
    performed_via_github_app: null,
  };
}
