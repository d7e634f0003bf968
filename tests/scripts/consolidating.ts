/** Runs of consolidate-learn-plans in tests, and what they leave. */

import assert from "node:assert/strict";
import { readPlanBody } from "../../lib/github/plan/plan_body.ts";
import { readPlanHeader } from "../../lib/github/plan/plan_header.ts";
import { readPlanData } from "../../lib/learn/plan/plan_data.ts";
import type { ConsolidateResult } from "../../scripts/consolidate_learn_plans.ts";
import type { GitHubEmulator } from "../support/github_emulator/mod.ts";
import { PARENTS, seedLearnPlans, SOURCES } from "./consolidate_world.ts";
import { type PlanWorld, startPlanWorld } from "./plan_world.ts";

export async function start(how: Parameters<typeof seedLearnPlans>[1] = {}): Promise<PlanWorld> {
  const world = await startPlanWorld();
  await seedLearnPlans(world.emulator, how);
  return world;
}

export async function consolidate(
  world: PlanWorld,
  issues: readonly (number | string)[] = [],
  flags: Readonly<Record<string, unknown>> = {},
): Promise<ConsolidateResult> {
  return await world.run("consolidate-learn-plans", { issues, ...flags }) as ConsolidateResult;
}

export function writes({ emulator }: PlanWorld): number {
  return emulator.requests().filter(({ method }) => method !== "GET").length;
}

/** The issues that runs have made. */
export function made(emulator: GitHubEmulator, after = 103) {
  return emulator.issues().filter(({ number }) => number > after);
}

/** What an issue holds, as a later consolidation reads it. */
export function planIn(emulator: GitHubEmulator, number: number) {
  const issue = emulator.issue(number);
  const { header } = readPlanHeader(issue.body);
  const { markdown = "", warnings } = readPlanBody(issue.comments, header?.plan_comment_id);
  assert.deepEqual(warnings, []);
  const reading = readPlanData(issue.comments, { markdown, author: issue.author });
  return { issue, header, markdown, ...reading };
}

/** The one new plan holds all, its sources are closed and say so once, their parents name it. */
export function assertComplete(world: PlanWorld, why = ""): void {
  const { emulator } = world;
  const [only, ...others] = made(emulator);
  assert.ok(only !== undefined && others.length === 0, `${why}: ${made(emulator).length} issues`);
  const { issue, from, plan } = planIn(emulator, only.number);
  assert.deepEqual([issue.state, from, plan.items.length], ["open", "data", 4], why);
  assert.equal(issue.comments.length, 3, why);
  assert.deepEqual([...issue.labels].sort(), ["erk-learn", "erk-plan"], why);
  for (const number of SOURCES) {
    const source = emulator.issue(number);
    const said = source.comments.filter(({ body }) => body.includes(`part of #${issue.number} now`));
    assert.deepEqual([source.state, said.length], ["closed", 1], `${why}: #${number}`);
  }
  for (const number of PARENTS) {
    const parent = readPlanHeader(emulator.issue(number).body).header;
    assert.deepEqual(
      [parent?.learn_plan_issue, parent?.learn_status],
      [issue.number, "completed_with_plan"],
      why,
    );
  }
}
