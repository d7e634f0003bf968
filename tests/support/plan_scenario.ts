/**
 * The world that `trigger` works in: a repository with plan issue #42, its merged pull request with
 * reviews, and the sessions of the plan. The demo, the tests of `trigger` and the end-to-end tests share it.
 */

import type { GitHubEmulator, IssueSeed } from "./github_emulator/types.ts";
import { writeClaudeFolder } from "./session_builder/mod.ts";
import { DEMO_SESSION_IDS, demoWorld } from "./session_builder/scenarios.ts";

export const PLAN_ISSUE = 42;
export const PLAN_PULL_REQUEST = 57;
export const PLAN_REPOSITORY = "acme/widgets";
/** A branch with what learning from the plan proposes. */
export const LEARN_BRANCH = "learn-42-77";
export const PLAN_BRANCH = "P42-retry-uploads-11-20-0912";

/** What the plan's header and comments say about its sessions. */
export interface PlanSessions {
  readonly planning?: string;
  /** In the order in which they were started. */
  readonly implementation?: readonly string[];
  /** A session that ran in CI and was uploaded as a gist. */
  readonly remote?: { readonly id: string; readonly gistUrl: string; readonly gistId: string };
}

/**
 * Writes the made-up sessions of the plan into a Claude folder, and the remote one into a gist: planning, two
 * implementations (the long one needs several parts; subagents in both layouts), an empty one and a warm-up.
 */
export async function seedDemoSessions(
  emulator: GitHubEmulator,
  claudeFolder: string,
): Promise<PlanSessions> {
  const world = demoWorld();
  await writeClaudeFolder(claudeFolder, world.local);
  const { remote, planning, ...local } = DEMO_SESSION_IDS;
  const gist = emulator.seedGist({
    description: `Claude Code session ${remote} (remote)`,
    files: { [`session-${remote}.jsonl`]: world.remote.text },
  });
  return {
    planning,
    implementation: [local.warmup, local.olderImplementation, local.empty, local.longImplementation],
    remote: { id: remote, gistUrl: gist.htmlUrl, gistId: gist.id },
  };
}

/** Seeds the repository, with a `learn.yml` that takes our three inputs. */
export function seedPlanRepository(emulator: GitHubEmulator): void {
  const [owner = "", name = ""] = PLAN_REPOSITORY.split("/");
  emulator.seedRepository({
    owner,
    name,
    defaultBranch: "main",
    branches: [LEARN_BRANCH],
    workflows: [{
      file: "learn.yml",
      name: "learn",
      inputs: [{ name: "issue_number", required: true }, { name: "gist_url" }, { name: "distinct_id" }],
    }],
    labels: ["erk-plan", "erk-learn"],
  });
}

/** Seeds the plan issue; `overrides` replaces parts of the seed. */
export function seedPlanIssue(
  emulator: GitHubEmulator,
  sessions: PlanSessions,
  overrides: Partial<IssueSeed> & { readonly header?: Readonly<Record<string, unknown>> } = {},
): void {
  const { header, ...seed } = overrides;
  emulator.seedIssue({
    number: PLAN_ISSUE,
    title: "Retry uploads that fail half-way",
    body: planBody({ ...headerFields(sessions), ...header }),
    labels: ["erk-plan"],
    author: "ada",
    comments: [
      { author: "ada", body: PLAN_COMMENT },
      ...(sessions.implementation ?? []).flatMap((id, index) => [
        { author: "ada", body: implementationEvent("impl-started", id, `2026-11-20T1${index}:05:00+00:00`) },
        { author: "ada", body: implementationEvent("impl-ended", id, `2026-11-20T1${index}:55:00+00:00`) },
      ]),
    ],
    ...seed,
  });
}

/** Seeds the merged pull request with one resolved and one unresolved review thread and a discussion. */
export function seedPlanPullRequest(emulator: GitHubEmulator): void {
  emulator.seedPullRequest({
    number: PLAN_PULL_REQUEST,
    title: "Retry uploads that fail half-way",
    head: PLAN_BRANCH,
    state: "merged",
    mergedAt: "2026-11-20T16:40:00Z",
    closesIssues: [PLAN_ISSUE],
    reviewThreads: [
      {
        path: "src/upload/retry.ts",
        line: 31,
        isResolved: true,
        comments: [
          {
            author: "grace",
            body: "Without jitter every client retries in the same second. We had that outage in May.",
          },
          { author: "ada", body: "Added full jitter, and a test with a fixed seed." },
        ],
      },
      {
        path: "src/upload/client.ts",
        line: 88,
        comments: [
          {
            author: "grace",
            body: "A 409 means that the part is already there: don't retry it, take it as success.",
          },
        ],
      },
    ],
    discussion: [
      {
        author: "linus",
        body: "Works on the slow link in the lab. Please note the 5 MiB minimum part size somewhere.",
      },
    ],
  });
}

/** The body of a plan issue, in the form that the older program writes. */
export function planBody(fields: Readonly<Record<string, unknown>>): string {
  const yaml = Object.entries(fields).map(([key, value]) => `${key}: ${value === null ? "null" : value}`);
  return [
    "<!-- WARNING: Machine-generated. Manual edits may break erk tooling. -->",
    "<!-- erk:metadata-block:plan-header -->",
    "<details>",
    "<summary><code>plan-header</code></summary>",
    "",
    "```yaml",
    "",
    ...yaml,
    "",
    "```",
    "",
    "</details>",
    "<!-- /erk:metadata-block:plan-header -->",
    "",
    "_Implement with_ `erk implement 42`",
    "",
  ].join("\n");
}

function headerFields(sessions: PlanSessions): Record<string, unknown> {
  return {
    schema_version: "'2'",
    created_at: "'2026-11-20T09:12:00+00:00'",
    created_by: "ada",
    plan_comment_id: null,
    branch_name: PLAN_BRANCH,
    created_from_session: sessions.planning ?? null,
    last_local_impl_session: sessions.implementation?.at(-1) ?? null,
    learn_status: "not_started",
    ...(sessions.remote === undefined ? {} : {
      last_session_gist_url: sessions.remote.gistUrl,
      last_session_gist_id: sessions.remote.gistId,
      last_session_id: sessions.remote.id,
      last_session_at: "'2026-11-20T15:20:00+00:00'",
      last_session_source: "remote",
    }),
  };
}

function implementationEvent(
  key: "impl-started" | "impl-ended",
  sessionId: string,
  timestamp: string,
): string {
  const started = key === "impl-started";
  return [
    started ? "🚀 Implementation started" : "✅ Implementation ended",
    "",
    "<!-- WARNING: Machine-generated. Manual edits may break erk tooling. -->",
    `<!-- erk:metadata-block:${key} -->`,
    "<details>",
    `<summary><code>${key}</code></summary>`,
    "",
    "```yaml",
    "",
    `session_id: ${sessionId}`,
    `timestamp: '${timestamp}'`,
    "",
    "```",
    "",
    "</details>",
    `<!-- /erk:metadata-block:${key} -->`,
    "",
    "---",
    "",
    started ? "Worktree: widgets-retry" : "Everything committed.",
    "",
  ].join("\n");
}

const PLAN_COMMENT = [
  "<!-- erk:metadata-block:plan-body -->",
  "<details open>",
  "<summary><strong>📋 Implementation Plan</strong></summary>",
  "",
  "# Retry uploads that fail half-way",
  "",
  "1. Wrap each part's upload in a retry with exponential backoff.",
  "2. Give up after five attempts and name the part that failed.",
  "",
  "</details>",
  "<!-- /erk:metadata-block:plan-body -->",
  "",
].join("\n");
