import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { command, getLearnSessions, type GetLearnSessionsResult } from "../../scripts/get_learn_sessions.ts";
import { UserError } from "../../lib/user_error.ts";
import { type GitHubEmulator, startGitHubEmulator } from "../support/github_emulator/mod.ts";
import {
  PLAN_REPOSITORY,
  type PlanSessions,
  seedPlanIssue,
  seedPlanRepository,
} from "../support/plan_scenario.ts";
import { contextWith } from "./emulator_context.ts";

const PLANNING = "11111111-aaaa-4aaa-8aaa-111111111111";
const FIRST = "22222222-bbbb-4bbb-8bbb-222222222222";
const SECOND = "33333333-cccc-4ccc-8ccc-333333333333";
const REMOTE = "44444444-dddd-4ddd-8ddd-444444444444";
const GIST = {
  id: REMOTE,
  gistUrl: "https://gist.github.com/ada/0123456789abcdef0123",
  gistId: "0123456789abcdef0123",
};

interface World {
  readonly emulator: GitHubEmulator;
  /** The working directory. */
  readonly work: string;
  readonly warnings: string[];
  /** Writes a log below `projects/`; gives its path. */
  write(path: string, branch?: string): Promise<string>;
  /** Runs the command as the command line does. */
  run(issue?: string): Promise<GetLearnSessionsResult>;
}

