import assert from "node:assert/strict";
import { join } from "node:path";
import { triggerStatePath } from "../../lib/run_state/mod.ts";
import { triggerAsyncLearn } from "../../scripts/trigger_async_learn.ts";
import { PLAN_ISSUE, seedPlanIssue } from "../support/plan_scenario.ts";
import type { WorkflowRunConclusion } from "../support/github_emulator/mod.ts";
import {
  conversation,
  failureOf,
  IMPLEMENTATION,
  INPUT,
  inWorld,
  PLANNING,
  seedOrdinaryPlan,
  type World,
  writeState,
  writesTo,
} from "./trigger_world.ts";

const FORCED = { ...INPUT, force: true };

function folderOf(world: World): string {
  return join(world.project, ".erk", "scratch", "learn-42");
}

/** Ends the last run, as the workflow's end does. */
function endRun({ emulator }: World, conclusion: WorkflowRunConclusion = "failure"): void {
  emulator.setWorkflowRun(emulator.workflowRuns().at(-1)?.id ?? 0, { status: "completed", conclusion });
}

async function readState(world: World) {
  return JSON.parse(await Deno.readTextFile(triggerStatePath(folderOf(world))));
}

Deno.test("a second trigger reports the run that is queued or in progress, and writes nothing", () =>
  inWorld(async (world) => {
    await seedOrdinaryPlan(world);
    const first = await triggerAsyncLearn(INPUT, world.context);
    assert.deepEqual([first.already_running, first.already_learned], [false, false]);
    for (const status of ["queued", "in_progress", "waiting"] as const) {
      world.emulator.setWorkflowRun(world.emulator.workflowRuns()[0]?.id ?? 0, { status });
      world.emulator.clearJournal();
      const second = await triggerAsyncLearn(INPUT, world.context);
      assert.equal(second.success, true);
      assert.equal(second.already_running, true);
      assert.equal(second.workflow_triggered, false);
      assert.equal(second.run_id, first.run_id);
      assert.equal(second.workflow_url, first.workflow_url);
      assert.equal(second.gist_url, first.gist_url);
      assert.equal(second.learn_status, "pending");
      assert.deepEqual(writesTo(world.emulator), []);
    }
    assert.equal(world.emulator.workflowRuns().length, 1);
  }));

Deno.test("a run that the header names counts if it is this plan's, or its name doesn't say whose", () =>
  inWorld(async (world) => {
    await seedOrdinaryPlan(world);
    const cases: [title: (number: number) => string, isOurs: boolean][] = [
      [() => "99:abcdef", false],
      [(number) => `${number}:abcdef`, true],
      [() => "Learn", true],
    ];
    for (const [index, [title, isOurs]] of cases.entries()) {
      const number = PLAN_ISSUE + 1 + index;
      const displayTitle = title(number);
      const run = world.emulator.seedWorkflowRun({
        workflow: "learn.yml",
        status: "in_progress",
        displayTitle,
      });
      seedPlanIssue(world.emulator, { planning: PLANNING }, {
        number,
        header: { learn_status: "pending", learn_run_id: String(run) },
      });
      const answer = await triggerAsyncLearn({ ...INPUT, issue: { number } }, world.context);
      assert.equal(answer.already_running, isOurs, displayTitle);
    }
  }));

Deno.test("after a run that failed or was cancelled, the workflow is dispatched again with the same gist", () =>
  inWorld(async (world) => {
    await seedOrdinaryPlan(world);
    const first = await triggerAsyncLearn(INPUT, world.context);
    for (const [index, conclusion] of (["failure", "cancelled"] as const).entries()) {
      endRun(world, conclusion);
      const again = await triggerAsyncLearn(INPUT, world.context);
      assert.equal(again.workflow_triggered, true);
      assert.equal(again.already_running, false);
      assert.equal(again.reused_materials, true);
      assert.equal(again.materials, null);
      assert.equal(again.gist_url, first.gist_url);
      assert.equal(world.emulator.workflowRuns().length, index + 2);
      assert.equal(world.header()["learn_run_id"], again.run_id);
    }
    assert.equal(world.emulator.gists().length, 1);
  }));

