/** What holds for every workflow: no job has both the model's key and a token of GitHub. */

import assert from "node:assert/strict";
import type { WorkflowOutcome } from "../support/workflow_runner/mod.ts";

/** Fails where a step that sees the model's key also sees a token of GitHub, or where no job has either. */
export function assertSeparateCredentials(outcome: WorkflowOutcome): void {
  const jobs = new Map<string, Set<string>>();
  for (const { job, env } of outcome.steps) {
    const held = jobs.get(job) ?? new Set();
    for (const [name, value] of Object.entries(env)) {
      if (value === "") continue;
      if (/^(?:GH_TOKEN|GITHUB_TOKEN)$|GITHUB.*TOKEN/.test(name)) held.add("github");
      if (/ANTHROPIC_API_KEY|CLAUDE_CODE_OAUTH_TOKEN/.test(name)) held.add("model");
    }
    jobs.set(job, held);
  }
  for (const [job, held] of jobs) assert.ok(held.size < 2, `the job ${job} has both credentials`);
  assert.ok([...jobs.values()].some((held) => held.has("github")));
  assert.ok([...jobs.values()].some((held) => held.has("model")));
}
