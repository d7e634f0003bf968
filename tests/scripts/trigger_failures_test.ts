import assert from "node:assert/strict";
import { join } from "node:path";
import { createGitHubClient } from "../../lib/github/mod.ts";
import { triggerAsyncLearn } from "../../scripts/trigger_async_learn.ts";
import { seedPlanIssue, seedPlanPullRequest } from "../support/plan_scenario.ts";
import {
  conversation,
  failureOf,
  IMPLEMENTATION,
  INPUT,
  inWorld,
  PLANNING,
  REMOTE,
  seedOrdinaryPlan,
  writesTo,
} from "./trigger_world.ts";
import { MADE_UP_TOKEN } from "../support/made_up_token.ts";

Deno.test("an issue that isn't there, is no plan, or is a learn plan is refused before any write", () =>
  inWorld(async ({ emulator, context }) => {
    seedPlanIssue(emulator, {}, { number: 7, labels: ["bug"] });
    seedPlanIssue(emulator, {}, { number: 8, labels: ["erk-plan", "erk-learn"] });
    const refused = async (number: number) =>
      await failureOf(triggerAsyncLearn({ ...INPUT, issue: { number } }, context));

    const missing = await refused(999);
    assert.equal(missing.message, "Issue not found");
    assert.match(missing.detail ?? "", /acme\/widgets\/issues\/999/);
    const noPlan = await refused(7);
    assert.equal(noPlan.message, "Issue is not an erk-plan");
    assert.match(noPlan.detail ?? "", /label bug/);
    const learnPlan = await refused(8);
    assert.match(learnPlan.message, /learn plan teaches nothing new/);
    assert.deepEqual(writesTo(emulator), []);
  }));

Deno.test("without any session there is nothing to learn from, and nothing is written to GitHub", () =>
  inWorld(async (world) => {
    seedPlanIssue(world.emulator, { planning: PLANNING });
    const error = await failureOf(triggerAsyncLearn(INPUT, world.context));
    assert.equal(error.message, "No session data available for learning");

    await world.writeLog(PLANNING, [{ type: "summary", summary: "nothing was said", leafUuid: "x" }]);
    const empty = await failureOf(triggerAsyncLearn(INPUT, world.context));
    assert.equal(empty.message, "No session data available for learning");
    assert.match(empty.detail ?? "", /1 found, 1 of them empty/);
    assert.deepEqual(writesTo(world.emulator), []);
  }));

