import assert from "node:assert/strict";
import { openDraftPullRequest } from "../../../../lib/github/pull_request/draft_pull_request.ts";
import { redactedText } from "../../../../lib/redact/redacted.ts";
import { type GitHubEmulator, startGitHubEmulator } from "../../../support/github_emulator/mod.ts";
import { LEARN_BRANCH, seedPlanRepository } from "../../../support/plan_scenario.ts";
import { connect, refusal } from "../emulator_client.ts";

const PULL = {
  head: LEARN_BRANCH,
  base: "main",
  title: redactedText`Document it`,
  body: redactedText`What it rests on.`,
};
const REPOSITORY = { owner: "acme", name: "widgets" };
const PULLS = /\/repos\/acme\/widgets\/pulls$/;

/** Opens the pull request where GitHub refuses the first attempt so. */
async function openRefused(github: GitHubEmulator, status: number, message: string) {
  seedPlanRepository(github);
  github.faults.inject({
    method: "POST",
    path: PULLS,
    fault: { kind: "status", status, body: { message } },
  });
  return await openDraftPullRequest(await connect(github), REPOSITORY, PULL);
}

Deno.test("where a repository has no drafts, the pull request is opened all the same", async () => {
  await using github = await startGitHubEmulator();
  const opened = await openRefused(github, 422, "Draft pull requests are not supported in this repository.");
  const asked = github.requests({ method: "POST", path: PULLS }).map(({ requestBody }) =>
    (requestBody as { draft: boolean }).draft
  );
  assert.deepEqual(asked, [true, false]);
  assert.ok(opened.number > 0);
});

Deno.test("where Actions may open no pull request, it is told where to allow it", async () => {
  await using github = await startGitHubEmulator();
  const message = "GitHub Actions is not permitted to create or approve pull requests.";
  const { message: said } = await refusal(openRefused(github, 403, message));
  assert.match(
    said,
    /GitHub said: GitHub Actions is not permitted .* Allow it in the repository's settings \(Actions, General/,
  );
});
