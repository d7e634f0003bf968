import assert from "node:assert/strict";
import { join } from "node:path";
import { triggerStatePath } from "../../lib/run_state/mod.ts";
import { triggerAsyncLearn } from "../../scripts/trigger_async_learn.ts";
import { failureOf, INPUT, inWorld, seedOrdinaryPlan, type World, writeState } from "./trigger_world.ts";

function folderOf(world: World): string {
  return join(world.project, ".erk", "scratch", "learn-42");
}

async function readState(world: World) {
  return JSON.parse(await Deno.readTextFile(triggerStatePath(folderOf(world))));
}

Deno.test("comments that an unfinished run fetched a moment ago aren't fetched again; older ones, and changed files, are", () =>
  inWorld(async (world) => {
    await seedOrdinaryPlan(world);
    const failUpload = () =>
      world.emulator.faults.inject({
        method: "POST",
        path: /^\/gists$/,
        fault: { kind: "status", status: 403 },
      });
    const threadsAsked = async () => {
      world.emulator.clearJournal();
      failUpload();
      await failureOf(triggerAsyncLearn(INPUT, world.context));
      return world.emulator.requests({ path: "/graphql" }).length;
    };
    const asked = await threadsAsked();
    assert.ok(asked > 0);
    assert.equal(await threadsAsked(), 0);
    await Deno.writeTextFile(join(folderOf(world), "pr-comments.json"), "{}");
    assert.equal(await threadsAsked(), asked);

    const state = await readState(world);
    state.comments.fetched_at = "2026-11-21T07:49:59Z";
    await writeState(world, state);
    assert.equal(await threadsAsked(), asked);

    world.emulator.clearJournal();
    const answer = await triggerAsyncLearn(INPUT, world.context);
    assert.equal(world.emulator.requests({ path: "/graphql" }).length, 0);
    assert.match(world.emulator.gists()[0]?.files["learn-materials-plan-42.txt"] ?? "", /full jitter/);
    assert.equal(answer.workflow_triggered, true);
    assert.equal((await readState(world)).comments, null);
  }));

Deno.test("a damaged, newer or foreign state is named and started over from; nothing breaks", () =>
  inWorld(async (world) => {
    await seedOrdinaryPlan(world);
    const first = await triggerAsyncLearn(INPUT, world.context);
    const good = await readState(world);
    const cases: [Record<string, unknown>, RegExp][] = [
      [{}, /is damaged/],
      [{ ...good, schema_version: 2 }, /another version of erk-learn \(2, known: 1\)/],
      [{ ...good, dispatch: { run: 7 } }, /is damaged \(dispatch\./],
      [{ ...good, upload: { ...good.upload, files: { "../../x": "0".repeat(64) } } }, /is damaged/],
      [{ ...good, repository: "https://github.com/other/place" }, /of another plan \(.*other\/place/],
    ];
    for (const [state, expected] of cases) {
      await writeState(world, state);
      const warnings: string[] = [];
      const progress = { ...world.context.progress, warn: (line: string) => void warnings.push(line) };
      const answer = await triggerAsyncLearn(INPUT, { ...world.context, progress });
      assert.match(warnings.join("\n"), expected);
      assert.match(warnings.join("\n"), /starting over/);
      // The header still tells of the run.
      assert.deepEqual([answer.already_running, answer.run_id], [true, first.run_id]);
    }
  }));

Deno.test("a state that was planted in the folder isn't believed: neither its gist nor its run", () =>
  inWorld(async (world) => {
    await seedOrdinaryPlan(world);
    await triggerAsyncLearn(INPUT, world.context);
    const { emulator } = world;
    const { seal: _, ...good } = await readState(world);
    const evil = emulator.seedGist({ owner: "eve", files: { "learn-materials-plan-42.txt": "x" } });
    const run = emulator.seedWorkflowRun({ workflow: "learn.yml", status: "in_progress" });
    emulator.setWorkflowRun(emulator.workflowRuns()[0]?.id ?? 0, { status: "completed" });
    const planted = {
      ...good,
      upload: {
        ...good.upload,
        gist: { id: evil.id, url: evil.htmlUrl, revision: evil.revisions[0] ?? null },
      },
      dispatch: {
        ...good.dispatch,
        gist_url: evil.htmlUrl,
        run: { id: String(run), url: "https://evil.example/x" },
      },
    };
    await Deno.writeTextFile(triggerStatePath(folderOf(world)), JSON.stringify(planted));
    const warnings: string[] = [];
    const progress = { ...world.context.progress, warn: (line: string) => void warnings.push(line) };
    const answer = await triggerAsyncLearn(INPUT, { ...world.context, progress });
    assert.match(warnings.join("\n"), /wasn't written by this machine: starting over/);
    assert.deepEqual([answer.already_running, answer.workflow_triggered], [false, true]);
    assert.notEqual(answer.gist_url, evil.htmlUrl);
    assert.ok(!JSON.stringify(emulator.workflowRuns().at(-1)).includes(evil.id));
  }));

Deno.test("the state holds no token, and says what was done", () =>
  inWorld(async (world) => {
    await seedOrdinaryPlan(world);
    const answer = await triggerAsyncLearn(INPUT, world.context);
    const text = await Deno.readTextFile(triggerStatePath(folderOf(world)));
    assert.ok(!text.includes(world.emulator.token));
    const state = JSON.parse(text);
    assert.equal(state.schema_version, 1);
    assert.equal(state.upload.gist.url, answer.gist_url);
    assert.equal(state.upload.gist.revision, world.emulator.gists()[0]?.revisions[0]);
    assert.equal(state.dispatch.run.id, answer.run_id);
    assert.equal(state.dispatch.recorded, true);
    assert.ok(!Object.keys(state.upload.files).includes("manifest.json"));
  }));

Deno.test({
  name: "pipes in the place of what an earlier run left don't hold up the next one",
  ignore: Deno.build.os === "windows", // It has no pipes among files.
  fn: () =>
    inWorld(async (world) => {
      await seedOrdinaryPlan(world);
      await triggerAsyncLearn({ ...INPUT, skipWorkflow: true }, world.newContext());
      const folder = folderOf(world);
      const cache = join(world.project, ".erk", "cache", "sessions");
      const places = [
        triggerStatePath(folder),
        join(folder, "manifest.json"),
        ...[...Deno.readDirSync(folder)].filter(({ name }) => name.endsWith(".json")).map(({ name }) =>
          join(folder, name)
        ),
        ...[...Deno.readDirSync(cache)].map(({ name }) => join(cache, name)),
      ];
      assert.ok(places.length > 6);
      for (const place of new Set(places)) {
        await Deno.remove(place).catch(() => {});
        assert.ok((await new Deno.Command("mkfifo", { args: [place] }).output()).success);
      }
      const answer = await triggerAsyncLearn(INPUT, world.newContext());
      assert.equal(answer.workflow_triggered, true);
      // What isn't ours to read is replaced.
      for (const { name, isFile } of Deno.readDirSync(cache)) assert.ok(isFile, name);
    }),
});