Deno.test("a log that was only touched keeps the gist; one that has grown, or a new comment, makes a new one", () =>
  inWorld(async (world) => {
    await seedOrdinaryPlan(world);
    await triggerAsyncLearn(INPUT, world.context);
    endRun(world);
    const log = await world.writeLog(
      IMPLEMENTATION,
      conversation(IMPLEMENTATION, "Implement the plan.", "All tests pass."),
    );
    const later = new Date(Date.now() + 60_000);
    await Deno.utime(log, later, later);
    assert.equal((await triggerAsyncLearn(INPUT, world.context)).reused_materials, true);
    assert.equal(world.emulator.gists().length, 1);

    endRun(world);
    await world.writeLog(IMPLEMENTATION, conversation(IMPLEMENTATION, "Implement more.", "Done."));
    const grown = await triggerAsyncLearn(INPUT, world.context);
    assert.equal(grown.reused_materials, false);
    assert.equal(grown.gist_url, world.emulator.gists()[1]?.htmlUrl);
    assert.equal(world.header()["learn_materials_gist_url"], grown.gist_url);

    endRun(world);
    world.emulator.addComment(57, { author: "grace", body: "One more thing." });
    assert.equal((await triggerAsyncLearn(INPUT, world.context)).reused_materials, false);
    assert.equal(world.emulator.gists().length, 3);

    // Also right after a run that found nothing new, and had no upload of its own.
    endRun(world);
    assert.equal((await triggerAsyncLearn(INPUT, world.context)).reused_materials, true);
    endRun(world);
    world.emulator.addComment(57, { author: "grace", body: "And another." });
    assert.equal((await triggerAsyncLearn(INPUT, world.context)).reused_materials, false);
    assert.equal(world.emulator.gists().length, 4);
  }));

Deno.test("what can't be had any more doesn't make a smaller gist: the earlier one holds it still", () =>
  inWorld(async (world) => {
    await seedOrdinaryPlan(world);
    const first = await triggerAsyncLearn(INPUT, world.context);
    endRun(world);
    await world.writeLog(IMPLEMENTATION, []);
    world.emulator.faults.inject({ method: "GET", path: /\/pulls/, fault: { kind: "status", status: 403 } });
    const again = await triggerAsyncLearn(INPUT, world.context);
    assert.equal(again.gist_url, first.gist_url);
    assert.equal(again.workflow_triggered, true);

    endRun(world);
    await world.writeLog(PLANNING, []);
    const withoutAny = await triggerAsyncLearn(INPUT, world.context);
    assert.equal(withoutAny.gist_url, first.gist_url);
    assert.equal(world.emulator.gists().length, 1);
  }));

Deno.test("comments that could not be fetched keep the gist, whatever the reason, until they are", () =>
  inWorld(async (world) => {
    await seedOrdinaryPlan(world);
    const gists: string[] = [];
    for (const message of ["Not now", "Not yet", undefined]) {
      const body = { message };
      world.emulator.faults.inject({ path: /\/pulls/, fault: { kind: "status", status: 403, body } });
      if (message === undefined) world.emulator.faults.clear();
      gists.push((await triggerAsyncLearn(INPUT, world.context)).gist_url ?? "");
      endRun(world);
    }
    assert.equal(gists[1], gists[0]);
    assert.notEqual(gists[2], gists[0]);
    assert.match(Object.values(world.emulator.gists()[1]?.files ?? {}).join(), /full jitter/);
  }));

