import assert from "node:assert/strict";
import { readPlanHeader } from "../../lib/github/plan/plan_header.ts";
import { goodScripts, LEARN_MATERIALS } from "../support/learn_scenario.ts";
import { PLAN_ISSUE, seedPlanIssue, seedPlanPullRequest } from "../support/plan_scenario.ts";
import type { WorkflowOutcome } from "../support/workflow_runner/mod.ts";
import { assertSeparateCredentials } from "./separate_credentials.ts";
import {
  RUN_BRANCH,
  type WorkflowWorld,
  workflowWorld,
  type WorkflowWorldOptions,
} from "./workflow_world.ts";

/** Bash scripts on a runner don't depend on the version of Deno; the oldest stalls with the emulators in one process. */
const ignore = Deno.build.os === "windows" || Deno.version.deno.startsWith("2.7.");

const SESSION = "1c65b6d6-2222-4d2f-8d2b-8c2e3f4a5b6d";

/** A session in which a person corrected the agent, as a log. */
function sessionLog(): string {
  const common = {
    sessionId: SESSION,
    version: "2.1.20",
    cwd: "/home/ada/widgets",
    gitBranch: "P42-retry-uploads",
  };
  const said: readonly (readonly ["user" | "assistant", string])[] = [
    ["user", "Implement the retry of uploads."],
    ["assistant", "I call fetch directly in src/upload/client.ts."],
    ["user", "No, never call fetch directly: always use the retry helper in src/upload/retry.ts instead."],
    ["assistant", "Understood. I use the retry helper in src/upload/retry.ts now."],
    ["user", "Don't retry on 409, it means that the part is already there."],
    ["assistant", "I take 409 as success."],
  ];
  return said.map(([type, text], index) =>
    JSON.stringify({
      ...common,
      type,
      uuid: `u${index}`,
      timestamp: `2026-11-20T12:0${index}:00Z`,
      message: type === "user"
        ? { role: "user", content: text }
        : { id: `m${index}`, role: "assistant", content: [{ type: "text", text }] },
    }) + "\n"
  ).join("");
}

async function asyncWorld(
  header: (gistUrl: string) => Readonly<Record<string, unknown>>,
  { title = "Retry uploads that fail half-way", ...options }: WorkflowWorldOptions & {
    readonly title?: string;
  } = {},
): Promise<WorkflowWorld> {
  const world = await workflowWorld({
    ...options,
    files: {
      "docs/uploads.md": "---\ntitle: Uploads # short\n---\n\n# Uploads\n\nHow uploads work.\n",
      ".erk/learn.json": '{"documents": {"roots": ["docs"]}}',
    },
  });
  const gist = world.github.seedGist({ files: { [`session-${SESSION}.jsonl`]: sessionLog() } }).htmlUrl;
  seedPlanIssue(world.github, {}, { title, header: header(gist) });
  seedPlanPullRequest(world.github);
  return world;
}

const uploaded = (gist: string) => ({
  last_session_gist_url: gist,
  last_session_id: SESSION,
  last_session_source: "remote",
});
const results = ({ jobs }: WorkflowOutcome) =>
  Object.fromEntries(Object.entries(jobs).map(([id, { result }]) => [id, result]));
const saidBy = ({ steps }: WorkflowOutcome) => steps.map(({ name, said }) => `${name}: ${said}`).join("\n");
const header = ({ github }: WorkflowWorld) => readPlanHeader(github.issue(PLAN_ISSUE).body).header ?? {};
const lastComment = ({ github }: WorkflowWorld) => github.issue(PLAN_ISSUE).comments.at(-1)?.body ?? "";

