import assert from "node:assert/strict";
import { createClaudeCodeEngine } from "../../../../lib/learn/engines/claude_code.ts";
import { findOnPath, isLoggedIn } from "../../../../lib/learn/engines/claude_program.ts";
import type { ModelFailureReason, ModelRequest } from "../../../../lib/learn/engines/engine.ts";
import { redactedText } from "../../../../lib/redact/redacted.ts";
import { ANSWER, failure, question } from "./questions.ts";
import { makeStandIn, resultMessage, type StandIn } from "./stand_in.ts";
import { until } from "../../../support/until.ts";

const SECRET = ["sk", "ant", "oat01", "x".repeat(40)].join("-");
const SAYS_ANSWER = 'cat "$HERE/answer"';
const ignore = Deno.build.os === "windows";

/** What the engine sees of the environment: more than `claude` may get. */
function environment(name: string): string | undefined {
  const set: Record<string, string | undefined> = {
    PATH: Deno.env.get("PATH"),
    HOME: "/home/nobody",
    CLAUDE_CODE_OAUTH_TOKEN: SECRET,
    GH_TOKEN: "not-for-claude",
    GITHUB_TOKEN: "not-for-claude",
  };
  return set[name];
}

function ask({ program }: StandIn, change: Partial<ModelRequest> = {}, timeoutMilliseconds = 60_000) {
  return createClaudeCodeEngine({ program, environment, timeoutMilliseconds }).ask(question(change));
}

Deno.test({
  name: "what claude tells of tokens and cost counts only where it is such a number",
  ignore,
  fn: async () => {
    const usage = {
      input_tokens: -5,
      output_tokens: 10.5,
      cache_read_input_tokens: 1e300,
      cache_creation_input_tokens: "many",
    };
    await using claude = await makeStandIn(SAYS_ANSWER, {
      answer: resultMessage({ structured_output: ANSWER, usage, total_cost_usd: 1e300 }),
    });
    const answer = await ask(claude);
    assert.deepEqual(answer.usage, { input: 0, output: 11, cacheRead: 0, cacheWrite: 0 });
    assert.equal(answer.cost, undefined);
  },
});

Deno.test({
  name: "claude is run without tools, settings, MCP servers or a GitHub token, in an empty folder of its own",
  ignore,
  fn: async () => {
    await using claude = await makeStandIn('ls -A > "$HERE/files"; ' + SAYS_ANSWER, {
      answer: resultMessage({ structured_output: ANSWER, result: JSON.stringify(ANSWER) }),
    });
    const shared = [redactedText`The plan.`];
    const answer = await ask(claude, { shared, maxCost: 0.25 });
    assert.deepEqual(answer, {
      value: ANSWER,
      usage: { input: 423, output: 17, cacheRead: 5, cacheWrite: 3 },
      model: "claude-haiku-4-5",
      cost: 0.0005,
    });
    const call = await claude.lastCall();
    const after = (option: string) => call.arguments[call.arguments.indexOf(option) + 1];
    assert.equal(after("--tools"), "");
    assert.equal(after("--setting-sources"), "");
    assert.equal(after("--output-format"), "json");
    assert.equal(after("--model"), "claude-haiku-4-5");
    assert.equal(after("--system-prompt"), "You find what went wrong.");
    assert.equal(after("--max-budget-usd"), "0.25");
    assert.match(after("--json-schema") ?? "", /"findings"/);
    for (const option of ["--print", "--strict-mcp-config", "--no-session-persistence", "--restricted"]) {
      assert(call.arguments.includes(option), option);
    }
    assert(
      !call.arguments.join(" ").includes("The session"),
      "the prompt is no argument, which others can see",
    );
    assert.equal(call.input, "What follows is your input.\n\nThe plan.\n\nThe session: it failed.");
    assert.equal(call.environment.CLAUDE_CODE_OAUTH_TOKEN, SECRET);
    assert.equal(call.environment.CLAUDE_CODE_MAX_OUTPUT_TOKENS, "4000");
    assert(!JSON.stringify(call.environment).includes("not-for-claude"));
    // Besides what the shell itself sets.
    const allowed = /^(ANTHROPIC|CLAUDE_CODE|DISABLE_AUTOUPDATER|HOME|PATH|PWD|OLDPWD|SHLVL|_)/;
    assert.deepEqual(Object.keys(call.environment).filter((name) => !allowed.test(name)), []);
    assert.equal(await Deno.readTextFile(`${claude.folder}/files`), "");
    await assert.rejects(Deno.stat(call.folder), Deno.errors.NotFound, "the folder is gone afterwards");
  },
});

