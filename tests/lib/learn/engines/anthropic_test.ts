import assert from "node:assert/strict";
import { z } from "zod";
import { type AnthropicOptions, createAnthropicEngine } from "../../../../lib/learn/engines/anthropic.ts";
import type { Engine, ModelFailureReason } from "../../../../lib/learn/engines/engine.ts";
import { createRedactor } from "../../../../lib/redact/mod.ts";
import { redactedText } from "../../../../lib/redact/redacted.ts";
import { UserError } from "../../../../lib/user_error.ts";
import { type ModelEmulator, reply, startModelEmulator } from "../../../support/model_emulator/mod.ts";
import type { ModelReply } from "../../../support/model_emulator/types.ts";
import { ANSWER, failure, question } from "./questions.ts";
import { until } from "../../../support/until.ts";

const LONG = { findings: ["A finding that is long enough to come in several events. ".repeat(8)] };

function engineOf(models: ModelEmulator, options: Partial<AnthropicOptions> = {}): Engine {
  return createAnthropicEngine({
    apiKey: models.apiKey,
    baseUrl: models.baseUrl,
    firstDelayMilliseconds: 1,
    ...options,
  });
}

Deno.test("why it asks again is told to whoever waits for the answer, also where nobody can be reached", async () => {
  await using models = await startModelEmulator({
    scripts: [{ replies: [reply.serverError(), reply.cutStream("{", 2, "end"), reply.json(ANSWER)] }],
  });
  const told: string[] = [];
  const onTrouble = (failure: string) => void told.push(failure);
  await engineOf(models).ask(question({ onTrouble }));
  const host = new URL(models.baseUrl).host;
  assert.deepEqual(told, [`${host} answered 500`, "the answer broke off"]);
  const nobody = engineOf(models, { baseUrl: "http://127.0.0.1:1", retries: 1 });
  await failure(nobody.ask(question({ onTrouble })), "unavailable", /can't be reached/);
  assert.deepEqual(told.slice(2), ["127.0.0.1:1 can't be reached"]);
});

Deno.test("a page in the place of an answer ends it at once: a gateway that wants a login shows it to every try", async () => {
  const page = { ...reply.badGateway(), status: 200 };
  await using models = await startModelEmulator({
    scripts: [{ replies: [page] }, { when: { endpoint: "count_tokens" }, replies: [page] }],
  });
  const said = /answered with a page, no answer of a model's provider; correct ANTHROPIC_BASE_URL/;
  await failure(engineOf(models).ask(question()), "setup", said);
  assert.equal(models.questions.length, 1);
  const check = createAnthropicEngine({ apiKey: models.apiKey, baseUrl: models.baseUrl });
  await failure(check.checkAccess("claude-haiku-4-5", new AbortController().signal), "setup", said);
});

Deno.test("a wait until a date is told as one", async () => {
  const until = "Wed, 21 Oct 2099 07:28:00 GMT";
  const limited = { ...reply.rateLimited(), headers: { "retry-after": until } };
  await using models = await startModelEmulator({ scripts: [{ replies: [limited] }] });
  const said = /asking for a wait until Wed, 21 Oct 2099 07:28:00 GMT; run again later/;
  await failure(engineOf(models).ask(question()), "unavailable", said);
});

Deno.test("numbers of tokens that are none are estimated, and parts of one are rounded up", async () => {
  const odd = [-5, 1e300, Number.MAX_SAFE_INTEGER, "many", null] as unknown as number[];
  for (const number of [...odd, 10.5]) {
    const usage = {
      input_tokens: number,
      output_tokens: number,
      cache_read_input_tokens: number,
      cache_creation_input_tokens: number,
    };
    await using models = await startModelEmulator({ scripts: [{ replies: [reply.json(LONG, usage)] }] });
    const { usage: counted } = await engineOf(models).ask(question());
    const { input, output, cacheRead, cacheWrite } = counted;
    if (number === 10.5) assert.deepEqual(counted, { input: 11, output: 11, cacheRead: 11, cacheWrite: 11 });
    else {
      assert(
        input > 5 && input < 500 && output > 50 && output < 500,
        `${number}: ${JSON.stringify(counted)}`,
      );
      assert.deepEqual([cacheRead, cacheWrite], [0, 0]);
    }
    for (const count of Object.values(counted)) assert(Number.isSafeInteger(count), `${number}`);
  }
});

Deno.test("an answer comes as JSON of the schema, streamed, with its tokens and the model's name", async () => {
  await using models = await startModelEmulator({
    scripts: [{ replies: [{ ...reply.json(LONG), model: "claude-haiku-4-5-20251001" }] }],
  });
  const told: number[] = [];
  const answer = await engineOf(models).ask(question({ onOutput: (tokens) => told.push(tokens) }));
  assert.deepEqual(answer.value, LONG);
  assert.equal(answer.model, "claude-haiku-4-5-20251001");
  assert(answer.usage.input > 5 && answer.usage.output > 50, JSON.stringify(answer.usage));
  assert(told.length > 3 && told.every((tokens, index) => tokens >= (told[index - 1] ?? 0)), told.join());

  const [sent] = models.questions;
  assert.deepEqual(sent?.credential?.valid, true);
  const body = z.looseObject({
    stream: z.boolean(),
    max_tokens: z.int(),
    output_config: z.object({ format: z.object({ type: z.string(), schema: z.looseObject({}) }) }),
  }).parse(sent?.body);
  assert.equal(body.stream, true);
  assert.equal(body.max_tokens, 4_000);
  assert.equal(body.output_config.format.type, "json_schema");
  assert.deepEqual(body.output_config.format.schema.required, ["findings"]);
  assert.equal(sent?.system, "You find what went wrong.");
  assert.equal(sent?.prompt, "The session: it failed.");
});

Deno.test("what requests share is written to the provider's cache once, even if they are made together", async () => {
  await using models = await startModelEmulator({ scripts: [{ replies: [reply.json(ANSWER)] }] });
  const engine = engineOf(models);
  const shared = Array.from({ length: 800 }, () => redactedText`The plan, line by line, for everybody.`);
  const asked = [1, 2, 3].map((own) => engine.ask(question({ shared, prompt: redactedText`Part ${own}` })));
  const usages = (await Promise.all(asked)).map(({ usage }) => usage);
  const [first, ...others] = usages;
  assert(first !== undefined && first.cacheWrite > 4_096 && first.cacheRead === 0, JSON.stringify(usages));
  for (const other of others) {
    assert.deepEqual([other.cacheWrite, other.cacheRead], [0, first.cacheWrite]);
  }
  await engine.ask(question());
  assert.doesNotMatch(JSON.stringify(models.questions.at(-1)?.body), /cache_control/, "nothing is shared");
});

Deno.test("requests behind one that fails go on, and one that is given up doesn't wait for the others", async () => {
  await using models = await startModelEmulator({
    scripts: [{ when: { prompt: "hangs" }, replies: [reply.hang()] }, {
      when: { prompt: "bad" },
      replies: [reply.badRequest("no")],
    }, { replies: [reply.json(ANSWER)] }],
  });
  const shared = [redactedText`The plan.`];
  const engine = engineOf(models);
  const bad = engine.ask(question({ shared, prompt: redactedText`bad` }));
  const good = engine.ask(question({ shared }));
  await failure(bad, "request", /refused/);
  assert.deepEqual((await good).value, ANSWER);

  const other = engineOf(models);
  const end = new AbortController();
  const hanging = other.ask(question({ shared, prompt: redactedText`hangs`, signal: end.signal }));
  const waiting = other.ask(question({ shared, signal: end.signal }));
  end.abort(new Error("Ctrl-C"));
  await assert.rejects(waiting, /Ctrl-C/);
  await assert.rejects(hanging, /Ctrl-C/);
});

Deno.test("failures that pass are waited out, and every attempt that has to be paid for is counted", async () => {
  const passing: [ModelReply, number][] = [
    [reply.rateLimited(), 0],
    [reply.overloaded(), 0],
    [reply.serverError(), 0],
    [reply.badGateway(), 0],
    [reply.overloadedInStream(JSON.stringify(LONG), 5), 1],
    [reply.cutStream(JSON.stringify(LONG), 5), 1],
    [reply.cutStream(JSON.stringify(LONG), 5, "end"), 1],
    [reply.cutStream(JSON.stringify(LONG), 0, "end"), 0],
  ];
  for (const [failed, paidRetries] of passing) {
    await using models = await startModelEmulator({ scripts: [{ replies: [failed, reply.json(ANSWER)] }] });
    const retries: string[] = [];
    const paid: number[] = [];
    const engine = engineOf(models, { onRetry: (sentence) => retries.push(sentence) });
    const answer = await engine.ask(question({ onPaidRetry: ({ output }) => paid.push(output) }));
    assert.deepEqual(answer.value, ANSWER);
    assert.equal(models.questions.length, 2);
    assert.equal(retries.length, 1, JSON.stringify(retries));
    assert.match(retries[0] ?? "", /^session-5f1f-part2: .*asking again$/);
    assert.equal(paid.length, paidRetries);
    const single = await engine.ask(question());
    assert.equal(answer.usage.input, single.usage.input * (1 + paidRetries));
    assert(
      paidRetries === 0 || answer.usage.output > single.usage.output,
      "the cut answer's tokens count too",
    );
  }
});

Deno.test("failures that stay end in one sentence that says what to do", async () => {
  const cases: [ModelReply, ModelFailureReason, RegExp, number][] = [
    [reply.rateLimited(), "unavailable", /answered 429 .*rate limit.*run again later/, 3],
    [reply.overloaded(), "unavailable", /answered 529 \(Overloaded\)/, 3],
    [reply.serverError(), "unavailable", /answered 500/, 3],
    [reply.badGateway(), "unavailable", /answered 502 \(a page, no answer/, 3],
    [reply.overloadedInStream(JSON.stringify(LONG), 5), "unavailable", /Overloaded/, 3],
    [reply.cutStream(JSON.stringify(LONG), 5), "unavailable", /(broke off|reached)/, 3],
    [reply.cutStream(JSON.stringify(LONG), 5, "end"), "unavailable", /broke off/, 3],
    [reply.rateLimited(3_600_000), "unavailable", /asking for a wait of 3600 s/, 1],
    [reply.unauthorized(), "credential", /ANTHROPIC_API_KEY was refused: .*401/, 1],
    [reply.noCredit(), "credential", /can't pay .*add credit/, 1],
    [reply.badRequest("temperature: no"), "request", /refused: .*temperature: no/, 1],
    [
      reply.badRequest("prompt is too long: 3 tokens > 2 maximum"),
      "request",
      /too long for claude-haiku-4-5/,
      1,
    ],
    [reply.refusal("I can't"), "refusal", /claude-haiku-4-5 declined to answer session-5f1f-part2/, 1],
    [reply.tooLong('{"findings":["a'), "too-long", /cut off at 4000 tokens/, 1],
    [reply.empty(), "malformed", /with nothing/, 1],
    [reply.text("Sure! Here it is."), "malformed", /with no JSON/, 1],
  ];
  for (const [failed, reason, sentence, requests] of cases) {
    await using models = await startModelEmulator({ scripts: [{ replies: [failed] }] });
    const announced: string[] = [];
    const engine = engineOf(models, { retries: 2, onRetry: (told) => announced.push(told) });
    const error = await failure(engine.ask(question()), reason, sentence);
    assert.equal(models.questions.length, requests, error.message);
    assert.equal(announced.length, requests - 1, announced.join());
    assert.equal(error.usage !== undefined, failed.kind === "message", "what has to be paid for is counted");
    assert(!error.message.includes(models.apiKey));
  }
});

Deno.test("what failed is named wherever the sentence is redacted", async () => {
  const redactor = await createRedactor();
  const nodes = ["session-1c65b6d6-2222-4d2f-8d2b-8c2e3f4a5b6d-part1", "pr-comments-analysis", "learn-plan"];
  for (
    const failed of [reply.unauthorized(), reply.noCredit(), reply.badRequest("no"), reply.refusal("no")]
  ) {
    await using models = await startModelEmulator({ scripts: [{ replies: [failed] }] });
    for (const node of nodes) {
      const asked = engineOf(models, { retries: 0 }).ask(question({ node }));
      const message = await asked.then(() => "", (error: Error) => error.message);
      assert.ok(message.includes(node), message);
      assert.equal(await redactor.redact(message), message);
    }
  }
});

Deno.test("a wrong key, an unknown model, a prompt beyond the context and a closed port are told apart", async () => {
  await using models = await startModelEmulator({
    contextTokens: 100,
    scripts: [{ replies: [reply.json(ANSWER)] }],
  });
  const wrong = ["sk", "ant", "wrong"].join("-");
  await failure(engineOf(models, { apiKey: wrong }).ask(question()), "credential", /refused/);
  await failure(
    engineOf(models).ask(question({ model: "gpt-9" })),
    "setup",
    /The model gpt-9 is not to be had .*--model/,
  );
  const shared = Array.from({ length: 40 }, () => redactedText`One line of the plan after the other.`);
  await failure(engineOf(models).ask(question({ shared })), "request", /too long/);
  const nobody = createAnthropicEngine({
    apiKey: models.apiKey,
    baseUrl: "http://ada:secret@127.0.0.1:1",
    retries: 0,
  });
  const error = await failure(nobody.ask(question()), "unavailable", /127\.0\.0\.1:1 can't be reached/);
  assert(!error.message.includes("secret"));
  assert.throws(() => createAnthropicEngine({ apiKey: "x", baseUrl: "api.anthropic.com" }), UserError);
});

Deno.test("a key that the provider repeats is kept out of the sentence", async () => {
  await using models = await startModelEmulator();
  models.script({
    replies: [reply.badRequest(`the key ${models.apiKey}\n is odd \u001b[31m${"x".repeat(900)}`)],
  });
  const error = await failure(
    engineOf(models).ask(question()),
    "request",
    /the key \[credential\] is odd/,
  );
  assert(!error.message.includes(models.apiKey));
  assert(!error.message.includes("\u001b") && error.message.length < 500);
});

Deno.test("an answer that never comes ends at the time limit, and at once when the run is given up", async () => {
  await using models = await startModelEmulator({ scripts: [{ replies: [reply.hang()] }] });
  await failure(
    engineOf(models, { timeoutMilliseconds: 60, retries: 0 }).ask(question()),
    "timeout",
    /did not finish the answer for session-5f1f-part2 within 0\.06 s/,
  );
  const end = new AbortController();
  const told: string[] = [];
  const onTrouble = (failure: string) => void told.push(failure);
  // The first question may have been given up before it came.
  const came = models.questions.length;
  const asked = engineOf(models).ask(question({ signal: end.signal, onTrouble }));
  await until(() => models.questions.length > came, asked);
  end.abort(new Error("Ctrl-C"));
  await assert.rejects(asked, /Ctrl-C/);
  assert.deepEqual(told, []);
  await assert.rejects(
    engineOf(models).ask(question({ signal: AbortSignal.abort(new Error("before")) })),
    /before/,
  );
});

Deno.test("an answer that stops half-way ends at the time limit, and at once when the run is given up", async () => {
  await using models = await startModelEmulator({
    scripts: [{ replies: [reply.cutStream(JSON.stringify(LONG), 5, "stall")] }],
  });
  const { timeout } = AbortSignal;
  const time = new AbortController();
  AbortSignal.timeout = () => time.signal;
  try {
    const onOutput = (tokens: number) => void (tokens > 5 && time.abort());
    const engine = engineOf(models, { timeoutMilliseconds: 90_000, retries: 0 });
    const late = await failure(engine.ask(question({ onOutput })), "timeout", /within 90 s/);
    assert((late.usage?.output ?? 0) > 5, "what came has to be paid for");
  } finally {
    AbortSignal.timeout = timeout;
  }
  const end = new AbortController();
  const abandoned: number[] = [];
  await assert.rejects(
    engineOf(models).ask(question({
      signal: end.signal,
      onOutput: () => end.abort(new Error("Ctrl-C")),
      onAbandoned: ({ input, output }) => abandoned.push(input, output),
    })),
    /Ctrl-C/,
  );
  assert(abandoned.length === 2 && abandoned.every((tokens) => tokens > 0), abandoned.join());
});

Deno.test("a budget that allows no further attempt ends the request before it is made again", async () => {
  await using models = await startModelEmulator({
    scripts: [{ replies: [reply.cutStream(JSON.stringify(LONG), 5)] }],
  });
  const refuse = () => {
    throw new UserError("no money left");
  };
  await assert.rejects(engineOf(models).ask(question({ onPaidRetry: refuse })), /no money left/);
  assert.equal(models.questions.length, 1);
});

Deno.test("a model that can't be held to a schema is told it in words, from then on", async () => {
  await using models = await startModelEmulator({
    scripts: [{
      replies: ({ body }) =>
        JSON.stringify(body).includes("output_config")
          ? reply.badRequest("output_config.format: this model does not support structured output")
          : reply.text("Here it is:\n```json\n" + JSON.stringify(ANSWER) + "\n```\n"),
    }],
  });
  const engine = engineOf(models);
  const together = await Promise.all([engine.ask(question()), engine.ask(question())]);
  assert.deepEqual(together.map(({ value }) => value), [ANSWER, ANSWER]);
  assert.deepEqual((await engine.ask(question())).value, ANSWER);
  assert.deepEqual(models.questions.map(({ status }) => status), [400, 400, 200, 200, 200]);
  assert.match(models.questions.at(-1)?.prompt ?? "", /valid against this JSON Schema:\n\{.*"findings"/);
});

Deno.test("a schema that the provider can't take, of records or anything, is told in words at once", async () => {
  await using models = await startModelEmulator({ scripts: [{ replies: [reply.json({ a: { b: 1 } })] }] });
  const schemas = [z.object({ a: z.record(z.string(), z.number()) }), z.object({ a: z.unknown() }), z.any()];
  for (const schema of schemas) {
    assert.deepEqual((await engineOf(models).ask(question({ schema }))).value, { a: { b: 1 } });
    assert.match(models.questions.at(-1)?.prompt ?? "", /valid against this JSON Schema/);
    assert.doesNotMatch(JSON.stringify(models.questions.at(-1)?.body), /output_config/);
  }
});

Deno.test("models that think unasked get room for it, and those that don't get what the agent asks for", async () => {
  await using models = await startModelEmulator({ scripts: [{ replies: [reply.json(ANSWER)] }] });
  const limits: unknown[] = [];
  for (
    const model of ["claude-opus-4-5-20251101", "claude-opus-4-8", "claude-opus-5-5", "claude-haiku-5-5"]
  ) {
    await engineOf(models).ask(question({ model }));
    limits.push(z.object({ max_tokens: z.int() }).parse(models.questions.at(-1)?.body).max_tokens);
  }
  assert.deepEqual(limits, [4_000, 4_000, 20_000, 20_000]);
});

Deno.test("input is counted by the provider, and estimated where it doesn't count", async () => {
  await using models = await startModelEmulator();
  const counted = await engineOf(models).countInput(question());
  assert.equal(models.requests[0]?.path, "/v1/messages/count_tokens");
  models.script({ when: { endpoint: "count_tokens" }, replies: [reply.serverError()] });
  const estimated = await engineOf(models, { retries: 0 }).countInput(question());
  assert(counted > 8 && estimated >= counted, `${counted} ${estimated}`);
});
