/** What the emulator remembers: people, repositories, issues, pull requests, gists, runs. Plain data. */

import type { PullFileSeed, ReviewSeed, SecretSeed, WorkflowInputSeed, WorkflowSeed } from "./seed_types.ts";
import type { EmulatorSettings, WorkflowRunConclusion, WorkflowRunStatus } from "./types.ts";

export interface UserRecord {
  readonly id: number;
  readonly login: string;
}

export interface LabelRecord {
  readonly id: number;
  name: string;
  color: string;
  description: string | null;
}

export interface CommentRecord {
  readonly id: number;
  readonly author: string;
  body: string;
  readonly createdAt: string;
  updatedAt: string;
}

export interface ThreadRecord {
  readonly id: number;
  readonly path: string;
  /** Null: the whole file. */
  readonly line: number | null;
  readonly startLine: number | null;
  readonly isOutdated: boolean;
  isResolved: boolean;
  readonly comments: CommentRecord[];
}

export interface ReviewRecord {
  readonly id: number;
  readonly author: string;
  readonly body: string;
  readonly state: NonNullable<ReviewSeed["state"]>;
  readonly submittedAt: string;
}

/** What a pull request has beyond an issue. */
export interface PullRecord {
  readonly id: number;
  readonly headRef: string;
  readonly headSha: string;
  /** `owner/name`. */
  readonly headRepository: string;
  readonly baseRef: string;
  readonly baseSha: string;
  readonly draft: boolean;
  readonly mergedAt: string | null;
  readonly mergeSha: string | null;
  /** `owner/name#42`, lower case. */
  readonly closesIssues: readonly string[];
  readonly mentionsIssues: readonly string[];
  readonly threads: ThreadRecord[];
  readonly reviews: ReviewRecord[];
  readonly files: readonly PullFileSeed[];
  /** Undefined: made of the files. */
  readonly diff: string | "too-large" | undefined;
}

/** An issue, or a pull request (which is an issue with `pull`, as on GitHub). */
export interface IssueRecord {
  readonly id: number;
  readonly number: number;
  readonly author: string;
  readonly createdAt: string;
  readonly comments: CommentRecord[];
  readonly pull: PullRecord | undefined;
  title: string;
  body: string | null;
  state: "open" | "closed";
  stateReason: string | null;
  labels: string[];
  updatedAt: string;
  closedAt: string | null;
  /** Changes made by requests. */
  writes: number;
}

/** An issue that is a pull request. */
export type PullIssue = IssueRecord & { readonly pull: PullRecord };

export interface WorkflowRecord {
  readonly id: number;
  readonly file: string;
  readonly name: string;
  readonly inputs: readonly WorkflowInputSeed[];
  readonly runName: string | undefined;
  readonly dispatchable: boolean;
  readonly state: NonNullable<WorkflowSeed["state"]>;
  readonly createdAt: string;
}

export interface RunRecord {
  readonly id: number;
  readonly workflow: WorkflowRecord;
  readonly runNumber: number;
  readonly displayTitle: string;
  readonly event: string;
  readonly branch: string;
  readonly actor: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly createdAt: string;
  /** Milliseconds since the epoch from which listings show it. */
  readonly visibleFrom: number;
  status: WorkflowRunStatus;
  conclusion: WorkflowRunConclusion | null;
  updatedAt: string;
}

export interface ArtifactRecord {
  readonly id: number;
  readonly runId: number;
  readonly name: string;
  readonly zip: Uint8Array;
  readonly createdAt: string;
  expired: boolean;
}

export interface RepositoryRecord {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  readonly fullName: string;
  readonly private: boolean;
  readonly description: string | null;
  readonly defaultBranch: string;
  readonly branches: Set<string>;
  readonly collaborators: Set<string>;
  readonly secrets: readonly SecretSeed[];
  readonly createdAt: string;
  /** By lower-case name. */
  readonly labels: Map<string, LabelRecord>;
  readonly issues: Map<number, IssueRecord>;
  readonly workflows: WorkflowRecord[];
  /** Path → content; `emulate` keeps them from its start on. */
  readonly files: Readonly<Record<string, string>>;
  readonly runs: RunRecord[];
  readonly artifacts: ArtifactRecord[];
}

export interface GistRevision {
  /** 40 hex digits. */
  readonly sha: string;
  readonly files: ReadonlyMap<string, string>;
  readonly committedAt: string;
}

export interface GistRecord {
  readonly id: string;
  readonly owner: string;
  readonly public: boolean;
  readonly createdAt: string;
  description: string;
  updatedAt: string;
  /** Newest first. */
  readonly revisions: GistRevision[];
}

export interface State {
  /** By lower-case login. */
  readonly users: Map<string, UserRecord>;
  /** By lower-case `owner/name`, in the order of their seeding. */
  readonly repositories: Map<string, RepositoryRecord>;
  readonly gists: Map<string, GistRecord>;
}

/** What every part of the emulator shares. */
export interface World {
  readonly state: State;
  readonly settings: EmulatorSettings;
  /** Login of the person whom the emulator's own token belongs to. */
  readonly login: string;
  /** Base address of the API, with `/api/v3` on an enterprise server. */
  readonly apiUrl: string;
  /** Base address of pages, raw files and downloads. */
  readonly serverUrl: string;
  /** A number that no other record has. */
  nextId(): number;
}

/** An empty state. */
export function createState(): State {
  return { users: new Map(), repositories: new Map(), gists: new Map() };
}

/** Now, as GitHub writes it: whole seconds, UTC. */
export function timestamp(milliseconds: number = Date.now()): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, "Z");
}

/** The person of that login; made on first sight, because seeds name people in passing. */
export function findOrCreateUser(world: World, login: string): UserRecord {
  const known = world.state.users.get(login.toLowerCase());
  if (known !== undefined) return known;
  const user = { id: world.nextId(), login };
  world.state.users.set(login.toLowerCase(), user);
  return user;
}

/** The repository's label; made, in grey, if it lacks it. */
export function findOrCreateLabel(world: World, repository: RepositoryRecord, name: string): LabelRecord {
  const known = repository.labels.get(name.toLowerCase());
  if (known !== undefined) return known;
  const label = { id: world.nextId(), name, color: "ededed", description: null };
  repository.labels.set(name.toLowerCase(), label);
  return label;
}

/** The number that the next issue or pull request gets. */
export function nextNumber(repository: RepositoryRecord): number {
  return Math.max(0, ...repository.issues.keys()) + 1;
}
