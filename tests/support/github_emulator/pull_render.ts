/** Pull requests in the JSON forms of GitHub's REST API. */

import type { EmulateBase } from "./emulate_base.ts";
import { issueNodeId, issuePage, renderLabels } from "./issue_render.ts";
import { association, nodeId, renderUser, repositoryUrl } from "./render.ts";
import { readRepository } from "./repositories.ts";
import type { PullIssue, RepositoryRecord, World } from "./state.ts";

/** A pull request as lists show it. */
export async function renderPullInList(
  world: World,
  base: EmulateBase,
  repository: RepositoryRecord,
  issue: PullIssue,
): Promise<Record<string, unknown>> {
  const { pull } = issue;
  const url = `${repositoryUrl(world, repository)}/pulls/${issue.number}`;
  const issueUrl = `${repositoryUrl(world, repository)}/issues/${issue.number}`;
  const page = issuePage(world, repository, issue);
  const addresses = {
    issue_url: issueUrl,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${repositoryUrl(world, repository)}/pulls/comments{/number}`,
    comments_url: `${issueUrl}/comments`,
    statuses_url: `${repositoryUrl(world, repository)}/statuses/${pull.headSha}`,
  };
  return {
    url,
    id: pull.id,
    node_id: issueNodeId(issue),
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    ...addresses,
    number: issue.number,
    state: issue.state,
    locked: false,
    title: issue.title,
    user: renderUser(world, issue.author),
    body: issue.body,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
    merged_at: pull.mergedAt,
    merge_commit_sha: pull.mergeSha,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    labels: renderLabels(world, repository, issue),
    milestone: null,
    draft: pull.draft,
    head: await renderBranch(world, base, pull.headRepository, pull.headRef, pull.headSha),
    base: await renderBranch(world, base, repository.fullName, pull.baseRef, pull.baseSha),
    _links: {
      self: { href: url },
      html: { href: page },
      issue: { href: issueUrl },
      comments: { href: addresses.comments_url },
      review_comments: { href: addresses.review_comments_url },
      review_comment: { href: addresses.review_comment_url },
      commits: { href: addresses.commits_url },
      statuses: { href: addresses.statuses_url },
    },
    author_association: association(repository, issue.author),
    auto_merge: null,
    active_lock_reason: null,
  };
}

/** A pull request in full. */
export async function renderPull(
  world: World,
  base: EmulateBase,
  repository: RepositoryRecord,
  issue: PullIssue,
): Promise<Record<string, unknown>> {
  const { pull } = issue;
  const sum = (key: "additions" | "deletions") =>
    pull.files.reduce((total, file) => total + (file[key] ?? 0), 0);
  return {
    ...await renderPullInList(world, base, repository, issue),
    merged: pull.mergedAt !== null,
    mergeable: issue.state === "open" ? true : null,
    rebaseable: issue.state === "open" ? true : null,
    mergeable_state: issue.state === "open" ? "clean" : "unknown",
    merged_by: pull.mergedAt === null ? null : renderUser(world, repository.owner),
    comments: issue.comments.length,
    review_comments: pull.threads.reduce((total, thread) => total + thread.comments.length, 0),
    maintainer_can_modify: false,
    commits: 1,
    additions: sum("additions"),
    deletions: sum("deletions"),
    changed_files: pull.files.length,
  };
}

/** `head` or `base`; its `repo` is null where the fork has gone. */
async function renderBranch(
  world: World,
  base: EmulateBase,
  fullName: string,
  ref: string,
  sha: string,
): Promise<Record<string, unknown>> {
  const owner = fullName.split("/")[0] ?? "";
  const repository = world.state.repositories.get(fullName.toLowerCase());
  return {
    label: `${owner}:${ref}`,
    ref,
    sha,
    user: renderUser(world, owner),
    repo: repository === undefined ? null : await readRepository(world, base, repository),
  };
}

/** The node id of a review. */
export function reviewNodeId(id: number): string {
  return nodeId("PRR", id);
}