Deno.test({
  name: "an input can neither name a command nor a file to claude, and answers have their @ back",
  ignore,
  fn: async () => {
    const quoting = { findings: ["see @\u2060/etc/passwd and ada@\u2060example"] };
    await using claude = await makeStandIn(SAYS_ANSWER, {
      answer: resultMessage({ structured_output: quoting }),
    });
    const answer = await ask(claude, { prompt: redactedText`/logout @/etc/passwd ada@example` });
    assert.deepEqual(answer.value, { findings: ["see @/etc/passwd and ada@example"] });
    const { input, environment } = await claude.lastCall();
    assert.match(input, /^What follows/);
    assert.doesNotMatch(input, /@(?!\u2060)/);
    assert.equal(environment.CLAUDE_CODE_DISABLE_ATTACHMENTS, "1");
  },
});

Deno.test({
  name: "a result is found alone, in an array, and among noise; without structured output in its text",
  ignore,
  fn: async () => {
    const fenced = resultMessage({ result: "Here:\n```json\n" + JSON.stringify(ANSWER) + "\n```" });
    const result = resultMessage({ result: JSON.stringify(ANSWER) });
    const outputs = [
      result,
      fenced,
      `[{"type":"system","subtype":"init"},{"type":"assistant"},${result}]`,
      JSON.stringify([{ type: "system" }, JSON.parse(result)], undefined, 2),
      `warning: {odd}\n[debug] noise\n\n${result}\n`,
      `noise\n${JSON.stringify(JSON.parse(result), undefined, 2)}\n`,
      `${result}\nsee you\n`,
      `${"line of noise\n".repeat(20_000)}${"{\n".repeat(10)}${result}`,
    ];
    for (const answer of outputs) {
      await using claude = await makeStandIn(SAYS_ANSWER, { answer });
      assert.deepEqual((await ask(claude)).value, ANSWER, answer.slice(0, 80));
    }
  },
});

