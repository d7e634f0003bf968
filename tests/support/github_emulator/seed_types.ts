/** What can be put into the emulator before (or while) a client talks to it. */

/** A comment of an issue, a pull request or a review thread. */
export interface CommentSeed {
  /** Default: the emulator's own login. `ghost` is a deleted account (null in GraphQL); `…[bot]` is a bot. */
  readonly author?: string;
  readonly body: string;
  /** Default: one minute after what came before it. */
  readonly createdAt?: string;
}

export interface TokenSeed {
  /** Default: the emulator's own login. */
  readonly login?: string;
  /** Default: all that the emulator's own token has. Of a token that is not classic: what it may do, in the same names. */
  readonly scopes?: readonly string[];
  /** `fine-grained`: a newer personal token; `actions`: the one of a workflow run. Default: `classic`. */
  readonly kind?: "classic" | "fine-grained" | "actions";
}

export interface WorkflowInputSeed {
  readonly name: string;
  readonly required?: boolean;
  readonly default?: string;
}

/** A workflow file with `on: workflow_dispatch`. */
export interface WorkflowSeed {
  /** `learn.yml`; it lies in `.github/workflows/`. */
  readonly file: string;
  /** Default: the file's name without its ending. */
  readonly name?: string;
  readonly inputs?: readonly (WorkflowInputSeed | string)[];
  /**
   * `run-name`, with `{input}` for an input's value. Default: `{issue_number}:{distinct_id}` where the workflow
   * has these two, else its name.
   */
  readonly runName?: string;
  /** False: the workflow has no `workflow_dispatch` trigger, so that GitHub refuses to start it. Default: true. */
  readonly dispatchable?: boolean;
  /** Default: `active`. */
  readonly state?: "active" | "disabled_manually" | "disabled_inactivity";
}

export interface RepositorySeed {
  readonly owner: string;
  readonly name: string;
  /** Default: `main`. */
  readonly defaultBranch?: string;
  /** Branches beside the default one. */
  readonly branches?: readonly string[];
  readonly private?: boolean;
  readonly description?: string;
  readonly workflows?: readonly WorkflowSeed[];
  /** Path → content on the default branch, beside a README. */
  readonly files?: Readonly<Record<string, string>>;
  /** Labels that exist from the start. Colour: six hex digits. */
  readonly labels?:
    readonly (string | { readonly name: string; readonly color?: string; readonly description?: string })[];
  /** Who may see it if it is private, beside its owner. Default: the emulator's own login. */
  readonly collaborators?: readonly string[];
  /** Names of secrets that workflows can use. */
  readonly secrets?: readonly (string | SecretSeed)[];
}

/** A secret, of which only the name exists here. */
export interface SecretSeed {
  readonly name: string;
  /** True: the organization's, shared with the repository. */
  readonly shared?: boolean;
}

export interface IssueSeed {
  /** Default: the first seeded repository. */
  readonly repository?: string;
  /** Default: the next free number (issues and pull requests count together). */
  readonly number?: number;
  readonly title?: string;
  /** Kept as given, byte for byte (CRLF too). Default: empty. */
  readonly body?: string;
  readonly state?: "open" | "closed";
  readonly author?: string;
  /** Labels that the repository lacks are made. */
  readonly labels?: readonly string[];
  readonly comments?: readonly CommentSeed[];
  readonly createdAt?: string;
  readonly updatedAt?: string;
}

export interface ReviewThreadSeed {
  readonly path: string;
  /** The line that it was written on. Null: it is on the whole file. */
  readonly line?: number | null;
  readonly startLine?: number | null;
  readonly isResolved?: boolean;
  /** GitHub knows no `line` of an outdated thread any more, only its `originalLine`. */
  readonly isOutdated?: boolean;
  readonly comments: readonly CommentSeed[];
}

export interface ReviewSeed {
  readonly author?: string;
  readonly body?: string;
  /** Default: `COMMENTED`. */
  readonly state?: "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED" | "DISMISSED";
  readonly submittedAt?: string;
}

export interface PullFileSeed {
  readonly path: string;
  readonly status?: "added" | "removed" | "modified" | "renamed" | "copied" | "changed" | "unchanged";
  readonly additions?: number;
  readonly deletions?: number;
  /** Hunks, without file headers. */
  readonly patch?: string;
  /** The list of files comes without the patch, as GitHub does for large ones; the diff has it. */
  readonly isTooLargeForList?: boolean;
  readonly previousPath?: string;
}

export interface PullRequestSeed {
  /** Default: the first seeded repository. */
  readonly repository?: string;
  /** Default: the next free number. */
  readonly number?: number;
  readonly title?: string;
  readonly body?: string;
  readonly author?: string;
  /** The branch. Default: `branch-<number>`. */
  readonly head?: string;
  /** `owner/name` of a fork that the branch lies in. Default: the repository itself. */
  readonly headRepository?: string;
  /** Default: the repository's default branch. */
  readonly base?: string;
  /** Default: `open`. */
  readonly state?: "open" | "closed" | "merged";
  readonly isDraft?: boolean;
  readonly createdAt?: string;
  readonly updatedAt?: string;
  readonly mergedAt?: string;
  readonly labels?: readonly string[];
  /** The issues that merging it closes: numbers in the same repository, or `owner/name#42`. */
  readonly closesIssues?: readonly (number | string)[];
  /** The issues that it merely mentions. */
  readonly mentionsIssues?: readonly (number | string)[];
  readonly reviewThreads?: readonly ReviewThreadSeed[];
  /** The comments below "Conversation". */
  readonly discussion?: readonly CommentSeed[];
  readonly reviews?: readonly ReviewSeed[];
  readonly files?: readonly PullFileSeed[];
  /**
   * What `Accept: application/vnd.github.diff` gives; `too-large`: 406, as GitHub answers beyond 20,000 lines. Default:
   * made of the files' patches, and 406 beyond GitHub's limits.
   */
  readonly diff?: string | "too-large";
}

export interface GistSeed {
  /** Default: the emulator's own login. */
  readonly owner?: string;
  /** 32 hex digits. Default: a new one. */
  readonly id?: string;
  readonly description?: string;
  /** Default: false (secret). */
  readonly public?: boolean;
  /** File name → content. */
  readonly files: Readonly<Record<string, string>>;
  readonly createdAt?: string;
}

export interface WorkflowRunSeed {
  readonly repository?: string;
  /** File name of a seeded workflow. */
  readonly workflow: string;
  /** Default: 9-digit, the next one. */
  readonly id?: number;
  readonly displayTitle?: string;
  /** Default: `workflow_dispatch`. */
  readonly event?: string;
  /** Default: the default branch. */
  readonly branch?: string;
  /** Default: `completed`. */
  readonly status?: "queued" | "in_progress" | "completed" | "waiting" | "requested" | "pending";
  readonly conclusion?: "success" | "failure" | "cancelled" | "skipped" | "timed_out" | null;
  readonly createdAt?: string;
}

export interface ArtifactSeed {
  readonly runId: number;
  readonly name: string;
  /** File name in the zip → content. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** The zip itself, in place of `files` (a damaged or hostile one). */
  readonly zip?: Uint8Array;
  /** Expired artifacts are listed but answer 410. Default: false. */
  readonly expired?: boolean;
  readonly createdAt?: string;
}
