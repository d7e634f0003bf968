import assert from "node:assert/strict";
import { unzipSync } from "fflate";
import { ask } from "./ask.ts";
import { type GitHubEmulator, type GitHubEmulatorOptions, startGitHubEmulator } from "./mod.ts";
import { createdFilter } from "./runs.ts";

const WORKFLOW = "/repos/acme/shop/actions/workflows/learn.yml";

async function emulatorWithWorkflow(options: GitHubEmulatorOptions = {}): Promise<GitHubEmulator> {
  const github = await startGitHubEmulator(options);
  github.seedRepository({
    owner: "acme",
    name: "shop",
    branches: ["topic"],
    workflows: [
      {
        file: "learn.yml",
        name: "Learn",
        inputs: [{ name: "issue_number", required: true }, "gist_url", {
          name: "distinct_id",
          default: "none",
        }],
      },
      { file: "push.yml", dispatchable: false },
    ],
  });
  return github;
}

function dispatch(github: GitHubEmulator, body: unknown, path = WORKFLOW) {
  return ask(github, "POST", `${path}/dispatches`, { body });
}

Deno.test("a dispatch that asks for run details gets them, and the run is named after its inputs", async () => {
  await using github = await emulatorWithWorkflow();

  const { status, json } = await dispatch(github, {
    ref: "main",
    inputs: { issue_number: "42", distinct_id: "abc123" },
    return_run_details: true,
  });
  const run = await ask(github, "GET", new URL(json.run_url).pathname);

  assert.equal(status, 200);
  assert.equal(run.json.display_title, "42:abc123");
  assert.equal(run.json.status, "queued");
  assert.equal(run.json.html_url, json.html_url);
  assert.deepEqual(github.workflowRuns().map(({ id, inputs }) => [id, inputs]), [
    [json.workflow_run_id, { issue_number: "42", distinct_id: "abc123" }],
  ]);
});

Deno.test("without the wish for details, or on an older server, a dispatch answers 204", async () => {
  await using github = await emulatorWithWorkflow({ dispatchReturnsRunDetails: false });

  const older = await dispatch(github, {
    ref: "main",
    inputs: { issue_number: "1" },
    return_run_details: true,
  });
  github.settings.dispatchReturnsRunDetails = true;
  const unasked = await dispatch(github, { ref: "refs/heads/topic", inputs: { issue_number: "2" } });

  assert.deepEqual([older.status, older.text], [204, ""]);
  assert.equal(unasked.status, 204);
  assert.deepEqual(github.workflowRuns().map((run) => [run.displayTitle, run.ref]), [
    ["1:none", "main"],
    ["2:none", "topic"],
  ]);
});

Deno.test("a run that was answered with 204 appears in the list only after a while", async () => {
  await using github = await emulatorWithWorkflow({ runVisibleAfterMilliseconds: 60_000 });
  await dispatch(github, { ref: "main", inputs: { issue_number: "42" } });

  const hidden = await ask(github, "GET", "/repos/acme/shop/actions/runs");
  github.settings.runVisibleAfterMilliseconds = 0;
  await dispatch(github, { ref: "main", inputs: { issue_number: "43" } });
  const shown = await ask(github, "GET", `${WORKFLOW}/runs`);

  assert.equal(hidden.json.total_count, 0);
  assert.deepEqual(shown.json.workflow_runs.map((run: { display_title: string }) => run.display_title), [
    "43:none",
  ]);
  assert.equal(github.workflowRuns().length, 2);
});

Deno.test("a dispatch is refused in GitHub's words", async () => {
  await using github = await emulatorWithWorkflow();
  const inputs = { issue_number: "42" };

  const replies = {
    missing: await dispatch(github, { ref: "main", inputs: {} }),
    unexpected: await dispatch(github, { ref: "main", inputs: { ...inputs, a: "1", b: "2" } }),
    ref: await dispatch(github, { ref: "nowhere", inputs }),
    noRef: await dispatch(github, { inputs }),
    trigger: await dispatch(github, { ref: "main" }, WORKFLOW.replace("learn", "push")),
    unknown: await dispatch(github, { ref: "main", inputs }, WORKFLOW.replace("learn", "other")),
  };

  const said = Object.values(replies).map(({ status, json }) =>
    `${status} ${json.message.replaceAll("\n", " ")}`
  );
  assert.deepEqual(said, [
    "422 Required input 'issue_number' not provided",
    '422 Unexpected inputs provided: ["a","b"]',
    "422 No ref found for: nowhere",
    '422 Invalid request.  "ref" wasn\'t supplied.',
    "422 Workflow does not have 'workflow_dispatch' trigger",
    "404 Not Found",
  ]);
  assert.deepEqual(github.workflowRuns(), []);
});

Deno.test("who may not push may not dispatch", async () => {
  await using github = await emulatorWithWorkflow();
  const token = github.seedToken({ login: "grace" });

  const { status } = await ask(github, "POST", `${WORKFLOW}/dispatches`, { body: { ref: "main" }, token });

  assert.equal(status, 403);
});

