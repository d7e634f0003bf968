/** The rows' origin: every command that talks to GitHub, in the forms in which it asks different things. */

import { join } from "node:path";
import { planLockPaths, sealTriggerState } from "../../lib/run_state/mod.ts";
import {
  PLAN_BRANCH,
  PLAN_ISSUE,
  seedPlanIssue,
  seedPlanPullRequest,
} from "../../tests/support/plan_scenario.ts";
import { conversation, IMPLEMENTATION, PLANNING, REMOTE } from "../../tests/scripts/trigger_world.ts";
import { PLANS, seedLearnPlan } from "../../tests/scripts/consolidate_world.ts";
import type { GitHubEmulator } from "../../tests/support/github_emulator/mod.ts";
import { loadCommand } from "../../scripts/mod.ts";
import { WORKFLOW_SCENARIOS } from "./workflow_scenarios.ts";
import type { FaultWorld } from "./world.ts";

export interface Scenario {
  readonly title: string;
  /** As on the command line. */
  readonly command: string;
  /** Seeds the world and gives the command's raw input. */
  readonly prepare: (world: FaultWorld) => Promise<Readonly<Record<string, unknown>>>;
  /** What one run makes on GitHub at most, beside what was seeded. */
  readonly makes: {
    readonly gists: 0 | 1;
    readonly runs: 0 | 1;
    readonly issues?: 1;
    readonly comments?: number;
  };
  /** The header is changed in several steps, each whole by itself: an outage may come between two. */
  readonly changesHeaderInSteps?: true;
  /** Files that must be there whatever fails from some point on: what was prepared isn't lost. */
  readonly keeps?: RegExp;
  /** Only requests that write meet faults: for a command of many, whose reading is like that of others. */
  readonly writesOnly?: boolean;
  /** What is wrong on GitHub however the run ended, in words; nothing if all is well. */
  readonly inspect?: (emulator: GitHubEmulator) => readonly string[];
}

const TRIGGER = {
  command: "trigger",
  makes: { gists: 1, runs: 1 },
  keeps: /\.erk\/scratch\/learn-42\/planning-.*\.xml$/,
} as const;

const REMOTE_LOG = conversation(REMOTE, "Run it in CI.", "It ran.")
  .map((line) => `${JSON.stringify(line)}\n`).join("");

