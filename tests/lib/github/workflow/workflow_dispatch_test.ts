import assert from "node:assert/strict";
import {
  dispatchWorkflow,
  type GitHubClient,
  listDispatchedRuns,
  type WorkflowDispatch,
} from "../../../../lib/github/mod.ts";
import { startGitHubEmulator } from "../../../support/github_emulator/mod.ts";
import type { WorkflowSeed } from "../../../support/github_emulator/types.ts";
import { connect, refusal, REPOSITORY } from "../emulator_client.ts";

const DISPATCH: WorkflowDispatch = {
  workflow: "learn.yml",
  inputs: { issue_number: "42", gist_url: "https://gist.github.com/ada/1", distinct_id: "abc123" },
  optionalInputs: ["distinct_id"],
  runName: "42:abc123",
  search: { firstDelay: 1 },
};

async function startWith(...workflows: readonly WorkflowSeed[]) {
  const emulator = await startGitHubEmulator();
  emulator.seedRepository({ ...REPOSITORY, defaultBranch: "trunk", branches: ["dev"], workflows });
  const client = await connect(emulator);
  return { emulator, client, [Symbol.asyncDispose]: () => emulator.close() };
}

const LEARN: WorkflowSeed = { file: "learn.yml", inputs: ["issue_number", "gist_url", "distinct_id"] };

function dispatch(client: GitHubClient, changes: Partial<WorkflowDispatch> = {}) {
  return dispatchWorkflow(client, REPOSITORY, { ...DISPATCH, ...changes });
}

Deno.test("the run's id and page come with the answer, and the default branch is taken", async () => {
  await using world = await startWith(LEARN);
  const run = await dispatch(world.client);
  const [made] = world.emulator.workflowRuns();
  assert.deepEqual(run, { runId: String(made?.id), url: made?.htmlUrl, ref: "trunk" });
  assert.deepEqual(made?.inputs, DISPATCH.inputs);
  assert.equal(made?.ref, "trunk");
  assert.equal(
    world.emulator.requests({ method: "GET", path: /\/runs/ }).length,
    0,
    "nothing was searched for",
  );
});

Deno.test("a named ref is taken without asking for the default branch", async () => {
  await using world = await startWith(LEARN);
  await dispatch(world.client, { ref: "dev" });
  assert.equal(world.emulator.workflowRuns()[0]?.ref, "dev");
  assert.equal(world.emulator.requests().length, 1);
});

Deno.test("a server that answers 204 is searched for the run's name, among others of that moment", async () => {
  await using world = await startWith(LEARN);
  world.emulator.settings.dispatchReturnsRunDetails = false;
  world.emulator.settings.runVisibleAfterMilliseconds = 20;
  const [other, run] = await Promise.all([
    dispatch(world.client, { inputs: { ...DISPATCH.inputs, distinct_id: "zzz999" }, runName: "42:zzz999" }),
    dispatch(world.client),
  ]);
  const runs = world.emulator.workflowRuns();
  assert.equal(run.runId, String(runs.find(({ displayTitle }) => displayTitle === "42:abc123")?.id));
  assert.equal(other.runId, String(runs.find(({ displayTitle }) => displayTitle === "42:zzz999")?.id));
  assert.match(run.url, /\/actions\/runs\/\d+$/);
});

Deno.test("a run that doesn't show in time is no failure: it was dispatched, and its workflow's page is told", async () => {
  await using world = await startWith(LEARN);
  world.emulator.settings.dispatchReturnsRunDetails = false;
  world.emulator.settings.runVisibleAfterMilliseconds = 1_000_000;
  const run = await dispatch(world.client, { search: { attempts: 3, firstDelay: 1 } });
  assert.equal(run.runId, undefined);
  assert.match(run.url, /\/acme\/tidebook\/actions\/workflows\/learn\.yml$/);
  assert.equal(world.emulator.workflowRuns().length, 1);
});

Deno.test("a server that doesn't know return_run_details is asked again without it", async () => {
  await using world = await startWith(LEARN);
  world.emulator.settings.dispatchReturnsRunDetails = false;
  const body = { message: 'Invalid request.\n\n"return_run_details" is not a permitted key.' };
  world.emulator.faults.inject({ method: "POST", fault: { kind: "status", status: 422, body } });
  const run = await dispatch(world.client);
  assert.equal(run.runId, String(world.emulator.workflowRuns()[0]?.id));
  const bodies = world.emulator.requests({ method: "POST" }).map(({ requestBody }) =>
    Object.keys(requestBody as object)
  );
  assert.deepEqual(bodies.map((keys) => keys.includes("return_run_details")), [true, false]);
});