Deno.test({
  name: "each misbehaviour of claude ends in one sentence that says what to do",
  ignore,
  fn: async () => {
    const failed = (change: Record<string, unknown>) => resultMessage({ is_error: true, ...change });
    const cases: [string, string, ModelFailureReason, RegExp][] = [
      // Exit status 0, subtype "success", and an error all the same.
      [
        SAYS_ANSWER,
        failed({ result: "API Error: 529 Overloaded", api_error_status: 529 }),
        "unavailable",
        /529/,
      ],
      [SAYS_ANSWER, failed({ result: "API Error: Connection error." }), "unavailable", /Connection error;/],
      [
        SAYS_ANSWER,
        failed({ result: "You've hit your limit · resets 3pm", api_error_status: 429 }),
        "unavailable",
        /resets 3pm; run again later/,
      ],
      [
        SAYS_ANSWER,
        failed({ result: "Not logged in · Please run /login" }),
        "credential",
        /claude setup-token/,
      ],
      [
        SAYS_ANSWER,
        failed({ result: "Invalid API key", api_error_status: 401 }),
        "credential",
        /Invalid API key/,
      ],
      [
        SAYS_ANSWER,
        failed({ result: "Credit balance is too low", api_error_status: 400 }),
        "credential",
        /add credit/,
      ],
      [
        SAYS_ANSWER,
        failed({ result: "Prompt is too long", api_error_status: 400 }),
        "request",
        /larger context/,
      ],
      [SAYS_ANSWER, failed({ result: "API Error: 400 odd", api_error_status: 400 }), "request", /400 odd/],
      [
        SAYS_ANSWER,
        failed({ result: "There's an issue with the selected model (x).", api_error_status: 404 }),
        "setup",
        /correct --model/,
      ],
      [
        SAYS_ANSWER,
        failed({ result: "can't help", stop_reason: "refusal" }),
        "refusal",
        /declined to answer session-5f1f-part2/,
      ],
      [
        SAYS_ANSWER,
        resultMessage({ structured_output: undefined, result: "[".repeat(2_000) + "]".repeat(2_000) }),
        "malformed",
        /endless nesting/,
      ],
      [
        SAYS_ANSWER,
        failed({
          subtype: "error_max_structured_output_retries",
          result: undefined,
          errors: ["no valid output"],
        }),
        "malformed",
        /no valid output/,
      ],
      [
        SAYS_ANSWER,
        failed({ subtype: "error_max_structured_output_retries", stop_reason: "max_tokens" }),
        "too-long",
        /cut off/,
      ],
      [
        SAYS_ANSWER,
        failed({ subtype: "error_max_budget_usd", result: undefined }),
        "request",
        /raise --max-cost/,
      ],
      [
        SAYS_ANSWER,
        resultMessage({ subtype: "error_during_execution", result: undefined }),
        "unavailable",
        /error_during_execution/,
      ],
      [
        SAYS_ANSWER,
        resultMessage({ structured_output: ANSWER, permission_denials: [{ tool_name: "Bash" }] }),
        "malformed",
        /tried to use Bash .* its answer is not used/,
      ],
      [SAYS_ANSWER, resultMessage({ result: "" }), "malformed", /with nothing/],
      [SAYS_ANSWER, resultMessage({ result: "I did it." }), "malformed", /with no JSON/],
      [SAYS_ANSWER, "no JSON at all", "unavailable", /ended with status 0 without a result .*no JSON at all/],
      [SAYS_ANSWER, "", "unavailable", /ended with status 0 without a result for session-5f1f-part2;/],
      ["echo 'error: unknown option' >&2; exit 1", "", "unavailable", /with status 1 .*unknown option/],
      [
        `echo "token $CLAUDE_CODE_OAUTH_TOKEN is odd" >&2; kill -9 $$`,
        "",
        "unavailable",
        /by SIGKILL .*token \[credential\] is odd/,
      ],
    ];
    for (const [shell, answer, reason, sentence] of cases) {
      await using claude = await makeStandIn(shell, { answer });
      const error = await failure(ask(claude), reason, sentence);
      assert(!error.message.includes(SECRET));
      if (answer.includes('"usage"')) {
        assert.equal(error.usage?.input, 423, "what has to be paid for is counted");
      }
    }
  },
});

Deno.test({
  name: "a claude that hangs is ended with its children at the time limit, and when the run is given up",
  ignore,
  fn: async () => {
    const shell = 'sleep 600 & echo $! > "$HERE/child"; sleep 601';
    await using late = await makeStandIn(shell);
    await failure(
      ask(late, {}, 300),
      "timeout",
      /did not finish session-5f1f-part2 within 0\.3 s and was ended/,
    );
    await using claude = await makeStandIn(shell);
    const end = new AbortController();
    const asked = ask(claude, { signal: end.signal });
    const hasStarted = () => Deno.stat(`${claude.folder}/child`).then(({ size }) => size > 0, () => false);
    await until(hasStarted, asked);
    end.abort(new Error("Ctrl-C"));
    await assert.rejects(asked, /Ctrl-C/);
    const child = (await Deno.readTextFile(`${claude.folder}/child`)).trim();
    // Gone, or a zombie that nobody has buried yet; it may take the system a moment.
    const isGone = async () => {
      const { stdout } = await new Deno.Command("ps", { args: ["-o", "stat=", "-p", child] }).output();
      return /^(Z.*)?\s*$/.test(new TextDecoder().decode(stdout));
    };
    for (let tries = 0; !await isGone(); tries++) assert(tries < 200, "the child is gone");
  },
});