export const SCENARIOS: readonly Scenario[] = [
  {
    ...TRIGGER,
    title: "trigger",
    async prepare(world) {
      await writeLogs(world);
      seedPlanIssue(world.emulator, { ...TRACKED, remote: seedRemote(world) });
      seedPlanPullRequest(world.emulator);
      return { issue: "42" };
    },
  },
  {
    ...TRIGGER,
    title: "trigger (older server, linked pull request, artifact)",
    async prepare(world) {
      await writeLogs(world);
      world.emulator.settings.dispatchReturnsRunDetails = false;
      seedPlanIssue(world.emulator, TRACKED, {
        header: {
          branch_name: null,
          last_remote_impl_session_id: REMOTE,
          last_remote_impl_run_id: seedArtifact(world),
        },
      });
      seedPlanPullRequest(world.emulator);
      return { issue: "42" };
    },
  },
  {
    ...TRIGGER,
    title: "trigger (materials uploaded before)",
    async prepare(world) {
      await writeLogs(world);
      const { htmlUrl } = world.emulator.seedGist({
        description: "Learn materials for plan #42",
        files: { "learn-materials-plan-42.txt": "earlier" },
        createdAt: "2100-01-01T00:00:00Z",
      });
      seedPlanIssue(world.emulator, TRACKED, { header: { learn_materials_gist_url: htmlUrl } });
      seedPlanPullRequest(world.emulator);
      return { issue: "42" };
    },
  },
  {
    ...TRIGGER,
    title: "trigger (again, its run in progress)",
    makes: { gists: 0, runs: 0 },
    async prepare(world) {
      await writeLogs(world);
      const run = world.emulator.seedWorkflowRun({ workflow: "learn.yml", status: "in_progress" });
      seedPlanIssue(world.emulator, TRACKED, {
        header: { learn_status: "pending", learn_run_id: `'${run}'` },
      });
      return { issue: "42" };
    },
  },
  {
    ...TRIGGER,
    title: "trigger (after one that died when the gist was made)",
    makes: { gists: 0, runs: 1 },
    async prepare(world) {
      await triggerBefore(
        world,
        { skipWorkflow: true },
        ({ upload }) => ({ upload: { ...upload, gist: null } }),
      );
      return { issue: "42" };
    },
  },
  {
    ...TRIGGER,
    title: "trigger (after one that died when the run was dispatched)",
    makes: { gists: 0, runs: 0 },
    async prepare(world) {
      world.emulator.faults.inject({ method: "PATCH", fault: { kind: "status", status: 403 } });
      // Long enough ago for GitHub to show the run, if there is one: it is looked for once.
      const startedAt = new Date(Date.now() - 60_000).toISOString();
      await triggerBefore(
        world,
        {},
        ({ dispatch }) => ({ dispatch: { ...dispatch, started_at: startedAt, run: null } }),
      );
      return { issue: "42" };
    },
  },
  reading("get-learn-sessions", (world) => {
    seedPlanIssue(world.emulator, TRACKED);
    return { issue: "42" };
  }),
  reading("get-pr-for-plan", (world) => {
    seedPlanIssue(world.emulator, TRACKED, { header: { branch_name: `${PLAN_BRANCH}-gone` } });
    seedPlanPullRequest(world.emulator);
    return { issue: "42" };
  }),
  reading("fetch-learn-pr-comments", (world) => {
    seedPlanIssue(world.emulator, TRACKED);
    seedPlanPullRequest(world.emulator);
    return { issue: "42", outputDir: "comments" };
  }),
  {
    title: "upload-learn-materials",
    command: "upload-learn-materials",
    makes: { gists: 1, runs: 0 },
    keeps: /widgets\/materials\/planning-x\.xml$/,
    async prepare({ project }) {
      await Deno.mkdir(join(project, "materials"));
      await Deno.writeTextFile(join(project, "materials", "planning-x.xml"), `${PART}\n`);
      return { dir: "materials", issue: "42" };
    },
  },
  reading("download-learn-materials", (world) => {
    // Both ways to a file's content: in the answer, and at its raw address.
    world.emulator.settings.gistTruncationBytes = 20;
    const { htmlUrl } = world.emulator.seedGist({ files: { "learn-materials-plan-42.txt": PACKED } });
    return { gistUrl: htmlUrl, outputDir: "materials" };
  }),
  reading("gather-learn-input", ({ emulator }) => {
    const { htmlUrl } = emulator.seedGist({ files: { "learn-materials-plan-42.txt": PACKED } });
    seedPlanIssue(emulator, TRACKED, { header: { learn_materials_gist_url: htmlUrl } });
    // The list of files lacks a patch, so that the diff is asked for.
    const changed = { additions: 1, deletions: 1, patch: "@@ -1 +1 @@\n-a\n+b" };
    emulator.seedPullRequest({
      number: 57,
      head: PLAN_BRANCH,
      state: "merged",
      files: [{ path: "a.ts", ...changed }, { path: "b.ts", ...changed, isTooLargeForList: true }],
    });
    return { issue: "42", outputDir: "input" };
  }),
  {
    title: "upload-session",
    command: "upload-session",
    makes: { gists: 1, runs: 0 },
    keeps: /widgets\/session\.jsonl$/,
    async prepare({ project, emulator }) {
      seedPlanIssue(emulator, TRACKED);
      await Deno.writeTextFile(join(project, "session.jsonl"), REMOTE_LOG);
      return { sessionFile: "session.jsonl", sessionId: REMOTE, source: "remote", issue: "42" };
    },
  },
  reading("download-remote-session", (world) => {
    world.emulator.settings.gistTruncationBytes = 20;
    return { gistUrl: seedRemote(world).gistUrl, sessionId: REMOTE, outputDir: "remote" };
  }),
  {
    title: "consolidate-learn-plans",
    command: "consolidate-learn-plans",
    makes: { gists: 0, runs: 0, issues: 1, comments: 5 },
    async prepare({ emulator }) {
      seedPlanIssue(emulator, TRACKED, { header: { learn_plan_issue: 101 } });
      for (const [index, number] of [101, 102].entries()) {
        await seedLearnPlan(emulator, { number, parent: PLAN_ISSUE, plan: PLANS[index] ?? PLANS[0] });
      }
      return { issues: ["101", "102"] };
    },
    writesOnly: true,
    inspect: closedTooEarly,
  },
  reading("download-remote-session", (world) => {
    return { runId: String(seedArtifact(world)), sessionId: REMOTE, outputDir: "remote" };
  }, "download-remote-session (artifact)"),
  {
    title: "plan-save",
    command: "plan-save",
    makes: { gists: 0, runs: 0, issues: 1, comments: 3 },
    keeps: /widgets\/learn-plan\.md$/,
    async prepare(world) {
      await writePlan(world);
      return { ...SAVE, tripwires: "tripwires.json" };
    },
  },
  {
    title: "plan-save (after one that died when the issue was made, without labels)",
    command: "plan-save",
    makes: { gists: 0, runs: 0, comments: 1 },
    async prepare(world) {
      await writePlan(world, 10);
      await executeBefore(world, "plan-save", SAVE, { method: "POST", path: /\/comments$/ });
      world.emulator.editIssue(PLAN_ISSUE + 1, { labels: [] });
      return SAVE;
    },
  },
  {
    title: "store-tripwire-candidates",
    command: "store-tripwire-candidates",
    makes: { gists: 0, runs: 0, comments: 1 },
    async prepare(world) {
      await writePlan(world);
      world.emulator.editIssue(PLAN_ISSUE, { labels: ["erk-plan", "erk-learn"] });
      return { issue: "42", candidatesFile: "tripwires.json" };
    },
  },
  {
    title: "track-learn-result",
    command: "track-learn-result",
    makes: { gists: 0, runs: 0, comments: 1 },
    prepare(world) {
      seedPlanIssue(world.emulator, TRACKED);
      return Promise.resolve({ issue: "42", status: "completed_no_plan", reason: "Nothing went wrong." });
    },
  },
  {
    title: "track-learn-evaluation",
    command: "track-learn-evaluation",
    makes: { gists: 0, runs: 0, comments: 1 },
    prepare(world) {
      seedPlanIssue(world.emulator, TRACKED);
      return Promise.resolve({ issue: "42", sessionId: PLANNING });
    },
  },
  ...WORKFLOW_SCENARIOS,
];

