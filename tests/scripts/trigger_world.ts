/** The world that `trigger` is tested in: the emulator, a project folder, and a Claude folder with its logs. */

import assert from "node:assert/strict";
import { join } from "node:path";
import { type Context } from "../../lib/cli/mod.ts";
import { readPlanHeader } from "../../lib/github/plan/plan_header.ts";
import { sealTriggerState, triggerStatePath } from "../../lib/run_state/mod.ts";
import { UserError } from "../../lib/user_error.ts";
import { type TriggerInput } from "../../scripts/trigger_async_learn.ts";
import {
  type GitHubEmulator,
  type GitHubEmulatorOptions,
  startGitHubEmulator,
} from "../support/github_emulator/mod.ts";
import {
  PLAN_ISSUE,
  PLAN_REPOSITORY,
  type PlanSessions,
  seedPlanIssue,
  seedPlanPullRequest,
  seedPlanRepository,
} from "../support/plan_scenario.ts";
import { contextWith } from "./emulator_context.ts";

export const PLANNING = "0b54a5c5-1111-4c1e-9c1a-9b1d2f3a4b5c";
export const IMPLEMENTATION = "1c65b6d6-2222-4d2f-8d2b-8c2e3f4a5b6d";
export const REMOTE = "2d76c7e7-3333-4e3a-9e3c-7d3f4a5b6c7e";

export const INPUT: TriggerInput = {
  issue: { number: PLAN_ISSUE },
  dryRun: false,
  skipWorkflow: false,
  cache: true,
};

export interface World {
  readonly emulator: GitHubEmulator;
  readonly project: string;
  readonly context: Context;
  /** The context of another run: what one has counted or read, the next doesn't know. */
  newContext(): Context;
  /** Writes the log of a session of this project. */
  writeLog(sessionId: string, lines: readonly unknown[]): Promise<string>;
  /** The header of the plan issue as it is now. */
  header(): Record<string, unknown>;
}

export async function inWorld(
  test: (world: World) => Promise<void>,
  options: GitHubEmulatorOptions = {},
): Promise<void> {
  await using emulator = await startGitHubEmulator(options);
  const folder = await Deno.makeTempDir({ prefix: "erk-learn-trigger-" });
  const project = join(folder, "widgets");
  const claudeFolder = join(folder, "claude");
  const logs = join(claudeFolder, "projects", project.replaceAll(/[^A-Za-z0-9]/g, "-"));
  await Deno.mkdir(project);
  await Deno.mkdir(logs, { recursive: true });
  seedPlanRepository(emulator);
  const newContext = () =>
    contextWith(emulator, { workingDirectory: project, repository: PLAN_REPOSITORY, claudeFolder });
  try {
    await test({
      emulator,
      project,
      context: newContext(),
      newContext,
      writeLog: async (sessionId, lines) => {
        const path = join(logs, `${sessionId}.jsonl`);
        await Deno.writeTextFile(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
        return path;
      },
      header: () => ({ ...readPlanHeader(emulator.issue(PLAN_ISSUE).body).header }),
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

export function conversation(sessionId: string, prompt: string, answer: string): unknown[] {
  const common = { sessionId, version: "2.1.20", cwd: "/home/ada/widgets", gitBranch: "main" };
  return [
    { ...common, type: "user", uuid: `${sessionId}-u`, message: { role: "user", content: prompt } },
    {
      ...common,
      type: "assistant",
      uuid: `${sessionId}-a`,
      message: { id: `msg-${sessionId}`, role: "assistant", content: [{ type: "text", text: answer }] },
    },
  ];
}

export async function seedOrdinaryPlan(world: World, sessions: PlanSessions = {}): Promise<void> {
  await world.writeLog(PLANNING, conversation(PLANNING, "Plan the retry of uploads.", "Here is the plan."));
  await world.writeLog(
    IMPLEMENTATION,
    conversation(IMPLEMENTATION, "Implement the plan.", "All tests pass."),
  );
  seedPlanIssue(world.emulator, { planning: PLANNING, implementation: [IMPLEMENTATION], ...sessions });
  seedPlanPullRequest(world.emulator);
}

export async function failureOf(run: Promise<unknown>): Promise<UserError> {
  try {
    await run;
  } catch (error) {
    assert.ok(error instanceof UserError, `not a UserError: ${error}`);
    return error;
  }
  throw new Error("it should have failed");
}

export function writesTo(emulator: GitHubEmulator): string[] {
  return emulator.requests().filter(({ method, path }) => method !== "GET" && path !== "/graphql")
    .map(({ method, path }) => `${method} ${path}`);
}

/** Writes a state of `trigger` as this machine would have. */
export async function writeState(world: World, state: Readonly<Record<string, unknown>>): Promise<void> {
  const { key } = (await world.context.redaction()).options;
  const path = triggerStatePath(join(world.project, ".erk", "scratch", `learn-${PLAN_ISSUE}`));
  await Deno.writeTextFile(path, JSON.stringify(await sealTriggerState(state, key)));
}
