import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { loadCommands } from "../../scripts/mod.ts";
import { PERMISSION_PAGE, permissionPage, programPermissions } from "../../tools/build/permission_table.ts";
import { permissionFlags } from "../../tools/build/permissions.ts";
import { sourceFiles } from "../../tools/check/import_directions.ts";
import { type GitHubEmulator, startGitHubEmulator } from "../support/github_emulator/mod.ts";
import { writeLearnScenarioAnswers, writeLearnScenarioInput } from "../support/learn_scenario.ts";
import {
  PLAN_REPOSITORY,
  seedPlanIssue,
  seedPlanPullRequest,
  seedPlanRepository,
} from "../support/plan_scenario.ts";
import { PLANS, seedLearnPlan } from "./consolidate_world.ts";
import { LEARN_PLAN, TRIPWIRES } from "./plan_world.ts";
import { conversation, IMPLEMENTATION, REMOTE } from "./trigger_world.ts";

const PROBE = fileURLToPath(new URL("../support/permission_probe.ts", import.meta.url));
const programs = await programPermissions();

/** What every program must be refused, and what only those may that are named. */
const MUST_NOT: Readonly<Record<string, readonly string[]>> = {
  "read another process's environment": [],
  "run a shell": [],
  "run itself with more rights": [],
  "read another secret of the environment": [],
  "find that secret in a list of the environment": [],
  "load a library": [],
  "ask for the machine's name": [],
  "run git": namesOf(({ run }) => run.includes("git")),
  "connect to this machine": namesOf(({ net }) => net === true || net.includes("127.0.0.1")),
  "connect to GitHub": namesOf(({ net }) => net === true || net.includes("api.github.com")),
  "connect to GitHub's raw gists": namesOf(({ net }) =>
    net === true || net.includes("gist.githubusercontent.com")
  ),
  "connect to another host": namesOf(({ net }) => net === true),
  "listen for connections": namesOf(({ net }) => net === true),
  "read a file": namesOf(({ read }) => read === true),
  "write a file": namesOf(({ write }) => write === true),
  "read GH_TOKEN": namesOf(({ env }) => env === true || env.includes("GH_TOKEN")),
};

function namesOf(may: (permissions: (typeof programs)[number]["permissions"]) => boolean): string[] {
  return programs.filter(({ permissions }) => may(permissions)).map(({ name }) => name);
}

async function runDeno(args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", ...args],
    cwd,
    env: {
      GITHUB_TOKEN: "",
      GITHUB_REPOSITORY: "",
      GH_TOKEN: "made-up",
      AWS_SECRET_ACCESS_KEY: "made-up",
      ...env,
    },
    stdin: "null",
  }).output();
  const decoder = new TextDecoder();
  return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}

/** The least that can be learned from. */
const SESSION = '<session><user ref="L1">Retry the uploads.</user></session>\n';

/** Below no folder that any program may use, wherever this repository and Deno itself lie; there is no such file. */
const OUTSIDE = "/no-folder-of-erk-learn/file";

