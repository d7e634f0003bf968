import assert from "node:assert/strict";
import { readPlanIssue, requireLearnablePlan, requirePlan } from "../../../../lib/github/mod.ts";
import { UserError } from "../../../../lib/user_error.ts";
import type { IssueSeed } from "../../../support/github_emulator/types.ts";
import { planBody } from "../../../support/plan_scenario.ts";
import { refusal, REPOSITORY, startSeeded } from "../emulator_client.ts";

async function readSeeded(seed: IssueSeed) {
  await using world = await startSeeded();
  world.emulator.seedIssue({ number: 42, ...seed });
  return await readPlanIssue(world.client, REPOSITORY, 42);
}

Deno.test("a plan issue is read with its header, labels, comments and events", async () => {
  const started =
    "<!-- erk:metadata-block:impl-started -->\n```yaml\nsession_id: s-1\n```\n<!-- /erk:metadata-block -->";
  const plan = await readSeeded({
    title: "Retry uploads",
    body: planBody({ branch_name: "P42-retry", review_pr: "none" }),
    labels: ["erk-plan", "bug"],
    comments: [{ author: "grace", body: "Nice.\r\n" }, { author: "ada", body: started }],
  });
  assert.equal(plan.title, "Retry uploads");
  assert.deepEqual(plan.labels, ["erk-plan", "bug"]);
  assert.deepEqual(plan.header, { branch_name: "P42-retry" });
  assert.equal(plan.headerWarnings.length, 1);
  assert.deepEqual(plan.comments.map(({ author, body }) => [author, body]), [["grace", "Nice.\r\n"], [
    "ada",
    started,
  ]]);
  assert.deepEqual(plan.events.map(({ kind, sessionId }) => [kind, sessionId]), [["impl-started", "s-1"]]);
  assert.match(plan.htmlUrl, /\/acme\/tidebook\/issues\/42$/);
});

Deno.test("an issue without a body is read, and has no header", async () => {
  const plan = await readSeeded({ body: "" });
  assert.deepEqual([plan.body, plan.header], ["", undefined]);
});

Deno.test("an issue and its comments are read at the same time", async () => {
  await using world = await startSeeded({ retry: { attemptTimeout: 10_000, retries: 0 } });
  world.emulator.seedIssue({ number: 42 });
  const both = Promise.withResolvers<void>();
  let come = 0;
  const before = () => {
    if (++come === 2) both.resolve();
    return both.promise;
  };
  // Neither is answered before the other has come.
  world.emulator.faults.inject({ times: 2, fault: { kind: "meanwhile", before } });
  await readPlanIssue(world.client, REPOSITORY, 42);
  assert.equal(come, 2);
});

Deno.test("an issue that isn't there is not found, and the detail says where it was looked for", async () => {
  await using world = await startSeeded();
  const error = await refusal(readPlanIssue(world.client, REPOSITORY, 7));
  assert.equal(error.message, "Issue not found");
  assert.match(error.detail ?? "", /\/acme\/tidebook\/issues\/7 isn't there, or the token has no access/);
});

Deno.test("a deleted issue is not found", async () => {
  await using world = await startSeeded();
  world.emulator.faults.inject({
    fault: { kind: "status", status: 410, body: { message: "This issue was deleted" } },
    times: 2,
  });
  const error = await refusal(readPlanIssue(world.client, REPOSITORY, 7));
  assert.equal(error.message, "Issue not found");
  assert.match(error.detail ?? "", /has been deleted/);
});

Deno.test("an issue that was transferred is named at its new place, and isn't taken for the one that was asked for", async () => {
  await using world = await startSeeded();
  world.emulator.seedIssue({ number: 7 });
  const location = `${world.emulator.apiUrl}/repos/acme/tidebook/issues/7`;
  for (const path of ["", "/comments"]) {
    world.emulator.faults.inject({
      path: new RegExp(`/issues/42${path}$`),
      fault: { kind: "status", status: 301, headers: { location: location + path }, body: {} },
    });
  }
  const error = await refusal(readPlanIssue(world.client, REPOSITORY, 42));
  assert.match(
    error.message,
    /^Issue #42 of acme\/tidebook was moved to http\S+\/acme\/tidebook\/issues\/7: give that address\.$/,
  );
});

Deno.test("issues that are switched off are told as that", async () => {
  await using world = await startSeeded();
  const body = { message: "Issues are disabled for this repo" };
  world.emulator.faults.inject({ fault: { kind: "status", status: 410, body }, times: 2 });
  const error = await refusal(readPlanIssue(world.client, REPOSITORY, 7));
  assert.match(
    error.message,
    /GitHub said: Issues are disabled for this repo\. Switch them on in the repository's settings/,
  );
});

Deno.test("a pull request's number is no issue", async () => {
  await using world = await startSeeded();
  world.emulator.seedPullRequest({ number: 57, title: "x", head: "x" });
  const error = await refusal(readPlanIssue(world.client, REPOSITORY, 57));
  assert.equal(error.message, "Issue not found");
  assert.match(error.detail ?? "", /#57 of acme\/tidebook is a pull request/);
});

Deno.test("any other failure keeps its own sentence", async () => {
  await using world = await startSeeded();
  world.emulator.faults.inject({
    fault: { kind: "status", status: 401, body: { message: "Bad credentials" } },
    times: 2,
  });
  assert.match(
    (await refusal(readPlanIssue(world.client, REPOSITORY, 7))).message,
    /did not accept the token/,
  );
});

Deno.test("labels are the same whatever their case, as GitHub has them", async () => {
  requirePlan(await readSeeded({ labels: ["Erk-Plan"] }));
  const learnPlan = await readSeeded({ labels: ["ERK-PLAN", "Erk-Learn", "Bug"] });
  assert.deepEqual(learnPlan.labels, ["erk-plan", "erk-learn", "Bug"]);
  assert.throws(() => requireLearnablePlan(learnPlan), /learn plan/);
});

Deno.test("an issue without the label is no plan; the detail names its labels", async () => {
  const bare = await readSeeded({ title: "A bug", labels: ["bug"] });
  assert.throws(() => requirePlan(bare), (error: unknown) => {
    assert(error instanceof UserError);
    assert.equal(error.message, "Issue is not an erk-plan");
    assert.match(error.detail ?? "", /\("A bug"\) has the label bug, but not erk-plan/);
    return true;
  });
  const unlabelled = await readSeeded({});
  assert.throws(
    () => requireLearnablePlan(unlabelled),
    (error: unknown) => error instanceof UserError && /has no labels$/.test(error.detail ?? ""),
  );
});

Deno.test("a plan is learned from, but not a learn plan, and the detail names its parent", async () => {
  requireLearnablePlan(await readSeeded({ labels: ["erk-plan"] }));
  const learnPlan = await readSeeded({
    labels: ["erk-plan", "erk-learn"],
    body: planBody({ learned_from_issue: 41 }),
  });
  requirePlan(learnPlan);
  assert.throws(() => requireLearnablePlan(learnPlan), (error: unknown) => {
    assert(error instanceof UserError);
    assert.match(error.message, /teaches nothing new/);
    assert.match(error.detail ?? "", /learned from #41/);
    return true;
  });
});
