/** `trigger` of the executable in `dist/`, against an emulated GitHub and generated sessions. */

import { join } from "node:path";
import { startGitHubEmulator } from "../../tests/support/github_emulator/mod.ts";
import {
  PLAN_REPOSITORY,
  seedPlanIssue,
  seedPlanPullRequest,
  seedPlanRepository,
} from "../../tests/support/plan_scenario.ts";
import { dashedName } from "../../tests/support/session_builder/mod.ts";
import { executable } from "../../tests/executable/executables.ts";
import { sessionFile, writeLogs } from "./write_logs.ts";

/** Where the executable runs. */
export interface ExecutableWorld extends AsyncDisposable {
  /** Writes so many sessions of that size; gives their ids. */
  addSessions(count: number, bytes: number): Promise<readonly string[]>;
  /** Milliseconds of a dry run for a plan with these sessions, without the cache. */
  trigger(sessions: readonly string[]): Promise<number>;
  /** Ctrl-C so many milliseconds after the conversion of these sessions began, by its announcement. */
  interrupt(sessions: readonly string[], delay: number): Promise<InterruptedRun>;
}

/** What an interruption came to. */
export interface InterruptedRun {
  /** From Ctrl-C to the end of the process; undefined where it ended before. */
  readonly milliseconds: number | undefined;
  readonly status: number;
}

/** Undefined where there is no executable. */
export async function openExecutableWorld(): Promise<ExecutableWorld | undefined> {
  let program: string;
  try {
    program = executable("erk-learn");
  } catch {
    return undefined;
  }
  const folder = await Deno.makeTempDir({ prefix: "erk-learn-bench-" });
  const emulator = await startGitHubEmulator();
  const project = join(folder, "widgets");
  const claudeFolder = join(folder, "claude");
  const logs = join(claudeFolder, "projects", dashedName(project));
  await Deno.mkdir(project);
  await Deno.mkdir(logs, { recursive: true });
  seedPlanRepository(emulator);
  seedPlanPullRequest(emulator);
  let written = 0;
  let issue = 100;
  return {
    async addSessions(count, bytes) {
      const names = Array.from({ length: count }, () => sessionFile(written++));
      await writeLogs(names.map((name) => join(logs, name)), bytes);
      return names.map((name) => name.replace(/\.jsonl$/, ""));
    },
    async trigger(sessions) {
      seedPlanIssue(emulator, { implementation: sessions }, { number: ++issue });
      const args = ["trigger", `${issue}`, "--repo", PLAN_REPOSITORY, "--dry-run", "--no-cache"];
      const start = performance.now();
      const { code, stderr } = await new Deno.Command(program, {
        args,
        cwd: project,
        env: { ...emulator.environment, CLAUDE_CONFIG_DIR: claudeFolder, HOME: join(folder, "home") },
      }).output();
      const milliseconds = performance.now() - start;
      if (code !== 0) throw new Error(`trigger failed: ${new TextDecoder().decode(stderr)}`);
      return milliseconds;
    },
    async interrupt(sessions, delay) {
      seedPlanIssue(emulator, { implementation: sessions }, { number: ++issue });
      const child = new Deno.Command(program, {
        args: ["trigger", `${issue}`, "--repo", PLAN_REPOSITORY, "--no-cache"],
        cwd: project,
        env: { ...emulator.environment, CLAUDE_CONFIG_DIR: claudeFolder, HOME: join(folder, "home") },
        stdin: "null",
        stdout: "null",
        stderr: "piped",
      }).spawn();
      return await interruptConversion(child, delay);
    },
    async [Symbol.asyncDispose]() {
      await emulator[Symbol.asyncDispose]();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

/** Sends SIGINT so many milliseconds after a run has announced its conversion, and waits for its end. */
async function interruptConversion(child: Deno.ChildProcess, delay: number): Promise<InterruptedRun> {
  let said = "";
  let timer: ReturnType<typeof setTimeout> | undefined;
  let interruptedAt: number | undefined;
  const reading = (async () => {
    for await (const text of child.stderr.pipeThrough(new TextDecoderStream())) {
      said += text;
      if (timer !== undefined || !said.includes("Preprocess the sessions")) continue;
      timer = setTimeout(() => {
        interruptedAt = performance.now();
        child.kill("SIGINT");
      }, delay);
    }
  })();
  const { code } = await child.status;
  const endedAt = performance.now();
  clearTimeout(timer);
  await reading;
  return {
    milliseconds: interruptedAt === undefined ? undefined : endedAt - interruptedAt,
    status: code,
  };
}
