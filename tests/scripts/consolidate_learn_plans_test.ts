import assert from "node:assert/strict";
import { join } from "node:path";
import { readPlanBody } from "../../lib/github/plan_body.ts";
import { readPlanHeader } from "../../lib/github/plan_header.ts";
import type { LearnPlan } from "../../lib/learn/plan/learn_plan.ts";
import { readPlanData } from "../../lib/learn/plan/plan_data.ts";
import { renderLearnPlan } from "../../lib/learn/plan/render_learn_plan.ts";
import { storePlanData } from "../../lib/learn/plan/stored_plan_data.ts";
import { parseRepositoryName } from "../../lib/github/mod.ts";
import { command, consolidateLearnPlans } from "../../scripts/consolidate_learn_plans.ts";
import { planSave } from "../../scripts/plan_save.ts";
import { CORRECTION, LEARN_PLAN, REQUEST } from "../support/learn_scenario.ts";
import { PLAN_REPOSITORY, seedPlanIssue } from "../support/plan_scenario.ts";
import { failureOf, inWorld, type World, writesTo } from "./trigger_world.ts";

const REPOSITORY = parseRepositoryName(PLAN_REPOSITORY);

/** Says the first item of the other plan in other words, and one thing of its own. */
const OTHER_PLAN: LearnPlan = {
  ...LEARN_PLAN,
  title: "Documentation Plan: Upload limits",
  items: LEARN_PLAN.items.slice(0, 1).map((item) => ({
    ...item,
    title: "The retry helper for uploads",
    citations: [REQUEST],
  })).concat(
    LEARN_PLAN.items.slice(1).map((item) => ({
      ...item,
      title: "Smallest part of an upload",
      location: "docs/limits.md",
      draftContent: "A part has 5 MiB at least.",
      citations: [CORRECTION],
    })),
  ),
};

/** Saves a learn plan of a plan, as `learn` does. */
async function saveLearnPlan(world: World, parent: number, plan: LearnPlan): Promise<number> {
  if (parent !== 42) seedPlanIssue(world.emulator, {}, { number: parent });
  else seedPlanIssue(world.emulator, {});
  const context = world.newContext();
  const planFile = join(world.project, `plan-${parent}.md`);
  await Deno.writeTextFile(planFile, renderLearnPlan(plan));
  const saved = await planSave({ planFile, planType: "learn", parent: { number: parent } }, context);
  const number = saved.issue_number ?? assert.fail();
  const tools = { client: await context.github(), redactor: await context.redactor() };
  await storePlanData(plan, { repository: REPOSITORY, number }, tools);
  return number;
}

function planIn(world: World, number: number): LearnPlan {
  const issue = world.emulator.issue(number);
  const body = readPlanBody(issue.comments, readPlanHeader(issue.body).header?.plan_comment_id);
  const author = issue.comments.find(({ id }) => id === body.commentIds[0])?.author ?? "";
  const reading = readPlanData(issue.comments, { markdown: body.markdown ?? "", author });
  assert.equal(reading.from, "data");
  return reading.plan;
}

const consolidate = (world: World, issues: readonly number[] = [], dryRun = false) =>
  consolidateLearnPlans({ issues: issues.map((number) => ({ number })), dryRun }, world.newContext());

Deno.test("open learn plans become one: the same is said once with all citations, and nothing is lost", () =>
  inWorld(async (world) => {
    const sources = [await saveLearnPlan(world, 42, LEARN_PLAN), await saveLearnPlan(world, 7, OTHER_PLAN)];
    const before = writesTo(world.emulator).length;
    const dry = await consolidate(world, [], true);
    assert.equal(writesTo(world.emulator).length, before);
    const result = await consolidate(world);
    assert.deepEqual([dry.items, dry.sources], [result.items, result.sources]);
    assert.deepEqual(result.sources, sources);
    assert.deepEqual(result.items.map(({ issue, outcome }) => [issue, outcome]), [
      [sources[0], "kept"],
      [sources[0], "kept"],
      [sources[1], "merged"],
      [sources[1], "kept"],
    ]);
    const number = result.learn_plan_issue ?? assert.fail();
    const plan = planIn(world, number);
    assert.deepEqual(plan.items.map(({ title }) => title), [
      "Retry helper for uploads",
      "When to retry",
      "Smallest part of an upload",
    ]);
    assert.deepEqual(plan.items[0]?.citations, [CORRECTION, REQUEST]);
    assert.equal(plan.tripwires.length, 1);
    for (const source of sources) {
      const issue = world.emulator.issue(source);
      assert.equal(issue.state, "closed");
      assert.match(issue.comments.at(-1)?.body ?? "", new RegExp(`Consolidated into #${number}: every item`));
    }
    for (const parent of [42, 7]) {
      const { header } = readPlanHeader(world.emulator.issue(parent).body);
      assert.deepEqual([header?.learn_status, header?.learn_plan_issue], ["completed_with_plan", number]);
    }
    const again = await consolidate(world);
    assert.deepEqual([again.consolidated, again.sources], [false, [number]]);
  }));

Deno.test("a run that ended half-way is finished by the next, with the plan that it saved", () =>
  inWorld(async (world) => {
    const [first = 0, second = 0] = [
      await saveLearnPlan(world, 42, LEARN_PLAN),
      await saveLearnPlan(world, 7, OTHER_PLAN),
    ];
    world.emulator.faults.inject({
      method: "PATCH",
      path: new RegExp(`/issues/${second}$`),
      fault: { kind: "status", status: 403 },
    });
    await failureOf(consolidate(world));
    assert.deepEqual([first, second].map((number) => world.emulator.issue(number).state), ["closed", "open"]);
    const made = writesTo(world.emulator).filter((write) => write.endsWith("/issues")).length;
    const result = await consolidate(world);
    assert.deepEqual([result.closed, world.emulator.issue(second).state], [[second], "closed"]);
    assert.equal(writesTo(world.emulator).filter((write) => write.endsWith("/issues")).length, made);
    const comments = world.emulator.issue(second).comments.filter(({ body }) =>
      body.includes("Consolidated into")
    );
    assert.equal(comments.length, 1);
  }));

Deno.test("an issue that is no learn plan is refused, and nothing is written", () =>
  inWorld(async (world) => {
    const number = await saveLearnPlan(world, 42, LEARN_PLAN);
    const before = writesTo(world.emulator).length;
    const error = await failureOf(
      command.execute({ "issues...": [String(number), "42"] }, world.newContext()),
    );
    assert.match(error.message, /Issue #42 is no learn plan/);
    assert.equal(writesTo(world.emulator).length, before);
  }));
