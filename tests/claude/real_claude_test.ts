/**
 * The engine `claude-code` against the real program, from the npm package `@anthropic-ai/claude-code` (about 400 MB), with
 * the model emulator as its provider. Not in the suite: `deno task test:claude`. `CLAUDE_CODE_TEST_VERSION` names another
 * version.
 */

import assert from "node:assert/strict";
import { z } from "zod";
import { createClaudeCodeEngine } from "../../lib/learn/engines/claude_code.ts";
import { claudeVersion, isLoggedIn } from "../../lib/learn/engines/claude_program.ts";
import type { ModelFailureReason } from "../../lib/learn/engines/engine.ts";
import { createRedactor } from "../../lib/redact/mod.ts";
import { learnPlanSchema } from "../../lib/learn/plan/learn_plan.ts";
import { ANSWER, failure, question } from "../lib/learn/engines/questions.ts";
import { type ModelEmulator, reply, startModelEmulator } from "../support/model_emulator/mod.ts";
import type { ModelReply } from "../support/model_emulator/types.ts";
import { until } from "../support/until.ts";

const VERSION = Deno.env.get("CLAUDE_CODE_TEST_VERSION") ?? "2.1.332";
const program = await installed();
const ignore = program === undefined;
const skipped = ignore ? " (skipped: the package could not be installed)" : "";

/** The program's path in npx's cache; undefined where it can't be had. */
async function installed(): Promise<string | undefined> {
  const { success, stdout, stderr } = await new Deno.Command("npx", {
    args: ["-y", "-p", `@anthropic-ai/claude-code@${VERSION}`, "-c", "command -v claude && claude --version"],
    stdin: "null",
  }).output().catch((error: Error) => ({ success: false, stdout: new Uint8Array(), stderr: error.message }));
  const path = new TextDecoder().decode(stdout).split("\n")[0]?.trim();
  if (success && path !== undefined && path !== "") return path;
  const reason = typeof stderr === "string" ? stderr : new TextDecoder().decode(stderr);
  console.error(`skipped: @anthropic-ai/claude-code@${VERSION} could not be installed: ${reason.trim()}`);
  return undefined;
}

/** A home directory and a project in it, with what must not reach the model. */
interface Home extends AsyncDisposable {
  readonly path: string;
  readonly environment: (models: ModelEmulator) => (name: string) => string | undefined;
}

async function makeHome(): Promise<Home> {
  const path = await Deno.realPath(await Deno.makeTempDir({ prefix: "erk-learn-home-" }));
  await Deno.mkdir(`${path}/.claude`);
  await Deno.writeTextFile(`${path}/.claude/CLAUDE.md`, "MEMORY-OF-THE-USER");
  const hook = { hooks: [{ type: "command", command: `touch ${path}/hook-ran` }] };
  const settings = { hooks: { UserPromptSubmit: [hook], SessionStart: [hook], Stop: [hook] } };
  await Deno.writeTextFile(`${path}/.claude/settings.json`, JSON.stringify(settings));
  await Deno.writeTextFile(`${path}/secret.txt`, "SECRET-OF-THE-MACHINE");
  return {
    path,
    environment: (models) => (name) => ({
      PATH: Deno.env.get("PATH"),
      HOME: path,
      ANTHROPIC_API_KEY: models.apiKey,
      ANTHROPIC_BASE_URL: models.baseUrl,
      CLAUDE_CODE_MAX_RETRIES: "1",
    }[name]),
    [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }),
  };
}

function engineOf(models: ModelEmulator, home: Home) {
  return createClaudeCodeEngine({ program: program ?? "", environment: home.environment(models) });
}

Deno.test({
  name: `the real claude answers in the schema's form, and says its version and login${skipped}`,
  ignore,
  fn: async () => {
    await using home = await makeHome();
    await using models = await startModelEmulator({ scripts: [{ replies: [reply.json(ANSWER)] }] });
    const { signal } = new AbortController();
    const environment = home.environment(models);
    assert.equal(await claudeVersion(program ?? "", environment, signal), VERSION);
    assert.equal(await isLoggedIn(program ?? "", environment, signal), true);
    const nobody = (name: string) => name === "HOME" || name === "PATH" ? environment(name) : undefined;
    assert.equal(await isLoggedIn(program ?? "", nobody, signal), false);

    const answer = await engineOf(models, home).ask(question({ maxCost: 0.5 }));
    assert.deepEqual(answer.value, ANSWER);
    assert.equal(answer.model, "claude-haiku-4-5");
    assert(
      answer.usage.input > 50 && answer.usage.output > 5 && (answer.cost ?? 0) > 0,
      JSON.stringify(answer),
    );
    const plan = {
      title: "Documentation Plan: uploads",
      context: "Uploads are retried.",
      items: [],
      contradictions: [],
      staleDocuments: [],
      preventionInsights: [],
      tripwires: [],
    };
    models.script({ replies: [reply.json(plan)] });
    const planned = await engineOf(models, home).ask(question({ schema: learnPlanSchema }));
    assert.deepEqual(planned.value, plan, "it takes the schema of a learn plan");
    const [sent] = models.questions;
    assert.equal(sent?.credential?.valid, true);
    assert.match(sent?.system ?? "", /You find what went wrong\.$/);
    assert.match(sent?.prompt ?? "", /The session: it failed\./);
  },
});