Deno.test("runs are filtered by event, branch, status, conclusion and creation, newest first", async () => {
  await using github = await emulatorWithWorkflow();
  const seed = (displayTitle: string, more: object) =>
    github.seedWorkflowRun({
      workflow: "learn.yml",
      displayTitle,
      createdAt: "2026-02-01T10:00:00Z",
      ...more,
    });
  seed("a", { event: "push", branch: "topic" });
  seed("b", { status: "in_progress" });
  seed("c", { conclusion: "failure", createdAt: "2026-02-03T10:00:00Z" });

  const titles = async (query: string) => {
    const { json } = await ask(github, "GET", `${WORKFLOW}/runs?${query}`);
    return json.workflow_runs.map((run: { display_title: string }) => run.display_title).join("");
  };

  assert.equal(await titles(""), "cba");
  assert.equal(await titles("event=workflow_dispatch"), "cb");
  assert.equal(await titles("branch=topic"), "a");
  assert.equal(await titles("status=in_progress"), "b");
  assert.equal(await titles("status=failure"), "c");
  assert.equal(await titles("created=%3E%3D2026-02-02"), "c");
  assert.equal(await titles("per_page=1&page=2"), "b");
});

Deno.test("dates are compared as GitHub's search does", () => {
  const noon = Date.parse("2026-02-01T12:00:00Z");
  const table: [string | null, boolean][] = [
    [null, true],
    ["2026-02-01", true],
    ["2026-02-02", false],
    [">2026-02-01", false],
    [">2026-02-01T11:59:59Z", true],
    [">=2026-02-01", true],
    ["<2026-02-01", false],
    ["<=2026-02-01", true],
    ["2026-01-31..2026-02-01", true],
    ["*..2026-01-31", false],
    ["2026-02-01..*", true],
  ];
  for (const [filter, expected] of table) assert.equal(createdFilter(filter)(noon), expected, String(filter));
});

Deno.test("a test moves a run on", async () => {
  await using github = await emulatorWithWorkflow();
  const id = github.seedWorkflowRun({ workflow: "learn.yml", status: "queued" });

  github.setWorkflowRun(id, { status: "completed", conclusion: "failure" });
  const { json } = await ask(github, "GET", `/repos/acme/shop/actions/runs/${id}`);

  assert.deepEqual([json.status, json.conclusion], ["completed", "failure"]);
});

Deno.test("an artifact's zip lies on the other origin, which wants no token and takes none", async () => {
  await using github = await emulatorWithWorkflow();
  const runId = github.seedWorkflowRun({ workflow: "learn.yml" });
  github.seedArtifact({ runId, name: "session-abc", files: { "session.jsonl": "{}\n" } });

  const { json } = await ask(
    github,
    "GET",
    `/repos/acme/shop/actions/runs/${runId}/artifacts?name=session-abc`,
  );
  const [artifact] = json.artifacts;
  const redirect = await ask(github, "GET", new URL(artifact.archive_download_url).pathname);
  const location = redirect.headers.get("location") ?? "";
  const zip = await (await fetch(location)).bytes();
  const withToken = await ask(github, "GET", location, { token: github.token });

  assert.equal(json.total_count, 1);
  assert.equal(redirect.status, 302);
  assert.equal(new URL(location).origin, github.serverUrl);
  assert.notEqual(github.serverUrl, github.apiUrl);
  assert.equal(new TextDecoder().decode(unzipSync(zip)["session.jsonl"]), "{}\n");
  assert.equal(zip.length, artifact.size_in_bytes);
  assert.equal(withToken.status, 403);
  assert.deepEqual(
    github.requests({ server: "web" }).map((entry) => entry.requestHeaders["authorization"]),
    ["absent", "present"],
  );
});

Deno.test("fetch itself leaves the token behind when it follows the redirect", async () => {
  await using github = await emulatorWithWorkflow();
  const runId = github.seedWorkflowRun({ workflow: "learn.yml" });
  const id = github.seedArtifact({ runId, name: "a", files: { "a": "x" } });

  const answer = await fetch(`${github.apiUrl}/repos/acme/shop/actions/artifacts/${id}/zip`, {
    headers: { authorization: `Bearer ${github.token}` },
  });
  await answer.body?.cancel();

  assert.equal(answer.status, 200);
  assert.equal(github.requests({ server: "web" })[0]?.requestHeaders["authorization"], "absent");
});

Deno.test("an expired artifact is listed but gone; without a token there is no download", async () => {
  await using github = await emulatorWithWorkflow();
  const runId = github.seedWorkflowRun({ workflow: "learn.yml" });
  const id = github.seedArtifact({ runId, name: "old", zip: new Uint8Array([1, 2, 3]) });
  const address = `/repos/acme/shop/actions/artifacts/${id}`;

  const anonymous = await ask(github, "GET", `${address}/zip`, { token: null });
  github.expireArtifact(id);
  const listed = await ask(github, "GET", address);
  const gone = await ask(github, "GET", `${address}/zip`);

  assert.equal(anonymous.status, 401);
  assert.equal(listed.json.expired, true);
  assert.equal(gone.status, 410);
});
