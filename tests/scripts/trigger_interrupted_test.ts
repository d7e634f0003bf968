import assert from "node:assert/strict";
import { join } from "node:path";
import { generateLog } from "../../tools/bench/generate_log.ts";
import type { Fault } from "../support/github_emulator/mod.ts";
import { readPlanIssue } from "../../lib/github/mod.ts";
import { UserError } from "../../lib/user_error.ts";
import { endingWhenInterrupted } from "../../scripts/trigger/interruption.ts";
import { openRunJournal } from "../../scripts/trigger/run_journal.ts";
import { PLAN_ISSUE, seedPlanIssue } from "../support/plan_scenario.ts";
import { packMaterialsFolder } from "../../scripts/upload_learn_materials.ts";
import { metBy, startTrigger, temporaryFiles } from "./trigger_process.ts";
import { IMPLEMENTATION, inWorld, PLANNING, seedOrdinaryPlan, type World } from "./trigger_world.ts";

interface Point {
  readonly title: string;
  readonly method?: string;
  readonly path: RegExp;
  /** Whether the request is carried out, though its answer doesn't come. */
  readonly acts: boolean;
  readonly signal: "SIGINT" | "SIGTERM";
  /** What is told of what is kept. */
  readonly kept: RegExp;
  readonly rerun: Readonly<Record<string, boolean>>;
}

const POINTS: readonly Point[] = [
  {
    title: "while the plan is read",
    path: /\/issues\/42$/,
    acts: false,
    signal: "SIGINT",
    kept: /nothing was done yet/,
    rerun: { workflow_triggered: true, reused_materials: false },
  },
  {
    title: "while the comments are fetched",
    path: /\/graphql$/,
    acts: false,
    signal: "SIGTERM",
    kept: /nothing was uploaded; a rerun takes the sessions converted so far from \.erk\/cache/,
    rerun: { workflow_triggered: true, reused_materials: false },
  },
  {
    title: "while the gist is asked for",
    method: "POST",
    path: /^\/gists$/,
    acts: false,
    signal: "SIGINT",
    kept: /materials are in \/.*\/learn-42; a rerun looks whether the gist was made/,
    rerun: { workflow_triggered: true, reused_materials: false },
  },
  {
    title: "when the gist is made, but its answer isn't there",
    method: "POST",
    path: /^\/gists$/,
    acts: true,
    signal: "SIGTERM",
    kept: /materials are in \/.*\/learn-42; a rerun looks whether the gist was made/,
    rerun: { workflow_triggered: true, reused_materials: true },
  },
  {
    title: "when the workflow is dispatched, but its answer isn't there",
    method: "POST",
    path: /\/dispatches$/,
    acts: true,
    signal: "SIGINT",
    kept: /in the gist http:\S+\/gist\/ada\/[0-9a-f]+; a rerun looks whether the workflow was dispatched/,
    rerun: { workflow_triggered: false, already_running: true },
  },
  {
    title: "while the header is written",
    method: "PATCH",
    path: /\/issues\/42$/,
    acts: false,
    signal: "SIGINT",
    kept: /the workflow was dispatched: http:\S+\/runs\/\d+; a rerun records it/,
    rerun: { workflow_triggered: false, already_running: true },
  },
];

for (const { title, method, path, acts, signal, kept, rerun } of POINTS) {
  Deno.test(`${signal} ${title} ends the process, says what is kept, and the rerun goes on from there`, () =>
    inWorld(async (world) => {
      const { emulator, project } = world;
      await seedOrdinaryPlan(world);
      const over = Promise.withResolvers<void>();
      const fault: Fault = acts ? { kind: "meanwhile", after: () => over.promise } : { kind: "hang" };
      const injected = emulator.faults.inject({ path, fault, ...(method === undefined ? {} : { method }) });
      const run = startTrigger(world);
      await metBy(injected, run);
      run.kill(signal);
      const { status, answer, stderr } = await run.ending;
      over.resolve();
      assertInterrupted({ status, answer, stderr }, signal);
      assert.match(answer.detail, kept);
      assert.ok(stderr.includes(answer.detail));
      assert.deepEqual(await temporaryFiles(project), []);
      emulator.faults.clear();

      const again = await startTrigger(world).ending;
      assert.equal(again.status, 0, again.stderr);
      for (const [name, value] of Object.entries(rerun)) assert.equal(again.answer[name], value, name);
      assertOneOfEach(world);
    }));
}

