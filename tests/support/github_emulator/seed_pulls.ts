/** Putting pull requests with their reviews and threads into the state. */

import { insertIssue } from "./issues.ts";
import { addComments, repositoryOf } from "./seed.ts";
import type { PullRequestSeed, ReviewSeed, ReviewThreadSeed } from "./seed_types.ts";
import { headSha } from "./shas.ts";
import {
  type CommentRecord,
  findOrCreateUser,
  nextNumber,
  type PullIssue,
  type PullRecord,
  type RepositoryRecord,
  type ReviewRecord,
  type ThreadRecord,
  timestamp,
  type World,
} from "./state.ts";

/** Puts a pull request into its repository; its branches exist from then on. */
export function seedPullRequest(
  world: World,
  seed: PullRequestSeed,
): { readonly repository: RepositoryRecord; readonly issue: PullIssue } {
  const repository = repositoryOf(world, seed.repository);
  const number = seed.number ?? nextNumber(repository);
  if (repository.issues.has(number)) throw new Error(`${repository.fullName} has a #${number} already`);
  const createdAt = seed.createdAt ?? timestamp();
  const merged = seed.state === "merged";
  const endedAt = seed.mergedAt ?? seed.updatedAt ?? createdAt;
  const closed = merged || seed.state === "closed";
  const pull = pullRecord(world, repository, seed, { number, createdAt, mergedAt: merged ? endedAt : null });
  const issue = insertIssue(world, repository, {
    number,
    title: seed.title ?? `Pull request ${number}`,
    body: seed.body ?? null,
    state: closed ? "closed" : "open",
    closedAt: closed ? endedAt : null,
    author: findOrCreateUser(world, seed.author ?? world.login).login,
    labels: [...seed.labels ?? []],
    createdAt,
    pull,
  });
  addComments(world, issue.comments, seed.discussion, createdAt);
  issue.updatedAt = seed.updatedAt ?? (merged ? endedAt : issue.comments.at(-1)?.createdAt ?? createdAt);
  return { repository, issue: Object.assign(issue, { pull }) };
}

function pullRecord(
  world: World,
  repository: RepositoryRecord,
  seed: PullRequestSeed,
  { number, createdAt, mergedAt }: { number: number; createdAt: string; mergedAt: string | null },
): PullRecord {
  const headRef = seed.head ?? `branch-${number}`;
  const baseRef = seed.base ?? repository.defaultBranch;
  const headRepository = seed.headRepository ?? repository.fullName;
  repository.branches.add(baseRef);
  if (headRepository === repository.fullName) repository.branches.add(headRef);
  return {
    id: world.nextId(),
    headRef,
    headSha: headSha(headRepository, headRef),
    headRepository,
    baseRef,
    baseSha: headSha(repository.fullName, baseRef),
    draft: seed.isDraft ?? false,
    mergedAt,
    mergeSha: mergedAt === null ? null : headSha(repository.fullName, `merge of ${number}`),
    closesIssues: (seed.closesIssues ?? []).map((issue) => issueName(repository, issue)),
    mentionsIssues: (seed.mentionsIssues ?? []).map((issue) => issueName(repository, issue)),
    threads: (seed.reviewThreads ?? []).map((thread) => threadRecord(world, thread, createdAt)),
    reviews: (seed.reviews ?? []).map((review) => reviewRecord(world, review, createdAt)),
    files: seed.files ?? [],
    diff: seed.diff,
  };
}

/** `owner/name#42`, as links between issues are kept. */
export function issueName(repository: RepositoryRecord, issue: number | string): string {
  const name = typeof issue === "number" ? `${repository.fullName}#${issue}` : issue;
  return name.toLowerCase();
}

function threadRecord(world: World, seed: ReviewThreadSeed, after: string): ThreadRecord {
  const comments: CommentRecord[] = [];
  addComments(world, comments, seed.comments, after);
  return {
    id: world.nextId(),
    path: seed.path,
    line: seed.line ?? null,
    startLine: seed.startLine ?? null,
    isOutdated: seed.isOutdated ?? false,
    isResolved: seed.isResolved ?? false,
    comments,
  };
}

function reviewRecord(world: World, seed: ReviewSeed, after: string): ReviewRecord {
  return {
    id: world.nextId(),
    author: findOrCreateUser(world, seed.author ?? world.login).login,
    body: seed.body ?? "",
    state: seed.state ?? "COMMENTED",
    submittedAt: seed.submittedAt ?? after,
  };
}
