import assert from "node:assert/strict";
import { ask } from "./ask.ts";
import {
  type GitHubEmulator,
  type JournalEntry,
  serverError,
  startGitHubEmulator,
  validateAgainstOpenApi,
} from "./mod.ts";
import { knownProperties, toJsonSchema } from "./openapi_schema.ts";

async function emulatorWithEverything(): Promise<GitHubEmulator> {
  const github = await startGitHubEmulator();
  github.seedRepository({
    owner: "acme",
    name: "shop",
    branches: ["topic"],
    labels: ["bug"],
    secrets: ["ONE", { name: "TWO", shared: true }],
    workflows: [{ file: "learn.yml", inputs: ["issue_number", "distinct_id"] }],
  });
  github.seedIssue({ number: 42, labels: ["erk-plan"], comments: [{ body: "one", author: "helper[bot]" }] });
  github.seedPullRequest({
    number: 7,
    state: "merged",
    mergedAt: "2026-02-01T00:00:00Z",
    closesIssues: [42],
    reviews: [{ body: "ok", state: "APPROVED" }],
    files: [{ path: "a b.ts", patch: "@@", status: "renamed", previousPath: "b.ts" }],
    discussion: [{ body: "d" }],
    reviewThreads: [
      { path: "a.ts", line: 3, startLine: 1, comments: [{ body: "x" }, { body: "y" }] },
      { path: "b.ts", line: 3, isOutdated: true, comments: [{ body: "x" }] },
      { path: "c.ts", comments: [{ body: "whole file" }] },
    ],
  });
  github.seedPullRequest({ number: 8, headRepository: "gone/shop" });
  return github;
}

/** A request to each endpoint that this project uses, or may soon. */
async function askEverything(github: GitHubEmulator): Promise<void> {
  const repo = "/repos/acme/shop";
  const send = (method: string, path: string, body?: unknown) => ask(github, method, path, { body });
  const runId = github.seedWorkflowRun({ workflow: "learn.yml", displayTitle: "42:abc" });
  const artifactId = github.seedArtifact({ runId, name: "session", files: { "a.jsonl": "{}" } });

  for (const path of ["", "/branches", "/branches/topic", "/contents/README.md", "/git/ref/heads/main"]) {
    await send("GET", `${repo}${path}`);
  }
  for (const path of ["/user", "/users/ada", "/rate_limit", "/search/issues?q=is:issue"]) {
    await send("GET", path);
  }

  const gist =
    (await send("POST", "/gists", { description: "d", public: false, files: { a: { content: "x" } } })).json;
  await send("GET", `/gists/${gist.id}`);
  await send("GET", `/gists/${gist.id}/${gist.history[0].version}`);
  await send("GET", "/gists?per_page=5&page=1");
  await send("PATCH", `/gists/${gist.id}`, { description: "n", files: { b: { content: "y" } } });
  await send("DELETE", `/gists/${gist.id}`);

  for (const path of ["/issues/42", "/issues/7", "/issues?state=all&labels=bug", "/issues/999"]) {
    await send("GET", `${repo}${path}`);
  }
  await send("PATCH", `${repo}/issues/42`, { body: "z", state: "closed", state_reason: "completed" });
  await send("POST", `${repo}/issues`, { title: "t", body: "b", labels: ["a"] });
  const comment = (await send("POST", `${repo}/issues/42/comments`, { body: "hi" })).json;
  await send("GET", `${repo}/issues/42/comments?per_page=100`);
  await send("GET", `${repo}/issues/comments`);
  await send("GET", `${repo}/issues/comments/${comment.id}`);
  await send("PATCH", `${repo}/issues/comments/${comment.id}`, { body: "ho" });
  await send("DELETE", `${repo}/issues/comments/${comment.id}`);

  await send("POST", `${repo}/labels`, { name: "x", color: "ff0000", description: "d" });
  await send("POST", `${repo}/labels`, { name: "x" });
  await send("PATCH", `${repo}/labels/x`, { new_name: "y" });
  for (const path of ["/labels", "/labels/y", "/issues/42/labels"]) await send("GET", `${repo}${path}`);
  await send("POST", `${repo}/issues/42/labels`, { labels: ["y"] });
  await send("PUT", `${repo}/issues/42/labels`, { labels: ["y", "z"] });
  await send("DELETE", `${repo}/issues/42/labels/y`);
  await send("DELETE", `${repo}/labels/y`);

  for (const path of ["?state=all&head=acme:branch-7", "/7", "/8", "/7/files", "/7/reviews", "/7/comments"]) {
    await send("GET", `${repo}/pulls${path}`);
  }
  await send("POST", `${repo}/pulls`, { title: "t", head: "topic", base: "main", body: "b", draft: true });
  const [first] = (await send("GET", `${repo}/pulls/7/comments`)).json;
  await send("POST", `${repo}/pulls/7/comments/${first.id}/replies`, { body: "r" });

  const workflow = `${repo}/actions/workflows/learn.yml`;
  const inputs = { issue_number: "42", distinct_id: "abc123" };
  await send("POST", `${workflow}/dispatches`, { ref: "main", inputs, return_run_details: true });
  await send("POST", `${workflow}/dispatches`, { ref: "main", inputs });
  for (
    const path of [
      "/workflows",
      "/workflows/learn.yml",
      "/secrets",
      "/organization-secrets?per_page=100",
      "/workflows/learn.yml/runs?event=workflow_dispatch&per_page=1",
      "/runs?created=%3E2026-01-01&status=queued&branch=main",
      `/runs/${runId}`,
      `/runs/${runId}/artifacts?name=session`,
      "/artifacts",
      `/artifacts/${artifactId}`,
      `/artifacts/${artifactId}/zip`,
    ]
  ) await send("GET", `${repo}/actions${path}`);
}

