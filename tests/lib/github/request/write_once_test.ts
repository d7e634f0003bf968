import assert from "node:assert/strict";
import { createSecretGist, type GitHubClient, updatePlanHeader } from "../../../../lib/github/mod.ts";
import { dispatchWorkflow } from "../../../../lib/github/workflow/workflow_dispatch.ts";
import { asPublished } from "../../../../lib/redact/redacted.ts";
import type { Fault } from "../../../support/github_emulator/types.ts";
import { planBody } from "../../../support/plan_scenario.ts";
import { connect, givingUp, HELD_TIMEOUT, refusal, REPOSITORY, startSeeded } from "../emulator_client.ts";

/** What leaves it open whether a write was done; the second half of them: it was. */
const DOUBTFUL: readonly (readonly [title: string, fault: Fault])[] = [
  ["500", { kind: "status", status: 500 }],
  ["502", { kind: "status", status: 502, body: "<html>" }],
  ["a connection lost before the answer", { kind: "reset-before-answer" }],
  ["no answer in time", { kind: "hang" }],
  ["a connection lost after acting", { kind: "reset-after-acting" }],
  ["no answer in time after acting", { kind: "hang-after-acting" }],
  ["an answer that is cut", { kind: "cut-body", afterBytes: 3 }],
  ["an answer of half a JSON", { kind: "malformed-json" }],
];

const NEW_GIST = {
  description: asPublished("Learn materials for plan #42"),
  files: new Map([[asPublished("a.txt"), asPublished("made at 08:00, α\r\n")], [
    asPublished("b.txt"),
    asPublished("b"),
  ]]),
};

const DISPATCH = {
  workflow: "learn.yml",
  ref: "main",
  inputs: { issue_number: "42", gist_url: "https://gist.github.com/x", distinct_id: "abc123" },
  optionalInputs: ["distinct_id"],
  runName: "42:abc123",
};

const WRITES:
  readonly (readonly [what: string, write: (client: GitHubClient) => Promise<string | undefined>])[] = [
    ["gist", async (client) => (await createSecretGist(client, NEW_GIST)).id],
    ["run", async (client) => (await dispatchWorkflow(client, REPOSITORY, DISPATCH)).runId],
  ];

function start(told: string[] = []) {
  return startSeeded({
    retry: { attemptTimeout: HELD_TIMEOUT, budget: 3 * HELD_TIMEOUT },
    onRetry: (message) => void told.push(message),
  });
}

for (const [what, write] of WRITES) {
  for (const [title, fault] of DOUBTFUL) {
    for (const times of [1, 2]) {
      Deno.test(`after ${title}${times === 1 ? "" : ", twice,"} there is one ${what}, and its id is known`, async () => {
        const told: string[] = [];
        await using world = await start(told);
        world.emulator.seedGist({
          description: "other",
          files: { "a.txt": "made at 08:00, α\r\n", "b.txt": "b" },
        });
        world.emulator.faults.inject({ method: "POST", fault, times });
        const id = await givingUp(world, () => write(world.client));
        const made = what === "gist"
          ? world.emulator.gists().slice(1).map((gist) => gist.id)
          : world.emulator.workflowRuns().map((run) => String(run.id));
        assert.deepEqual(made, [id]);
        assert.match(told[0] ?? "", /^It is unclear whether the .* was made; looking in 0\.0 s$/);
      });
    }
  }
}

Deno.test("a gist of the same words but another content isn't taken for ours", async () => {
  await using world = await start();
  const other = { "a.txt": "made at 09:00, α\r\n", "b.txt": "b" };
  world.emulator.seedGist({ description: NEW_GIST.description, files: other });
  world.emulator.faults.inject({ method: "POST", fault: { kind: "status", status: 500 } });
  const { id } = await createSecretGist(world.client, NEW_GIST);
  assert.deepEqual(world.emulator.gists().map((gist) => gist.id === id), [false, true]);
});

Deno.test("where it can't be looked for, nothing is repeated, and the sentence says that it may be done", async () => {
  for (const [what, write] of WRITES) {
    await using world = await start();
    world.emulator.faults.inject({ method: "POST", fault: { kind: "reset-after-acting" } });
    const down: Fault = { kind: "status", status: 503 };
    world.emulator.faults.inject({ method: "GET", fault: down, times: 99 });
    const error = await refusal(write(world.client));
    assert.match(`${error.message} ${error.detail}`, /it may have been done all the same/, what);
    assert.equal(world.emulator.requests({ method: "POST" }).length, 1);
  }
});

Deno.test("a run that can't be told from others of that moment is not dispatched again", async () => {
  await using world = await start();
  world.emulator.faults.inject({ method: "POST", fault: { kind: "status", status: 500 } });
  for (let count = 0; count < 2; count++) {
    world.emulator.seedWorkflowRun({
      workflow: "learn.yml",
      displayTitle: "learn",
      createdAt: new Date().toISOString(),
    });
  }
  const error = await refusal(dispatchWorkflow(world.client, REPOSITORY, DISPATCH));
  assert.match(error.detail ?? "", /it may have been done all the same/);
  assert.equal(world.emulator.requests({ method: "POST" }).length, 1);
});

Deno.test("a run that GitHub shows late is found all the same", async () => {
  await using world = await start();
  world.emulator.settings.dispatchReturnsRunDetails = false;
  world.emulator.settings.runVisibleAfterMilliseconds = 40;
  world.emulator.faults.inject({ method: "POST", fault: { kind: "reset-after-acting" } });
  const slow = await connect(world.emulator, { retry: { firstDelay: 20 } });
  const { runId } = await dispatchWorkflow(slow, REPOSITORY, DISPATCH);
  assert.deepEqual(world.emulator.workflowRuns().map(({ id }) => String(id)), [runId]);
});

Deno.test("a dispatch whose run can't be searched for is no failure", async () => {
  await using world = await start();
  world.emulator.settings.dispatchReturnsRunDetails = false;
  world.emulator.faults.inject({ method: "GET", fault: { kind: "status", status: 403 }, times: 99 });
  const run = await dispatchWorkflow(world.client, REPOSITORY, DISPATCH);
  assert.equal(run.runId, undefined);
  assert.equal(world.emulator.workflowRuns().length, 1);
});

for (const [title, fault] of DOUBTFUL) {
  Deno.test(`after ${title} the plan's header says it once and nothing else has changed`, async () => {
    await using world = await start();
    const body = planBody({ created_by: "ada", learn_status: "not_started" });
    world.emulator.seedIssue({ number: 42, body });
    world.emulator.faults.inject({ method: "PATCH", fault, times: 2 });
    await givingUp(world, () => updatePlanHeader(world.client, REPOSITORY, 42, { learn_status: "pending" }));
    assert.equal(world.emulator.issue(42).body, body.replace("not_started", "pending"));
    assert.equal(world.emulator.issue(42).writes, 1);
  });
}
