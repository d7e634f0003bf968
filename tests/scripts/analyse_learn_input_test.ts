import assert from "node:assert/strict";
import { join } from "node:path";
import { createContext } from "../../lib/cli/create_context.ts";
import { silentProgress } from "../../lib/cli/mod.ts";
import { readAnalysis } from "../../lib/learn/analyse/mod.ts";
import { permissionFlags } from "../../tools/build/permissions.ts";
import { command } from "../../scripts/analyse_learn_input.ts";
import { goodScripts, LEARN_PLAN, writeLearnScenarioInput } from "../support/learn_scenario.ts";
import { type ModelEmulator, reply, startModelEmulator } from "../support/model_emulator/mod.ts";
import { MADE_UP_TOKEN } from "../support/made_up_token.ts";
import { until } from "../support/until.ts";

const SCRIPT = new URL("../../scripts/analyse_learn_input.ts", import.meta.url).href;

interface Ended {
  readonly code: number;
  /** Parsed standard output; undefined where there was none. */
  readonly answer: Record<string, unknown> | undefined;
  readonly stderr: string;
}

interface InputWorld {
  readonly project: string;
  /** `learn-agents`. */
  readonly folder: string;
  start(args: readonly string[], environment?: Readonly<Record<string, string>>): Deno.ChildProcess;
  run(args: readonly string[], environment?: Readonly<Record<string, string>>): Promise<Ended>;
}

/** A project with a gathered input, and the command as a process of its own with its own permissions alone. */
async function inInputWorld(
  models: ModelEmulator | undefined,
  test: (world: InputWorld) => Promise<void>,
): Promise<void> {
  const project = await Deno.makeTempDir({ prefix: "erk-learn-analyse-" });
  try {
    await Deno.mkdir(join(project, ".erk"));
    await writeLearnScenarioInput(join(project, "run", "learn-input"));
    const credentials = models === undefined
      ? { ANTHROPIC_API_KEY: "", CLAUDE_CODE_OAUTH_TOKEN: "", PATH: project }
      : { ANTHROPIC_API_KEY: models.apiKey, ANTHROPIC_BASE_URL: models.baseUrl };
    const start: InputWorld["start"] = (args, environment = {}) =>
      new Deno.Command(Deno.execPath(), {
        args: [
          "run",
          ...permissionFlags(command.permissions),
          SCRIPT,
          "--input-dir",
          "run/learn-input",
          ...args,
        ],
        cwd: project,
        env: { CI: "1", NO_COLOR: "1", GH_TOKEN: "made-up", ...credentials, ...environment },
        stdin: "null",
        stdout: "piped",
        stderr: "piped",
      }).spawn();
    await test({
      project,
      folder: join(project, "run", "learn-agents"),
      start,
      run: async (args, environment) => await endOf(start(args, environment)),
    });
  } finally {
    await Deno.remove(project, { recursive: true });
  }
}

async function endOf(process: Deno.ChildProcess): Promise<Ended> {
  const { code, stdout, stderr } = await process.output();
  const text = new TextDecoder().decode(stdout);
  return {
    code,
    answer: text === "" ? undefined : JSON.parse(text),
    stderr: new TextDecoder().decode(stderr),
  };
}