Deno.test({
  name: "a claude that floods its output is ended, and one that reads no input does no harm",
  ignore,
  fn: async () => {
    await using flooding = await makeStandIn(
      "yes aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    );
    await failure(ask(flooding), "malformed", /printed more than 64 MiB .* was ended/);
    await using deaf = await makeStandIn("");
    const script = await Deno.readTextFile(deaf.program);
    await Deno.writeTextFile(`${deaf.folder}/answer`, resultMessage({ structured_output: ANSWER }));
    await Deno.writeTextFile(
      deaf.program,
      script.replace('cat > "$HERE/input"', 'cat "$HERE/answer"; exit 0'),
    );
    const shared = Array.from(
      { length: 20_000 },
      () => redactedText`A line of the plan that nobody reads, and another.`,
    );
    assert.deepEqual((await ask(deaf, { shared })).value, ANSWER);
  },
});

Deno.test({
  name: "a claude that is missing, has no folder, or is too old to be kept from using tools, is not asked",
  ignore,
  fn: async () => {
    const missing = createClaudeCodeEngine({ program: "/nowhere/claude", environment });
    await failure(missing.ask(question()), "unavailable", /claude is of no use: it can't be run .*--engine/);
    await using good = await makeStandIn(SAYS_ANSWER);
    const nowhere = (name: string) => name === "TMPDIR" ? "/nowhere/" : environment(name);
    await assert.rejects(
      createClaudeCodeEngine({ program: good.program, environment: nowhere }).ask(question()),
      /^UserError: The folder \/nowhere\/erk-learn-claude-\S+ for claude .* set TMPDIR/,
    );
    await using old = await makeStandIn(SAYS_ANSWER, { help: "--print --output-format --allowedTools" });
    await failure(
      ask(old),
      "setup",
      /does not know --tools, --setting-sources, --strict-mcp-config, .*claude update/,
    );
    await assert.rejects(old.lastCall(), Deno.errors.NotFound, "it was never asked");
    await using plain = await makeStandIn(SAYS_ANSWER, {
      help: "--print --output-format --tools --setting-sources --strict-mcp-config",
      answer: resultMessage({ result: JSON.stringify(ANSWER) }),
    });
    assert.deepEqual((await ask(plain)).value, ANSWER);
    const call = await plain.lastCall();
    assert.match(call.input, /valid against this JSON Schema:\n\{.*"findings"/);
    assert(!call.arguments.some((argument) => ["--json-schema", "--restricted"].includes(argument)));
  },
});

Deno.test({
  name:
    "claude is looked for in the absolute folders of the PATH, and says itself whether somebody is logged in",
  ignore,
  fn: async () => {
    await using claude = await makeStandIn("");
    const path = (value: string) => (name: string) => name === "PATH" ? value : undefined;
    assert.equal(await findOnPath("claude", path(`/nowhere:${claude.folder}/`)), claude.program);
    assert.equal(await findOnPath("claude", path(".:bin::/nowhere")), undefined);
    assert.equal(await findOnPath("answer", path(claude.folder)), undefined, "a file that can't be run");
    const { signal } = new AbortController();
    assert.equal(await isLoggedIn(claude.program, environment, signal), true);
    await using stranger = await makeStandIn("", { loggedIn: false });
    assert.equal(await isLoggedIn(stranger.program, environment, signal), false);
    assert.equal(await isLoggedIn("/nowhere/claude", environment, signal), false);
    const script = await Deno.readTextFile(stranger.program);
    await Deno.writeTextFile(
      stranger.program,
      script.replace('echo \'{"loggedIn"', 'echo unknown command \'{"loggedIn"'),
    );
    assert.equal(
      await isLoggedIn(stranger.program, environment, signal),
      true,
      "a token, and a version that can't tell",
    );
    assert.equal(await isLoggedIn(stranger.program, path(""), signal), false);
  },
});
