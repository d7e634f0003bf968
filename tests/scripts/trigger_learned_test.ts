import assert from "node:assert/strict";
import { triggerAsyncLearn } from "../../scripts/trigger_async_learn.ts";
import { seedPlanIssue } from "../support/plan_scenario.ts";
import { IMPLEMENTATION, INPUT, inWorld, PLANNING, seedOrdinaryPlan, writesTo } from "./trigger_world.ts";

for (
  const [status, fields] of [
    ["completed_no_plan", {}],
    ["completed_with_plan", { learn_plan_issue: 91 }],
    ["pending_review", { learn_plan_pr: 92 }],
    ["plan_completed", { learn_plan_issue: 91, learn_plan_pr: 92 }],
  ] as const
) {
  Deno.test(`a plan that has been learned from (${status}) is left alone, with links; --force learns again`, () =>
    inWorld(async (world) => {
      await seedOrdinaryPlan(world);
      const gist = "https://gist.github.com/ada/0123456789abcdef0123456789abcdef";
      const sessions = { planning: PLANNING, implementation: [IMPLEMENTATION] };
      const header = {
        learn_status: status,
        learn_run_id: "'777'",
        learn_materials_gist_url: gist,
        ...fields,
      };
      seedPlanIssue(world.emulator, sessions, { number: 43, header });
      const input = { ...INPUT, issue: { number: 43 } };
      const answer = await triggerAsyncLearn(input, world.context);
      const page = `${world.emulator.serverUrl}/acme/widgets`;
      assert.deepEqual([answer.success, answer.already_learned, answer.workflow_triggered], [
        true,
        true,
        false,
      ]);
      assert.equal(answer.learn_status, status);
      assert.equal(answer.learn_plan_issue_url, "learn_plan_issue" in fields ? `${page}/issues/91` : null);
      assert.equal(answer.learn_plan_pr_url, "learn_plan_pr" in fields ? `${page}/pull/92` : null);
      assert.equal(answer.workflow_url, `${page}/actions/runs/777`);
      assert.equal(answer.gist_url, gist);
      assert.deepEqual(writesTo(world.emulator), []);

      const dry = await triggerAsyncLearn({ ...input, dryRun: true }, world.context);
      assert.equal(dry.already_learned, false);
      assert.ok((dry.materials?.tokens ?? 0) > 0);
      assert.deepEqual(writesTo(world.emulator), []);

      const forced = await triggerAsyncLearn({ ...input, force: true }, world.context);
      assert.equal(forced.workflow_triggered, true);
      assert.notEqual(forced.gist_url, gist);
    }));
}

Deno.test("a plan that nobody has learned from yet, or whose state isn't known, is learned from", () =>
  inWorld(async (world) => {
    await seedOrdinaryPlan(world);
    const sessions = { planning: PLANNING, implementation: [IMPLEMENTATION] };
    for (
      const [number, status] of [[43, null], [44, "not_started"], [
        45,
        "in_a_state_of_a_newer_version",
      ]] as const
    ) {
      seedPlanIssue(world.emulator, sessions, { number, header: { learn_status: status } });
      const answer = await triggerAsyncLearn({ ...INPUT, issue: { number } }, world.context);
      assert.equal(answer.workflow_triggered, true, String(status));
      assert.equal(answer.learn_status, "pending");
    }
  }));