Deno.test("with a key the agents are asked, shown as they run, and the answer says what came of it", async () => {
  await using models = await startModelEmulator({ scripts: goodScripts() });
  await inInputWorld(models, async ({ folder, run }) => {
    const { code, answer, stderr } = await run([]);
    assert.equal(code, 0, stderr);
    assert.deepEqual(
      [answer?.["title"], answer?.["items"], answer?.["engine"], answer?.["folder"]],
      [LEARN_PLAN.title, 2, "anthropic", await Deno.realPath(folder)],
    );
    assert.deepEqual(answer?.["citations"], { verified: 5, removed: 0, corrected: 0 });
    assert.match(
      stderr,
      /anthropic \(ANTHROPIC_API_KEY is set\): up to 9 requests, about \d+ tokens in, .* \$/,
    );
    assert.match(stderr, /✓ Write the learn plan: claude-opus-4-5, 2000 tokens in, 200 out, \$0\.0\d \(/);
    assert.ok(!stderr.includes(models.apiKey) && !JSON.stringify(answer).includes(models.apiKey));
    assert.equal((await readAnalysis(folder, 42)).plan?.value.title, LEARN_PLAN.title);

    const again = await run([]);
    assert.match(again.stderr, /up to 3 requests, .*; 6 answers are in the cache/);
    assert.equal(models.questions.length, 9);
  });
});

Deno.test("a secret that the provider repeats reaches neither standard output, standard error, summary nor record", async () => {
  const secret = MADE_UP_TOKEN;
  for (const agent of ["pr-comment-analyzer", "plan-synthesizer"] as const) {
    const replies = [reply.badRequest(`you sent ${secret}`)];
    await using models = await startModelEmulator({
      scripts: [{ when: { agent }, replies }, ...goodScripts()],
    });
    await inInputWorld(models, async ({ project, folder, run }) => {
      const summary = join(project, "summary.md");
      await Deno.writeTextFile(summary, "");
      const { answer, stderr } = await run([], { GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: summary });
      const all = [JSON.stringify(answer), stderr];
      for (const path of [summary, join(folder, "run.json")]) all.push(await Deno.readTextFile(path));
      assert.match(stderr, /you sent \[redacted:github-token:/);
      for (const text of all) assert.ok(!text.includes(secret.slice(4)), text);
    });
  }
});

Deno.test("once the input is read nothing more is learned, so that no answer changes what is asked or quoted after it", async () => {
  await inInputWorld(undefined, async ({ project }) => {
    const context = createContext({
      workingDirectory: project,
      progress: silentProgress,
      signal: new AbortController().signal,
    });
    await command.execute({ inputDir: "run/learn-input", engine: "offline" }, context);
    const redactor = await context.redactor();
    const before = redactor.known();
    const password = ["Vn9.k_", "A.7lGlY3W"].join("");
    await redactor.redactJson({ answer: `ADMIN_PASSWORD=${password}` });
    assert.equal(redactor.known(), before);
    assert.equal(await redactor.redact(`quoted: ${password}`), `quoted: ${password}`);
  });
});

Deno.test("--estimate says what would be asked, and asks nothing", async () => {
  await using models = await startModelEmulator({ scripts: goodScripts() });
  await inInputWorld(models, async ({ folder, run }) => {
    const { code, answer } = await run(["--estimate"]);
    assert.equal(code, 0);
    assert.equal(answer?.["estimated_only"], true);
    const estimate = answer?.["estimate"] as { requests: number; cost: { low: number; high: number } };
    assert.equal(estimate.requests, 9);
    assert.ok(estimate.cost.low > 0.01 && estimate.cost.low < estimate.cost.high);
    assert.equal(models.questions.length, 0);
    await assert.rejects(Deno.stat(folder), Deno.errors.NotFound);
  });
});

Deno.test("without a credential the plan is made offline, and says why", async () => {
  await inInputWorld(undefined, async ({ run }) => {
    const { code, answer, stderr } = await run([]);
    assert.equal(code, 0, stderr);
    assert.deepEqual([answer?.["engine"], answer?.["estimate"], answer?.["models"]], ["offline", null, null]);
    assert.match(stderr, /offline, by rules alone: neither ANTHROPIC_API_KEY nor/);
  });
});

Deno.test("an input that was changed, or isn't there, is refused in a sentence", async () => {
  await inInputWorld(undefined, async ({ project, run }) => {
    await Deno.writeTextFile(join(project, "run", "learn-input", "plan.json"), "{}");
    const changed = await run([]);
    assert.equal(changed.code, 1);
    assert.match(String(changed.answer?.["error"]), /the checksum of plan\.json is wrong/);
    await Deno.remove(join(project, "run"), { recursive: true });
    const missing = await run([]);
    assert.match(String(missing.answer?.["error"]), /There is no learn input in .*gather-learn-input/);
  });
});

Deno.test("a bad number or an unknown engine is wrong usage, named with its flag", async () => {
  await inInputWorld(undefined, async ({ run }) => {
    for (
      const [flag, value] of [["--max-cost", "0"], ["--concurrency", "1.5"], ["--node-timeout", "x"], [
        "--engine",
        "gpt",
      ], ["--model", "--x"]]
    ) {
      const { code, answer, stderr } = await run([`${flag}=${value}`]);
      assert.deepEqual([code, answer], [2, undefined], flag);
      assert.ok(stderr.includes(String(flag)), stderr);
    }
  });
});

Deno.test("Ctrl-C while agents are asked: what was answered is kept, and the next run asks the rest only", async () => {
  await using models = await startModelEmulator({
    scripts: [{ when: { agent: "documentation-gap-identifier" }, replies: [reply.hang()] }, ...goodScripts()],
  });
  await inInputWorld(models, async ({ folder, start, run }) => {
    const process = start([]);
    const ended = endOf(process);
    // All six parallel agents have answered as soon as the one that hangs is asked.
    await until(() => models.questions.some(({ agent }) => agent === "documentation-gap-identifier"), ended);
    process.kill("SIGINT");
    const { code, answer } = await ended;
    assert.equal(code, 130);
    assert.match(String(answer?.["error"]), /^Interrupted; what was finished is kept/);
    const record = JSON.parse(await Deno.readTextFile(join(folder, "run.json")));
    assert.equal(record.outcome, "interrupted");
    assert.equal(record.nodes.filter(({ state }: { state: string }) => state === "done").length, 6);
    models.script(...goodScripts());
    const before = models.questions.length;
    assert.equal((await run([])).code, 0);
    assert.equal(models.questions.length - before, 3);
  });
});
