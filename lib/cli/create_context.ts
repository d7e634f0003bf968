/** Makes the context of a run from the real world: environment, git, GitHub, clock, terminal. */

import { type Git, openGit, repositoryFromGit, trackedFiles } from "../git/mod.ts";
import type { GitHubClient, IssueReference, RepositoryName } from "../github/mod.ts";
import { once } from "../once.ts";
import type { RunRedactor } from "../redact/run_redactor.ts";
import { UserError } from "../user_error.ts";
import type { Context } from "./context.ts";
import type { Progress } from "./progress.ts";
import type { MakeRedactor } from "./redacted_words.ts";

export interface ContextOptions {
  /** The value of `--repo`. */
  readonly repository?: string | undefined;
  /** The value of `--timeout`: seconds for all requests to GitHub together. */
  readonly timeoutSeconds?: number | undefined;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Whether standard error may be coloured. */
  readonly color?: boolean;
  readonly workingDirectory?: string;
  /** Gets the run's redactor as soon as something has asked for it, and what makes others by the same rules. */
  readonly onRedactor?: (redactor: RunRedactor, another: MakeRedactor) => void;
}

/** Makes a context. Nothing is read, started or connected until a command asks for it. */
export function createContext(options: ContextOptions): Context {
  const workingDirectory = options.workingDirectory ?? currentFolder();
  const git = openGit(workingDirectory, { signal: options.signal });
  const home = readEnvironment("HOME") ?? readEnvironment("USERPROFILE");

  const projectRoot = once(async () => (await git.root()) ?? workingDirectory);
  const repository = once(() => resolveRepository(options.repository, git, options.progress));
  const redaction = once(async () => {
    const { readRedactionKey } = await import("../cache/mod.ts");
    const { redaction: rules } = await configuration();
    const root = await projectRoot();
    const { key, kept } = await readRedactionKey(root, async (path) => {
      if ((await trackedFiles(root, [path], options.signal)).length === 0) return false;
      options.progress.warn(
        `git tracks ${path}, so whoever has the repository can test guesses against marks: a new key serves this run. ` +
          "Take the file out with git rm, and commit that.",
      );
      return true;
    });
    const homes = home === undefined ? {} : { homeDirectories: [home] };
    return { options: { ...homes, ...rules, key }, keyIsKept: kept };
  });
  const redactor = once<RunRedactor>(async () => {
    const { createRedactor } = await import("../redact/mod.ts");
    const { createRunRedactor } = await import("../redact/run_redactor.ts");
    const rules = (await redaction()).options;
    const made = createRunRedactor(await createRedactor(rules));
    options.onRedactor?.(made, () => createRedactor(rules));
    return made;
  });
  const configuration = once(async () => {
    const { readConfiguration } = await import("../config/mod.ts");
    return await readConfiguration(await projectRoot(), (line) => options.progress.warn(line));
  });
  const authenticated = once(() => connect(options, { anonymous: false }));
  const anonymous = once(() => connect(options, { anonymous: true }));

  return {
    workingDirectory,
    environment: readEnvironment,
    git,
    projectRoot,
    repository: (issue) =>
      issue?.repository === undefined ? repository() : repositoryOfIssue(issue, options.repository),
    github: (request) => request?.anonymous === true ? anonymous() : authenticated(),
    redaction,
    redactor,
    configuration,
    claudeFolder: readEnvironment("CLAUDE_CONFIG_DIR") ??
      (home === undefined ? undefined : `${home}/.claude`),
    now: () => new Date(),
    progress: options.progress,
    color: options.color ?? false,
    signal: options.signal,
  };
}

function currentFolder(): string {
  try {
    return Deno.cwd();
  } catch (error) {
    const reason = error instanceof Deno.errors.InvalidData
      ? "its name isn't UTF-8"
      : "it isn't there any more";
    throw new UserError(
      `The working directory can't be used (${reason}): run the command in another folder.`,
      {
        cause: error,
      },
    );
  }
}

/**
 * Reads an environment variable; empty, unset and not permitted are all `undefined`.
 *
 * @throws {UserError} if it holds what is no text.
 */
