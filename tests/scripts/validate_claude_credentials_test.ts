import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { createContext } from "../../lib/cli/create_context.ts";
import { silentProgress } from "../../lib/cli/mod.ts";
import { UserError } from "../../lib/user_error.ts";
import { command, type ValidateClaudeCredentialsResult } from "../../scripts/validate_claude_credentials.ts";
import { permissionFlags } from "../../tools/build/permissions.ts";
import { makeStandIn, resultMessage } from "../lib/learn/engines/stand_in.ts";
import { reply, startModelEmulator } from "../support/model_emulator/mod.ts";

const ignore = Deno.build.os === "windows";
const TOKEN = ["sk", "ant", "oat01", "y".repeat(40)].join("-");

/** Runs the command as the command line does, with this environment and no other. */
async function run(
  input: Record<string, unknown>,
  variables: Record<string, string>,
  learn: unknown = undefined,
): Promise<ValidateClaudeCredentialsResult & { warned: string[] }> {
  const workingDirectory = await Deno.makeTempDir({ prefix: "erk-learn-credentials-" });
  const warned: string[] = [];
  try {
    await Deno.mkdir(`${workingDirectory}/.erk`);
    await Deno.writeTextFile(`${workingDirectory}/.erk/learn.json`, JSON.stringify({ learn }));
    const output = await command.execute(input, {
      ...createContext({
        workingDirectory,
        signal: new AbortController().signal,
        progress: { ...silentProgress, warn: (line) => void warned.push(line) },
      }),
      environment: (name) => variables[name],
      now: () => new Date("2026-11-28T08:00:00Z"),
    });
    assert("json" in output);
    return { ...output.json as ValidateClaudeCredentialsResult, warned };
  } finally {
    await Deno.remove(workingDirectory, { recursive: true });
  }
}

/** The sentence of a failure; no credential is in it. */
async function refusal(asked: Promise<unknown>, ...secrets: string[]): Promise<string> {
  const error = await asked.then(
    (value) => assert.fail(`no error, but ${JSON.stringify(value)}`),
    (it) => it,
  );
  if (!(error instanceof UserError)) throw error;
  for (const secret of secrets) assert(!`${error.message}${error.detail}`.includes(secret));
  return `${error.message} ${error.detail ?? ""}`;
}

Deno.test("a working key is found without asking a model, and a model that ends soon is named", async () => {
  await using models = await startModelEmulator();
  const variables = { ANTHROPIC_API_KEY: models.apiKey, ANTHROPIC_BASE_URL: models.baseUrl };
  const { warned, ...result } = await run({}, variables);
  assert.deepEqual(result, {
    success: true,
    engine: "anthropic",
    reason: "ANTHROPIC_API_KEY is set",
    credential: "ANTHROPIC_API_KEY",
    answered_by: new URL(models.baseUrl).host,
    models: { analysis: "claude-haiku-4-5", synthesis: "claude-opus-4-5" },
    probed: false,
    warnings: warned,
  });
  assert.match(warned.join(), /claude-opus-4-5 is switched off/);
  assert.deepEqual(models.requests.map(({ path, model }) => [path, model]), [
    ["/v1/messages/count_tokens", "claude-haiku-4-5"],
    ["/v1/messages/count_tokens", "claude-opus-4-5"],
  ]);
});

Deno.test("--probe asks each model once, and takes models from flags and configuration", async () => {
  await using models = await startModelEmulator({ scripts: [{ replies: [reply.json({ reached: true })] }] });
  const variables = { ANTHROPIC_API_KEY: models.apiKey, ANTHROPIC_BASE_URL: models.baseUrl };
  const input = { probe: true, modelSynthesis: "claude-opus-5-5" };
  assert.equal((await run(input, variables, { model: "claude-haiku-5-5" })).probed, true);
  assert.deepEqual(models.questions.map(({ model }) => model), ["claude-haiku-5-5", "claude-opus-5-5"]);
});

