/** A program's main job, done with its bundle against an emulated GitHub, to learn which of its functions are called. */

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startGitHubEmulator } from "../../tests/support/github_emulator/mod.ts";
import {
  PLAN_ISSUE,
  PLAN_REPOSITORY,
  seedDemoSessions,
  seedPlanIssue,
  seedPlanPullRequest,
  seedPlanRepository,
} from "../../tests/support/plan_scenario.ts";
import { dashedName } from "../../tests/support/session_builder/mod.ts";
import { sessionFile, writeLogs } from "../bench/write_logs.ts";
import type { FunctionRange } from "../build/eager_functions.ts";

/** What V8's coverage tells of one file; a function's first range is all of it. */
export interface FileCoverage {
  readonly url: string;
  readonly functions: readonly {
    readonly ranges: readonly {
      readonly startOffset: number;
      readonly endOffset: number;
      readonly count: number;
    }[];
  }[];
}

/** What a long log calls, too. */
const LOG_BYTES = 1_000_000;

/**
 * Runs `trigger` for a plan whose sessions are made up.
 *
 * @param entry the file that the program begins with, `words` the command where it has several.
 * @returns the functions that were called, by the path of their file.
 */
export async function rehearse(
  entry: string,
  words: readonly string[],
): Promise<ReadonlyMap<string, readonly FunctionRange[]>> {
  const folder = await Deno.makeTempDir({ prefix: "erk-learn-rehearsal-" });
  await using emulator = await startGitHubEmulator();
  try {
    const claudeFolder = join(folder, "claude");
    const project = join(folder, "widgets");
    const coverage = join(folder, "coverage");
    const logs = join(claudeFolder, "projects", dashedName(project));
    for (const made of [project, logs]) await Deno.mkdir(made, { recursive: true });
    seedPlanRepository(emulator);
    seedPlanPullRequest(emulator);
    const sessions = await seedDemoSessions(emulator, claudeFolder);
    const long = sessionFile(1);
    await writeLogs([join(logs, long)], LOG_BYTES);
    const implementation = [...sessions.implementation ?? [], long.replace(/\.jsonl$/, "")];
    seedPlanIssue(emulator, { ...sessions, implementation });
    const options = ["run", "--quiet", "--no-config", "--allow-all", `--coverage=${coverage}`];
    const { success, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [...options, entry, ...words, `${PLAN_ISSUE}`, "--repo", PLAN_REPOSITORY],
      cwd: project,
      env: { ...emulator.environment, CLAUDE_CONFIG_DIR: claudeFolder, HOME: join(folder, "home") },
    }).output();
    if (!success) throw new Error(`The rehearsal failed: ${new TextDecoder().decode(stderr)}`);
    const files = [...Deno.readDirSync(coverage)].map(({ name }) =>
      Deno.readTextFileSync(join(coverage, name))
    );
    return calledFunctions(files.map((file): FileCoverage => JSON.parse(file)));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The functions that were called, by the path of their file; threads may have called others of the same file. */
export function calledFunctions(
  files: readonly FileCoverage[],
): ReadonlyMap<string, readonly FunctionRange[]> {
  const called = new Map<string, FunctionRange[]>();
  for (const { url, functions } of files) {
    const path = fileURLToPath(url);
    const ranges = functions.flatMap(({ ranges: [all] }) =>
      all === undefined || all.count === 0 ? [] : [{ start: all.startOffset, end: all.endOffset }]
    );
    called.set(path, [...called.get(path) ?? [], ...ranges]);
  }
  return called;
}
