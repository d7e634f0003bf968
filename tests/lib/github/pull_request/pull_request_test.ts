import assert from "node:assert/strict";
import { z } from "zod";
import {
  choosePullRequest,
  findPullRequestOfPlan,
  type PullRequest,
  readPlanIssue,
  sourceRepositoryOf,
} from "../../../../lib/github/mod.ts";
import type { PullRequestSeed } from "../../../support/github_emulator/types.ts";
import { planBody } from "../../../support/plan_scenario.ts";
import { REPOSITORY, startSeeded } from "../emulator_client.ts";

interface World {
  readonly header?: Readonly<Record<string, unknown>>;
  readonly pulls?: readonly PullRequestSeed[];
  readonly currentBranch?: string;
}

/** Number of the pull request that is found for plan #42. */
async function found({ header = {}, pulls = [], currentBranch }: World): Promise<number | undefined> {
  await using world = await startSeeded();
  world.emulator.seedRepository({ owner: "acme", name: "code" });
  world.emulator.seedIssue({ number: 42, body: planBody(header), labels: ["erk-plan"] });
  for (const pull of pulls) world.emulator.seedPullRequest(pull);
  const plan = await readPlanIssue(world.client, REPOSITORY, 42);
  return (await findPullRequestOfPlan(world.client, plan, currentBranch))?.number;
}

const BRANCH = "P42-retry";

Deno.test("the branch in the header wins over the current branch and over linked pull requests", async () => {
  const pulls: PullRequestSeed[] = [
    { number: 51, title: "a", head: BRANCH, state: "merged" },
    { number: 52, title: "b", head: "P42-other", state: "merged" },
    { number: 53, title: "c", head: "c", state: "merged", closesIssues: [42] },
  ];
  assert.equal(await found({ header: { branch_name: BRANCH }, pulls, currentBranch: "P42-other" }), 51);
  assert.equal(await found({ pulls, currentBranch: "P42-other" }), 52);
  assert.equal(await found({ pulls }), 53);
});

Deno.test("another plan's branch, or a branch of any other name, says nothing", async () => {
  const pulls: PullRequestSeed[] = [{ number: 51, title: "a", head: "P421-x" }, {
    number: 52,
    title: "b",
    head: "main2",
  }];
  assert.equal(await found({ pulls, currentBranch: "P421-x" }), undefined);
  assert.equal(await found({ pulls, currentBranch: "main2" }), undefined);
});

Deno.test("a header's branch without a pull request leads on to the linked ones", async () => {
  const pulls: PullRequestSeed[] = [{ number: 53, title: "c", head: "c", closesIssues: [42] }];
  assert.equal(await found({ header: { branch_name: "gone" }, pulls }), 53);
});

Deno.test("a server that lists all pull requests instead of the branch's doesn't mislead", async () => {
  await using world = await startSeeded();
  world.emulator.seedIssue({ number: 42, body: planBody({ branch_name: BRANCH }) });
  world.emulator.seedPullRequest({ number: 51, title: "other", head: "other", state: "merged" });
  const plan = await readPlanIssue(world.client, REPOSITORY, 42);
  const all = await world.client.request({
    route: "GET /repos/{owner}/{repo}/pulls",
    parameters: { owner: REPOSITORY.owner, repo: REPOSITORY.name, state: "all" },
    purpose: "list",
    answer: z.unknown(),
  });
  world.emulator.faults.inject({ path: /\/pulls$/, fault: { kind: "status", status: 200, body: all.data } });
  assert.equal(await findPullRequestOfPlan(world.client, plan, undefined), undefined);
});

Deno.test("a pull request that merely mentions the plan isn't its", async () => {
  assert.equal(
    await found({ pulls: [{ number: 53, title: "c", head: "c", mentionsIssues: [42] }] }),
    undefined,
  );
});

Deno.test("among linked ones too, the newest merged wins, then open, then closed", async () => {
  const linked = { title: "x", closesIssues: [42] };
  const closed: PullRequestSeed = { ...linked, number: 51, head: "a", state: "closed" };
  const open: PullRequestSeed = { ...linked, number: 52, head: "b" };
  const older: PullRequestSeed = {
    ...linked,
    number: 54,
    head: "d",
    state: "merged",
    mergedAt: "2026-01-01T00:00:00Z",
  };
  const newer: PullRequestSeed = {
    ...linked,
    number: 53,
    head: "c",
    state: "merged",
    mergedAt: "2026-02-01T00:00:00Z",
  };
  assert.equal(await found({ pulls: [closed] }), 51);
  assert.equal(await found({ pulls: [closed, open] }), 52);
  assert.equal(await found({ pulls: [closed, open, older, newer] }), 53);
});

Deno.test("code in another repository: its pull requests count, whichever number they have", async () => {
  const pulls: PullRequestSeed[] = [
    { number: 51, title: "here", head: BRANCH, state: "merged" },
    { number: 9, title: "there", head: BRANCH, state: "merged", repository: "acme/code" },
  ];
  assert.equal(await found({ header: { branch_name: BRANCH, source_repo: "acme/code" }, pulls }), 9);
});

Deno.test("all that is told of a pull request", async () => {
  await using world = await startSeeded();
  world.emulator.seedIssue({ number: 42, body: planBody({ branch_name: BRANCH }) });
  world.emulator.seedPullRequest({
    number: 57,
    title: "Retry",
    head: BRANCH,
    state: "merged",
    mergedAt: "2026-02-01T00:00:00Z",
  });
  const plan = await readPlanIssue(world.client, REPOSITORY, 42);
  const pull = await findPullRequestOfPlan(world.client, plan, undefined);
  assert(pull !== undefined);
  assert.match(pull.url, /\/acme\/tidebook\/pull\/57$/);
  const { url: _, createdAt: __, ...rest } = pull;
  assert.deepEqual(rest, {
    repository: REPOSITORY,
    number: 57,
    title: "Retry",
    state: "MERGED",
    headRefName: BRANCH,
    baseRefName: "main",
    mergedAt: "2026-02-01T00:00:00Z",
  });
});

function pull(number: number, state: PullRequest["state"], time: string): PullRequest {
  const mergedAt = state === "MERGED" ? time : null;
  const base = { repository: REPOSITORY, title: "x", url: "x", headRefName: "x", baseRefName: "main" };
  return { ...base, number, state, mergedAt, createdAt: state === "MERGED" ? "2020-01-01T00:00:00Z" : time };
}

Deno.test("merged ones are compared by the time of the merge, others by their creation", () => {
  assert.equal(choosePullRequest([]), undefined);
  const merged = [pull(1, "MERGED", "2026-01-02T00:00:00Z"), pull(2, "MERGED", "2026-01-03T00:00:00+02:00")];
  assert.equal(choosePullRequest(merged)?.number, 2);
  const open = [pull(3, "OPEN", "2026-01-02T00:00:00Z"), pull(4, "OPEN", "2026-01-01T00:00:00Z")];
  assert.equal(choosePullRequest(open)?.number, 3);
  assert.equal(choosePullRequest([...open, ...merged])?.number, 2);
});

Deno.test("a source_repo that names no repository counts for nothing", async () => {
  await using world = await startSeeded();
  for (const source of ["nonsense", "a/b/c", "../..", "'acme/co de'"]) {
    const { number } = world.emulator.seedIssue({ body: planBody({ source_repo: source }) });
    assert.deepEqual(sourceRepositoryOf(await readPlanIssue(world.client, REPOSITORY, number)), REPOSITORY);
  }
});