Deno.test("a wrong key, an unknown model, no credential and a wrong engine exit with a sentence", async () => {
  await using models = await startModelEmulator();
  const wrong = ["sk", "ant", "wrong"].join("-");
  const at = (key: string) => ({ ANTHROPIC_API_KEY: key, ANTHROPIC_BASE_URL: models.baseUrl });
  assert.match(
    await refusal(run({}, at(wrong)), wrong),
    /ANTHROPIC_API_KEY was refused: .*401 .* credential$/,
  );
  assert.match(
    await refusal(run({ model: "claude" }, at(models.apiKey)), models.apiKey),
    /The model claude is not to be had/,
  );
  assert.match(
    await refusal(run({}, { PATH: "/nowhere" })),
    /There is no credential .* set ANTHROPIC_API_KEY .* or CLAUDE_CODE_OAUTH_TOKEN/,
  );
  assert.match(await refusal(run({ engine: "claude-code" }, at(wrong))), /needs the program claude/);
  assert.match(await refusal(run({ engine: "anthropic" }, {})), /needs a key/);
  assert.match(await refusal(run({ engine: "gpt" }, {})), /^--engine/);
  assert.match(await refusal(run({ model: "--help" }, {})), /^--model: give a model's name/);
});

Deno.test("offline needs no credential where it was asked for", async () => {
  for (const result of [await run({ engine: "offline" }, {}), await run({}, {}, { engine: "offline" })]) {
    assert.deepEqual([result.engine, result.credential, result.answered_by], ["offline", null, null]);
  }
});

Deno.test({
  name: "claude is asked for its version and login, and with --probe for a word",
  ignore,
  fn: async () => {
    await using claude = await makeStandIn('cat "$HERE/answer"', {
      answer: resultMessage({ structured_output: { reached: true } }),
    });
    const variables = { PATH: `${claude.folder}:${Deno.env.get("PATH")}`, CLAUDE_CODE_OAUTH_TOKEN: TOKEN };
    const result = await run({ probe: true }, variables);
    assert.deepEqual(
      [result.engine, result.credential, result.answered_by, result.probed],
      ["claude-code", "CLAUDE_CODE_OAUTH_TOKEN", "claude 2.1.332", true],
    );
    assert(!JSON.stringify(result).includes(TOKEN));
    await using stranger = await makeStandIn("", { loggedIn: false });
    const path = { PATH: `${stranger.folder}:${Deno.env.get("PATH")}` };
    assert.match(await refusal(run({ engine: "claude-code" }, path)), /Nobody is logged in to claude/);
  },
});

Deno.test({
  name: "with the executable's permissions both engines are reached",
  ignore,
  fn: async () => {
    await using models = await startModelEmulator({
      scripts: [{ replies: [reply.json({ reached: true })] }],
    });
    await using claude = await makeStandIn('cat "$HERE/answer"', {
      answer: resultMessage({ structured_output: { reached: true } }),
    });
    const script = fileURLToPath(new URL("../../scripts/validate_claude_credentials.ts", import.meta.url));
    for (const engine of ["anthropic", "claude-code"]) {
      const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
        args: ["run", ...permissionFlags(command.permissions), script, "--engine", engine, "--probe"],
        cwd: claude.folder,
        env: {
          PATH: `${claude.folder}:${Deno.env.get("PATH")}`,
          ANTHROPIC_API_KEY: models.apiKey,
          ANTHROPIC_BASE_URL: models.baseUrl,
          NO_COLOR: "1",
        },
        stdin: "null",
      }).output();
      const [out, err] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
      assert.equal(code, 0, `${out}${err}`);
      assert.equal(JSON.parse(out ?? "").engine, engine);
      assert(!`${out}${err}`.includes(models.apiKey));
      assert.doesNotMatch(err ?? "", /deprecated/, "the provider's client says nothing by itself");
    }
    assert.equal(models.questions.length, 2);
  },
});