const SAVE = {
  planFile: "learn-plan.md",
  issue: "42",
  workflowRunUrl: "https://github.com/acme/widgets/actions/runs/77",
};

/** A learn plan, its tripwires, and the plan that it was learned from. 70 items make two comments. */
async function writePlan({ project, emulator }: FaultWorld, items = 70): Promise<void> {
  seedPlanIssue(emulator, TRACKED);
  const plan = `# Documentation Plan: Retries\n\n${
    `## Item\n\n- ${"Write it. ".repeat(90)}\n\n`.repeat(items)
  }`;
  await Deno.writeTextFile(join(project, "learn-plan.md"), plan);
  const tripwires = [{ action: "retrying", warning: "Add jitter.", target_doc_path: "retry.md" }];
  await Deno.writeTextFile(join(project, "tripwires.json"), JSON.stringify(tripwires));
}

/** A run that a refusal ends. */
async function executeBefore(
  world: FaultWorld,
  command: string,
  input: Readonly<Record<string, unknown>>,
  refused: { readonly method: string; readonly path: RegExp },
): Promise<void> {
  world.emulator.faults.inject({ ...refused, fault: { kind: "status", status: 403 } });
  await (await loadCommand(command))?.execute(input, world.context).catch(() => {});
  world.emulator.faults.clear();
  world.emulator.clearJournal();
  world.said.length = 0;
}

const TRACKED = { planning: PLANNING, implementation: [IMPLEMENTATION] };

/** Older than any gist, so that materials may be taken again. */
const LONG_AGO = new Date("2026-01-01T00:00:00Z");

/** What a state file holds, as far as scenarios change it. */
type State = Readonly<Record<"upload" | "dispatch", Readonly<Record<string, unknown>> | null>>;

/** A whole `trigger`, after which its state is made that of one that died. */
async function triggerBefore(
  world: FaultWorld,
  flags: Readonly<Record<string, unknown>>,
  died: (state: State) => Partial<State>,
): Promise<void> {
  await writeLogs(world);
  seedPlanIssue(world.emulator, TRACKED);
  seedPlanPullRequest(world.emulator);
  const command = await loadCommand("trigger");
  await command?.execute({ issue: "42", ...flags }, world.context);
  const path = join(world.project, ".erk", "scratch", "learn-42", "trigger-state.json");
  const state = JSON.parse(await Deno.readTextFile(path));
  const { key } = (await world.context.redaction()).options;
  await Deno.writeTextFile(path, JSON.stringify(await sealTriggerState({ ...state, ...died(state) }, key)));
  // A lock that was used this very moment makes the next run read the plan twice.
  for (const lock of planLockPaths(world.project, PLAN_ISSUE)) await Deno.utime(lock, LONG_AGO, LONG_AGO);
  world.emulator.faults.clear();
  world.emulator.clearJournal();
  world.said.length = 0;
}

/** A learn plan that is closed must be whole in another: plan, tripwires and data. */
function closedTooEarly(emulator: GitHubEmulator): string[] {
  const made = emulator.issues().find(({ number }) => number > 102);
  const closed = emulator.issues().filter(({ state }) => state === "closed").map(({ number }) =>
    `#${number}`
  );
  if (closed.length === 0 || made?.comments.length === 3) return [];
  return [
    `${closed.join(", ")} closed, and the plan in their place has ${made?.comments.length ?? "no"} comments`,
  ];
}

