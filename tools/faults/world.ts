/** One run's world: an emulated GitHub, a project, session logs, and a record of all that is said. */

import { join } from "node:path";
import { createContext } from "../../lib/cli/create_context.ts";
import type { Context, Progress } from "../../lib/cli/mod.ts";
import { createGitHubClient } from "../../lib/github/mod.ts";
import { type GitHubEmulator, startGitHubEmulator } from "../../tests/support/github_emulator/mod.ts";
import { PLAN_REPOSITORY, seedPlanRepository } from "../../tests/support/plan_scenario.ts";

export interface FaultWorld {
  readonly emulator: GitHubEmulator;
  /** The working directory; the Claude folder lies beside it. */
  readonly project: string;
  readonly context: Context;
  /** Lines that a person would see. */
  readonly said: string[];
  /** Folder of the project's session logs. */
  readonly logs: string;
  /** All files that the run can have written, and the logs: path below the world's folder → content. */
  files(): Promise<Map<string, string>>;
}

export interface WorldOptions {
  /** Milliseconds after which a try is given up. */
  readonly attemptTimeout: number;
}

/** Makes a world, runs `use` in it, and removes it. */
export async function withFaultWorld<Result>(
  options: WorldOptions,
  use: (world: FaultWorld) => Promise<Result>,
): Promise<Result> {
  await using emulator = await startGitHubEmulator();
  const folder = await Deno.realPath(await Deno.makeTempDir({ prefix: "erk-learn-faults-" }));
  const project = join(folder, "widgets");
  const claudeFolder = join(folder, "claude");
  const logs = join(claudeFolder, "projects", project.replaceAll(/[^A-Za-z0-9]/g, "-"));
  await Promise.all([Deno.mkdir(project), Deno.mkdir(logs, { recursive: true })]);
  seedPlanRepository(emulator);
  const said: string[] = [];
  try {
    const context = contextOf(emulator, { ...options, project, claudeFolder, said });
    return await use({ emulator, project, context, said, logs, files: () => filesBelow(folder) });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function contextOf(
  emulator: GitHubEmulator,
  options: WorldOptions & {
    readonly project: string;
    readonly claudeFolder: string;
    readonly said: string[];
  },
): Context {
  const { said, project, claudeFolder, attemptTimeout } = options;
  const signal = new AbortController().signal;
  const progress = recordingProgress(said);
  const clients = new Map<boolean, ReturnType<typeof createGitHubClient>>();
  const connect = (anonymous: boolean) =>
    createGitHubClient({
      apiUrl: emulator.apiUrl,
      serverUrl: emulator.serverUrl,
      token: anonymous ? undefined : emulator.token,
      signal,
      onRetry: (message) => progress.warn(message),
      // The policy as it is, but for the waits.
      retry: { firstDelay: 1, attemptTimeout, budget: 60_000 },
    });
  return {
    ...createContext({ workingDirectory: project, repository: PLAN_REPOSITORY, progress, signal }),
    claudeFolder,
    github(request) {
      const anonymous = request?.anonymous === true;
      const client = clients.get(anonymous) ?? connect(anonymous);
      clients.set(anonymous, client);
      return client;
    },
    now: () => new Date("2026-11-21T08:00:00Z"),
  };
}

function recordingProgress(said: string[]): Progress {
  const say = (line: string) => void said.push(line);
  return {
    step: (title) => ({
      update: (status) => say(`${title}: ${status}`),
      done: (summary) => say(`${title}: done: ${summary ?? ""}`),
      skipped: (reason) => say(`${title}: skipped: ${reason}`),
      failed: (reason) => say(`${title}: failed: ${reason}`),
    }),
    note: say,
    warn: say,
    detail: say,
    settled: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}

async function filesBelow(folder: string, below = ""): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for await (const { name, isDirectory } of Deno.readDir(join(folder, below))) {
    const path = join(below, name);
    if (!isDirectory) found.set(path, await Deno.readTextFile(join(folder, path)));
    else for (const [inner, text] of await filesBelow(folder, path)) found.set(inner, text);
  }
  return found;
}
