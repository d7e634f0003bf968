/** A plan on the emulated GitHub with materials, a pull request and documentation, to be gathered. */

import assert from "node:assert/strict";
import { UserError } from "../../lib/user_error.ts";
import type { Context } from "../../lib/cli/mod.ts";
import { command, type GatherLearnInputResult } from "../../scripts/gather_learn_input.ts";
import {
  type GitHubEmulator,
  startGitHubEmulator,
  validateAgainstOpenApi,
} from "../support/github_emulator/mod.ts";
import type { PullRequestSeed } from "../support/github_emulator/types.ts";
import { PLAN_BRANCH, PLAN_REPOSITORY, seedPlanIssue, seedPlanRepository } from "../support/plan_scenario.ts";
import { makeTree } from "../lib/learn/documents/document_world.ts";
import { contextWith } from "./emulator_context.ts";
import { MADE_UP_TOKEN } from "../support/made_up_token.ts";

export const SESSION = "1c65b6d6-2222-4d2f-8d2b-8c2e3f4a5b6d";
export const PART = `<session id="${SESSION}" part="1" parts="1">
<user ref="L1">Retry the uploads.</user>
<tool_use ref="L2" name="Bash">
<param name="command">make quota-report</param>
</tool_use>
<tool_result ref="L3" for="L2" error="yes">make: *** No rule to make target</tool_result>
</session>
`;
export const TOKEN = MADE_UP_TOKEN;

export const PULL: PullRequestSeed = {
  number: 57,
  title: "Retry uploads that fail half-way",
  head: PLAN_BRANCH,
  state: "merged",
  mergedAt: "2026-11-20T16:40:00Z",
  files: [
    {
      path: "src/upload/retry.ts",
      status: "added",
      additions: 2,
      patch: `@@ -0,0 +1,2 @@\n+export function retry() {}\n+const token = "${TOKEN}";`,
    },
    { path: "src/upload/backoff.ts", status: "removed", deletions: 1, patch: "@@ -1 +0,0 @@\n-old" },
    { path: "gen/api.ts", additions: 1, patch: "@@ -0,0 +1 @@\n+x" },
  ],
};

export const TREE = {
  ".gitattributes": "gen/** linguist-generated\n",
  ".gitignore": ".erk/scratch/\n",
  "docs/uploads.md": "# Uploads\n\nRetries are in `src/upload/backoff.ts`.\n",
  "docs/quotas.md": "# The quota-report\n",
  "docs/other.md": "# Colours\n",
  "src/upload/retry.ts": "",
};

export interface World {
  readonly emulator: GitHubEmulator;
  readonly root: string;
  readonly warnings: string[];
  /** What is shown of all else. */
  readonly lines: string[];
  readonly context: Context;
  run(input?: Readonly<Record<string, unknown>>): Promise<GatherLearnInputResult>;
}

export interface WorldOptions {
  readonly pull?: PullRequestSeed;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly title?: string;
  /** Of the issue. Default: the plan. */
  readonly comments?: readonly { readonly body: string }[];
  /** The plan that the packed materials are named for. */
  readonly packedFor?: number;
}

/** A gist with materials whose address the plan's header names, a pull request, and a repository with documentation. */
export async function inWorld(options: WorldOptions, test: (world: World) => Promise<void>): Promise<void> {
  await using emulator = await startGitHubEmulator();
  await using tree = await makeTree(TREE, { git: true });
  seedPlanRepository(emulator);
  const line = "=".repeat(60);
  const gist = emulator.seedGist({
    files: {
      [`learn-materials-plan-${options.packedFor ?? 42}.txt`]:
        `${line}\nFILE: impl-${SESSION}.xml\n${line}\n${PART}\n`,
    },
  });
  seedPlanIssue(emulator, {}, {
    header: { learn_materials_gist_url: gist.htmlUrl, ...options.header },
    ...options.title === undefined ? {} : { title: options.title },
    ...options.comments === undefined ? {} : { comments: options.comments },
  });
  if (options.pull !== undefined) emulator.seedPullRequest(options.pull);
  const warnings: string[] = [];
  const lines: string[] = [];
  const own = contextWith(emulator, {
    workingDirectory: tree.root,
    repository: PLAN_REPOSITORY,
    warnings,
  });
  const show = (line?: string) => void lines.push(line ?? "");
  const shown = {
    note: show,
    detail: show,
    step: () => ({ update: show, done: show, skipped: show, failed: show }),
  };
  const context = { ...own, progress: { ...own.progress, ...shown } };
  await test({
    emulator,
    root: tree.root,
    warnings,
    lines,
    context,
    async run(input = {}) {
      const output = await command.execute({ issue: "42", ...input }, context);
      assert("json" in output);
      return output.json as GatherLearnInputResult;
    },
  });
  const problems = await Promise.all(emulator.journal.map((entry) => validateAgainstOpenApi(entry)));
  assert.deepEqual(problems.flat(), []);
}

/** A comment of the issue that holds the plan. */
export function planComment(markdown: string): string {
  return `<!-- erk:metadata-block:plan-body -->\n<details open>\n<summary><strong>Plan</strong></summary>\n\n${markdown}\n\n` +
    "</details>\n<!-- /erk:metadata-block:plan-body -->\n";
}

export async function refusal(work: Promise<unknown>): Promise<UserError> {
  const error = await work.then(() => assert.fail("it should have failed"), (thrown) => thrown);
  assert.ok(error instanceof UserError, String(error));
  return error;
}