Deno.test("without sessions, or with empty ones, a plan with a pull request is learned from, with a warning", () =>
  inWorld(async (world) => {
    seedPlanIssue(world.emulator, { planning: PLANNING });
    seedPlanPullRequest(world.emulator);
    const none = await triggerAsyncLearn(INPUT, world.newContext());
    assert.equal(none.workflow_triggered, true);
    assert.match(
      none.warnings.join("\n"),
      /No session data \(no session of this plan or project was found\): the pull request #57 alone is learned from/,
    );
    const packed = world.emulator.gists()[0]?.files["learn-materials-plan-42.txt"] ?? "";
    assert.match(packed, /full jitter/);

    await world.writeLog(PLANNING, [{ type: "summary", summary: "nothing was said", leafUuid: "x" }]);
    const empty = await triggerAsyncLearn({ ...INPUT, dryRun: true, force: true }, world.newContext());
    assert.match(empty.warnings.join("\n"), /No session data \(1 found, 1 of them empty.*#57 alone/);
  }));

Deno.test("review comments and remote sessions that get no answer leave the upload its time", () =>
  inWorld(async (world) => {
    const gist = world.emulator.seedGist({ files: { [`session-${REMOTE}.jsonl`]: "{}" } });
    await seedOrdinaryPlan(world, { remote: { id: REMOTE, gistUrl: gist.htmlUrl, gistId: gist.id } });
    const hang = { kind: "hang" } as const;
    world.emulator.faults.inject({ graphqlOperation: /ReviewThreads/, times: 99, fault: hang });
    world.emulator.faults.inject({ path: /\/issues\/57\/comments/, times: 99, fault: hang });
    world.emulator.faults.inject({ path: /\/gists\/\w+$/, method: "GET", times: 99, fault: hang });
    const { apiUrl, serverUrl, token } = world.emulator;
    const client = await createGitHubClient({
      apiUrl,
      serverUrl,
      token,
      retry: { budget: 900, firstDelay: 1 },
    });
    const context = { ...world.context, github: () => Promise.resolve(client) };
    const answer = await triggerAsyncLearn(INPUT, context);
    assert.equal(answer.workflow_triggered, true);
    assert.match(answer.warnings.join("\n"), /The review comments are missing: .*did not answer in time/);
    assert.match(answer.warnings.join("\n"), new RegExp(`Session ${REMOTE} is left out: .*did not answer`));
  }));

Deno.test("a default branch that can't be read is a failed dispatch, with the reason", () =>
  inWorld(async (world) => {
    await seedOrdinaryPlan(world);
    world.emulator.faults.inject({
      method: "GET",
      path: /^\/repos\/acme\/widgets$/,
      fault: { kind: "status", status: 403 },
    });
    const error = await failureOf(triggerAsyncLearn(INPUT, world.context));
    assert.equal(error.message, "Failed to dispatch workflow");
    assert.match(error.detail ?? "", /read the repository acme\/widgets/);
    assert.match(
      error.detail ?? "",
      /materials are in \/.*\/learn-42 and in the gist http:\S+\/gist\/ada\/[0-9a-f]+; a rerun dispatches/,
    );
    assert.equal(world.header()["learn_status"], "not_started");
  }));

Deno.test("a session that can't be fetched or read is a warning, and the others are learned from", () =>
  inWorld(async (world) => {
    await seedOrdinaryPlan(world, {
      remote: {
        id: REMOTE,
        gistUrl: `${world.emulator.serverUrl}/gist/ada/${"0".repeat(32)}`,
        gistId: "0".repeat(32),
      },
    });
    const answer = await triggerAsyncLearn(INPUT, world.context);
    assert.equal(answer.workflow_triggered, true);
    assert.equal(answer.warnings.length, 1);
    assert.match(answer.warnings[0] ?? "", new RegExp(`Session ${REMOTE} is left out`));
  }));

for (const name of [`planning-${PLANNING}.xml`, `impl-${IMPLEMENTATION}.ledger.json`, "pr-comments.json"]) {
  Deno.test(`materials that can't be written (${name}) end the run, before anything is uploaded`, () =>
    inWorld(async (world) => {
      await seedOrdinaryPlan(world);
      const place = join(world.project, ".erk", "scratch", "learn-42", name);
      // A folder in a file's place: the write fails as on a full disk.
      await Deno.mkdir(place, { recursive: true });
      const error = await failureOf(triggerAsyncLearn(INPUT, world.context));
      assert.ok(error.message.includes(place), error.message);
      assert.deepEqual(writesTo(world.emulator), []);
      await Deno.remove(place);
      assert.equal((await triggerAsyncLearn(INPUT, world.newContext())).workflow_triggered, true);
    }));
}

Deno.test("lines that can't be read are counted with their numbers, and the rest is kept", () =>
  inWorld(async (world) => {
    await seedOrdinaryPlan(world);
    const path = await world.writeLog(IMPLEMENTATION, conversation(IMPLEMENTATION, "Do it.", "Done."));
    await Deno.writeTextFile(path, "this is no JSON at all\n", { append: true });
    const answer = await triggerAsyncLearn(INPUT, world.context);
    assert.match(answer.warnings.join(), /1 unreadable line\(s\) in .*: 3 \(/);
    assert.match(world.emulator.gists()[0]?.files["learn-materials-plan-42.txt"] ?? "", /Do it\./);
  }));

Deno.test("review comments that can't be read are a warning", () =>
  inWorld(async (world) => {
    await seedOrdinaryPlan(world);
    const token = MADE_UP_TOKEN;
    world.emulator.faults.inject({
      method: "GET",
      path: /\/pulls/,
      fault: { kind: "status", status: 403, body: { message: `Not with ${token}` } },
    });
    const answer = await triggerAsyncLearn(INPUT, world.context);
    assert.equal(answer.workflow_triggered, true);
    assert.match(answer.warnings.join(), /review comments are missing: .*\[redacted:github-token:/);
    assert.ok(!answer.warnings.join().includes(token));
    // Whoever learns from the materials is told, too.
    const materials = Object.values(world.emulator.gists()[0]?.files ?? {}).join();
    assert.match(materials, /"success": false,\s+"error": "[^"]*Not with \[redacted:github-token:/);
  }));

Deno.test("a gist that GitHub refuses ends the run, named, and the materials stay", () =>
  inWorld(async (world) => {
    await seedOrdinaryPlan(world);
    world.emulator.faults.inject({
      method: "POST",
      path: /^\/gists$/,
      fault: { kind: "status", status: 403 },
    });
    const error = await failureOf(triggerAsyncLearn(INPUT, world.context));
    assert.match(error.message, /^Uploading the materials failed: /);
    assert.match(error.detail ?? "", /the materials are in \/.*\/learn-42; a rerun /);
    assert.deepEqual(world.emulator.workflowRuns(), []);
    assert.equal(world.header()["learn_status"], "not_started");
    await Deno.stat(join(world.project, ".erk", "scratch", "learn-42", `planning-${PLANNING}.xml`));
  }));

Deno.test("a missing workflow says which file is missing and how to add it, before anything is written", () =>
  inWorld(async (world) => {
    await seedOrdinaryPlan(world);
    const error = await failureOf(triggerAsyncLearn({ ...INPUT, workflow: "teach.yml" }, world.context));
    assert.equal(error.message, "Failed to dispatch workflow");
    assert.match(error.detail ?? "", /\.github\/workflows\/teach\.yml/);
    assert.match(error.detail ?? "", /workflow_dispatch/);
    assert.match(error.detail ?? "", /nothing was uploaded/);
    const ref = await failureOf(triggerAsyncLearn({ ...INPUT, ref: "no/where" }, world.context));
    assert.match(ref.detail ?? "", /acme\/widgets has no branch or tag no\/where; name one with --ref/);
    assert.deepEqual(writesTo(world.emulator), []);
    const there = await triggerAsyncLearn({ ...INPUT, ref: "refs/heads/main" }, world.context);
    assert.equal(there.workflow_triggered, true);
  }));

Deno.test("so does a workflow that is disabled", () =>
  inWorld(async (world) => {
    await seedOrdinaryPlan(world);
    world.emulator.faults.inject({
      method: "GET",
      path: /\/actions\/workflows\/learn\.yml$/,
      fault: { kind: "status", status: 200, body: { id: 1, state: "disabled_manually" } },
    });
    const error = await failureOf(triggerAsyncLearn(INPUT, world.context));
    assert.equal(error.message, "Failed to dispatch workflow");
    assert.match(
      error.detail ?? "",
      /learn\.yml of acme\/widgets is disabled; enable it with "gh workflow enable/,
    );
    assert.match(error.detail ?? "", /nothing was uploaded/);
    assert.deepEqual(writesTo(world.emulator), []);
  }));
