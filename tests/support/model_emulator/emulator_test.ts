import assert from "node:assert/strict";
import Anthropic from "@anthropic-ai/sdk";
import { reply, startModelEmulator } from "./mod.ts";
import { until } from "../until.ts";

const QUESTION = {
  model: "claude-haiku-4-5",
  max_tokens: 1_000,
  messages: [{ role: "user" as const, content: "What went wrong in part 2 of 3?" }],
};

/** Asks as the provider's own client does; `retries` on top of the first try. */
function clientOf({ baseUrl, apiKey }: { baseUrl: string; apiKey: string }, retries = 0): Anthropic {
  return new Anthropic({ baseURL: baseUrl, apiKey, maxRetries: retries, logLevel: "off" });
}

Deno.test("a scripted answer comes as one message and as a stream, with the usage of both ends", async () => {
  await using models = await startModelEmulator({
    scripts: [{ replies: [reply.json({ findings: ["é"] })] }],
  });
  const client = clientOf(models);
  const whole = await client.messages.create(QUESTION);
  assert.deepEqual(whole.content, [{ type: "text", text: '{"findings":["é"]}' }]);
  assert(whole.usage.input_tokens > 5 && whole.usage.output_tokens > 5, JSON.stringify(whole.usage));

  const streamed = await client.messages.stream(QUESTION).finalMessage();
  assert.deepEqual(streamed.content, whole.content);
  assert.equal(streamed.stop_reason, "end_turn");
  assert.deepEqual(
    [streamed.usage.input_tokens, streamed.usage.output_tokens],
    [whole.usage.input_tokens, whole.usage.output_tokens],
  );
});

Deno.test("scripts are chosen by system text, prompt and model, the newest first, and go through their replies", async () => {
  await using models = await startModelEmulator({
    scripts: [
      { when: { system: /synthesi[sz]e/ }, replies: [reply.text("system")] },
      { when: { model: "sonnet" }, replies: [reply.text("model")] },
      { when: { prompt: "part 2" }, replies: [reply.text("first"), reply.text("second")] },
      { replies: (request, turn) => reply.text(`${request.model} ${turn}`) },
    ],
  });
  const client = clientOf(models);
  const ask = async (change: Partial<Anthropic.MessageCreateParamsNonStreaming>) => {
    const { content: [block] } = await client.messages.create({ ...QUESTION, ...change });
    return block?.type === "text" ? block.text : block?.type;
  };
  assert.equal(await ask({ system: [{ type: "text", text: "You synthesise." }] }), "system");
  assert.equal(await ask({ model: "claude-sonnet-4-6" }), "model");
  assert.deepEqual([await ask({}), await ask({}), await ask({})], ["first", "second", "second"]);
  assert.equal(await ask({ messages: [{ role: "user", content: "else" }] }), "claude-haiku-4-5 0");
  models.script({ when: { prompt: "part 2" }, replies: [reply.text("newest")] });
  assert.equal(await ask({}), "newest");
  assert.equal(models.questions.length, 7);
});

Deno.test("each failure reaches the client as the provider's, and the record says what was answered", async () => {
  const cases: [ReturnType<typeof reply.overloaded>, number, RegExp][] = [
    [reply.rateLimited(), 429, /rate limit/],
    [reply.overloaded(), 529, /Overloaded/],
    [reply.serverError(), 500, /Internal/],
    [reply.unauthorized(), 401, /x-api-key/],
    [reply.noCredit(), 400, /credit balance/],
    [reply.badGateway(), 502, /Bad Gateway|502/],
  ];
  for (const [failure, status, message] of cases) {
    await using models = await startModelEmulator({ scripts: [{ replies: [failure, reply.text("ok")] }] });
    await assert.rejects(clientOf(models).messages.create(QUESTION), (error) => {
      assert(error instanceof Anthropic.APIError);
      assert.equal(error.status, status);
      assert.match(error.message, message);
      return true;
    });
    assert.deepEqual(models.questions.map((question) => question.status), [status]);
    const { content } = await clientOf(models, 1).messages.create(QUESTION);
    assert.equal(content.length, 1, "the next reply is the answer");
  }
});

