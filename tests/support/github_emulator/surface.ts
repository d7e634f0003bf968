/** The functions that tests call on a running emulator. */

import type { Tokens } from "./access.ts";
import type { Faults } from "./faults.ts";
import { gistPage } from "./gist_render.ts";
import { insertComment } from "./comments.ts";
import { setState } from "./issues.ts";
import type { Journal } from "./journal.ts";
import { commentPage, issuePage } from "./issue_render.ts";
import { runPage } from "./run_records.ts";
import {
  issueOf,
  repositoryOf,
  seedArtifact,
  seedGist,
  seedIssue,
  seedRepository,
  seedWorkflowRun,
} from "./seed.ts";
import { seedPullRequest } from "./seed_pulls.ts";
import {
  findOrCreateLabel,
  findOrCreateUser,
  type GistRecord,
  type IssueRecord,
  type RepositoryRecord,
  type RunRecord,
  timestamp,
  type World,
} from "./state.ts";
import { newToken } from "./tokens.ts";
import type { GistState, GitHubEmulator, IssueState, SeededIssue, WorkflowRunState } from "./types.ts";

/** What the functions work on. */
export interface SurfaceParts {
  readonly world: World;
  readonly tokens: Tokens;
  readonly journal: Journal;
  readonly faults: Faults;
  readonly token: string;
  readonly close: () => Promise<void>;
}

/** Makes the emulator that tests see. */
export function createSurface(parts: SurfaceParts): GitHubEmulator {
  const { world, tokens, journal, faults, token } = parts;
  const { state, apiUrl, serverUrl, login } = world;
  let closed: Promise<void> | undefined;
  const close = () => closed ??= parts.close();

  return {
    apiUrl,
    serverUrl,
    token,
    login,
    environment: { GITHUB_API_URL: apiUrl, GITHUB_SERVER_URL: serverUrl, GH_TOKEN: token },
    settings: world.settings,
    journal: journal.entries,
    faults,
    requests: (filter) => journal.filtered(filter),
    clearJournal: () => void journal.entries.splice(0),

    seedToken: (seed) => {
      const kind = seed.kind ?? "classic";
      const further = newToken(kind);
      const owner = findOrCreateUser(world, seed.login ?? login).login;
      tokens.set(further, { login: owner, kind, scopes: seed.scopes ?? tokens.get(token)?.scopes ?? [] });
      return further;
    },
    seedRepository: (seed) => seedRepository(world, seed).fullName,
    seedIssue: (seed) => seeded(world, seedIssue(world, seed)),
    seedPullRequest: (seed) => seeded(world, seedPullRequest(world, seed)),
    seedGist: (seed) => gistState(world, seedGist(world, seed)),
    seedWorkflowRun: (seed) => seedWorkflowRun(world, seed).id,
    seedArtifact: (seed) => seedArtifact(world, seed).id,

    editIssue: (number, edit, fullName) => {
      const repository = repositoryOf(world, fullName);
      const issue = issueOf(world, number, fullName);
      issue.title = edit.title ?? issue.title;
      if (edit.body !== undefined) {
        issue.body = typeof edit.body === "string" ? edit.body : edit.body(issue.body ?? "");
      }
      issue.labels = [...edit.labels ?? issue.labels];
      for (const name of issue.labels) findOrCreateLabel(world, repository, name);
      if (edit.state !== undefined) setState(issue, edit.state, null);
      issue.updatedAt = timestamp();
    },
    addComment: (number, comment, fullName) => {
      const issue = issueOf(world, number, fullName);
      const { author = login, body, createdAt = timestamp() } = comment;
      return insertComment(world, issue, { author, body, createdAt }).id;
    },
    deleteGist: (id) => void state.gists.delete(id),
    setWorkflowRun: (id, change) => {
      const { run } = runOf(world, id);
      run.status = change.status;
      run.conclusion = change.conclusion ?? (change.status === "completed" ? "success" : null);
      run.updatedAt = timestamp();
    },
    expireArtifact: (id) => {
      const artifact = [...state.repositories.values()].flatMap((repository) => repository.artifacts)
        .find((candidate) => candidate.id === id);
      if (artifact === undefined) throw new Error(`there is no artifact ${id}`);
      artifact.expired = true;
    },

    gists: () => [...state.gists.values()].map((gist) => gistState(world, gist)),
    gist: (id) => {
      const gist = state.gists.get(id);
      if (gist === undefined) throw new Error(`there is no gist ${id}`);
      return gistState(world, gist);
    },
    workflowRuns: () =>
      [...state.repositories.values()].flatMap((repository) =>
        repository.runs.map((run) => runState(world, repository, run))
      ),
    issue: (number, fullName) =>
      issueState(world, repositoryOf(world, fullName), issueOf(world, number, fullName)),
    issues: (fullName) => {
      const repository = repositoryOf(world, fullName);
      return [...repository.issues.values()].map((issue) => issueState(world, repository, issue));
    },
    labels: (fullName) => [...repositoryOf(world, fullName).labels.values()].map((label) => label.name),

    close,
    [Symbol.asyncDispose]: close,
  };
}

function seeded(
  world: World,
  { repository, issue }: { readonly repository: RepositoryRecord; readonly issue: IssueRecord },
): SeededIssue {
  return {
    repository: repository.fullName,
    number: issue.number,
    id: issue.id,
    url: issuePage(world, repository, issue),
    commentIds: issue.comments.map((comment) => comment.id),
  };
}

function issueState(world: World, repository: RepositoryRecord, issue: IssueRecord): IssueState {
  return {
    number: issue.number,
    title: issue.title,
    body: issue.body ?? "",
    state: issue.state,
    author: issue.author,
    labels: [...issue.labels],
    comments: issue.comments.map((comment) => ({
      ...comment,
      url: commentPage(world, repository, issue, comment),
    })),
    createdAt: issue.createdAt,
    updatedAt: issue.updatedAt,
    url: issuePage(world, repository, issue),
    writes: issue.writes,
  };
}

function gistState(world: World, gist: GistRecord): GistState {
  return {
    id: gist.id,
    owner: gist.owner,
    description: gist.description,
    public: gist.public,
    files: Object.fromEntries(gist.revisions[0]?.files ?? []),
    htmlUrl: gistPage(world, gist),
    rawUrl: `${gistPage(world, gist)}/raw`,
    revisions: gist.revisions.map((revision) => revision.sha),
    createdAt: gist.createdAt,
    updatedAt: gist.updatedAt,
  };
}

function runState(world: World, repository: RepositoryRecord, run: RunRecord): WorkflowRunState {
  return {
    id: run.id,
    repository: repository.fullName,
    workflow: run.workflow.file,
    displayTitle: run.displayTitle,
    ref: run.branch,
    event: run.event,
    status: run.status,
    conclusion: run.conclusion,
    inputs: run.inputs,
    htmlUrl: runPage(world, repository, run),
    createdAt: run.createdAt,
  };
}

function runOf(world: World, id: number): { readonly run: RunRecord } {
  for (const repository of world.state.repositories.values()) {
    const run = repository.runs.find((candidate) => candidate.id === id);
    if (run !== undefined) return { run };
  }
  throw new Error(`there is no run ${id}`);
}
