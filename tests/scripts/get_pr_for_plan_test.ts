import assert from "node:assert/strict";
import { UserError } from "../../lib/user_error.ts";
import { command, type GetPrForPlanResult } from "../../scripts/get_pr_for_plan.ts";
import { type GitHubEmulator, startGitHubEmulator } from "../support/github_emulator/mod.ts";
import {
  PLAN_BRANCH,
  PLAN_ISSUE,
  PLAN_PULL_REQUEST,
  PLAN_REPOSITORY,
  seedPlanIssue,
  seedPlanPullRequest,
  seedPlanRepository,
} from "../support/plan_scenario.ts";
import { contextWith } from "./emulator_context.ts";

/** Runs the command as the command line does, outside of any repository. */
async function run(
  emulator: GitHubEmulator,
  issue: string | undefined,
  options: { repository?: string; warnings?: string[] } = { repository: PLAN_REPOSITORY },
): Promise<GetPrForPlanResult> {
  const workingDirectory = await Deno.makeTempDir();
  try {
    const output = await command.execute({ issue }, contextWith(emulator, { workingDirectory, ...options }));
    assert("json" in output);
    return output.json as GetPrForPlanResult;
  } finally {
    await Deno.remove(workingDirectory, { recursive: true });
  }
}

async function startPlan(overrides: Parameters<typeof seedPlanIssue>[2] = {}): Promise<GitHubEmulator> {
  const emulator = await startGitHubEmulator();
  seedPlanRepository(emulator);
  seedPlanIssue(emulator, {}, overrides);
  return emulator;
}

Deno.test("the plan's pull request is printed in full", async () => {
  await using emulator = await startPlan();
  seedPlanPullRequest(emulator);
  const result = await run(emulator, String(PLAN_ISSUE));
  const { url, ...pr } = result.pr;
  assert.match(url, /\/acme\/widgets\/pull\/57$/);
  assert.deepEqual({ ...result, pr }, {
    success: true,
    issue_number: PLAN_ISSUE,
    pr_number: PLAN_PULL_REQUEST,
    pr: {
      number: PLAN_PULL_REQUEST,
      title: "Retry uploads that fail half-way",
      state: "MERGED",
      head_ref_name: PLAN_BRANCH,
      base_ref_name: "main",
      merged_at: "2026-11-20T16:40:00Z",
    },
  });
});

Deno.test("an issue's address needs no repository", async () => {
  await using emulator = await startPlan();
  seedPlanPullRequest(emulator);
  const address = `${emulator.serverUrl}/${PLAN_REPOSITORY}/issues/${PLAN_ISSUE}#issuecomment-1`;
  assert.equal((await run(emulator, address, {})).pr_number, PLAN_PULL_REQUEST);
});

Deno.test("a plan without a pull request is an error that says where it was looked for", async () => {
  await using emulator = await startPlan();
  await assert.rejects(run(emulator, "42"), (error: unknown) => {
    assert(error instanceof UserError);
    assert.equal(error.message, "No pull request found for plan #42");
    assert.match(error.detail ?? "", new RegExp(`looked in acme/widgets for the branch ${PLAN_BRANCH}`));
    assert.equal(error.exitStatus, 1);
    return true;
  });
});

Deno.test("an issue that is no plan is refused", async () => {
  await using emulator = await startPlan({ labels: ["bug"] });
  await assert.rejects(run(emulator, "42"), { message: "Issue is not an erk-plan" });
});

Deno.test("a field of the header that can't be read is a warning", async () => {
  await using emulator = await startPlan({ header: { review_pr: "none" } });
  seedPlanPullRequest(emulator);
  const warnings: string[] = [];
  await run(emulator, "42", { repository: PLAN_REPOSITORY, warnings });
  assert.match(warnings.join(), /plan-header field review_pr is ignored/);
});

for (const issue of [undefined, "fortytwo"]) {
  Deno.test(`${issue ?? "no issue"} is wrong usage, and nothing is asked of GitHub`, async () => {
    await using emulator = await startPlan();
    await assert.rejects(
      run(emulator, issue),
      (error: unknown) => error instanceof UserError && error.exitStatus === 2,
    );
    assert.equal(emulator.journal.length, 0);
  });
}
