import assert from "node:assert/strict";
import { z } from "zod";
import { createCostControl } from "../../../../lib/learn/analyse/cost_control.ts";
import { createAnthropicEngine } from "../../../../lib/learn/engines/anthropic.ts";
import { addUsage, type Engine, ModelError, NO_USAGE } from "../../../../lib/learn/engines/engine.ts";
import { DEFAULT_PRICES, priceOf } from "../../../../lib/learn/engines/prices.ts";
import { askModel, type Question } from "../../../../lib/learn/graph/ask_model.ts";
import { GraphStop, type NodeFacts } from "../../../../lib/learn/graph/mod.ts";
import { createRedactor } from "../../../../lib/redact/mod.ts";
import { redactedText } from "../../../../lib/redact/redacted.ts";
import { type ModelReply, reply, startModelEmulator } from "../../../support/model_emulator/mod.ts";

const MODEL = "claude-haiku-4-5";
const SCHEMA = z.object({ findings: z.array(z.string()) });
const VALID = { findings: ["The flag --force is needed."] };
const USAGE = { input_tokens: 1_000, output_tokens: 100 };

const QUESTION: Question<z.infer<typeof SCHEMA>> = {
  node: "session-a",
  model: MODEL,
  system: redactedText`You find what went wrong.`,
  shared: [],
  own: redactedText`The session: it failed.`,
  schema: SCHEMA,
  maxOutputTokens: 1_000,
};

/** Asks an emulated provider that answers so, and tells what came of it. */
async function ask(replies: readonly ModelReply[], { maxCost }: { readonly maxCost?: number } = {}) {
  await using models = await startModelEmulator({ scripts: [{ replies }] });
  const engine = createAnthropicEngine({
    apiKey: models.apiKey,
    baseUrl: models.baseUrl,
    retries: 1,
    firstDelayMilliseconds: 1,
  });
  const bounds: (number | undefined)[] = [];
  const asked: Engine = {
    ...engine,
    ask(request) {
      bounds.push(request.maxCost);
      return engine.ask(request);
    },
  };
  const costs = createCostControl({ engine, maxCost, models: [MODEL], prices: DEFAULT_PRICES });
  let facts: NodeFacts = {};
  const run = {
    signal: new AbortController().signal,
    update() {},
    hindered() {},
    note: (more: NodeFacts) => void (facts = { ...facts, ...more }),
  };
  const outcome = await askModel(QUESTION, { engine: asked, costs, redactor: await createRedactor() }, run)
    .then(
      (answer) => ({ answer }),
      (error: unknown) => ({ error }),
    );
  return { outcome, facts, bounds, prompts: models.questions.map(({ prompt }) => prompt) };
}

Deno.test("a valid answer is taken as it is, with its usage and cost", async () => {
  const { outcome, facts, prompts } = await ask([reply.json(VALID, USAGE)]);
  assert.deepEqual(outcome, { answer: { value: VALID, model: MODEL } });
  assert.equal(prompts.length, 1);
  const usage = { ...NO_USAGE, input: 1_000, output: 100 };
  assert.deepEqual(facts, { attempts: 1, usage, model: MODEL, cost: priceOf(MODEL, usage, DEFAULT_PRICES) });
});

Deno.test("an answer that isn't valid is asked for once more, with what was wrong with it", async () => {
  const invalid: Readonly<Record<string, readonly [ModelReply, RegExp]>> = {
    "another structure": [
      reply.json({ findings: [{}] }, USAGE),
      /findings\.0: Invalid input: expected string/,
    ],
    "empty": [reply.empty(), /it was empty, no JSON or/],
    "nested without end": [reply.text("[".repeat(100_000) + "]".repeat(100_000)), /nested without end/],
    "cut off": [reply.tooLong('{"findings": ["The'), /it was cut off, as it was too long/],
  };
  for (const [name, [first, complaint]] of Object.entries(invalid)) {
    const { outcome, facts, prompts } = await ask([first, reply.json(VALID, USAGE)]);
    assert.deepEqual(outcome, { answer: { value: VALID, model: MODEL } }, name);
    assert.equal(facts.attempts, 2, name);
    assert.match(
      prompts[1] ?? "",
      /^The session: it failed\.\n\nYour last answer to this was not accepted: /,
      name,
    );
    assert.match(prompts[1] ?? "", complaint, name);
  }
});

