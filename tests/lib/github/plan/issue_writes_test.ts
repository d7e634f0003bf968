import assert from "node:assert/strict";
import {
  closeIssue,
  createComment,
  deleteComment,
  editComment,
  listNewestIssues,
} from "../../../../lib/github/plan/issue_writes.ts";
import { readLogin } from "../../../../lib/github/request/viewer.ts";
import { asPublished } from "../../../../lib/redact/mod.ts";
import type { Fault } from "../../../support/github_emulator/types.ts";
import { connect, refusal, REPOSITORY, startSeeded } from "../emulator_client.ts";

const LOST: readonly Fault[] = [
  { kind: "reset-after-acting" },
  { kind: "reset-before-answer" },
  { kind: "cut-body", afterBytes: 3 },
  { kind: "status", status: 502 },
];

for (const fault of LOST) {
  Deno.test(`after ${fault.kind} at any write an issue is closed once, with one comment`, async () => {
    for (const method of ["POST", "PATCH"]) {
      await using world = await startSeeded();
      world.emulator.seedIssue({ number: 5 });
      world.emulator.faults.inject({ method, fault });
      const close = () =>
        closeIssue(world.client, REPOSITORY, 5, {
          comment: asPublished("Merged into #6."),
          reason: "not_planned",
        });
      await close();
      await close();
      assert.equal(world.emulator.issue(5).state, "closed");
      assert.deepEqual(world.emulator.issue(5).comments.map(({ body }) => body), ["Merged into #6."]);
    }
  });

  Deno.test(`after ${fault.kind} a comment is made, changed and deleted once`, async () => {
    await using world = await startSeeded();
    const { emulator, client } = world;
    emulator.seedIssue({ number: 5, comments: [{ body: "other" }] });
    for (const method of ["POST", "PATCH", "DELETE"]) emulator.faults.inject({ method, fault });
    const id = await createComment(client, REPOSITORY, 5, asPublished("one"));
    await editComment(client, REPOSITORY, id, asPublished("two"));
    assert.deepEqual(emulator.issue(5).comments.map(({ body }) => body), ["other", "two"]);
    await deleteComment(client, REPOSITORY, id);
    await deleteComment(client, REPOSITORY, id);
    assert.deepEqual(emulator.issue(5).comments.map(({ body }) => body), ["other"]);
  });
}

Deno.test("the newest issues are listed with their authors, without pull requests, closed ones too", async () => {
  await using world = await startSeeded();
  world.emulator.seedIssue({ number: 1, author: "grace", labels: ["x"], createdAt: "2026-01-01T00:00:00Z" });
  world.emulator.seedIssue({ number: 2, state: "closed", createdAt: "2026-01-02T00:00:00Z" });
  world.emulator.seedPullRequest({ number: 3 });
  const all = await listNewestIssues(world.client, REPOSITORY);
  assert.deepEqual(all.map(({ number, author }) => [number, author]), [[2, "ada"], [1, "grace"]]);
  assert.deepEqual((await listNewestIssues(world.client, REPOSITORY, "x")).map(({ number }) => number), [1]);
});

Deno.test("a person's token has a login; a workflow's is its bot; a bad one is an error", async () => {
  await using world = await startSeeded();
  assert.equal(await readLogin(world.client), "ada");
  const token = world.emulator.seedToken({ kind: "actions", login: "github-actions[bot]" });
  assert.equal(await readLogin(await connect(world.emulator, { token })), "github-actions[bot]");
  await refusal(readLogin(await connect(world.emulator, { token: "bad" })));
});