Deno.test("an earlier gist that was deleted or changed is made anew; one that can't be read ends the run", () =>
  inWorld(async (world) => {
    await seedOrdinaryPlan(world);
    const first = await triggerAsyncLearn(INPUT, world.context);
    const id = world.emulator.gists()[0]?.id ?? "";
    endRun(world);
    const change = await fetch(`${world.emulator.apiUrl}/gists/${id}`, {
      method: "PATCH",
      headers: { authorization: `Bearer ${world.emulator.token}` },
      body: JSON.stringify({ files: { "learn-materials-plan-42.txt": { content: "changed" } } }),
    });
    await change.body?.cancel();
    const second = await triggerAsyncLearn(INPUT, world.context);
    assert.notEqual(second.gist_url, first.gist_url);

    endRun(world);
    world.emulator.deleteGist(world.emulator.gists()[1]?.id ?? "");
    const third = await triggerAsyncLearn(INPUT, world.context);
    assert.notEqual(third.gist_url, second.gist_url);
    assert.equal(third.reused_materials, false);

    endRun(world);
    const before = world.emulator.gists().length;
    world.emulator.faults.inject({
      method: "GET",
      path: /^\/gists\//,
      fault: { kind: "status", status: 403 },
    });
    const error = await failureOf(triggerAsyncLearn(INPUT, world.context));
    assert.match(error.message, /^Uploading the materials failed: Could not read the gist/);
    assert.equal(world.emulator.gists().length, before);
  }));

Deno.test("a gist whose revision isn't known is told by the checksums in its manifest", () =>
  inWorld(async (world) => {
    await seedOrdinaryPlan(world);
    const first = await triggerAsyncLearn(INPUT, world.context);
    for (const isSame of [true, false]) {
      endRun(world);
      const { upload, ...rest } = await readState(world);
      const hash = isSame ? upload.content_hash : "0".repeat(64);
      const state = { ...upload, content_hash: hash, gist: { ...upload.gist, revision: null } };
      await writeState(world, { ...rest, upload: state });
      const again = await triggerAsyncLearn(INPUT, world.context);
      assert.equal(again.gist_url === first.gist_url, isSame);
      assert.equal(
        (await readState(world)).upload.gist.revision,
        world.emulator.gists().at(-1)?.revisions[0],
      );
    }
  }));

Deno.test("--force starts over: a new gist and a new run, though one is queued; the cache stays in use", () =>
  inWorld(async (world) => {
    await seedOrdinaryPlan(world);
    const first = await triggerAsyncLearn(INPUT, world.context);
    const second = await triggerAsyncLearn(FORCED, world.context);
    assert.equal(second.workflow_triggered, true);
    assert.notEqual(second.run_id, first.run_id);
    assert.notEqual(second.gist_url, first.gist_url);
    assert.equal(world.header()["learn_run_id"], second.run_id);
    const third = await triggerAsyncLearn(INPUT, world.context);
    assert.equal(third.run_id, second.run_id);
  }));

Deno.test("a run of another machine is told by the header, or by its name where the header has no id", () =>
  inWorld(async (world) => {
    const { emulator } = world;
    await seedOrdinaryPlan(world);
    const elsewhere = emulator.seedWorkflowRun({
      workflow: "learn.yml",
      displayTitle: "43:abc123",
      status: "in_progress",
    });
    const sessions = { planning: PLANNING, implementation: [IMPLEMENTATION] };
    for (const id of [`'${elsewhere}'`, null]) {
      const header = { learn_status: "pending", learn_run_id: id };
      seedPlanIssue(emulator, sessions, { number: id === null ? 44 : 43, header });
    }
    const known = await triggerAsyncLearn({ ...INPUT, issue: { number: 43 } }, world.context);
    assert.deepEqual([known.already_running, known.run_id], [true, String(elsewhere)]);

    const unnamed = emulator.seedWorkflowRun({
      workflow: "learn.yml",
      displayTitle: "44:abc124",
      status: "queued",
    });
    const named = await triggerAsyncLearn({ ...INPUT, issue: { number: 44 } }, world.context);
    assert.deepEqual([named.already_running, named.run_id], [true, String(unnamed)]);
    assert.deepEqual(writesTo(emulator), []);

    emulator.setWorkflowRun(unnamed, { status: "completed", conclusion: "cancelled" });
    const again = await triggerAsyncLearn({ ...INPUT, issue: { number: 44 } }, world.context);
    assert.equal(again.workflow_triggered, true);
  }));

