import assert from "node:assert/strict";
import { ask } from "./ask.ts";
import { startGitHubEmulator } from "./mod.ts";

const ISSUE = "/repos/acme/shop/issues/42";

async function emulatorWithPlan() {
  const github = await startGitHubEmulator();
  github.seedRepository({ owner: "acme", name: "shop", labels: [{ name: "erk-plan", color: "112233" }] });
  const plan = github.seedIssue({
    number: 42,
    title: "Plan",
    body: "first\r\nsecond",
    labels: ["erk-plan"],
    comments: [{ author: "grace", body: "one", createdAt: "2026-02-01T10:00:00Z" }, { body: "two" }],
  });
  return { github, plan };
}

Deno.test("an issue has the number, text, author and dates that it was seeded with", async () => {
  const { github, plan } = await emulatorWithPlan();
  await using _ = github;

  const { json } = await ask(github, "GET", ISSUE);
  const comments = await ask(github, "GET", `${ISSUE}/comments`);

  assert.equal(json.number, 42);
  assert.equal(json.body, "first\r\nsecond");
  assert.equal(json.user.login, "ada");
  assert.deepEqual(json.labels.map((label: { name: string; color: string }) => [label.name, label.color]), [
    ["erk-plan", "112233"],
  ]);
  assert.deepEqual(
    comments.json.map((comment: { id: number; user: { login: string }; created_at: string }) => [
      comment.id,
      comment.user.login,
      comment.created_at,
    ]),
    [
      [plan.commentIds[0], "grace", "2026-02-01T10:00:00Z"],
      [plan.commentIds[1], "ada", "2026-02-01T10:01:00Z"],
    ],
  );
});

Deno.test("a changed body is kept byte for byte and counted as a write", async () => {
  const { github } = await emulatorWithPlan();
  await using _ = github;
  const body = "a\r\n\u2028$& \\ --- 🎈";

  const { status, json } = await ask(github, "PATCH", ISSUE, { body: { body } });

  assert.equal(status, 200);
  assert.equal(json.body, body);
  assert.equal(github.issue(42).body, body);
  assert.equal(github.issue(42).writes, 1);
  assert.equal(github.issue(42).title, "Plan");
});

Deno.test("a body of more than 65,536 characters is refused as GitHub refuses it", async () => {
  const { github } = await emulatorWithPlan();
  await using _ = github;

  const fits = await ask(github, "PATCH", ISSUE, { body: { body: "x".repeat(65_536) } });
  const tooLong = await ask(github, "PATCH", ISSUE, { body: { body: "x".repeat(65_537) } });

  assert.equal(fits.status, 200);
  assert.equal(tooLong.status, 422);
  assert.equal(tooLong.json.errors[0].message, "body is too long (maximum is 65536 characters)");
});

Deno.test("a new issue gets the next number, which issues and pull requests share", async () => {
  const { github } = await emulatorWithPlan();
  await using _ = github;
  github.seedPullRequest({ number: 50 });

  const created = await ask(github, "POST", "/repos/acme/shop/issues", {
    body: { title: "New", labels: ["x"] },
  });
  const untitled = await ask(github, "POST", "/repos/acme/shop/issues", { body: {} });

  assert.equal(created.status, 201);
  assert.equal(created.json.number, 51);
  assert.deepEqual(github.issue(51).labels, ["x"]);
  assert.equal(untitled.status, 422);
});

Deno.test("issues are listed newest first, by state and by label", async () => {
  const { github } = await emulatorWithPlan();
  await using _ = github;
  github.seedIssue({ number: 43, state: "closed", createdAt: "2030-01-01T00:00:00Z" });

  const open = await ask(github, "GET", "/repos/acme/shop/issues");
  const all = await ask(github, "GET", "/repos/acme/shop/issues?state=all");
  const labelled = await ask(github, "GET", "/repos/acme/shop/issues?state=all&labels=erk-plan");

  const numbers = (reply: { json: { number: number }[] }) => reply.json.map((issue) => issue.number);
  assert.deepEqual(numbers(open), [42]);
  assert.deepEqual(numbers(all), [43, 42]);
  assert.deepEqual(numbers(labelled), [42]);
});

Deno.test("a comment is created, changed and deleted", async () => {
  const { github } = await emulatorWithPlan();
  await using _ = github;

  const created = await ask(github, "POST", `${ISSUE}/comments`, { body: { body: "three" } });
  const address = `/repos/acme/shop/issues/comments/${created.json.id}`;
  await ask(github, "PATCH", address, { body: { body: "four" } });
  const read = await ask(github, "GET", address);
  await ask(github, "DELETE", address);

  assert.equal(created.status, 201);
  assert.equal(read.json.body, "four");
  assert.deepEqual(github.issue(42).comments.map((comment) => comment.body), ["one", "two"]);
});

Deno.test("an empty comment is refused", async () => {
  const { github } = await emulatorWithPlan();
  await using _ = github;

  const { status } = await ask(github, "POST", `${ISSUE}/comments`, { body: { body: " \n" } });

  assert.equal(status, 422);
  assert.equal(github.issue(42).comments.length, 2);
});

Deno.test("a label that exists is refused as such; labels of an issue are made when they are missing", async () => {
  const { github } = await emulatorWithPlan();
  await using _ = github;

  const twice = await ask(github, "POST", "/repos/acme/shop/labels", { body: { name: "ERK-plan" } });
  const added = await ask(github, "POST", `${ISSUE}/labels`, { body: { labels: ["new", "erk-plan"] } });
  const removed = await ask(github, "DELETE", `${ISSUE}/labels/new`);
  const again = await ask(github, "DELETE", `${ISSUE}/labels/new`);

  assert.equal(twice.status, 422);
  assert.equal(twice.json.errors[0].code, "already_exists");
  assert.equal(added.status, 200);
  assert.equal(removed.status, 200);
  assert.equal(again.status, 404);
  assert.deepEqual(github.issue(42).labels, ["erk-plan"]);
  assert.deepEqual(github.labels(), ["erk-plan", "new"]);
});

Deno.test("an edit behind the client's back is what the next read gives, and no write of the client's", async () => {
  const { github } = await emulatorWithPlan();
  await using _ = github;

  github.editIssue(42, { body: (body) => `${body}\nthird`, labels: ["other"], state: "closed" });
  const { json } = await ask(github, "GET", ISSUE);

  assert.equal(json.body, "first\r\nsecond\nthird");
  assert.equal(json.state, "closed");
  assert.equal(github.issue(42).writes, 0);
});

Deno.test("issues are found by label, state and words", async () => {
  const { github } = await emulatorWithPlan();
  await using _ = github;
  github.seedIssue({ number: 44, title: "Other", body: "marker-7f" });

  const search = (query: string) => ask(github, "GET", `/search/issues?q=${encodeURIComponent(query)}`);
  const byLabel = await search("repo:acme/shop is:issue is:open label:erk-plan");
  const byWord = await search('"marker-7f" in:body -label:erk-plan');
  const unknown = await search("reviewed-by:me");

  assert.deepEqual(byLabel.json.items.map((item: { number: number }) => item.number), [42]);
  assert.deepEqual(byWord.json.items.map((item: { number: number }) => item.number), [44]);
  assert.equal(unknown.status, 422);
});
