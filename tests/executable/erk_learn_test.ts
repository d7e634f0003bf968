import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { readPlanHeader } from "../../lib/github/plan/plan_header.ts";
import { VERSION } from "../../lib/version.ts";
import { type GitHubEmulator, startGitHubEmulator } from "../support/github_emulator/mod.ts";
import {
  PLAN_ISSUE,
  PLAN_REPOSITORY,
  seedDemoSessions,
  seedPlanIssue,
  seedPlanPullRequest,
  seedPlanRepository,
} from "../support/plan_scenario.ts";
import { DEMO_SESSION_IDS, plantedTexts } from "../support/session_builder/scenarios.ts";
import { generateLog } from "../../tools/bench/generate_log.ts";
import { executable, run } from "./executables.ts";

const ERK_LEARN = executable("erk-learn");
const DOWNLOAD = executable("download-learn-materials");

interface World {
  readonly emulator: GitHubEmulator;
  readonly project: string;
  /** What the executables get as their environment. */
  readonly environment: Readonly<Record<string, string>>;
}

async function inWorld(test: (world: World) => Promise<void>): Promise<void> {
  await using emulator = await startGitHubEmulator();
  const folder = await Deno.makeTempDir({ prefix: "erk-learn-executable-" });
  try {
    const project = join(folder, "widgets");
    const claudeFolder = join(folder, "claude");
    await Deno.mkdir(project);
    seedPlanRepository(emulator);
    seedPlanIssue(emulator, await seedDemoSessions(emulator, claudeFolder));
    seedPlanPullRequest(emulator);
    await test({
      emulator,
      project,
      environment: { ...emulator.environment, CLAUDE_CONFIG_DIR: claudeFolder, HOME: join(folder, "home") },
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("both executables print the version and nothing else", async () => {
  for (const program of [ERK_LEARN, DOWNLOAD]) {
    const answer = await run(program, ["--version"], { cwd: Deno.cwd() });
    assert.deepEqual(answer, { status: 0, stdout: `erk-learn ${VERSION}\n`, stderr: "" });
  }
});

Deno.test("V8's code of a whole command is kept for the next run, and none of a question for the version", async () => {
  const folder = await Deno.makeTempDir({ prefix: "erk-learn-code-" });
  try {
    const environment = { TMPDIR: folder, TEMP: folder };
    await run(ERK_LEARN, ["--version"], { cwd: folder, environment });
    assert.deepEqual(readdirSync(folder), []);
    const log = join(folder, `${"0".repeat(8)}.jsonl`);
    await Deno.writeTextFile(log, "");
    await run(ERK_LEARN, ["preprocess-session", log, "--stdout", "--no-cache"], { cwd: folder, environment });
    const [kept = ""] = readdirSync(folder).filter((name) => name.endsWith(".cache"));
    assert.match(await Deno.readTextFile(join(folder, kept)), /preprocess_session-\w+\.js/);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("after init, with which everybody begins, V8's code of trigger is kept", async () => {
  const folder = await Deno.makeTempDir({ prefix: "erk-learn-code-" });
  try {
    for (const command of ["init", "doctor"]) {
      const environment = { TMPDIR: join(folder, command), TEMP: join(folder, command) };
      await Deno.mkdir(environment.TMPDIR);
      await run(ERK_LEARN, [command, "--help"], { cwd: folder, environment });
      const [kept = ""] = readdirSync(environment.TMPDIR).filter((name) => name.endsWith(".cache"));
      assert.match(await Deno.readTextFile(join(environment.TMPDIR, kept)), /trigger_async_learn-\w+\.js/);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a wrong flag is exit status 2, named, with a suggestion, and nothing on standard output", async () => {
  const answer = await run(ERK_LEARN, ["trigger", "42", "--dry-rum"], { cwd: Deno.cwd() });
  assert.equal(answer.status, 2);
  assert.equal(answer.stdout, "");
  assert.match(answer.stderr, /unknown option '--dry-rum'/);
  assert.match(answer.stderr, /Did you mean --dry-run\?/);
});

Deno.test("trigger goes from the plan issue to a dispatched workflow, and the narrow executable brings the materials", () =>
  inWorld(async ({ emulator, project, environment }) => {
    const triggered = await run(ERK_LEARN, ["trigger", "42", "--repo", PLAN_REPOSITORY], {
      cwd: project,
      environment,
    });
    assert.equal(triggered.status, 0, triggered.stderr);
    const answer = JSON.parse(triggered.stdout);
    assert.equal(answer.success, true);
    assert.equal(answer.workflow_triggered, true);
    assert.equal(answer.run_id, String(emulator.workflowRuns()[0]?.id));
    assert.equal(readPlanHeader(emulator.issue(PLAN_ISSUE).body).header?.learn_status, "pending");
    assert.match(triggered.stderr, /Preprocess the sessions: .*left out/);
    assert.ok(answer.materials.bytes_out < 0.1 * answer.materials.bytes_in, "less than 90 % was left out");

    const { GITHUB_API_URL = "", GITHUB_SERVER_URL = "" } = environment;
    const downloaded = await run(DOWNLOAD, ["--gist-url", answer.gist_url, "--output-dir", "materials"], {
      cwd: project,
      environment: { GITHUB_API_URL, GITHUB_SERVER_URL },
    });
    assert.equal(downloaded.status, 0, downloaded.stderr);
    const { files, verified } = JSON.parse(downloaded.stdout);
    assert.equal(verified, true);
    assert.equal(files.length, answer.materials.files);
    const parts = files.filter((name: string) =>
      name.startsWith(`impl-${DEMO_SESSION_IDS.longImplementation}-part`)
    );
    assert.ok(parts.length >= 3, `${parts.length} parts`);
    for (const name of files) {
      const text = await Deno.readTextFile(join(project, "materials", name));
      for (const secret of plantedTexts()) {
        assert.ok(!text.includes(secret), `${name} holds a planted secret`);
      }
    }
  }));

Deno.test("several large sessions are converted beside each other, and come from the cache the next time", {
  ignore: navigator.hardwareConcurrency < 2,
}, () =>
  inWorld(async ({ emulator, project, environment }) => {
    const logs = join(
      environment.CLAUDE_CONFIG_DIR ?? "",
      "projects",
      project.replaceAll(/[^A-Za-z0-9]/g, "-"),
    );
    await Deno.mkdir(logs, { recursive: true });
    const ids = [1, 2].map((seed) => `7d1f0c2e-4444-4a5b-8c6d-00000000000${seed}`);
    for (const [seed, id] of ids.entries()) {
      using file = await Deno.create(join(logs, `${id}.jsonl`));
      for (const line of generateLog(9_000_000, {}, seed)) await file.write(line);
    }
    seedPlanIssue(emulator, { implementation: ids }, { number: 43 });
    const trigger = async (...flags: string[]) => {
      const args = ["trigger", "43", "--repo", PLAN_REPOSITORY, "--dry-run", "--verbose", ...flags];
      const { status, stdout, stderr } = await run(ERK_LEARN, args, { cwd: project, environment });
      assert.equal(status, 0, stderr);
      const { materials } = JSON.parse(stdout);
      const names = ids.map((id) => join(materials.folder, `impl-${id}-part1.xml`));
      return { stderr, materials, parts: await Promise.all(names.map((name) => Deno.readTextFile(name))) };
    };
    const beside = await trigger("--no-cache");
    assert.match(beside.stderr, /1 session\(s\) converted by 1 worker\(s\), the others beside them/);
    const first = await trigger();
    assert.doesNotMatch(first.stderr, /from the cache/);
    const second = await trigger();
    assert.doesNotMatch(second.stderr, /worker/);
    assert.match(second.stderr, /Preprocess the sessions: .*; 2 from the cache/);
    for (const { materials, parts } of [second, beside]) {
      assert.deepEqual(materials, first.materials);
      assert.deepEqual(parts, first.parts);
    }
  }));

Deno.test("a project's patterns are judged and applied, also where they are checked by a bundled parser", () =>
  inWorld(async ({ project, environment }) => {
    const preprocess = async (pattern: string) => {
      await Deno.mkdir(join(project, ".erk"), { recursive: true });
      await Deno.writeTextFile(
        join(project, ".erk", "learn.json"),
        JSON.stringify({ redaction: { patterns: [{ kind: "acme-key", pattern }] } }),
      );
      const message = { role: "user", content: `use ${"acme_" + "0a1b2c3d4e5f"}` };
      await Deno.writeTextFile(join(project, "s.jsonl"), `${JSON.stringify({ type: "user", message })}\n`);
      const flags = ["--stdout", "--fail-on-secret"];
      return await run(ERK_LEARN, ["preprocess-session", "s.jsonl", ...flags], { cwd: project, environment });
    };
    const found = await preprocess("acme_[a-z0-9]{12}");
    assert.equal(found.status, 1);
    assert.match(found.stdout, /A secret was found \(acme-key: 1\)/);
    const refused = await preprocess("acme_([a-z0-9]+)+;");
    assert.equal(refused.status, 1);
    assert.match(refused.stdout, /The redaction pattern .*acme-key.* repeats a part that repeats already/);
  }));

Deno.test("the narrow executable can't run programs or reach a host that it doesn't need", () =>
  inWorld(async ({ project, emulator }) => {
    const elsewhere = await run(DOWNLOAD, ["--gist-url", "0".repeat(32), "--output-dir", "m"], {
      cwd: project,
      environment: { GITHUB_API_URL: "http://github.example.test/api/v3" },
    });
    assert.equal(elsewhere.status, 1);
    assert.equal(JSON.parse(elsewhere.stdout).success, false);
    assert.match(elsewhere.stdout, /may not connect to github\.example\.test/);
    assert.doesNotMatch(elsewhere.stderr, /^\s+at /m);
    assert.deepEqual(emulator.journal, []);
  }));

Deno.test("the narrow executable can't write outside of the folder that it is started in", () =>
  inWorld(async ({ project, emulator, environment }) => {
    const line = "=".repeat(60);
    const text = `${line}\nFILE: impl-a.xml\n${line}\n<a/>\n\n`;
    const gist = emulator.seedGist({ files: { "learn-materials-plan-42.txt": text } });
    const outside = await run(DOWNLOAD, ["--gist-url", gist.htmlUrl, "--output-dir", "/usr/erk-learn-test"], {
      cwd: project,
      environment,
    });
    assert.equal(outside.status, 1, outside.stdout);
    assert.match(JSON.parse(outside.stdout).error, /may not write to .*only below the folder/);
  }));

Deno.test("each user's mistake is one sentence on both outputs, without a stack trace", () =>
  inWorld(async ({ project, environment }) => {
    const cases: [string[], Record<string, string>, RegExp][] = [
      [["trigger", "999", "--repo", PLAN_REPOSITORY], environment, /^Issue not found$/],
      [["trigger", "42"], environment, /Not a git repository.*--repo owner\/name/],
      [
        ["trigger", "42", "--repo", PLAN_REPOSITORY],
        { ...environment, GH_TOKEN: "" },
        /No GitHub token.*GH_TOKEN/,
      ],
      [["trigger", "42", "--repo", PLAN_REPOSITORY], { ...environment, GH_TOKEN: "expired" }, /token/i],
      [["preprocess-session", "missing.jsonl"], environment, /missing\.jsonl/],
    ];
    for (const [args, given, expected] of cases) {
      const answer = await run(ERK_LEARN, args, { cwd: project, environment: given });
      assert.equal(answer.status, 1, args.join(" "));
      const { success, error } = JSON.parse(answer.stdout);
      assert.equal(success, false);
      assert.match(error, expected);
      assert.ok(answer.stderr.includes(error), answer.stderr);
      assert.doesNotMatch(answer.stderr, /^\s+at /m);
    }
  }));

Deno.test("learn makes a learn plan without a model, and finds it again when it is run once more", () =>
  inWorld(async ({ emulator, project, environment }) => {
    const learn = () =>
      run(ERK_LEARN, ["learn", "42", "--repo", PLAN_REPOSITORY, "--engine", "offline", "--yes"], {
        cwd: project,
        environment,
      });
    const first = await learn();
    assert.equal(first.status, 0, first.stderr);
    const answer = JSON.parse(first.stdout);
    assert.deepEqual([answer.learn_status, answer.saved], ["completed_with_plan", true]);
    const plan = emulator.issue(answer.learn_plan_issue);
    assert.match(plan.title, /^\[erk-learn\] /);
    assert.ok(answer.analysis.items > 0);
    assert.deepEqual(answer.analysis.citations.removed, 0);
    const issues = emulator.issues().length;
    const second = await learn();
    assert.equal(JSON.parse(second.stdout).already_learned, true, second.stderr);
    assert.equal(emulator.issues().length, issues);
  }));
