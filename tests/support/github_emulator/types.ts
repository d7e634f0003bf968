/**
 * The whole surface of the GitHub emulator, for tests, the demo and the benchmarks.
 *
 * Times are ISO 8601 strings, as GitHub writes them; `repository` is always `owner/name` and may be left
 * out: it is the first seeded repository then.
 */

import type { Fault, FaultInjector } from "./fault_types.ts";
import type {
  ArtifactSeed,
  GistSeed,
  IssueSeed,
  PullRequestSeed,
  RepositorySeed,
  TokenSeed,
  WorkflowRunSeed,
} from "./seed_types.ts";

export type * from "./fault_types.ts";
export type * from "./seed_types.ts";

/** How the emulator behaves; each may be changed while it runs (`emulator.settings`). */
export interface EmulatorSettings {
  /** Whether a dispatch that asks for `return_run_details` gets them (200), or 204 as older servers answer. Default: true. */
  dispatchReturnsRunDetails: boolean;
  /** How long a dispatched run stays out of every listing, as on GitHub, where it takes a moment. Default: 0. */
  runVisibleAfterMilliseconds: number;
  /** The size from which the `content` of a gist file is cut. GitHub: "up to one megabyte". Default: 1,000,000 bytes. */
  gistTruncationBytes: number;
  /** How many files a gist answer lists at most. GitHub: 300. */
  gistFileLimit: number;
  /** The size above which a raw address refuses with 403. GitHub: such files have to be cloned. Default: 10,000,000 bytes. */
  gistRawBytes: number;
  /** The size above which the API refuses a request's body with 413. Known of GitHub: 100 MB pass, 243 MB don't. Default: 100,000,000 bytes. */
  requestBytes: number;
  /** Whether public things may be read without a token, as on github.com. Default: true. */
  anonymousReads: boolean;
  /** Added to every request before it is looked at. Default: 0. */
  latencyMilliseconds: number;
  /** Requests left in the hour, as `x-ratelimit-remaining` tells; counted down; below 0 it answers 403 as GitHub does. */
  rateLimitRemaining: number;
}

/** What `startGitHubEmulator` takes; everything has a default. */
export interface GitHubEmulatorOptions extends Partial<EmulatorSettings> {
  /** Login of the person whom `emulator.token` belongs to. Default: `ada`. */
  readonly login?: string;
  /** Scopes of `emulator.token`. Default: `repo`, `gist`, `workflow`, `read:org`. */
  readonly scopes?: readonly string[];
  /** Puts the API below `/api/v3` (and `/api/graphql`), as GitHub Enterprise Server does. Default: false. */
  readonly enterprise?: boolean;
}

/** One request that reached the emulator, in order of arrival. */
export interface JournalEntry {
  /** Counts from 1. */
  readonly sequence: number;
  /** `api`: the API's address; `web`: the other origin (gist pages, raw files, artifact downloads). */
  readonly server: "api" | "web";
  readonly method: string;
  /** As sent, without query, without the `/api/v3` of an enterprise server. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Lower-case names. `authorization` is always there and says `present` or `absent`, never the value. */
  readonly requestHeaders: Readonly<Record<string, string>>;
  /** Parsed JSON where it is JSON, else the text; undefined where there was none. */
  readonly requestBody: unknown;
  /** Bytes of the request's body. */
  readonly requestBytes: number;
  /** Name (or, without a name, first field) of the GraphQL operation. */
  readonly graphqlOperation: string | undefined;
  /** The status answered; undefined while it runs or where the connection was cut before an answer. */
  readonly status: number | undefined;
  /** Lower-case names. */
  readonly responseHeaders: Readonly<Record<string, string>>;
  /** Parsed JSON where it is JSON, else the text; as it would have been without a fault that cuts it. */
  readonly responseBody: unknown;
  /** Bytes of the answer's body, before any fault. */
  readonly responseBytes: number;
  /** The injected fault that this request met. */
  readonly fault: Fault["kind"] | undefined;
  /** Milliseconds since the epoch, with fractions. */
  readonly startedAt: number;
  /** Until the answer was ready to be sent; undefined while it runs. */
  readonly durationMilliseconds: number | undefined;
}

/** Which entries of the journal are wanted; all that is given must fit. */
export interface JournalFilter {
  readonly server?: "api" | "web";
  readonly method?: string;
  readonly path?: RegExp | string;
  readonly graphqlOperation?: RegExp | string;
  readonly status?: number;
}

/** An issue's or pull request's comment as it is now. */
export interface CommentState {
  readonly id: number;
  readonly author: string;
  readonly body: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly url: string;
}