Deno.test("every answer of the emulator is as GitHub's OpenAPI description says, and so is every request", async () => {
  await using github = await emulatorWithEverything();

  await askEverything(github);
  const problems = (await Promise.all(github.journal.map((entry) => validateAgainstOpenApi(entry)))).flat();

  assert.deepEqual(problems, []);
  assert.ok(github.journal.length > 55);
  assert.deepEqual(github.journal.filter((entry) => (entry.status ?? 500) >= 500), []);
  assert.deepEqual(
    github.journal.filter((entry) => (entry.status ?? 500) >= 400).map(({ status, method, path }) =>
      `${status} ${method} ${path}`
    ),
    ["404 GET /repos/acme/shop/issues/999", "422 POST /repos/acme/shop/labels"],
  );
});

/** A right entry, changed. */
async function entryOf(change: (entry: JournalEntry) => Partial<JournalEntry>): Promise<string[]> {
  await using github = await emulatorWithEverything();
  await ask(github, "PATCH", "/repos/acme/shop/issues/42", { body: { body: "z" } });
  const [entry] = github.journal;
  assert.ok(entry !== undefined);
  assert.deepEqual(await validateAgainstOpenApi(entry), []);
  return await validateAgainstOpenApi({ ...entry, ...change(entry) });
}

Deno.test("what GitHub's description does not know is named", async () => {
  const where = "PATCH /repos/acme/shop/issues/42";
  assert.deepEqual(await entryOf(() => ({ query: { bogus: "1" } })), [
    `${where}: unknown query parameter bogus`,
  ]);
  assert.deepEqual(await entryOf(() => ({ requestBody: { bodyy: "z" } })), [
    `${where}: unknown field bodyy in the body`,
  ]);
  assert.deepEqual(await entryOf(() => ({ requestBody: { body: 1 } })), [
    `${where}: body/body must be string,null`,
  ]);
  assert.deepEqual(await entryOf(() => ({ method: "GET" })), [
    `GET /repos/acme/shop/issues/42: a body where GitHub takes none`,
  ]);
  assert.deepEqual(await entryOf(() => ({ path: "/nothing" })), [
    "PATCH /nothing: GitHub has no such endpoint",
  ]);
  assert.deepEqual(await entryOf(() => ({ path: "/repos/a/b/issues/x" })), [
    `PATCH /repos/a/b/issues/x: parameter issue_number can't be "x"`,
  ]);
  assert.deepEqual(await entryOf(() => ({ status: 202 })), [`${where}: status 202 is not described`]);
  assert.deepEqual(
    await entryOf((entry) => ({
      responseBody: { ...entry.responseBody as object, number: null, user: { login: 1 } },
    }))
      .then((problems) => problems.slice(0, 1)),
    [`${where}: answer/number must be integer`],
  );
});

Deno.test("an answer that a fault made is not held against the emulator", async () => {
  await using github = await emulatorWithEverything();
  github.faults.inject({ fault: serverError(502) });
  github.faults.inject({ fault: { kind: "status", status: 200, body: { nothing: true } } });

  await ask(github, "GET", "/repos/acme/shop");
  await ask(github, "GET", "/repos/acme/shop");
  const problems = await Promise.all(github.journal.map((entry) => validateAgainstOpenApi(entry)));

  assert.deepEqual(problems, [[], []]);
});

Deno.test("schemas of OpenAPI 3.0 become JSON Schema", () => {
  assert.deepEqual(
    toJsonSchema({
      type: "object",
      description: "prose",
      properties: {
        title: { type: "string", nullable: true, example: "x" },
        state: { type: "string", enum: ["a"], nullable: true },
        user: { allOf: [{ $ref: "#/components/schemas/user" }], nullable: true },
      },
      required: ["title"],
    }),
    {
      type: "object",
      properties: {
        title: { type: ["string", "null"] },
        state: { type: ["string", "null"], enum: ["a", null] },
        user: { anyOf: [{ allOf: [{ $ref: "github#/components/schemas/user" }] }, { type: "null" }] },
      },
      required: ["title"],
    },
  );
  assert.deepEqual(
    knownProperties({ properties: { a: {} }, oneOf: [{ properties: { b: {} } }] }, () => undefined),
    new Set(["a", "b"]),
  );
  assert.equal(
    knownProperties({ properties: { a: {} }, additionalProperties: true }, () => undefined),
    undefined,
  );
});