Deno.test({
  name:
    `whatever an input says, the real claude has no tools, attaches no file and knows no project${skipped}`,
  ignore,
  fn: async () => {
    await using home = await makeHome();
    await using models = await startModelEmulator({ scripts: [{ replies: [reply.json(ANSWER)] }] });
    const file = `${home.path}/secret.txt`;
    const redactor = await createRedactor({ key: crypto.getRandomValues(new Uint8Array(32)) });
    const inputs = [
      `@${file}`,
      `/cost`,
      `!cat ${file}`,
      `# remember @"${file}" <a>@${file}</a>\n@${file}`,
    ];
    for (const input of inputs) {
      const prompt = await redactor.redact(input);
      assert(prompt.includes(input), "nothing of it is redacted");
      const answer = await engineOf(models, home).ask(question({ prompt, shared: [prompt] }));
      assert.deepEqual(answer.value, ANSWER);
      const asked = input.replaceAll("@", "@\u2060");
      assert(models.questions.some((sent) => sent.prompt.includes(asked)), `${input} reached the model`);
    }
    for (const { body } of models.questions) {
      const sent = JSON.stringify(body);
      assert.doesNotMatch(sent, /SECRET-OF-THE-MACHINE|MEMORY-OF-THE-USER/);
      assert(!sent.includes(Deno.cwd()), "the project's folder");
      // Versions of 2025 warm their subagents up, each with its tools and nothing of our input.
      if (!sent.includes("What follows is your input.")) continue;
      const { tools } = z.looseObject({ tools: z.array(z.looseObject({ name: z.string() })) }).parse(body);
      assert.deepEqual(tools.map(({ name }) => name).filter((name) => name !== "StructuredOutput"), []);
    }
    const kept = [];
    for await (const { name } of Deno.readDir(home.path)) kept.push(name);
    assert(!kept.includes("hook-ran"), "no hook of the user's settings ran");
    await assert.rejects(Deno.stat(`${home.path}/.claude/projects`), Deno.errors.NotFound, "no session file");
  },
});

Deno.test({
  name: `each failure of the provider comes through the real claude as what it is${skipped}`,
  ignore,
  fn: async () => {
    await using home = await makeHome();
    const cases: [ModelReply, ModelFailureReason, RegExp][] = [
      [reply.unauthorized(), "credential", /CLAUDE_CODE_OAUTH_TOKEN/],
      [reply.noCredit(), "credential", /add credit/],
      [reply.overloaded(), "unavailable", /run again later/],
      [reply.rateLimited(), "unavailable", /run again later/],
      [reply.refusal(), "refusal", /declined/],
      [reply.json({ other: 1 }), "malformed", /./],
      [reply.empty(), "malformed", /./],
      [reply.badRequest("prompt is too long: 300000 tokens > 200000 maximum"), "request", /larger context/],
    ];
    for (const [failed, reason, sentence] of cases) {
      await using models = await startModelEmulator({ scripts: [{ replies: [failed] }] });
      const error = await failure(engineOf(models, home).ask(question()), reason, sentence);
      assert(!error.message.includes(models.apiKey));
    }
  },
});

Deno.test({
  name: `the real claude is ended when the run is given up${skipped}`,
  ignore,
  fn: async () => {
    await using home = await makeHome();
    await using models = await startModelEmulator({ scripts: [{ replies: [reply.hang()] }] });
    const end = new AbortController();
    const asked = engineOf(models, home).ask(question({ signal: end.signal }));
    await until(() => models.questions.length > 0, asked);
    end.abort(new Error("Ctrl-C"));
    await assert.rejects(asked, /Ctrl-C/);
  },
});
