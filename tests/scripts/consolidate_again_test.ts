import assert from "node:assert/strict";
import { readPlanHeader } from "../../lib/github/plan/plan_header.ts";
import { UserError } from "../../lib/user_error.ts";
import { refusal } from "../lib/github/emulator_client.ts";
import type { Fault } from "../support/github_emulator/mod.ts";
import { PARENTS, PLANS, seedLearnPlan, SOURCES } from "./consolidate_world.ts";
import { startPlanWorld } from "./plan_world.ts";
import { assertComplete, consolidate, made, planIn, start, writes } from "./consolidating.ts";

Deno.test("a run after all is done writes nothing, with and without names; one plan alone is left alone", async () => {
  await using world = await start();
  const { plan_number: number } = await consolidate(world);
  const before = writes(world);
  const alone = await consolidate(world);
  assert.deepEqual([alone.consolidated, alone.reason], [
    false,
    `There is one learn plan alone, #${number}: two are needed.`,
  ]);
  const again = await consolidate(world, [...SOURCES]);
  assert.deepEqual([again.consolidated, again.plan_number, again.reason], [
    true,
    number,
    `#${number} holds these learn plans already.`,
  ]);
  assert.equal(writes(world), before);
  await using empty = await startPlanWorld();
  assert.equal((await consolidate(empty)).reason, "There is no open learn plan.");
  assert.equal(
    (await consolidate(world, [102, "#102"])).reason,
    `#${number} holds these learn plans already.`,
  );
});

Deno.test("whichever request ends a run, nothing is closed before the plan is whole, and a rerun goes on", async () => {
  const clean = await (async () => {
    await using world = await start();
    await consolidate(world);
    return world.emulator.requests().length;
  })();
  assert.ok(clean > 30);
  for (let after = 0; after < clean; after++) {
    await using world = await start();
    world.emulator.faults.inject({ after, times: 1, fault: { kind: "status", status: 403 } });
    const error = await consolidate(world).then(() => undefined, (thrown) => thrown);
    if (error !== undefined) assert.ok(error instanceof UserError, String(error));
    world.emulator.faults.clear();
    const isAnyClosed = SOURCES.some((number) => world.emulator.issue(number).state === "closed");
    if (isAnyClosed) {
      const [only] = made(world.emulator);
      assert.equal(planIn(world.emulator, only?.number ?? 0).from, "data");
      assert.equal(only?.comments.length, 3);
    }
    // Named again, or found again.
    if (error !== undefined) await consolidate(world, after % 2 === 0 ? [...SOURCES] : []);
    assertComplete(world, `after ${after} requests`);
  }
});

const DOUBTFUL: readonly Fault[] = [
  { kind: "reset-after-acting" },
  { kind: "status", status: 502 },
  { kind: "malformed-json" },
];

Deno.test("whichever write loses its answer, there is one plan", async () => {
  const paths = [["POST", /\/issues$/], ["POST", /\/comments$/], ["PATCH", /\/issues\/\d+$/]] as const;
  for (const [method, path] of paths) {
    for (const fault of DOUBTFUL) {
      for (const after of method === "POST" ? [0] : [0, 3]) {
        await using world = await start();
        world.emulator.faults.inject({ method, path, fault, after });
        await consolidate(world);
        assertComplete(world, `${method} ${path} ${fault.kind}`);
      }
    }
  }
});

Deno.test("three consolidations at once make one plan: one does it, the others wait and find nothing to do", async () => {
  await using world = await start();
  const results = await Promise.all([1, 2, 3].map(() => consolidate(world)));
  assertComplete(world);
  assert.deepEqual(results.map(({ created }) => created).toSorted(), [false, false, true]);
  assert.deepEqual(
    results.filter(({ created }) => !created).map(({ reason }) => reason),
    Array(2).fill("There is one learn plan alone, #104: two are needed."),
  );
});