/** An issue as it is now. */
export interface IssueState {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly state: "open" | "closed";
  readonly author: string;
  readonly labels: readonly string[];
  readonly comments: readonly CommentState[];
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly url: string;
  /** How often the title, body, labels or state were changed by a request. */
  readonly writes: number;
}

/** A gist as it is now. */
export interface GistState {
  readonly id: string;
  readonly owner: string;
  readonly description: string;
  readonly public: boolean;
  /** File name → whole content. */
  readonly files: Readonly<Record<string, string>>;
  /** `…/gist/<owner>/<id>` on the web origin. */
  readonly htmlUrl: string;
  /** `…/gist/<owner>/<id>/raw` on the web origin: the first file. */
  readonly rawUrl: string;
  /** Revisions, newest first. */
  readonly revisions: readonly string[];
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** A workflow run as it is now. */
export interface WorkflowRunState {
  readonly id: number;
  readonly repository: string;
  readonly workflow: string;
  readonly displayTitle: string;
  readonly ref: string;
  readonly event: string;
  readonly status: WorkflowRunStatus;
  readonly conclusion: WorkflowRunConclusion | null;
  readonly inputs: Readonly<Record<string, string>>;
  readonly htmlUrl: string;
  readonly createdAt: string;
}

export type WorkflowRunStatus = "queued" | "in_progress" | "completed" | "waiting" | "requested" | "pending";
export type WorkflowRunConclusion =
  | "success"
  | "failure"
  | "cancelled"
  | "skipped"
  | "timed_out"
  | "neutral"
  | "action_required"
  | "stale";

/** A change made behind the client's back. */
export interface IssueEdit {
  readonly title?: string;
  /** The new body, or a function of the current one. */
  readonly body?: string | ((body: string) => string);
  readonly labels?: readonly string[];
  readonly state?: "open" | "closed";
}

/** What a seeded thing is called. */
export interface SeededIssue {
  readonly repository: string;
  readonly number: number;
  readonly id: number;
  readonly url: string;
  /** In the order of the seed. */
  readonly commentIds: readonly number[];
}

/** A running emulator. `await using emulator = await startGitHubEmulator()` ends it with the block. */
export interface GitHubEmulator extends AsyncDisposable {
  /** Goes into `GITHUB_API_URL`; no slash at the end. */
  readonly apiUrl: string;
  /** Goes into `GITHUB_SERVER_URL`; another origin (port) than `apiUrl`, as on GitHub. Gist pages: `<serverUrl>/gist/<user>/<id>`. */
  readonly serverUrl: string;
  /** A token that is let in. */
  readonly token: string;
  /** Whom the token belongs to. */
  readonly login: string;
  /** `GITHUB_API_URL`, `GITHUB_SERVER_URL`, `GH_TOKEN`: for a child process. */
  readonly environment: Readonly<Record<string, string>>;
  readonly settings: EmulatorSettings;
  readonly journal: readonly JournalEntry[];
  readonly faults: FaultInjector;

  /** The journal's entries that fit. */
  requests(filter?: JournalFilter): JournalEntry[];
  clearJournal(): void;

  /** A further token, for another person or with fewer scopes; gives the token. */
  seedToken(seed: TokenSeed): string;
  /** Gives `owner/name`. */
  seedRepository(seed: RepositorySeed): string;
  seedIssue(seed: IssueSeed): SeededIssue;
  seedPullRequest(seed: PullRequestSeed): SeededIssue;
  seedGist(seed: GistSeed): GistState;
  /** Gives the run's id. */
  seedWorkflowRun(seed: WorkflowRunSeed): number;
  /** Gives the artifact's id. */
  seedArtifact(seed: ArtifactSeed): number;

  /** Changes an issue or pull request as another person would, without a request. */
  editIssue(number: number, edit: IssueEdit, repository?: string): void;
  /** Adds a comment as another person would; gives its id. */
  addComment(
    number: number,
    comment: { readonly author?: string; readonly body: string; readonly createdAt?: string },
    repository?: string,
  ): number;
  deleteGist(id: string): void;
  setWorkflowRun(
    id: number,
    change: { readonly status: WorkflowRunStatus; readonly conclusion?: WorkflowRunConclusion | null },
  ): void;
  expireArtifact(id: number): void;

  /** All gists, oldest first. */
  gists(): GistState[];
  gist(id: string): GistState;
  /** All runs, oldest first, those too that no listing shows yet. */
  workflowRuns(): WorkflowRunState[];
  issue(number: number, repository?: string): IssueState;
  issues(repository?: string): IssueState[];
  /** Names of the repository's labels. */
  labels(repository?: string): string[];

  close(): Promise<void>;
}