Deno.test("refused, cut, empty and broken answers end as they do at the provider's", async () => {
  await using models = await startModelEmulator();
  const client = clientOf(models);
  const finish = async (answer: ReturnType<typeof reply.text>) => {
    models.script({ replies: [answer] });
    return await client.messages.stream(QUESTION).finalMessage();
  };
  assert.equal((await finish(reply.refusal())).stop_reason, "refusal");
  assert.equal((await finish(reply.tooLong('{"a":'))).stop_reason, "max_tokens");
  const empty = await finish(reply.empty());
  assert.equal(empty.content.map((block) => block.type === "text" ? block.text : "?").join(""), "");
  await assert.rejects(finish(reply.overloadedInStream("x".repeat(400), 4)), /Overloaded/);
  await assert.rejects(finish(reply.cutStream("x".repeat(400), 4, "end")), /ended|stop/i);
});

Deno.test("a stream can be cut by a lost connection", async () => {
  await using models = await startModelEmulator({
    scripts: [{ replies: [reply.cutStream("x".repeat(400), 4)] }],
  });
  let events = 0;
  const stream = clientOf(models).messages.stream(QUESTION).on("streamEvent", () => events++);
  await assert.rejects(stream.finalMessage());
  assert.equal(events, 4);
});

Deno.test("a question that hangs ends when the client gives up, and none hinders closing", async () => {
  const models = await startModelEmulator({ scripts: [{ replies: [reply.hang()] }] });
  const client = clientOf(models);
  await assert.rejects(client.messages.create(QUESTION, { timeout: 50 }), /timed out/i);
  // The first one may have been given up before it came.
  const came = models.questions.length;
  const left = client.messages.create(QUESTION).catch((error: unknown) => error);
  await until(() => models.questions.length > came, left);
  assert(models.atOnce.most >= 1);
  await models.close();
  assert(await left instanceof Error);
});

Deno.test("tokens are counted, models listed, and what the provider refuses is refused", async () => {
  await using models = await startModelEmulator({
    contextTokens: 1_000,
    scripts: [{ replies: [reply.text("ok")] }],
  });
  const client = clientOf(models);
  const { max_tokens: _, ...counted } = QUESTION;
  const { input_tokens } = await client.messages.countTokens({ ...counted, system: "Be brief." });
  assert(input_tokens > 8 && input_tokens < 30, String(input_tokens));
  const listed = await client.models.list();
  assert(listed.data.some(({ id }) => id === "claude-haiku-4-5"));
  await assert.rejects(client.models.retrieve("gpt-4"), Anthropic.NotFoundError);
  await assert.rejects(client.messages.create({ ...QUESTION, model: "gpt-4" }), Anthropic.NotFoundError);
  const long = [{ role: "user" as const, content: "word ".repeat(2_000) }];
  await assert.rejects(client.messages.create({ ...QUESTION, messages: long }), /prompt is too long/);
  const stranger = clientOf({ baseUrl: models.baseUrl, apiKey: "other" });
  await assert.rejects(stranger.messages.create(QUESTION), Anthropic.AuthenticationError);
  assert.deepEqual(models.requests.at(-1)?.credential, { header: "authorization", valid: false });
  assert(!JSON.stringify(models.requests).includes(models.apiKey), "no credential on record");
});

Deno.test("what was sent before a breakpoint is read from the cache the second time", async () => {
  await using models = await startModelEmulator({ scripts: [{ replies: [reply.text("ok")] }] });
  const client = clientOf(models);
  const shared = "One line of shared input for everybody.\n".repeat(800);
  const ask = async (own: string) => {
    const cached = { type: "text" as const, text: shared, cache_control: { type: "ephemeral" as const } };
    const content = [cached, { type: "text" as const, text: own }];
    return (await client.messages.create({ ...QUESTION, messages: [{ role: "user", content }] })).usage;
  };
  const first = await ask("first");
  assert.equal(first.cache_read_input_tokens, 0);
  assert((first.cache_creation_input_tokens ?? 0) > 4_096);
  const second = await ask("second");
  assert.equal(second.cache_read_input_tokens, first.cache_creation_input_tokens);
  assert.equal(second.cache_creation_input_tokens, 0);
  assert(second.input_tokens < 5);
});

Deno.test("an answer that must come as a tool's input does", async () => {
  await using models = await startModelEmulator({ scripts: [{ replies: [reply.json({ a: 1 })] }] });
  const message = await clientOf(models).messages.create({
    ...QUESTION,
    tools: [{ name: "answer", input_schema: { type: "object" } }],
    tool_choice: { type: "tool", name: "answer" },
  });
  assert.equal(message.stop_reason, "tool_use");
  assert.deepEqual(message.content.map((block) => block.type === "tool_use" && block.input), [{ a: 1 }]);
});
