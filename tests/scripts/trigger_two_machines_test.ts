import assert from "node:assert/strict";
import { join } from "node:path";
import { packedManifest } from "../../lib/materials/mod.ts";
import { triggerAsyncLearn } from "../../scripts/trigger_async_learn.ts";
import { PLAN_ISSUE, seedPlanIssue, seedPlanPullRequest } from "../support/plan_scenario.ts";
import { conversation, IMPLEMENTATION, INPUT, inWorld, PLANNING, type World } from "./trigger_world.ts";

const OLD = new Date("2026-01-01T00:00:00Z");

/** A plan that was made on this machine, and implemented on another. */
async function seedPlanOfTwo(world: World): Promise<void> {
  seedPlanIssue(world.emulator, { planning: PLANNING, implementation: [IMPLEMENTATION] });
  seedPlanPullRequest(world.emulator);
  const log = await world.writeLog(PLANNING, conversation(PLANNING, "Plan the retry.", "Here is the plan."));
  await Deno.utime(log, OLD, OLD);
}

/** From now on the world is the other machine: with the other log, and nothing of what ran before. */
async function moveToOther(world: World): Promise<string> {
  await Deno.remove(join(world.project, ".erk"), { recursive: true });
  const planning = await world.writeLog(PLANNING, []);
  await Deno.remove(planning);
  const run = world.emulator.workflowRuns().at(-1)?.id ?? 0;
  world.emulator.setWorkflowRun(run, { status: "completed", conclusion: "failure" });
  return await world.writeLog(IMPLEMENTATION, conversation(IMPLEMENTATION, "Implement it.", "All pass."));
}

function filesOfLast(world: World): string[] {
  const [content = ""] = Object.values(world.emulator.gists().at(-1)?.files ?? {});
  return [...content.matchAll(/^FILE: (.*\.xml)$/gm)].map(([, name = ""]) => name);
}

const BOTH = [`impl-${IMPLEMENTATION}.xml`, `planning-${PLANNING}.xml`];

for (const isNewer of [false, true]) {
  const age = isNewer ? "a newer" : "an older";
  const title = `${age} session that another machine's materials lack comes beside theirs`;
  Deno.test(title, () =>
    inWorld(async (world) => {
      await seedPlanOfTwo(world);
      await triggerAsyncLearn(INPUT, world.newContext());
      assert.deepEqual(filesOfLast(world), [`planning-${PLANNING}.xml`]);

      const log = await moveToOther(world);
      if (!isNewer) await Deno.utime(log, OLD, OLD);
      const answer = await triggerAsyncLearn(INPUT, world.newContext());
      assert.equal(answer.reused_materials, false);
      assert.deepEqual(filesOfLast(world), BOTH);
      const [content = ""] = Object.values(world.emulator.gists().at(-1)?.files ?? {});
      assert.deepEqual(
        packedManifest(content)?.sessions?.map(({ id, files }) => [id, files]),
        [[IMPLEMENTATION, [BOTH[0]]], [PLANNING, [BOTH[1]]]],
      );
    }));
}

Deno.test("a session whose log is gone since is in the next materials, too, but not with --force", () =>
  inWorld(async (world) => {
    await seedPlanOfTwo(world);
    await world.writeLog(IMPLEMENTATION, conversation(IMPLEMENTATION, "Implement it.", "All pass."));
    await triggerAsyncLearn(INPUT, world.newContext());
    await Deno.remove(await world.writeLog(PLANNING, []));
    const end = () =>
      world.emulator.setWorkflowRun(world.emulator.workflowRuns().at(-1)?.id ?? 0, { status: "completed" });
    end();
    await world.writeLog(IMPLEMENTATION, conversation(IMPLEMENTATION, "Implement more.", "All pass again."));
    const grown = await triggerAsyncLearn(INPUT, world.newContext());
    assert.equal(grown.reused_materials, false);
    assert.deepEqual(filesOfLast(world), BOTH);
    end();
    await triggerAsyncLearn({ ...INPUT, force: true }, world.newContext());
    assert.deepEqual(filesOfLast(world), [`impl-${IMPLEMENTATION}.xml`]);
  }));

Deno.test("a machine without any log makes new materials of those that are there, where they are too old", () =>
  inWorld(async (world) => {
    await seedPlanOfTwo(world);
    await triggerAsyncLearn(INPUT, world.newContext());
    await Deno.remove(await moveToOther(world));
    const later = new Date(Date.now() + 3_600_000).toISOString();
    world.emulator.editIssue(PLAN_ISSUE, {
      body: (body) => body.replace("learn_status:", `last_local_impl_at: '${later}'\nlearn_status:`),
    });
    const answer = await triggerAsyncLearn(INPUT, world.newContext());
    assert.deepEqual([answer.reused_materials, filesOfLast(world)], [false, [`planning-${PLANNING}.xml`]]);
    assert.doesNotMatch(answer.warnings.join(), /No session data/);
  }));

Deno.test("earlier materials that are gone or damaged are a warning, and what is here is learned from", () =>
  inWorld(async (world) => {
    await seedPlanOfTwo(world);
    await triggerAsyncLearn(INPUT, world.newContext());
    await moveToOther(world);
    const [{ id, files } = { id: "", files: {} }] = world.emulator.gists();
    const damaged = Object.values(files).join("").replace("Here is the plan", "Here was a plan");
    const change = await fetch(`${world.emulator.apiUrl}/gists/${id}`, {
      method: "PATCH",
      headers: { authorization: `Bearer ${world.emulator.token}` },
      body: JSON.stringify({ files: { "learn-materials-plan-42.txt": { content: damaged } } }),
    });
    await change.body?.cancel();
    const answer = await triggerAsyncLearn(INPUT, world.newContext());
    assert.deepEqual(filesOfLast(world), [`impl-${IMPLEMENTATION}.xml`]);
    assert.match(
      answer.warnings.join(),
      /could not be taken from the earlier materials: .*changed or damaged/,
    );
  }));

Deno.test("sessions from a gist of somebody else than its address names are taken over with a warning", () =>
  inWorld(async (world) => {
    await seedPlanOfTwo(world);
    await triggerAsyncLearn(INPUT, world.newContext());
    await moveToOther(world);
    const own = await triggerAsyncLearn({ ...INPUT, dryRun: true }, world.newContext());
    assert.doesNotMatch(own.warnings.join(), /Look who made/);
    world.emulator.editIssue(PLAN_ISSUE, {
      body: (body) => body.replace(/\/gist\/\w+\//, "/gist/mallory/"),
    });
    const answer = await triggerAsyncLearn(INPUT, world.newContext());
    assert.deepEqual(filesOfLast(world), BOTH);
    assert.match(
      answer.warnings.join(),
      /Look who made the sessions that are taken over: the address names mallory, but the gist \w+ belongs to/,
    );
  }));
