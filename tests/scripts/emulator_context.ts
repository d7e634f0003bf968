import { createContext } from "../../lib/cli/create_context.ts";
import { type Context, type Progress, silentProgress } from "../../lib/cli/mod.ts";
import { createGitHubClient, type GitHubClient } from "../../lib/github/mod.ts";
import type { GitHubEmulator } from "../support/github_emulator/mod.ts";

export interface EmulatorContextOptions {
  readonly workingDirectory: string;
  readonly claudeFolder?: string | undefined;
  /** `owner/name`, as `--repo` gives it. */
  readonly repository?: string;
  /** Warnings are appended. */
  readonly warnings?: string[];
}

/** A command's context in a folder, with the emulator as GitHub. Nothing is read from the environment. */
export function contextWith(emulator: GitHubEmulator, options: EmulatorContextOptions): Context {
  const signal = new AbortController().signal;
  const progress: Progress = { ...silentProgress, warn: (line) => void options.warnings?.push(line) };
  const { workingDirectory, repository } = options;
  // As of a real context: one client for all requests, which remembers what answers told.
  const clients = new Map<boolean, Promise<GitHubClient>>();
  return {
    ...createContext({ workingDirectory, repository, progress, signal }),
    claudeFolder: options.claudeFolder ?? `${workingDirectory}/no-claude-folder`,
    github: (request) => {
      const anonymous = request?.anonymous === true;
      const client = clients.get(anonymous) ?? createGitHubClient({
        apiUrl: emulator.apiUrl,
        serverUrl: emulator.serverUrl,
        token: anonymous ? undefined : emulator.token,
        signal,
        retry: { firstDelay: 1 },
      });
      clients.set(anonymous, client);
      return client;
    },
    now: () => new Date("2026-11-21T08:00:00Z"),
  };
}
