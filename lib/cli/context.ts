/** What a command may touch of the world. Made once at the edge; functions below take what they need as arguments. */

import type { Configuration } from "../config/mod.ts";
import type { Git } from "../git/mod.ts";
import type { GitHubClient, IssueReference, RepositoryName } from "../github/mod.ts";
import type { RunRedactor } from "../redact/run_redactor.ts";
import type { RedactorOptions } from "../redact/mod.ts";
import type { Progress } from "./progress.ts";

/** What the redactor of a run was made with. */
export interface RedactorSettings {
  readonly options: RedactorOptions & { readonly key: Uint8Array };
  /** Whether later runs have the same key: without it nothing redacted can be reused. */
  readonly keyIsKept: boolean;
}

export interface Context {
  /** Absolute path of the working directory. */
  readonly workingDirectory: string;
  /** Reads an environment variable; `undefined` where it isn't set, is empty, or may not be read. */
  environment(name: string): string | undefined;
  readonly git: Git;
  /** Root of the work tree, or the working directory outside of any. Materials go below it. */
  projectRoot(): Promise<string>;
  /**
   * That of the issue, where it was named with one; else `--repo`, else the git remote. Throws a UserError that says how to
   * name one, or what contradicts the issue.
   */
  repository(issue?: IssueReference): Promise<RepositoryName>;
  /**
   * The GitHub client, made and authenticated on first use. `anonymous`: a token is used where the
   * environment has one, and its absence is no error (secret gists are readable by id).
   */
  github(request?: { readonly anonymous?: boolean }): Promise<GitHubClient>;
  /** The redactor shared by everything this run writes: the same secret gets the same mark. */
  redactor(): Promise<RunRedactor>;
  /** What that redactor was made with, for others like it (workers, sessions to be cached). */
  redaction(): Promise<RedactorSettings>;
  /** `.erk/learn.json` with environment applied. */
  configuration(): Promise<Configuration>;
  /** `$CLAUDE_CONFIG_DIR`, or `~/.claude`; undefined where nothing says where that is. */
  readonly claudeFolder: string | undefined;
  now(): Date;
  readonly progress: Progress;
  /** Whether standard error may be coloured. */
  readonly color?: boolean;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}
