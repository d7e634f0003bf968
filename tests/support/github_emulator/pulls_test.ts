import assert from "node:assert/strict";
import { ask } from "./ask.ts";
import { startGitHubEmulator } from "./mod.ts";

const PULLS = "/repos/acme/shop/pulls";

async function emulatorWithPulls() {
  const github = await startGitHubEmulator();
  github.seedRepository({ owner: "acme", name: "shop" });
  github.seedIssue({ number: 42 });
  const pull = github.seedPullRequest({
    number: 7,
    title: "Merged",
    head: "P42-plan",
    state: "merged",
    createdAt: "2026-02-01T00:00:00Z",
    mergedAt: "2026-02-03T00:00:00Z",
    diff: "diff --git a/a b/a\n",
    files: [{ path: "a", additions: 2, deletions: 1, patch: "@@ -1 +1,2 @@" }],
    discussion: [{ body: "nice" }],
    reviews: [{ author: "grace", state: "APPROVED", body: "ok" }],
    reviewThreads: [
      { path: "a", line: 3, comments: [{ author: "grace", body: "why?" }, { body: "because" }] },
      { path: "b", line: 9, isOutdated: true, comments: [{ body: "gone" }] },
    ],
  });
  github.seedPullRequest({ number: 8, head: "P42-plan", state: "open", createdAt: "2026-02-02T00:00:00Z" });
  github.seedPullRequest({ number: 9, head: "other", state: "closed", diff: "too-large" });
  return { github, pull };
}

Deno.test("a merged pull request is closed, has its dates and its sums", async () => {
  const { github } = await emulatorWithPulls();
  await using _ = github;

  const { json } = await ask(github, "GET", `${PULLS}/7`);

  assert.deepEqual([json.state, json.merged, json.merged_at, json.closed_at], [
    "closed",
    true,
    "2026-02-03T00:00:00Z",
    "2026-02-03T00:00:00Z",
  ]);
  assert.deepEqual([json.additions, json.deletions, json.changed_files], [2, 1, 1]);
  assert.deepEqual([json.comments, json.review_comments], [1, 3]);
  assert.equal(json.base.repo.full_name, "acme/shop");
  assert.equal(json.head.label, "acme:P42-plan");
});

Deno.test("pull requests are listed by state and by head, newest first", async () => {
  const { github } = await emulatorWithPulls();
  await using _ = github;
  const numbers = async (query: string) =>
    (await ask(github, "GET", `${PULLS}?${query}`)).json.map((pull: { number: number }) => pull.number);

  assert.deepEqual(await numbers(""), [8]);
  assert.deepEqual(await numbers("state=all&head=acme:P42-plan"), [8, 7]);
  assert.deepEqual(await numbers("state=all&head=acme:P42-plan&sort=created"), [7, 8]);
  assert.deepEqual(await numbers("state=closed&base=elsewhere"), []);
  assert.deepEqual(await numbers("state=all&head=grace:P42-plan"), []);
});

Deno.test("a pull request is an issue too, with the same discussion", async () => {
  const { github, pull } = await emulatorWithPulls();
  await using _ = github;

  const issue = await ask(github, "GET", "/repos/acme/shop/issues/7");
  const comments = await ask(github, "GET", "/repos/acme/shop/issues/7/comments");

  assert.equal(issue.json.pull_request.merged_at, "2026-02-03T00:00:00Z");
  assert.equal(issue.json.id, pull.id);
  assert.deepEqual(comments.json.map((comment: { body: string }) => comment.body), ["nice"]);
  assert.equal((await ask(github, "GET", `${PULLS}/42`)).status, 404);
});

Deno.test("the diff comes as text, or with 406 where it is too large", async () => {
  const { github } = await emulatorWithPulls();
  await using _ = github;
  const headers = { accept: "application/vnd.github.diff" };

  const diff = await ask(github, "GET", `${PULLS}/7`, { headers });
  const tooLarge = await ask(github, "GET", `${PULLS}/9`, { headers });

  assert.equal(diff.text, "diff --git a/a b/a\n");
  assert.equal(tooLarge.status, 406);
  assert.equal(tooLarge.json.errors[0].code, "too_large");
});