/** As older clients packed it, without a manifest. */
const PART = '<session><user ref="L1">words</user></session>';
const PACKED = `${"=".repeat(60)}\nFILE: planning-x.xml\n${"=".repeat(60)}\n${PART}\n\n`;

function reading(
  command: string,
  prepare: (world: FaultWorld) => Readonly<Record<string, unknown>>,
  title = command,
): Scenario {
  return {
    title,
    command,
    makes: { gists: 0, runs: 0 },
    prepare: (world) => Promise.resolve(prepare(world)),
  };
}

async function writeLogs({ logs }: FaultWorld): Promise<void> {
  for (const [id, prompt] of [[PLANNING, "Plan the retry."], [IMPLEMENTATION, "Implement it."]] as const) {
    const path = join(logs, `${id}.jsonl`);
    const lines = conversation(id, prompt, "Done.").map((line) => `${JSON.stringify(line)}\n`);
    await Deno.writeTextFile(path, lines.join(""));
    await Deno.utime(path, LONG_AGO, LONG_AGO);
  }
}

function seedRemote({ emulator }: FaultWorld): { id: string; gistUrl: string; gistId: string } {
  const gist = emulator.seedGist({
    description: "a session",
    files: { [`session-${REMOTE}.jsonl`]: REMOTE_LOG },
  });
  return { id: REMOTE, gistUrl: gist.htmlUrl, gistId: gist.id };
}

function seedArtifact({ emulator }: FaultWorld): number {
  const runId = emulator.seedWorkflowRun({
    workflow: "learn.yml",
    displayTitle: "implement 42",
    event: "push",
  });
  emulator.seedArtifact({ runId, name: `session-${REMOTE}`, files: { [`${REMOTE}.jsonl`]: REMOTE_LOG } });
  return runId;
}