Deno.test({
  name: "learn-async.yml pushes a branch with documentation and opens a draft pull request with citations",
  ignore,
  async fn() {
    await using world = await asyncWorld(uploaded, {
      title: "Retry `uploads` @grace; Fixes #12; $(touch harm)",
    });
    await world.addProgram(
      "git",
      'printf "%s: %s\\n" "$*" "$GIT_CONFIG_VALUE_0" >>"$HOME/git-called"\nPATH=${PATH#*:} exec git "$@"',
    );
    const outcome = await world.run("learn-async.yml", { issue_number: "42" }, {});
    assert.deepEqual(
      results(outcome),
      { gather: "success", analyse: "success", propose: "success", failed: "skipped" },
      saidBy(outcome),
    );
    const changed = (await world.git("diff", "--name-only", "main", RUN_BRANCH)).trim().split("\n");
    assert.ok(changed.length > 0 && changed.every((path) => /^docs\/.+\.md$/.test(path)), changed.join());
    assert.match(
      await world.git("log", "-1", "--format=%an %s", RUN_BRANCH),
      /^github-actions\[bot\] Document what plan #42 taught/,
    );
    const [push, value] = (await Deno.readTextFile(`${world.home}/git-called`)).split("\n")
      .find((line) => line.startsWith("push "))?.split(": ", 2) ?? [];
    // Whoever lists processes sees what a program was called with.
    assert.equal(push, `push origin HEAD:refs/heads/${RUN_BRANCH}`);
    assert.equal(value, "AUTHORIZATION");
    const { learn_status, learn_plan_pr } = header(world);
    assert.equal(learn_status, "pending_review");
    const [pull] = world.github.requests({ method: "POST", path: "/repos/acme/widgets/pulls" });
    const sent = pull?.requestBody as { draft: boolean; body: string; head: string; title: string };
    assert.deepEqual([sent.draft, sent.head], [true, RUN_BRANCH]);
    assert.match(sent.body, /never call fetch directly/);
    assert.doesNotMatch(sent.body, /(?<![`\w])@grace/);
    // A squash merge takes it over.
    assert.doesNotMatch(sent.title, /@grace|#12/);
    assert.ok(typeof learn_plan_pr === "number");
  },
});

Deno.test({
  name:
    "run again after the pull request was refused, learn-async.yml goes on with its branch, and leaves another's alone",
  ignore,
  async fn() {
    await using world = await asyncWorld(uploaded);
    const remote = `file://${world.remote}`;
    await world.addProgram(
      "git",
      `PATH=\${PATH#*:}; if [ "$1" = fetch ]; then shift 4; set -- fetch --quiet --depth=1 ${remote} "$@"; fi; exec git "$@"`,
    );
    const refusal = {
      kind: "status",
      status: 403,
      body: { message: "GitHub Actions is not permitted to create or approve pull requests." },
    } as const;
    const pulls = /\/repos\/acme\/widgets\/pulls$/;
    world.github.faults.inject({ method: "POST", path: pulls, times: 1, fault: refusal });
    const run = () => world.run("learn-async.yml", { issue_number: "42" }, {});
    assert.equal((await run()).jobs.propose?.result, "failure");
    const tip = await world.git("rev-parse", RUN_BRANCH);

    const again = await run();
    assert.equal(again.jobs.propose?.result, "success", saidBy(again));
    assert.equal(await world.git("rev-parse", RUN_BRANCH), tip);
    const heads = () =>
      world.github.requests({ method: "POST", path: pulls }).map(({ requestBody }) =>
        (requestBody as { head: string }).head
      );
    assert.deepEqual(heads(), [RUN_BRANCH, RUN_BRANCH]);

    // Somebody has pushed to it since.
    await world.git("update-ref", `refs/heads/${RUN_BRANCH}`, "main");
    world.github.editIssue(PLAN_ISSUE, {
      body: world.github.issue(PLAN_ISSUE).body.replace(/learn_status: \w+/, "learn_status: pending"),
    });
    const third = await run();
    assert.equal(third.jobs.propose?.result, "success", saidBy(third));
    assert.equal(await world.git("rev-parse", RUN_BRANCH), await world.git("rev-parse", "main"));
    assert.equal(
      await world.git("rev-parse", `${RUN_BRANCH}-2^{tree}`),
      await world.git("rev-parse", `${tip.trim()}^{tree}`),
    );
    assert.equal(heads().at(-1), `${RUN_BRANCH}-2`);
  },
});

Deno.test({
  name: "anything but a plan's number is refused by learn-async.yml before anything is installed or told",
  ignore,
  async fn() {
    await using world = await asyncWorld(uploaded);
    for (const issue_number of ["#42", "https://github.com/acme/widgets/issues/42", "42 ", ""]) {
      const outcome = await world.run("learn-async.yml", { issue_number }, {});
      assert.deepEqual(
        results(outcome),
        { gather: "failure", analyse: "skipped", propose: "skipped", failed: "success" },
        saidBy(outcome),
      );
      assert.match(saidBy(outcome), /Give the plan issue's number alone, such as 42/);
    }
    assert.deepEqual(world.github.requests(), []);
  },
});

Deno.test({
  name: "with a model's key no job of learn-async.yml has both credentials",
  ignore,
  async fn() {
    await using world = await asyncWorld(uploaded, { scripts: goodScripts() });
    const outcome = await world.run("learn-async.yml", { issue_number: "42" });
    assert.equal(outcome.jobs.analyse?.result, "success", saidBy(outcome));
    assertSeparateCredentials(outcome);
  },
});

Deno.test({
  name:
    "a plan without session data, and one that was learned from, are told so; nothing fails and nothing is pushed",
  ignore,
  async fn() {
    const cases: readonly (readonly [Readonly<Record<string, unknown>>, RegExp, string])[] = [
      [
        {},
        /^📚 No session data\n\nThere is nothing to learn from: no session of this plan can be reached from here\..*upload-session/,
        "not_started",
      ],
      [
        { learn_status: "completed_no_plan" },
        /^📚 Already learned\n\nThis plan has been learned from \(learn_status: completed_no_plan, /,
        "completed_no_plan",
      ],
    ];
    for (const [fields, comment, status] of cases) {
      await using world = await asyncWorld(() => fields);
      const outcome = await world.run("learn-async.yml", { issue_number: "42" }, {});
      assert.deepEqual(
        results(outcome),
        { gather: "success", analyse: "skipped", propose: "skipped", failed: "skipped" },
        saidBy(outcome),
      );
      assert.match(lastComment(world), comment);
      assert.equal(header(world).learn_status, status);
      assert.equal((await world.git("branch", "--list", RUN_BRANCH)).trim(), "");
      const comments = world.github.issue(PLAN_ISSUE).comments.length;
      await world.run("learn-async.yml", { issue_number: "42" }, {});
      assert.equal(world.github.issue(PLAN_ISSUE).comments.length, comments, "a rerun says it once");
    }
  },
});

Deno.test({
  name: "when no document changes, learn-async.yml says so on the plan and opens nothing",
  ignore,
  async fn() {
    await using world = await workflowWorld({
      scripts: goodScripts(),
      files: { "README.md": "# Widgets\n" },
    });
    // A session of an empty conversation gives nothing; one without friction and without a pull request teaches nothing.
    const lines = sessionLog().split("\n").slice(0, 2).join("\n");
    const gist = world.github.seedGist({ files: { [`session-${SESSION}.jsonl`]: `${lines}\n` } }).htmlUrl;
    seedPlanIssue(world.github, {}, { header: { ...uploaded(gist), branch_name: null } });
    const outcome = await world.run("learn-async.yml", { issue_number: "42" }, {});
    assert.deepEqual(
      results(outcome),
      { gather: "success", analyse: "success", propose: "success", failed: "skipped" },
      saidBy(outcome),
    );
    assert.equal(header(world).learn_status, "completed_no_plan");
    assert.match(
      lastComment(world),
      /^📚 Nothing to document\n\nNothing of what was learned changes a document\./,
    );
    assert.deepEqual(world.github.requests({ method: "POST", path: "/repos/acme/widgets/pulls" }), []);
  },
});

Deno.test({
  name: "many parts are read by several jobs, and the joining one asks about none of them again",
  ignore,
  async fn() {
    await using world = await workflowWorld({ scripts: goodScripts() });
    const line = "=".repeat(60);
    const [name = "", text = ""] = Object.entries(LEARN_MATERIALS).find(([name]) => name.includes("impl-")) ??
      [];
    const sessions = Array.from({ length: 17 }, (_, index) => {
      const id = `${String(index).padStart(8, "0")}-2222-4d2f-8d2b-8c2e3f4a5b6d`;
      return [
        name.replace(/impl-.*\.xml/, `impl-${id}.xml`),
        text.replaceAll(SESSION, id).replace('parts="2"', 'parts="1"'),
      ];
    });
    const packed = sessions.map(([file, xml]) => `${line}\nFILE: ${file}\n${line}\n${xml}\n\n`).join("");
    const gist = world.github.seedGist({ files: { "learn-materials-plan-42.txt": packed } }).htmlUrl;
    seedPlanIssue(world.github, {}, { header: { learn_status: "pending" } });
    const outcome = await world.run("learn.yml", { issue_number: "42", gist_url: gist });
    assert.deepEqual(
      results(outcome),
      { gather: "success", sessions: "success", analyse: "success", save: "success", failed: "skipped" },
      saidBy(outcome),
    );
    const shares = outcome.steps.filter(({ job, env }) => job === "sessions" && env.SHARD !== undefined);
    assert.deepEqual(shares.map(({ env }) => env.SHARD).filter((share) => share !== ""), [
      "1/3",
      "2/3",
      "3/3",
    ]);
    const aboutSessions = world.models.requests.filter(({ agent, path }) =>
      agent === "session-analyzer" && !path.includes("count_tokens")
    );
    assert.equal(aboutSessions.length, 17);
  },
});