Deno.test("with --wait 0 the second of two consolidations says who is at work, and does nothing", async () => {
  await using world = await start();
  const reached = Promise.withResolvers<void>();
  const resume = Promise.withResolvers<void>();
  world.emulator.faults.inject({
    method: "POST",
    path: /\/issues$/,
    fault: { kind: "meanwhile", before: () => (reached.resolve(), resume.promise) },
  });
  const first = consolidate(world);
  await reached.promise;
  const { message, detail } = await refusal(consolidate(world, [101, 102], { wait: 0 }));
  assert.match(
    message,
    new RegExp(
      `^Learn plans are being consolidated by another erk-learn \\(process ${Deno.pid}.*: wait until`,
    ),
  );
  assert.match(detail ?? "", /consolidate\.lock/);
  assert.equal((await consolidate(world, [], { dryRun: true })).consolidated, true);
  resume.resolve();
  await first;
  assertComplete(world);
});

Deno.test("an interrupted consolidation is finished before further plans are looked at", async () => {
  await using world = await start();
  world.emulator.faults.inject({
    method: "PATCH",
    path: /\/issues\/102$/,
    fault: { kind: "status", status: 403 },
  });
  await refusal(consolidate(world));
  world.emulator.faults.clear();
  assert.equal(world.emulator.issue(101).state, "closed");
  const [fourth] = PLANS;
  await seedLearnPlan(world.emulator, {
    number: 110,
    parent: 42,
    plan: { ...fourth, title: "Documentation Plan: Fourth" },
  });
  const refused = await refusal(consolidate(world, [102, 110]));
  assert.match(
    refused.message,
    /#102 is part of \S+ already: consolidate #101, #102 and #103 first, then #104 with/,
  );
  const finished = await consolidate(world);
  assert.deepEqual([finished.plan_number, finished.created], [104, false]);
  assert.equal(world.emulator.issue(110).state, "open");
  // Now the two that are left; the parents of both name the result.
  const second = await consolidate(world);
  const number = second.plan_number ?? assert.fail("no plan");
  assert.deepEqual(second.sources.map(({ issue_number }) => issue_number), [104, 110]);
  assert.deepEqual(second.sources[0]?.learned_from_issues, [...PARENTS]);
  const { plan, markdown, header } = planIn(world.emulator, number);
  assert.equal(plan.items.length, 4);
  assert.equal(plan.items[2]?.sourceAttribution, "Learn plan (#102)");
  assert.deepEqual(header?.["source_plan_issues"], [104, 110]);
  assert.match(markdown, /\| #104 \| #42, #43 and #44 \|/);
  for (const parent of [43, 44]) {
    assert.equal(readPlanHeader(world.emulator.issue(parent).body).header?.learn_plan_issue, number);
  }
});

Deno.test("a consolidated plan that somebody edited before the rerun stays as they left it", async () => {
  await using world = await start();
  world.emulator.faults.inject({
    method: "PATCH",
    path: /\/issues\/101$/,
    fault: { kind: "status", status: 403 },
  });
  await refusal(consolidate(world));
  world.emulator.faults.clear();
  const comment = world.emulator.issue(104).comments[0] ?? assert.fail();
  const body = comment.body.replace("Three attempts failed", "Four attempts failed");
  await fetch(`${world.emulator.apiUrl}/repos/acme/widgets/issues/comments/${comment.id}`, {
    method: "PATCH",
    headers: { authorization: `Bearer ${world.emulator.token}` },
    body: JSON.stringify({ body }),
  }).then((answer) => answer.body?.cancel());
  const again = await consolidate(world);
  assert.match(again.warnings.join(), /was edited since it was saved/);
  const { plan, from, markdown } = planIn(world.emulator, 104);
  assert.equal(from, "edited");
  assert.match(markdown, /Four attempts failed/);
  assert.match(plan.items[1]?.rationale ?? "", /^Four attempts failed/);
  assert.equal(world.emulator.issue(103).state, "closed");
});
