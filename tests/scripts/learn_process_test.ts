/** `erk-learn learn` as a process of its own: at a terminal, with a model, and interrupted. */

import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { goodScripts, LEARN_MATERIALS, LEARN_PLAN, writeLearnMaterials } from "../support/learn_scenario.ts";
import { type ModelEmulator, reply, startModelEmulator } from "../support/model_emulator/mod.ts";
import { PLAN_REPOSITORY, seedPlanIssue, seedPlanPullRequest } from "../support/plan_scenario.ts";
import { until } from "../support/until.ts";
import { inWorld, type World, writesTo } from "./trigger_world.ts";

const MAIN = fileURLToPath(new URL("../../main.ts", import.meta.url));

/** The command line of `learn 42` in a world, and its environment. */
function learnCommand(world: World, models: ModelEmulator | undefined, flags: readonly string[]) {
  return {
    args: ["run", "--allow-all", "--quiet", MAIN, "learn", "42", "--repo", PLAN_REPOSITORY, ...flags],
    options: {
      cwd: world.project,
      clearEnv: true,
      env: {
        PATH: Deno.env.get("PATH") ?? "",
        DENO_DIR: Deno.env.get("DENO_DIR") ?? "",
        HOME: Deno.env.get("HOME") ?? "",
        NO_COLOR: "1",
        PAGER: "cat",
        TERM: "xterm",
        ...world.emulator.environment,
        CLAUDE_CONFIG_DIR: world.context.claudeFolder ?? "",
        ...(models === undefined
          ? {}
          : { ANTHROPIC_API_KEY: models.apiKey, ANTHROPIC_BASE_URL: models.baseUrl }),
      },
    },
  };
}

/** Puts materials into a folder, and a plan on GitHub that they are of. */
async function seedMaterials(world: World): Promise<readonly string[]> {
  seedPlanIssue(world.emulator, {});
  seedPlanPullRequest(world.emulator);
  await writeLearnMaterials(`${world.project}/materials`, LEARN_MATERIALS);
  return ["--learn-dir", "materials"];
}

Deno.test("with a key, models make the learn plan that is saved", () =>
  inWorld(async (world) => {
    await using models = await startModelEmulator({ scripts: goodScripts() });
    const { args, options } = learnCommand(world, models, await seedMaterials(world));
    const child = new Deno.Command(Deno.execPath(), { args, ...options, stdin: "null" });
    const { code, stdout, stderr } = await child.output();
    assert.equal(code, 0, new TextDecoder().decode(stderr));
    const answer = JSON.parse(new TextDecoder().decode(stdout));
    assert.deepEqual([answer.analysis.engine, answer.analysis.title], ["anthropic", LEARN_PLAN.title]);
    // The work tree has no documents, and the emulated pull request no files: their agents aren't asked.
    const asked = ["session-analyzer", "session-analyzer", "session-analyzer", "pr-comment-analyzer"];
    const rest = ["documentation-gap-identifier", "plan-synthesizer", "tripwire-extractor"];
    assert.deepEqual(models.questions.map(({ agent }) => agent).sort(), [...asked, ...rest].sort());
    const issue = world.emulator.issue(answer.learn_plan_issue);
    assert.equal(issue.title, `[erk-learn] ${LEARN_PLAN.title}`);
    const comments = issue.comments.map(({ body }) => body).join("\n");
    assert.match(comments, /never with `fetch` directly/);
    assert.match(comments, /tripwire-candidates[\s\S]*use the retry helper in src\/retry\.ts/);
  }));

Deno.test("Ctrl-C says what is kept; the next run asks only what wasn't answered, and saves once", () =>
  inWorld(async (world) => {
    await using models = await startModelEmulator({
      scripts: [{ when: { agent: "plan-synthesizer" }, replies: [reply.hang()] }, ...goodScripts()],
    });
    const { args, options } = learnCommand(world, models, await seedMaterials(world));
    const start = () =>
      new Deno.Command(Deno.execPath(), { args, ...options, stdin: "null", stdout: "piped", stderr: "piped" })
        .spawn();
    const child = start();
    const ending = child.output();
    await until(() => models.questions.some(({ agent }) => agent === "plan-synthesizer"), ending);
    child.kill("SIGINT");
    const interrupted = await ending;
    assert.equal(interrupted.code, 130);
    const { detail } = JSON.parse(new TextDecoder().decode(interrupted.stdout));
    assert.match(detail, /the input of the analysis is in .*learn-input/);
    const places = String(detail).split("; ");
    assert.deepEqual(places, [...new Set(places)], "each place is told once");
    assert.ok(!writesTo(world.emulator).some((write) => write.startsWith("POST")));
    models.script(...goodScripts());
    const before = models.questions.length;
    assert.equal((await start().output()).code, 0);
    assert.deepEqual(
      models.questions.slice(before).map(({ agent }) => agent),
      ["plan-synthesizer", "tripwire-extractor"],
    );
    assert.equal(world.header()["learn_status"], "completed_with_plan");
  }));

const hasTerminals = Deno.build.os === "linux" && await canRun("script");