Deno.test("a workflow of an older version, without distinct_id, is dispatched without it", async () => {
  await using world = await startWith({ file: "learn.yml", inputs: ["issue_number", "gist_url"] });
  const run = await dispatch(world.client);
  const [made] = world.emulator.workflowRuns();
  assert.equal(run.runId, String(made?.id));
  assert.deepEqual(Object.keys(made?.inputs ?? {}), ["issue_number", "gist_url"]);
});

Deno.test("an older workflow on an older server: the one new run without a dispatch's name is ours", async () => {
  await using world = await startWith({
    file: "learn.yml",
    inputs: ["issue_number", "gist_url"],
    runName: "learn",
  });
  world.emulator.settings.dispatchReturnsRunDetails = false;
  world.emulator.seedWorkflowRun({
    workflow: "learn.yml",
    displayTitle: "learn",
    createdAt: "2020-01-01T00:00:00Z",
  });
  const run = await dispatch(world.client, { search: { attempts: 2, firstDelay: 1 } });
  assert.equal(run.runId, String(world.emulator.workflowRuns().at(-1)?.id));
});

Deno.test("two new runs that can't be told apart are neither taken", async () => {
  await using world = await startWith({
    file: "learn.yml",
    inputs: ["issue_number", "gist_url"],
    runName: "learn",
  });
  world.emulator.settings.dispatchReturnsRunDetails = false;
  world.emulator.seedWorkflowRun({
    workflow: "learn.yml",
    displayTitle: "learn",
    createdAt: new Date().toISOString(),
  });
  const run = await dispatch(world.client, { search: { attempts: 2, firstDelay: 1 } });
  assert.equal(run.runId, undefined);
});

const REFUSALS: readonly (readonly [
  title: string,
  workflow: WorkflowSeed,
  changes: Partial<WorkflowDispatch>,
  detail: RegExp,
])[] = [
  [
    "a missing workflow",
    { file: "other.yml" },
    {},
    /^\.github\/workflows\/learn\.yml is not on the default branch of acme\/tidebook \(wanted on trunk\); add it there with "on: workflow_dispatch" and the inputs issue_number, gist_url, distinct_id/,
  ],
  [
    "an unknown ref",
    LEARN,
    { ref: "nowhere" },
    /^acme\/tidebook has no branch or tag nowhere; name one with --ref$/,
  ],
  [
    "a workflow without the trigger",
    { ...LEARN, dispatchable: false },
    {},
    /learn\.yml on trunk .* has no "on: workflow_dispatch"; add it/,
  ],
  [
    "a disabled workflow",
    { ...LEARN, state: "disabled_manually" },
    {},
    /is disabled; enable it with "gh workflow enable learn\.yml"/,
  ],
  [
    "a workflow that lacks an input we need",
    { file: "learn.yml", inputs: ["issue_number"] },
    {},
    /does not declare the inputs gist_url, distinct_id/,
  ],
  [
    "a workflow that asks for an input we don't have",
    { file: "learn.yml", inputs: [...LEARN.inputs ?? [], { name: "model", required: true }] },
    {},
    /Required input 'model' not provided/,
  ],
];

for (const [title, workflow, changes, detail] of REFUSALS) {
  Deno.test(`${title} is a failed dispatch whose detail says what to do`, async () => {
    await using world = await startWith(workflow);
    const error = await refusal(dispatch(world.client, changes));
    assert.equal(error.message, "Failed to dispatch workflow");
    assert.match(error.detail ?? "", detail);
    assert.equal(world.emulator.workflowRuns().length, 0);
  });
}

Deno.test("a token that may not dispatch is a failed dispatch that names the reason", async () => {
  await using world = await startWith(LEARN);
  const body = { message: "Resource not accessible by integration" };
  world.emulator.faults.inject({ method: "POST", fault: { kind: "status", status: 403, body } });
  const error = await refusal(dispatch(world.client));
  assert.equal(error.message, "Failed to dispatch workflow");
  assert.match(error.detail ?? "", /Resource not accessible by integration/);
});

Deno.test("runs are listed newest first, with what they are called and how they stand", async () => {
  await using world = await startWith(LEARN);
  await dispatch(world.client);
  await dispatch(world.client, { inputs: { ...DISPATCH.inputs, distinct_id: "zzz999" } });
  const runs = await listDispatchedRuns(world.client, REPOSITORY, "learn.yml");
  assert.deepEqual(runs.map(({ displayTitle, status }) => [displayTitle, status]), [
    ["42:zzz999", "queued"],
    ["42:abc123", "queued"],
  ]);
});