async function inWorld(
  sessions: PlanSessions,
  test: (world: World) => Promise<void>,
  seed: Parameters<typeof seedPlanIssue>[2] = {},
): Promise<void> {
  await using emulator = await startGitHubEmulator();
  seedPlanRepository(emulator);
  seedPlanIssue(emulator, sessions, seed);
  const folder = await Deno.realPath(await Deno.makeTempDir());
  const work = join(folder, "widgets");
  const claudeFolder = join(folder, "claude");
  await Deno.mkdir(work);
  const warnings: string[] = [];
  const context = contextWith(emulator, {
    workingDirectory: work,
    claudeFolder,
    repository: PLAN_REPOSITORY,
    warnings,
  });
  try {
    await test({
      emulator,
      work,
      warnings,
      async write(path, branch = "main") {
        const file = join(claudeFolder, "projects", path);
        await Deno.mkdir(dirname(file), { recursive: true });
        await Deno.writeTextFile(file, `${JSON.stringify({ type: "user", gitBranch: branch })}\n`.repeat(50));
        return file;
      },
      async run(issue) {
        const output = await command.execute(issue === undefined ? {} : { issue }, context);
        assert.ok("json" in output);
        return output.json as GetLearnSessionsResult;
      },
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function git(cwd: string, ...parameters: string[]): Promise<void> {
  const { success } = await new Deno.Command("git", { args: parameters, cwd, stdout: "null", stderr: "null" })
    .output();
  assert.ok(success, parameters.join(" "));
}

Deno.test("the answer has exactly the protocol's fields, local sessions before the remote one", () =>
  inWorld(
    { planning: PLANNING, implementation: [FIRST, SECOND], remote: GIST },
    async ({ write, run, warnings }) => {
      const planning = await write(`-somewhere/${PLANNING}.jsonl`);
      const second = await write(`-elsewhere/sessions/${SECOND}.jsonl`);
      const missing = `1 session of the plan has no log on this machine: ${FIRST}`;
      assert.deepEqual(await run("42"), {
        success: true,
        plan_id: "42",
        issue_number: 42,
        planning_session_id: PLANNING,
        // The header's latest comes first, then the comments in order.
        implementation_session_ids: [SECOND, FIRST],
        learn_session_ids: [],
        readable_session_ids: [PLANNING, SECOND],
        session_paths: [planning, second],
        local_session_ids: [],
        last_remote_impl_at: null,
        last_remote_impl_run_id: null,
        last_remote_impl_session_id: null,
        session_sources: [
          {
            source_type: "local",
            session_id: PLANNING,
            session_type: "planning",
            run_id: null,
            path: planning,
            gist_url: null,
          },
          {
            source_type: "local",
            session_id: SECOND,
            session_type: "impl",
            run_id: null,
            path: second,
            gist_url: null,
          },
          {
            source_type: "remote",
            session_id: REMOTE,
            session_type: "impl",
            run_id: null,
            path: null,
            gist_url: GIST.gistUrl,
          },
        ],
        last_session_gist_url: GIST.gistUrl,
        last_session_id: REMOTE,
        last_session_source: "remote",
        gist_url: null,
        fallback: false,
        warnings: [missing],
      });
      assert.deepEqual(warnings, [missing]);
    },
  ));

Deno.test("the remote session's log on this machine makes it local, once", () =>
  inWorld({ remote: GIST }, async ({ write, run }) => {
    const path = await write(`-p/${REMOTE}.jsonl`);
    const { session_sources: sources } = await run("42");
    assert.deepEqual(sources.map(({ source_type: type, path }) => [type, path]), [["local", path]]);
  }));

Deno.test("a legacy remote session has its run instead of a gist", () =>
  inWorld({}, async ({ run }) => {
    const result = await run("42");
    assert.deepEqual(result.session_sources, [
      {
        source_type: "remote",
        session_id: REMOTE,
        session_type: "impl",
        run_id: "77",
        path: null,
        gist_url: null,
      },
    ]);
    assert.deepEqual(
      [result.last_remote_impl_at, result.last_remote_impl_run_id, result.last_remote_impl_session_id],
      ["2026-11-20T15:20:00+00:00", "77", REMOTE],
    );
  }, {
    header: {
      last_remote_impl_at: "'2026-11-20T15:20:00+00:00'",
      last_remote_impl_run_id: "'77'",
      last_remote_impl_session_id: REMOTE,
    },
  }));

Deno.test("materials that were uploaded already are told", () =>
  inWorld({}, async ({ run }) => assert.equal((await run("42")).gist_url, GIST.gistUrl), {
    header: { learn_materials_gist_url: GIST.gistUrl },
  }));

Deno.test("without a tracked log the project's newest sessions of the current branch are the fallback", () =>
  inWorld({ planning: PLANNING }, async ({ work, write, run }) => {
    const project = work.replace(/[^A-Za-z0-9]/g, "-");
    const path = await write(`${project}/${FIRST}.jsonl`, "P42-retry");
    await write(`${project}/${SECOND}.jsonl`, "main");
    await git(work, "init", "--initial-branch=P42-retry");
    const result = await run();
    assert.deepEqual([result.fallback, result.local_session_ids, result.readable_session_ids], [
      true,
      [FIRST],
      [],
    ]);
    assert.deepEqual(result.session_paths, [path]);
    assert.equal(result.issue_number, 42);
  }));

Deno.test("of hundreds of sessions that are nowhere, the first ten are named", () =>
  inWorld(
    { implementation: Array.from({ length: 300 }, (_, index) => `missing-${index}`) },
    async ({ run }) => {
      const [missing] = (await run("42")).warnings.filter((warning) => warning.includes("no log"));
      assert.match(missing ?? "", /^300 sessions .*: missing-299, missing-0, .*missing-8 and 290 more$/);
    },
  ));

Deno.test("nothing at all is an answer with empty lists, not an error", () =>
  inWorld({}, async ({ run }) => {
    const result = await run("42");
    assert.deepEqual([result.session_sources, result.warnings, result.fallback], [[], [], false]);
  }));

Deno.test("an issue's address names its repository too, which --repo may not contradict", () =>
  inWorld({}, async ({ emulator, work, run }) => {
    emulator.seedRepository({ owner: "acme", name: "other" });
    emulator.seedIssue({ repository: "acme/other", number: 5, labels: ["erk-plan"], body: "" });
    const issue = "https://github.com/acme/other/issues/5";
    const output = await command.execute({ issue }, contextWith(emulator, { workingDirectory: work }));
    assert.ok("json" in output);
    assert.equal((output.json as GetLearnSessionsResult).issue_number, 5);
    await assert.rejects(run(issue), /The issue is one of acme\/other, but --repo says acme\/widgets/);
  }));

Deno.test("a damaged event of a plan is named: a session may be in it", () =>
  inWorld(
    {},
    async ({ run, warnings }) => {
      const { warnings: answered } = await run("42");
      assert.equal(answered.length, 1);
      assert.match(
        answered[0] ?? "",
        /^comment \d+ of the plan: metadata block impl-started is skipped: its YAML/,
      );
      assert.deepEqual(warnings, answered);
    },
    {
      comments: [{
        author: "ada",
        body:
          '<!-- erk:metadata-block:impl-started -->\n```yaml\nsession_id: "s-1\n```\n<!-- /erk:metadata-block -->',
      }],
    },
  ));

const refusals: [string, string | undefined, RegExp][] = [
  ["an issue that isn't there", "43", /^Issue not found$/],
  ["no issue outside of a plan's branch", undefined, /^No issue given, and the current branch names none/],
  ["a word for an issue", "tide", /^<issue>: "tide" is not an issue/],
];

for (const [title, issue, expected] of refusals) {
  Deno.test(`${title} is refused`, () =>
    inWorld(
      {},
      ({ run }) =>
        assert.rejects(run(issue), (error) => error instanceof UserError && expected.test(error.message)),
    ));
}

Deno.test("an issue that is no plan is refused", () =>
  inWorld({}, ({ run }) => assert.rejects(run("42"), /Issue is not an erk-plan/), { labels: ["bug"] }));

Deno.test("the function takes an issue of another repository", () =>
  inWorld({}, async ({ emulator, work }) => {
    const context = contextWith(emulator, { workingDirectory: work });
    const issue = { number: 42, repository: { owner: "acme", name: "widgets" } };
    assert.equal((await getLearnSessions({ issue }, context)).plan_id, "42");
  }));

Deno.test("where neither HOME nor CLAUDE_CONFIG_DIR is set, that is told, with what to do", async () => {
  await using emulator = await startGitHubEmulator();
  seedPlanRepository(emulator);
  seedPlanIssue(emulator, {});
  const folder = await Deno.makeTempDir();
  try {
    const context = contextWith(emulator, { workingDirectory: folder, repository: PLAN_REPOSITORY });
    const input = { issue: { number: 42 } };
    const { warnings } = await getLearnSessions(input, { ...context, claudeFolder: undefined });
    assert.match(warnings.join("\n"), /^Neither HOME nor CLAUDE_CONFIG_DIR is set, .*: set one of them\.$/m);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