const OFFLINE = ["--engine", "offline"];

/** What stands before a question is answered, and the keys that answer it. */
type KeyPresses = readonly { readonly after: string; readonly keys: string }[];

/** Runs `learn 42` at a terminal of its own. */
async function learnAtTerminal(world: World, flags: readonly string[], answers: KeyPresses) {
  const { args, options } = learnCommand(world, undefined, flags);
  const line = [Deno.execPath(), ...args].map((word) => `'${word}'`).join(" ");
  const child = new Deno.Command("script", {
    args: ["--quiet", "--return", "--command", line, "/dev/null"],
    ...options,
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  const left = [...answers];
  let shown = "";
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    shown += text;
    const [next] = left;
    if (next === undefined || !shown.includes(next.after)) continue;
    left.shift();
    await writer.write(new TextEncoder().encode(next.keys));
  }
  await writer.close().catch(() => {});
  return { code: (await child.status).code, shown };
}

const SAVE_QUESTION = "Save this learn plan as an issue?";

Deno.test({
  name: "at a terminal the plan is shown, and the person's answers decide (needs `script` of util-linux)",
  ignore: !hasTerminals,
  fn: () =>
    inWorld(async (world) => {
      const { code, shown } = await learnAtTerminal(world, [...OFFLINE, ...await seedMaterials(world)], [
        { after: SAVE_QUESTION, keys: "y\r" },
        // Up from the first entry is the last: done.
        { after: "What now?", keys: "\x1b[A\r" },
      ]);
      assert.equal(code, 0, shown);
      assert.ok(shown.indexOf("## Context") < shown.indexOf(SAVE_QUESTION), shown);
      assert.match(shown, /"choice": "done"/);
      assert.equal(world.header()["learn_status"], "completed_with_plan");
      // NO_COLOR is set: neither the spinner nor the questions have colours.
      // deno-lint-ignore no-control-regex
      assert.doesNotMatch(shown, /\x1b\[[\d;]*m/);
    }),
});

Deno.test({
  name: "at a terminal a dry run asks nothing, and Ctrl-C at a question is an interruption (needs `script`)",
  ignore: !hasTerminals,
  fn: () =>
    inWorld(async (world) => {
      const flags = [...OFFLINE, ...await seedMaterials(world)];
      const dry = await learnAtTerminal(world, [...flags, "--dry-run"], [{
        after: SAVE_QUESTION,
        keys: "\x03",
      }]);
      assert.equal(dry.code, 0, dry.shown);
      assert.match(dry.shown, /## Context/);
      assert.ok(!dry.shown.includes(SAVE_QUESTION), dry.shown);
      const interrupted = await learnAtTerminal(world, flags, [{ after: SAVE_QUESTION, keys: "\x03" }]);
      assert.equal(interrupted.code, 130, interrupted.shown);
      assert.match(interrupted.shown, /Interrupted at a question/);
    }),
});

Deno.test("where there is no terminal, the plan is saved without a question; --no-save ends after the analysis", () =>
  inWorld(async (world) => {
    const { args, options } = learnCommand(world, undefined, [...OFFLINE, ...await seedMaterials(world)]);
    const run = (flags: readonly string[]) =>
      new Deno.Command(Deno.execPath(), { args: [...args, ...flags], ...options, stdin: "null" }).output();
    assert.equal((await run(["--no-save"])).code, 0);
    assert.notEqual(world.header()["learn_status"], "completed_with_plan");
    assert.equal((await run([])).code, 0);
    assert.equal(world.header()["learn_status"], "completed_with_plan");
  }));

for (
  const [moment, method, path] of [
    ["the plan has its status", "PATCH", /\/issues\/42$/],
    ["the plan says that learning ran", "POST", /\/issues\/42\/comments$/],
  ] as const
) {
  Deno.test(`a run that is killed as soon as ${moment} is completed by the next one, which says nothing twice`, () =>
    inWorld(async (world) => {
      const { args, options } = learnCommand(world, undefined, [...OFFLINE, ...await seedMaterials(world)]);
      const start = () =>
        new Deno.Command(Deno.execPath(), {
          args,
          ...options,
          stdin: "null",
          stdout: "piped",
          stderr: "null",
        }).spawn();
      const killed = start();
      const fault = { kind: "meanwhile", after: () => killed.kill("SIGKILL") } as const;
      world.emulator.faults.inject({ method, path, times: 1, fault });
      assert.notEqual((await killed.output()).code, 0);
      assert.equal(world.header()["learn_status"], "completed_with_plan");
      const { stdout } = await start().output();
      assert.equal(JSON.parse(new TextDecoder().decode(stdout)).already_learned, true);
      const told = world.emulator.issue(42).comments.map(({ body }) => body);
      assert.equal(told.filter((body) => body.includes("metadata-block:learn-invoked -->")).length, 1);
      assert.equal(typeof world.header()["last_learn_at"], "string");
    }));
}

async function canRun(program: string): Promise<boolean> {
  try {
    return (await new Deno.Command(program, { args: ["--version"], stdout: "null", stderr: "null" }).output())
      .success;
  } catch {
    return false;
  }
}