Deno.test("a diff is made of the files, and refused beyond 300 of them; the list ends at 3,000", async () => {
  await using github = await startGitHubEmulator();
  github.seedRepository({ owner: "acme", name: "shop" });
  const files = (count: number) => Array.from({ length: count }, (_, index) => ({ path: `f${index}` }));
  github.seedPullRequest({
    number: 1,
    files: [
      {
        path: "é.ts",
        status: "renamed",
        previousPath: "e.ts",
        patch: "@@ -1 +1 @@\n-a\n+b",
        isTooLargeForList: true,
      },
    ],
  });
  github.seedPullRequest({ number: 2, files: files(301) });
  github.seedPullRequest({ number: 3, files: files(3001) });
  const headers = { accept: "application/vnd.github.diff" };

  const diff = await ask(github, "GET", `${PULLS}/1`, { headers });
  const list = await ask(github, "GET", `${PULLS}/1/files`);
  const tooMany = await ask(github, "GET", `${PULLS}/2`, { headers });
  const last = await ask(github, "GET", `${PULLS}/3/files?per_page=100&page=30`);

  assert.match(diff.text, /^diff --git a\/e.ts "b\/\\303\\251.ts"\nsimilarity.*\+b\n$/s);
  assert.deepEqual([list.json[0].patch, list.json[0].previous_filename], [undefined, "e.ts"]);
  assert.deepEqual([tooMany.status, /files \(300\)/.test(tooMany.json.message)], [406, true]);
  assert.deepEqual([last.json.length, /rel="next"/.test(last.headers.get("link") ?? "")], [100, false]);
});

Deno.test("review comments know their thread's first; outdated ones have no line any more", async () => {
  const { github } = await emulatorWithPulls();
  await using _ = github;

  const { json } = await ask(github, "GET", `${PULLS}/7/comments`);
  const reply = await ask(github, "POST", `${PULLS}/7/comments/${json[0].id}/replies`, {
    body: { body: "thanks" },
  });
  const files = await ask(github, "GET", `${PULLS}/7/files`);

  type ReviewComment = { body: string; line: number | null; original_line: number; in_reply_to_id?: number };
  assert.deepEqual(
    json.map((comment: ReviewComment) => [
      comment.body,
      comment.line,
      comment.original_line,
      comment.in_reply_to_id,
    ]),
    [
      ["why?", 3, 3, undefined],
      ["because", 3, 3, json[0].id],
      ["gone", null, 9, undefined],
    ],
  );
  assert.equal(reply.status, 201);
  assert.equal(reply.json.in_reply_to_id, json[0].id);
  assert.equal(files.json[0].changes, 3);
});

Deno.test("a pull request is opened from a branch that exists, once", async () => {
  const { github } = await emulatorWithPulls();
  await using _ = github;
  const open = (body: object) =>
    ask(github, "POST", PULLS, { body: { title: "Docs", base: "main", ...body } });

  const created = await open({ head: "P42-plan2" });
  github.seedRepository({ owner: "acme", name: "shop2", branches: ["docs"] });
  const elsewhere = await ask(github, "POST", "/repos/acme/shop2/pulls", {
    body: { title: "Docs", base: "main", head: "docs", body: "text", draft: true },
  });
  const twice = await ask(github, "POST", "/repos/acme/shop2/pulls", {
    body: { title: "Docs", base: "main", head: "acme:docs" },
  });

  assert.equal(created.status, 422);
  assert.equal(elsewhere.status, 201);
  assert.equal(elsewhere.json.draft, true);
  assert.equal(github.issue(1, "acme/shop2").body, "text");
  assert.match(twice.json.errors[0].message, /already exists for acme:docs/);
});