Deno.test("a run that GitHub can't tell of ends in an error, not in a second run", () =>
  inWorld(async (world) => {
    await seedOrdinaryPlan(world);
    await triggerAsyncLearn(INPUT, world.context);
    world.emulator.faults.inject({ path: /\/actions\/runs\/\d+$/, fault: { kind: "status", status: 403 } });
    const error = await failureOf(triggerAsyncLearn(INPUT, world.context));
    assert.match(error.message, /^Looking for the run of an earlier trigger failed: /);
    assert.equal(world.emulator.workflowRuns().length, 1);
  }));

Deno.test("materials of another machine are taken while no session is newer, else new ones are made", () =>
  inWorld(async (world) => {
    await seedOrdinaryPlan(world);
    const old = new Date("2026-01-01T00:00:00Z");
    const logs = await Promise.all([
      world.writeLog(PLANNING, conversation(PLANNING, "Plan.", "Planned.")),
      world.writeLog(IMPLEMENTATION, conversation(IMPLEMENTATION, "Do.", "Done.")),
    ]);
    for (const log of logs) await Deno.utime(log, old, old);
    const first = await triggerAsyncLearn(INPUT, world.context);
    const forget = () => Deno.remove(folderOf(world), { recursive: true });

    await forget();
    endRun(world);
    const second = await triggerAsyncLearn(INPUT, world.context);
    assert.deepEqual([second.reused_materials, second.materials], [true, null]);
    assert.equal(second.gist_url, first.gist_url);

    await forget();
    endRun(world);
    const later = new Date(Date.now() + 60_000);
    await Deno.utime(logs[1], later, later);
    const third = await triggerAsyncLearn(INPUT, world.context);
    assert.equal(third.reused_materials, false);

    // Another machine's are newer than what this one uploaded last.
    endRun(world);
    const theirs = world.emulator.seedGist({
      files: { "learn-materials-plan-42.txt": "x" },
      createdAt: new Date(Date.now() + 120_000).toISOString(),
    });
    world.emulator.editIssue(PLAN_ISSUE, {
      body: (body) => body.replace(third.gist_url ?? "", theirs.htmlUrl),
    });
    const fourth = await triggerAsyncLearn(INPUT, world.context);
    assert.equal(fourth.gist_url, theirs.htmlUrl);
  }));

Deno.test("a failed dispatch is made up for by the next trigger, with the gist that is there", () =>
  inWorld(async (world) => {
    await seedOrdinaryPlan(world);
    const fault = { kind: "status", status: 422, body: { message: "No ref found for: main" } } as const;
    world.emulator.faults.inject({ method: "POST", path: /dispatches$/, fault });
    const error = await failureOf(triggerAsyncLearn(INPUT, world.context));
    assert.match(error.detail ?? "", /in the gist http:\S+\/gist\/ada\/[0-9a-f]+; a rerun dispatches/);
    const gist = world.emulator.gists()[0]?.htmlUrl;
    assert.equal((await readState(world)).dispatch, null);
    const answer = await triggerAsyncLearn(INPUT, world.context);
    assert.equal(answer.gist_url, gist);
    assert.equal(answer.workflow_triggered, true);
    assert.equal(world.emulator.gists().length, 1);
  }));

Deno.test("--skip-workflow uploads once, and the next trigger dispatches with that gist", () =>
  inWorld(async (world) => {
    await seedOrdinaryPlan(world);
    const uploaded = await triggerAsyncLearn({ ...INPUT, skipWorkflow: true }, world.context);
    const again = await triggerAsyncLearn({ ...INPUT, skipWorkflow: true }, world.context);
    assert.deepEqual([again.reused_materials, again.gist_url], [true, uploaded.gist_url]);
    const answer = await triggerAsyncLearn(INPUT, world.context);
    assert.equal(answer.gist_url, uploaded.gist_url);
    assert.equal(world.emulator.workflowRuns()[0]?.inputs["gist_url"], uploaded.gist_url);
  }));