for (const { name, permissions } of programs) {
  Deno.test(`${name} is denied what it must not do, and may do what it declares`, async () => {
    await using emulator = await startGitHubEmulator();
    const folder = await Deno.makeTempDir();
    try {
      const args = [...permissionFlags(permissions), PROBE, OUTSIDE, emulator.apiUrl];
      const { stdout, stderr } = await runDeno(args, folder);
      assert.notEqual(stdout, "", stderr);
      const expected = Object.entries(MUST_NOT).map((
        [attempt, allowed],
      ) => [attempt, allowed.includes(name)]);
      assert.deepEqual(JSON.parse(stdout), Object.fromEntries(expected));
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
}

Deno.test("the executable that meets untrusted gists first may do the least", () => {
  const { permissions } = programs.find(({ name }) => name === "download-learn-materials") ?? {};
  assert.deepEqual([permissions?.net, permissions?.read, permissions?.write, permissions?.run], [
    ["api.github.com", "gist.githubusercontent.com", "127.0.0.1", "localhost"],
    [".", "../../_temp", "/tmp"],
    [".", "../../_temp", "/tmp"],
    [],
  ]);
});

Deno.test("docs/permissions.md says what the commands declare", async () => {
  // `deno fmt` pads the table and breaks no line that it didn't.
  const words = (page: string) => page.replaceAll(/\s+/g, " ").replaceAll(/ -{3,}/g, " ---");
  const page = await Deno.readTextFile(PERMISSION_PAGE);
  assert.equal(words(page), words(permissionPage(programs)), "run `deno task permissions -- --write`");
});

Deno.test("every variable that the program asks for is one that it may read", async () => {
  const { permissions: { env } } = programs[0] ?? assert.fail();
  const asked = new Set<string>();
  const root = new URL("../../", import.meta.url);
  for await (const path of sourceFiles(root)) {
    if (!/^(?:lib|scripts)\/|^main\.ts$/.test(path)) continue;
    const source = await Deno.readTextFile(new URL(path, root));
    const names = source.matchAll(
      /(?:nvironment|Deno\.env\.get)\(\s*"([A-Z][A-Z0-9_]+)"|addressIn\(environment, "(\w+)"/g,
    );
    for (const [, name, other] of names) asked.add(name ?? other ?? "");
  }
  assert.ok(asked.has("HOME") && asked.has("GITHUB_API_URL"), [...asked].join());
  assert.deepEqual([...asked].filter((name) => env !== true && !env.includes(name)), []);
});

/** The world in which each command has something to do. */
interface World {
  readonly emulator: GitHubEmulator;
  readonly gist: string;
  readonly sessionGist: string;
}

const INVOCATIONS: Readonly<Record<string, (world: World) => readonly string[]>> = {
  "trigger-async-learn": () => ["42"],
  "get-learn-sessions": () => ["42"],
  "preprocess-session": () => ["session.jsonl", "--output-dir", "parts"],
  "get-pr-for-plan": () => ["42"],
  "fetch-learn-pr-comments": () => ["42", "--output-dir", "comments"],
  "upload-learn-materials": () => ["materials", "--issue", "42"],
  "download-learn-materials": ({ gist }) => ["--gist-url", gist, "--output-dir", "downloaded"],
  "learn": () => ["42", "--engine", "offline"],
  "analyse-learn-input": () => ["--input-dir", "learn-input", "--engine", "offline"],
  "evidence": () => ["materials"],
  "gather-learn-input": ({ gist }) => ["42", "--gist-url", gist],
  "upload-session": () => [
    "--session-file",
    "session.jsonl",
    "--session-id",
    IMPLEMENTATION,
    "--source",
    "local",
    "--issue",
    "42",
  ],
  "validate-plan-content": () => ["--plan-file", "learn-plan.md"],
  "plan-save": () => ["--plan-file", "learn-plan.md", "--issue", "42", "--tripwires", "tripwires.json"],
  "normalize-tripwire-candidates":
    () => ["--candidates-file", "tripwires.json", "--output", "normalized.json"],
  "store-tripwire-candidates": () => ["--issue", "101", "--candidates-file", "tripwires.json"],
  "track-learn-result": () => ["--issue", "42", "--status", "completed_no_plan", "--reason", "Nothing."],
  "track-learn-evaluation": () => ["42", "--session-id", IMPLEMENTATION],
  "consolidate-learn-plans": () => ["101", "102"],
  "download-remote-session": ({ sessionGist }) => ["--gist-url", sessionGist, "--session-id", REMOTE],
  // Both engines are tried in its own test.
  "validate-claude-credentials": () => ["--engine", "offline"],
  "save-learn-result": () => ["42", "--agents-dir", "learn-agents"],
  "apply-learn-plan": () => ["--agents-dir", "learn-agents", "--summary", "summary.md"],
  "propose-documents": () => ["42", "--summary", "learn-plan.md"],
  "start-async-learn": () => ["42"],
  "track-learn-failure": () => ["42", "--stage", "analyse"],
  "init": () => [],
  "doctor": () => [],
};

for (const { name, permissions } of await loadCommands()) {
  Deno.test(`${name} does its work with the permissions that it declares`, async () => {
    await using emulator = await startGitHubEmulator();
    const folder = await Deno.makeTempDir();
    try {
      await new Deno.Command("git", { args: ["init", "--quiet"], cwd: folder }).output();
      const lines = conversation(IMPLEMENTATION, "Implement it.", "Done.").map((line) =>
        JSON.stringify(line)
      );
      const log = lines.map((line) => `${line}\n`).join("");
      await Deno.writeTextFile(join(folder, "session.jsonl"), log);
      const logs = join(folder, "claude", "projects", "-made-up");
      await Deno.mkdir(logs, { recursive: true });
      await Deno.writeTextFile(join(logs, `${IMPLEMENTATION}.jsonl`), log);
      await Deno.mkdir(join(folder, "materials"));
      await Deno.writeTextFile(join(folder, "materials", "impl-a.xml"), SESSION);
      await writeLearnScenarioInput(join(folder, "learn-input"));
      if (name === "save-learn-result" || name === "apply-learn-plan") {
        await writeLearnScenarioAnswers(join(folder, "learn-agents"));
      }
      await Deno.writeTextFile(join(folder, "learn-plan.md"), LEARN_PLAN);
      await Deno.writeTextFile(join(folder, "tripwires.json"), JSON.stringify(TRIPWIRES));
      seedPlanRepository(emulator);
      seedPlanIssue(emulator, { implementation: [IMPLEMENTATION] });
      for (const [index, number] of [101, 102].entries()) {
        await seedLearnPlan(emulator, { number, parent: 42, plan: PLANS[index] ?? PLANS[0] });
      }
      seedPlanPullRequest(emulator);
      const line = "=".repeat(60);
      const packed = `${line}\nFILE: impl-a.xml\n${line}\n${SESSION}\n`;
      const world = {
        emulator,
        gist: emulator.seedGist({ files: { "learn-materials-plan-42.txt": packed } }).htmlUrl,
        sessionGist: emulator.seedGist({ files: { [`session-${REMOTE}.jsonl`]: log } }).htmlUrl,
      };
      const words = INVOCATIONS[name]?.(world);
      assert.ok(words !== undefined, `say in this test how ${name} is called`);
      const script = fileURLToPath(new URL(`../../scripts/${name.replaceAll("-", "_")}.ts`, import.meta.url));
      const { code, stdout, stderr } = await runDeno(
        [...permissionFlags(permissions), script, "--repo", PLAN_REPOSITORY, ...words],
        folder,
        { ...emulator.environment, CLAUDE_CONFIG_DIR: join(folder, "claude") },
      );
      assert.equal(code, 0, stderr);
      assert.equal(JSON.parse(stdout).success, true);
      assert.doesNotMatch(stderr, /Requires \S+ access|NotCapable/);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
}