export function readEnvironment(name: string): string | undefined {
  try {
    return Deno.env.get(name) || undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotCapable) return undefined;
    if (error instanceof Deno.errors.InvalidData) {
      throw new UserError(`The environment variable ${name} isn't UTF-8; set it again, or unset it.`, {
        cause: error,
      });
    }
    throw error;
  }
}

async function resolveRepository(
  named: string | undefined,
  git: Git,
  progress: Progress,
): Promise<RepositoryName> {
  const { parseRemoteUrl, parseRepositoryName } = await import("../github/repository/repository_name.ts");
  if (named !== undefined) return await repositoryOfOption(named);
  // A job without a checkout knows its repository from the environment.
  const fromActions = readEnvironment("GITHUB_REPOSITORY");
  if (fromActions !== undefined && (await git.remotes()).length === 0) {
    return parseRepositoryName(fromActions);
  }
  const { githubAddresses, isLoopback } = await import("../github/request/addresses.ts");
  const { hostname, origin } = new URL(githubAddresses(readEnvironment).serverUrl);
  const remote = await repositoryFromGit(git, ({ url }) => parseRemoteUrl(url)?.host === hostname);
  const parsed = parseRemoteUrl(remote.url);
  if (parsed === undefined) {
    throw new UserError(
      `The git remote "${remote.name}" doesn't name a GitHub repository; say which one with --repo owner/name.`,
    );
  }
  if (isElsewhere(parsed.host, hostname) && !isLoopback(hostname)) {
    progress.warn(
      `The git remote "${remote.name}" is on ${parsed.host}, but GitHub is asked at ${origin}; ` +
        `if the plan is there, set GITHUB_SERVER_URL=https://${parsed.host}`,
    );
  }
  return { owner: parsed.owner, name: parsed.name };
}

/** A name without a dot is an alias of ssh's configuration. */
function isElsewhere(host: string, server: string): boolean {
  return host !== server && host.includes(".");
}

/** @throws {UserError} with exit status 2 if it names none, or is an address on another server. */
async function repositoryOfOption(text: string): Promise<RepositoryName> {
  const { parseRemoteUrl, parseRepositoryName } = await import("../github/repository/repository_name.ts");
  const { githubAddresses, isLoopback } = await import("../github/request/addresses.ts");
  const host = parseRemoteUrl(text)?.host;
  if (host !== undefined) {
    const { hostname, origin } = new URL(githubAddresses(readEnvironment).serverUrl);
    // This machine stands for any server.
    if (isElsewhere(host, hostname) && !isLoopback(hostname)) {
      throw new UserError(
        `--repo names a repository on ${host}, but GitHub is asked at ${origin}; if ${host} is your GitHub server, ` +
          `set GITHUB_SERVER_URL=https://${host}.`,
        { exitStatus: 2 },
      );
    }
  }
  return parseRepositoryName(text);
}

async function repositoryOfIssue(issue: IssueReference, named: string | undefined): Promise<RepositoryName> {
  const { githubAddresses, placeOfIssue } = await import("../github/mod.ts");
  return placeOfIssue(issue, {
    addresses: githubAddresses(readEnvironment),
    named: named === undefined ? undefined : await repositoryOfOption(named),
  });
}

async function connect(
  options: ContextOptions,
  { anonymous }: { readonly anonymous: boolean },
): Promise<GitHubClient> {
  const { createGitHubClient, githubAddresses, resolveToken } = await import("../github/mod.ts");
  const addresses = githubAddresses(readEnvironment);
  const token = anonymous
    ? readEnvironment("GH_TOKEN") ?? readEnvironment("GITHUB_TOKEN")
    : await resolveToken({ environment: readEnvironment, addresses, signal: options.signal });
  return await createGitHubClient({
    ...addresses,
    environment: readEnvironment,
    token,
    signal: options.signal,
    onRetry: (message: string) => options.progress.warn(message),
    ...(options.timeoutSeconds === undefined ? {} : { retry: { budget: options.timeoutSeconds * 1_000 } }),
  });
}
