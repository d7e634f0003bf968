import assert from "node:assert/strict";
import { ask } from "./ask.ts";
import { startGitHubEmulator } from "./mod.ts";

Deno.test("two emulators at once know nothing of each other", async () => {
  await using first = await startGitHubEmulator();
  await using second = await startGitHubEmulator();
  first.seedGist({ files: { "a.txt": "x" } });

  assert.equal(first.gists().length, 1);
  assert.equal(second.gists().length, 0);
  assert.equal((await ask(first, "GET", "/user", { token: second.token })).status, 401);
});

Deno.test("a closed emulator can't be reached, and closing it twice is one", async () => {
  const github = await startGitHubEmulator();
  await ask(github, "GET", "/rate_limit"); // `emulate` runs too

  await Promise.all([github.close(), github.close()]);

  await assert.rejects(fetch(`${github.apiUrl}/user`), TypeError);
});

Deno.test("the journal has each request with its body and answer, and never a token", async () => {
  await using github = await startGitHubEmulator();
  const { token } = github;

  await ask(github, "POST", "/gists", { body: { files: { "a.txt": { content: "é" } } } });
  await ask(github, "GET", "/gists?per_page=1", { token: null });

  const [created, listed] = github.journal;
  assert.deepEqual(created?.requestBody, { files: { "a.txt": { content: "é" } } });
  assert.equal(created?.requestBytes, 36);
  assert.equal(created?.status, 201);
  assert.equal(created?.requestHeaders["authorization"], "present");
  assert.equal(listed?.requestHeaders["authorization"], "absent");
  assert.deepEqual(listed?.query, { per_page: "1" });
  assert.deepEqual(github.requests({ method: "get", path: /^\/gists/ }), [listed]);
  assert.ok((created?.durationMilliseconds ?? -1) >= 0);
  assert.equal(JSON.stringify(github.journal).includes(token), false);
  github.clearJournal();
  assert.equal(github.journal.length, 0);
});

Deno.test("contents, branches and new files are kept by emulate, under the emulator's own addresses", async () => {
  await using github = await startGitHubEmulator();
  github.seedRepository({
    owner: "acme",
    name: "shop",
    branches: ["topic"],
    files: { ".github/workflows/learn.yml": "name: Learn\n" },
  });

  const file = await ask(github, "GET", "/repos/acme/shop/contents/.github/workflows/learn.yml");
  const branch = await ask(github, "GET", "/repos/acme/shop/branches/topic");
  const written = await ask(github, "PUT", "/repos/acme/shop/contents/docs/a.md", {
    body: { message: "Add", content: btoa("text"), branch: "topic" },
  });
  github.seedPullRequest({ number: 1, head: "another" }); // adds a branch, keeps what was written
  const read = await ask(github, "GET", "/repos/acme/shop/contents/docs/a.md?ref=topic");
  const another = await ask(github, "GET", "/repos/acme/shop/branches/another");

  assert.equal(atob(file.json.content), "name: Learn\n");
  assert.ok(file.json.url.startsWith(`${github.apiUrl}/repos/acme/shop/`));
  assert.equal(branch.json.name, "topic");
  assert.equal(written.status, 201);
  assert.equal(atob(read.json.content), "text");
  assert.equal(another.status, 200);
});

Deno.test("a repository that is seeded later is known everywhere", async () => {
  await using github = await startGitHubEmulator();
  github.seedRepository({ owner: "acme", name: "shop" });
  await ask(github, "GET", "/repos/acme/shop");
  github.seedRepository({ owner: "grace", name: "tools", defaultBranch: "trunk", private: true });

  const { json } = await ask(github, "GET", "/repos/grace/tools");

  assert.deepEqual([json.full_name, json.default_branch, json.visibility], [
    "grace/tools",
    "trunk",
    "private",
  ]);
});

Deno.test("an endpoint of ours that nobody wrote is loud, not empty", async () => {
  await using github = await startGitHubEmulator();
  github.seedRepository({ owner: "acme", name: "shop" });

  const { status, json } = await ask(github, "GET", "/repos/acme/shop/issues/1/timeline");

  assert.equal(status, 501);
  assert.match(json.message, /does not know GET/);
});

Deno.test("a body that is no JSON is refused", async () => {
  await using github = await startGitHubEmulator();
  const headers = { authorization: `Bearer ${github.token}` };

  const answer = await fetch(`${github.apiUrl}/gists`, { method: "POST", headers, body: "{" });

  assert.equal(answer.status, 400);
  assert.equal((await answer.json()).message, "Problems parsing JSON");
});

Deno.test("a seed that can't be is an error at once", async () => {
  await using github = await startGitHubEmulator();
  assert.throws(() => github.seedIssue({ number: 1 }), /seed the repository/);
  github.seedRepository({ owner: "acme", name: "shop" });
  github.seedIssue({ number: 1 });

  assert.throws(() => github.seedIssue({ number: 1 }), /#1 already/);
  assert.throws(() => github.seedWorkflowRun({ workflow: "x.yml" }), /no workflow x.yml/);
  assert.throws(() => github.seedArtifact({ runId: 1, name: "a" }), /seed the run 1/);
  assert.throws(() => github.issue(2), /no issue #2/);
  assert.throws(() => github.gist("x"), /no gist x/);
});