Deno.test("what both attempts used is counted, whether the second is valid or not", async () => {
  const once = { ...NO_USAGE, input: 1_000, output: 100 };
  for (const second of [VALID, { findings: "none" }]) {
    const { outcome, facts } = await ask([reply.json({}, USAGE), reply.json(second, USAGE)]);
    assert.deepEqual(facts.usage, addUsage(once, once));
    assert.equal("answer" in outcome, second === VALID);
  }
});

Deno.test("after two invalid answers the failure says what was wrong, in bounds", async () => {
  const huge = Object.fromEntries(Array.from({ length: 2_000 }, (_, n) => [`field${n}`, n]));
  const { outcome, prompts } = await ask([reply.json({ findings: Object.keys(huge).map(() => ({})) })]);
  assert.ok("error" in outcome && outcome.error instanceof ModelError);
  assert.match(
    outcome.error.message,
    /the model's answer is invalid: findings\.0: .*…; run again, .* \(asked 2 times\)$/s,
  );
  assert.equal(prompts.length, 2);
  assert.ok((prompts[1]?.length ?? 0) < 3_000);
});

Deno.test("an answer that is nested without end is invalid like another one", async () => {
  const { outcome, prompts } = await ask([reply.text('{"a":'.repeat(100_000) + "1" + "}".repeat(100_000))]);
  assert.ok("error" in outcome && outcome.error instanceof ModelError);
  assert.match(outcome.error.message, /with endless nesting; run again.*\(asked 2 times\)$/);
  assert.equal(prompts.length, 2);
});

Deno.test("a secret in an answer is redacted before anybody sees it, in the feedback too", async () => {
  const token = ["ghp", "_", "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"].join("");
  const { outcome } = await ask([reply.json({ findings: [`use ${token}`] })]);
  assert.match(JSON.stringify(outcome), /use \[redacted:github-token/);
  const strict = await ask([reply.json({ findings: token })]);
  assert.ok(!strict.prompts.join().includes(token));
});

Deno.test("a refusal, a rate limit and an overload are no reason to ask with feedback", async () => {
  for (
    const [answer, requests] of [[reply.refusal(), 1], [reply.overloaded(), 2], [
      reply.rateLimited(),
      2,
    ]] as const
  ) {
    const { outcome, prompts } = await ask([answer]);
    assert.ok("error" in outcome && outcome.error instanceof ModelError);
    assert.equal(prompts.length, requests);
    assert.ok(prompts.every((prompt) => !prompt.includes("not accepted")));
  }
});

Deno.test("a credential that isn't accepted, and a budget that is too small, end the whole graph", async () => {
  const denied = await ask([reply.unauthorized()]);
  assert.ok("error" in denied.outcome && denied.outcome.error instanceof GraphStop);
  const poor = await ask([reply.json(VALID)], { maxCost: 0.001 });
  assert.ok("error" in poor.outcome && poor.outcome.error instanceof GraphStop);
  assert.match(poor.outcome.error.message, /session-a could cost .* --max-cost 0\.001 allows/);
  assert.equal(poor.prompts.length, 0);
});

Deno.test("an attempt after a broken answer must be affordable, too; what was paid is counted", async () => {
  // Ended and not reset: what a reset overtakes on a busy machine was never read.
  const broken = reply.cutStream(JSON.stringify(VALID), 4, "end");
  const { outcome, facts, prompts } = await ask([broken], { maxCost: 0.0055 });
  assert.ok("error" in outcome && outcome.error instanceof GraphStop, JSON.stringify(outcome));
  assert.equal(prompts.length, 1);
  assert.ok((facts.usage?.input ?? 0) > 0);
});

Deno.test("what one request may cost goes to the engine, where a run's cost is bounded", async () => {
  assert.deepEqual((await ask([reply.json(VALID, USAGE)])).bounds, [undefined]);
  const { bounds: [bound = 0] } = await ask([reply.json(VALID, USAGE)], { maxCost: 0.1 });
  assert.ok(bound > 0.005 && bound < 0.1, `${bound}`);
});
