/** Putting seeds into the state. */

import { strToU8, zipSync } from "fflate";
import { insertComment } from "./comments.ts";
import { gistFiles, insertGist } from "./gist_records.ts";
import { insertIssue } from "./issues.ts";
import { insertRun } from "./run_records.ts";
import type {
  ArtifactSeed,
  CommentSeed,
  GistSeed,
  IssueSeed,
  RepositorySeed,
  WorkflowRunSeed,
  WorkflowSeed,
} from "./seed_types.ts";
import {
  type ArtifactRecord,
  type CommentRecord,
  findOrCreateLabel,
  findOrCreateUser,
  type GistRecord,
  type IssueRecord,
  nextNumber,
  type RepositoryRecord,
  type RunRecord,
  timestamp,
  type WorkflowRecord,
  type World,
} from "./state.ts";

const COMMENT_INTERVAL_MILLISECONDS = 60_000;

/** The repository of that name, or the first one; an error if it was not seeded. */
export function repositoryOf(world: World, fullName: string | undefined): RepositoryRecord {
  const repository = fullName === undefined
    ? world.state.repositories.values().next().value
    : world.state.repositories.get(fullName.toLowerCase());
  if (repository === undefined) throw new Error(`seed the repository ${fullName ?? ""} first`);
  return repository;
}

/** The issue or pull request of that number; an error if there is none. */
export function issueOf(world: World, number: number, fullName: string | undefined): IssueRecord {
  const repository = repositoryOf(world, fullName);
  const issue = repository.issues.get(number);
  if (issue === undefined) throw new Error(`${repository.fullName} has no issue #${number}`);
  return issue;
}

/** Puts a repository in, with its branches, labels and workflows. */
export function seedRepository(world: World, seed: RepositorySeed): RepositoryRecord {
  const defaultBranch = seed.defaultBranch ?? "main";
  findOrCreateUser(world, seed.owner);
  const repository: RepositoryRecord = {
    id: world.nextId(),
    owner: seed.owner,
    name: seed.name,
    fullName: `${seed.owner}/${seed.name}`,
    private: seed.private ?? false,
    description: seed.description ?? null,
    defaultBranch,
    branches: new Set([defaultBranch, ...seed.branches ?? []]),
    collaborators: new Set((seed.collaborators ?? [world.login]).map((login) => login.toLowerCase())),
    createdAt: timestamp(),
    labels: new Map(),
    issues: new Map(),
    workflows: (seed.workflows ?? []).map((workflow) => workflowRecord(world, workflow)),
    files: seed.files ?? {},
    secrets: (seed.secrets ?? []).map((secret) => typeof secret === "string" ? { name: secret } : secret),
    runs: [],
    artifacts: [],
  };
  for (const label of seed.labels ?? []) {
    const { name, color, description } = typeof label === "string" ? { name: label } : label;
    const record = findOrCreateLabel(world, repository, name);
    record.color = color ?? record.color;
    record.description = description ?? record.description;
  }
  world.state.repositories.set(repository.fullName.toLowerCase(), repository);
  return repository;
}

/** Puts an issue with its comments in; an error if the number is taken. */
export function seedIssue(
  world: World,
  seed: IssueSeed,
): { readonly repository: RepositoryRecord; readonly issue: IssueRecord } {
  const repository = repositoryOf(world, seed.repository);
  const number = seed.number ?? nextNumber(repository);
  if (repository.issues.has(number)) {
    throw new Error(`${repository.fullName} has an issue #${number} already`);
  }
  const createdAt = seed.createdAt ?? timestamp();
  const closed = seed.state === "closed";
  const issue = insertIssue(world, repository, {
    number,
    title: seed.title ?? `Issue ${number}`,
    body: seed.body ?? null,
    state: seed.state ?? "open",
    stateReason: closed ? "completed" : null,
    closedAt: closed ? seed.updatedAt ?? createdAt : null,
    author: seed.author ?? world.login,
    labels: [...seed.labels ?? []],
    createdAt,
  });
  addComments(world, issue.comments, seed.comments, createdAt);
  issue.updatedAt = seed.updatedAt ?? issue.comments.at(-1)?.createdAt ?? createdAt;
  return { repository, issue };
}

/** Appends comments, each a minute after the one before it unless it says when. */
export function addComments(
  world: World,
  comments: CommentRecord[],
  seeds: readonly CommentSeed[] = [],
  after: string,
): void {
  let last = Date.parse(after);
  for (const seed of seeds) {
    const createdAt = seed.createdAt ?? timestamp(last + COMMENT_INTERVAL_MILLISECONDS);
    last = Date.parse(createdAt);
    const author = seed.author ?? world.login;
    findOrCreateUser(world, author);
    insertComment(world, { comments }, { author, body: seed.body, createdAt });
  }
}

/** Puts a gist in, whoever owns it. */
export function seedGist(world: World, seed: GistSeed): GistRecord {
  return insertGist(world, {
    id: seed.id,
    owner: seed.owner ?? world.login,
    description: seed.description ?? "",
    public: seed.public ?? false,
    files: gistFiles(Object.entries(seed.files)),
    createdAt: seed.createdAt ?? timestamp(),
  });
}

/** Puts a run in that happened without a dispatch of ours; it is listed at once. */
export function seedWorkflowRun(world: World, seed: WorkflowRunSeed): RunRecord {
  const repository = repositoryOf(world, seed.repository);
  const workflow = repository.workflows.find((candidate) => candidate.file === seed.workflow);
  if (workflow === undefined) throw new Error(`${repository.fullName} has no workflow ${seed.workflow}`);
  const status = seed.status ?? "completed";
  return insertRun(world, repository, {
    workflow,
    branch: seed.branch ?? repository.defaultBranch,
    actor: world.login,
    event: seed.event ?? "workflow_dispatch",
    status,
    conclusion: seed.conclusion ?? (status === "completed" ? "success" : null),
    ...(seed.id === undefined ? {} : { id: seed.id }),
    ...(seed.displayTitle === undefined ? {} : { displayTitle: seed.displayTitle }),
    ...(seed.createdAt === undefined ? {} : { createdAt: seed.createdAt }),
  });
}

/** Puts an artifact below a seeded run. */
export function seedArtifact(world: World, seed: ArtifactSeed): ArtifactRecord {
  const repository = [...world.state.repositories.values()]
    .find((candidate) => candidate.runs.some((run) => run.id === seed.runId));
  if (repository === undefined) throw new Error(`seed the run ${seed.runId} first`);
  const artifact: ArtifactRecord = {
    id: world.nextId(),
    runId: seed.runId,
    name: seed.name,
    zip: seed.zip ?? zipOf(seed.files ?? {}),
    createdAt: seed.createdAt ?? timestamp(),
    expired: seed.expired ?? false,
  };
  repository.artifacts.push(artifact);
  return artifact;
}

function workflowRecord(world: World, seed: WorkflowSeed): WorkflowRecord {
  return {
    id: world.nextId(),
    file: seed.file,
    name: seed.name ?? seed.file.replace(/\.ya?ml$/, ""),
    inputs: (seed.inputs ?? []).map((input) => typeof input === "string" ? { name: input } : input),
    runName: seed.runName,
    dispatchable: seed.dispatchable ?? true,
    state: seed.state ?? "active",
    createdAt: timestamp(),
  };
}

function zipOf(files: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  return zipSync(
    Object.fromEntries(
      Object.entries(files).map((
        [name, content],
      ) => [name, typeof content === "string" ? strToU8(content) : content]),
    ),
  );
}
