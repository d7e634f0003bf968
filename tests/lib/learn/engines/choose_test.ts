import assert from "node:assert/strict";
import { chooseEngine, chooseModels } from "../../../../lib/learn/engines/choose.ts";
import { createEngine } from "../../../../lib/learn/engines/create_engine.ts";
import { UserError } from "../../../../lib/user_error.ts";

const NOTHING = { engine: undefined };

Deno.test("flag, configuration, key, token and login decide in this order, and the reason is said", async () => {
  type Set = Parameters<typeof chooseEngine>[0]["flag"];
  const cases: [
    string,
    { flag?: Set; config?: Set; variables?: string; claude?: boolean; login?: boolean },
    string,
    RegExp,
  ][] = [
    [
      "the flag",
      { flag: "offline", config: "anthropic", variables: "ANTHROPIC_API_KEY" },
      "offline",
      /--engine/,
    ],
    [
      "the configuration",
      { config: "claude-code", variables: "ANTHROPIC_API_KEY" },
      "claude-code",
      /learn\.json/,
    ],
    [
      "a key",
      { variables: "ANTHROPIC_API_KEY CLAUDE_CODE_OAUTH_TOKEN", claude: true },
      "anthropic",
      /^ANTHROPIC_API_KEY is set/,
    ],
    [
      "a token",
      { variables: "CLAUDE_CODE_OAUTH_TOKEN", claude: true },
      "claude-code",
      /^CLAUDE_CODE_OAUTH_TOKEN is set/,
    ],
    ["a token without claude", { variables: "CLAUDE_CODE_OAUTH_TOKEN" }, "offline", /no program claude/],
    ["a login", { claude: true, login: true }, "claude-code", /logged in/],
    ["claude without a login", { claude: true }, "offline", /nobody is logged in/],
    ["nothing", {}, "offline", /neither ANTHROPIC_API_KEY nor .* no program claude/],
  ];
  for (const [title, given, engine, reason] of cases) {
    const choice = await chooseEngine({
      flag: given.flag,
      config: { engine: given.config },
      environment: (name) => given.variables?.split(" ").includes(name) ? "set" : undefined,
      findProgram: (name) => Promise.resolve(given.claude && name === "claude" ? "/bin/claude" : undefined),
      isLoggedIn: (program) => Promise.resolve(program === "/bin/claude" && given.login === true),
    });
    assert.equal(choice.engine, engine, title);
    assert.match(choice.reason, reason, title);
  }
});

Deno.test("claude is not run to find out about a login where something else decides", async () => {
  const never = () => Promise.reject(new Error("claude was run"));
  const deciding = { ANTHROPIC_API_KEY: "anthropic", CLAUDE_CODE_OAUTH_TOKEN: "claude-code" };
  for (const [variable, engine] of Object.entries(deciding)) {
    const choice = await chooseEngine({
      flag: undefined,
      config: NOTHING,
      environment: (name) => name === variable ? "set" : undefined,
      findProgram: () => Promise.resolve("/bin/claude"),
      isLoggedIn: never,
    });
    assert.equal(choice.engine, engine);
  }
});

Deno.test("models come from flags, then configuration, then defaults", () => {
  const none = { model: undefined, modelSynthesis: undefined };
  assert.deepEqual(chooseModels({}, none), { analysis: "claude-haiku-4-5", synthesis: "claude-opus-4-5" });
  assert.deepEqual(
    chooseModels({ modelSynthesis: "flag" }, { model: "configured", modelSynthesis: "configured" }),
    { analysis: "configured", synthesis: "flag" },
  );
  assert.equal(chooseModels({ model: "flag" }, { ...none, model: "configured" }).analysis, "flag");
});

Deno.test("an engine that lacks what it needs says so in a sentence without the key", async () => {
  const key = ["sk", "ant", "with space"].join("-");
  const cases: [Parameters<typeof createEngine>[0], Record<string, string>, RegExp][] = [
    ["anthropic", {}, /set ANTHROPIC_API_KEY, or choose --engine/],
    ["anthropic", { ANTHROPIC_API_KEY: key }, /white space/],
    [
      "anthropic",
      { ANTHROPIC_API_KEY: "key", ANTHROPIC_BASE_URL: "nowhere" },
      /ANTHROPIC_BASE_URL is not an http/,
    ],
    ["claude-code", { PATH: "/nowhere" }, /npm install -g @anthropic-ai\/claude-code/],
  ];
  for (const [engine, variables, message] of cases) {
    await assert.rejects(createEngine(engine, { environment: (name) => variables[name] }), (error) => {
      assert(error instanceof UserError);
      assert.match(error.message, message);
      assert(!error.message.includes(key));
      return true;
    });
  }
});
