import assert from "node:assert/strict";
import { join } from "node:path";
import { markRun } from "../../lib/preprocess/mod.ts";
import { downloadLearnMaterials } from "../../scripts/download_learn_materials.ts";
import { triggerAsyncLearn } from "../../scripts/trigger_async_learn.ts";
import type { FaultRule } from "../support/github_emulator/mod.ts";
import { metBy, startTrigger } from "./trigger_process.ts";
import { INPUT, inWorld, seedOrdinaryPlan, type World } from "./trigger_world.ts";

/** What a run leaves when all is well, whatever came before it. */
async function assertWhole(world: World, answer: Record<string, unknown>, point: string): Promise<void> {
  const { emulator } = world;
  const [gist, ...otherGists] = emulator.gists();
  const [run, ...otherRuns] = emulator.workflowRuns();
  assert.equal(answer["success"], true, point);
  assert.equal(otherGists.length, 0, `${point}: more than one gist`);
  assert.equal(otherRuns.length, 0, `${point}: more than one run`);
  assert.equal(answer["run_id"], String(run?.id), point);
  assert.equal(answer["gist_url"], gist?.htmlUrl, point);
  assert.equal(run?.inputs["gist_url"], gist?.htmlUrl, point);
  assert.equal(world.header()["learn_status"], "pending", point);
  assert.equal(world.header()["learn_run_id"], String(run?.id), point);
  assert.equal(world.header()["learn_materials_gist_url"], gist?.htmlUrl, point);
  assert.equal(world.header()["created_by"], "ada", point);
  const output = { gistUrl: gist?.htmlUrl ?? "", outputDir: "ci" };
  const { files, verified } = await downloadLearnMaterials(output, world.context);
  assert.equal(verified, true, point);
  assert.equal(files.length, 6, `${point}: ${files}`); // two sessions, three files of comments, the manifest
}

/** Triggers, kills the process when a request meets the fault, triggers again. */
async function killAndRerun(rule: Omit<FaultRule, "fault">, acts: boolean, point: string): Promise<string> {
  let summary = "";
  await inWorld(async (world) => {
    const { emulator } = world;
    await seedOrdinaryPlan(world);
    const dead = Promise.withResolvers<void>();
    // Carried out or not, the process doesn't live to see its answer.
    const fault = acts
      ? { kind: "meanwhile" as const, after: () => dead.promise }
      : { kind: "hang" as const };
    const injected = emulator.faults.inject({ ...rule, fault });
    const killed = startTrigger(world);
    await metBy(injected, killed);
    killed.kill("SIGKILL");
    const { status } = await killed.ending;
    dead.resolve();
    assert.notEqual(status, 0, point);
    emulator.faults.clear();

    const rerun = await triggerAsyncLearn(INPUT, world.newContext());
    await assertWhole(world, { ...rerun }, point);
    const { already_running: isRunning, reused_materials: isReused } = rerun;
    summary = isRunning ? "run reported" : isReused ? "gist reused" : "from the start";
  });
  return summary;
}

/** `server method path` of each request of a run without faults. */
async function requestsOfCleanRun(): Promise<string[]> {
  let requests: string[] = [];
  await inWorld(async (world) => {
    await seedOrdinaryPlan(world);
    const { status, answer, stderr } = await startTrigger(world).ending;
    assert.equal(status, 0, stderr);
    await assertWhole(world, answer, "a clean run");
    const download = world.emulator.requests().at(-1)?.sequence ?? 0;
    requests = world.emulator.requests().filter(({ sequence }) => sequence < download)
      .map(({ server, method, path }) => `${server} ${method} ${path}`);
  });
  return requests;
}

Deno.test("parts without a name go where their run was killed, and stay where it is at work", () =>
  inWorld(async (world) => {
    await seedOrdinaryPlan(world);
    const folder = join(world.project, ".erk", "scratch", "learn-42");
    await Deno.mkdir(folder, { recursive: true });
    const mark = markRun(join(folder, ".impl-bbbbbbbb-0.tmp"));
    const dead = [".impl-aaaaaaaa-0.tmp", ".impl-aaaaaaaa-7.tmp", ".planning-cccccccc-0.tmp"];
    const living = [".impl-bbbbbbbb-0.tmp", ".impl-bbbbbbbb-7.tmp"];
    try {
      for (const name of [...dead, ".impl-bbbbbbbb-7.tmp"]) await Deno.writeTextFile(join(folder, name), "");
      const old = new Date(Date.now() - 120_000);
      for (const name of [...dead, ...living]) await Deno.utime(join(folder, name), old, old);
      const { status, stderr } = await startTrigger(world, "--skip-workflow").ending;
      assert.equal(status, 0, stderr);
      const left = [...Deno.readDirSync(folder)].map(({ name }) => name).filter((name) =>
        name.endsWith(".tmp")
      );
      assert.deepEqual(left.sort(), living);
    } finally {
      mark.release();
    }
  }));

Deno.test("killed at any request, carried out or not, the next trigger ends with one gist, one run and a right header", async () => {
  const requests = await requestsOfCleanRun();
  assert.ok(requests.length >= 8, requests.join("\n"));
  const points = requests.flatMap((request, index) => {
    const isWrite = / (?:POST|PATCH) /.test(request) && !request.endsWith("/graphql");
    // A read that isn't carried out is like one whose answer never comes.
    return (isWrite ? [true, false] : [true]).map((acts) => ({ request, index, acts }));
  });
  const outcomes: string[] = [];
  const work = points.values();
  // Two at a time: each is mostly the start of a process.
  await Promise.all([1, 2].map(async () => {
    for (const { request, index, acts } of work) {
      const point = `killed at ${request} (${acts ? "carried out" : "not carried out"})`;
      outcomes.push(`${point}: ${await killAndRerun({ after: index }, acts, point)}`);
    }
  }));
  assert.equal(outcomes.length, points.length);
  const after = (route: RegExp, acts: boolean) =>
    outcomes.find((line) => route.test(line) && line.includes(acts ? "(carried" : "(not"))?.split(": ").at(
      -1,
    );
  assert.equal(after(/POST \/gists/, true), "gist reused");
  assert.equal(after(/POST \/gists/, false), "from the start");
  assert.equal(after(/dispatches/, true), "run reported");
  assert.equal(after(/dispatches/, false), "gist reused");
  assert.equal(after(/PATCH/, true), "run reported");
  assert.equal(after(/PATCH/, false), "run reported");
});

Deno.test("a killed process lets go of the lock, and the next one doesn't wait for it", () =>
  inWorld(async (world) => {
    await seedOrdinaryPlan(world);
    world.emulator.faults.inject({ method: "POST", path: /^\/gists$/, fault: { kind: "hang" } });
    const first = startTrigger(world);
    await first.says("… Upload the materials");
    const waiting = startTrigger(world, "--verbose");
    await waiting.says("Wait for another erk-learn (process ");
    first.kill("SIGKILL");
    await first.ending;
    const { status, answer, stderr } = await waiting.ending;
    assert.equal(status, 0, stderr);
    assert.match(stderr, /another erk-learn \(process \d+.*ended before it had finished/);
    await assertWhole(world, answer, "after the lock");
  }));