Deno.test("what --force leaves says which rerun goes on, and that none does where the plan was learned from", () =>
  inWorld(async ({ emulator, context }) => {
    seedPlanIssue(emulator, {});
    const plan = await readPlanIssue(await context.github(), { owner: "acme", name: "widgets" }, PLAN_ISSUE);
    for (
      const [isRefused, kept] of [
        [false, /in the gist https:\/\/x; a rerun without --force dispatches the workflow with it$/],
        [true, /; as the plan has been learned from before, a rerun with --force begins anew$/],
      ] as const
    ) {
      const journal = await openRunJournal(plan, context, { isNew: true, isRefused });
      journal.placed("https://x");
      assert.match(journal.describeKept(), kept);
    }
  }));

Deno.test("a command's own sentence on an interruption is told with what is kept", async () => {
  const signal = AbortSignal.abort(new UserError("Interrupted."));
  const work = Promise.reject(signal.reason);
  await assert.rejects(
    endingWhenInterrupted(signal, () => "the materials", work, "Interrupted; what was finished is kept."),
    { message: "Interrupted; what was finished is kept.", detail: "the materials" },
  );
});

Deno.test("Ctrl-C while large logs are converted ends the process and leaves no half-written file", () =>
  inWorld(async (world) => {
    const { emulator, project } = world;
    await seedOrdinaryPlan(world);
    for (const [seed, id] of [PLANNING, IMPLEMENTATION].entries()) {
      const path = await world.writeLog(id, []);
      using file = await Deno.create(path);
      for (const line of generateLog(20_000_000, {}, seed)) await file.write(line);
    }
    const run = startTrigger(world);
    await run.says("… Preprocess the sessions");
    run.kill("SIGINT");
    assertInterrupted(await run.ending, "SIGINT");
    assert.deepEqual(emulator.requests({ method: "POST", path: "/gists" }), []);
    const folder = join(project, ".erk", "scratch", "learn-42");
    for await (const { name } of Deno.readDir(folder)) {
      if (!name.endsWith(".xml")) continue;
      const text = await Deno.readTextFile(join(folder, name));
      assert.match(text, /<\/session>\s*$/, `${name} is cut`);
    }

    const again = await startTrigger(world, "--dry-run").ending;
    assert.equal(again.status, 0, again.stderr);
    assert.ok(again.answer.materials.bytes_in >= 40_000_000);
  }));

Deno.test("an interruption is heard while large materials are redacted for the pack", () =>
  inWorld(async (world) => {
    const folder = join(world.project, "materials");
    await Deno.mkdir(folder);
    const text = `<session>${"a word and another one. ".repeat(10_000)}</session>`;
    for (let index = 0; index < 12; index++) {
      await Deno.writeTextFile(join(folder, `impl-${index}.xml`), text);
    }
    const input = { directory: folder, issueNumber: 42 };
    const interruption = new AbortController();
    const context = { ...world.context, signal: interruption.signal };
    assert.equal((await packMaterialsFolder(input, context)).files.length, 13);
    const packing = packMaterialsFolder(input, context);
    setTimeout(() => interruption.abort(new Error("Interrupted.")));
    await assert.rejects(packing, /Interrupted\./);
  }));

Deno.test("Ctrl-C while another trigger is waited for ends the waiting, and the other one goes on", () =>
  inWorld(async (world) => {
    await seedOrdinaryPlan(world);
    const over = Promise.withResolvers<void>();
    const injected = world.emulator.faults.inject({
      method: "POST",
      path: /^\/gists$/,
      fault: { kind: "meanwhile", before: () => over.promise },
    });
    const first = startTrigger(world);
    await metBy(injected, first);
    const waiting = startTrigger(world);
    await waiting.says("Wait for another erk-learn (process ");
    waiting.kill("SIGINT");
    assertInterrupted(await waiting.ending, "SIGINT");
    over.resolve();
    const { status, answer } = await first.ending;
    assert.deepEqual([status, answer.workflow_triggered], [0, true]);
    assertOneOfEach(world);
  }));

function assertInterrupted(
  { status, answer, stderr }: { status: number; answer: { success: boolean; error: string }; stderr: string },
  signal: "SIGINT" | "SIGTERM",
): void {
  assert.equal(status, signal === "SIGINT" ? 130 : 143, stderr);
  assert.equal(answer.success, false);
  assert.match(answer.error, /^Interrupted; what was finished is kept/);
  assert.doesNotMatch(stderr, /^\s+at /m);
}

function assertOneOfEach({ emulator, header }: World): void {
  assert.equal(emulator.gists().length, 1);
  assert.equal(emulator.workflowRuns().length, 1);
  assert.equal(header()["learn_run_id"], String(emulator.workflowRuns()[0]?.id));
}
