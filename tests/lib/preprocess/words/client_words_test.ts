/** What the client writes in a person's place: shown, but not as a person's. */

import assert from "node:assert/strict";
import { assistantLine, conversational, type Converted, convertLines, userLine } from "../converting.ts";

const shown = ({ elements }: Converted) =>
  elements.map(({ name, attributes: { origin, queued }, text }) => [
    name,
    ...origin === undefined ? [] : [origin],
    ...queued === undefined ? [] : ["queued"],
    text,
  ]);

const RUNNING =
  "<command-message>check is running…</command-message>\n<command-name>/check</command-name>\n<command-args>a.js</command-args>";
const EXPANSION = "Check a.js for arithmetic on money.";

Deno.test("what a command says in full is no person's, also where a copy lost the mark of it", async () => {
  const command = userLine([{ type: "text", text: RUNNING }]);
  const converted = await convertLines([
    command,
    userLine([{ type: "text", text: EXPANSION }], { parentUuid: command.uuid }),
    assistantLine("Checked."),
    userLine("Thanks", { parentUuid: command.uuid }),
  ]);
  assert.deepEqual(shown(converted), [
    ["command", "a.js"],
    ["injected", "meta", EXPANSION],
    ["assistant", "Checked."],
    ["user", "Thanks"],
  ]);
});

Deno.test("behind the line of a command what is marked as a person's is a person's", async () => {
  for (const mark of [{ origin: { kind: "human" } }, { promptSource: "typed" }]) {
    const command = userLine([{ type: "text", text: RUNNING }]);
    const converted = await convertLines([command, userLine("Go", { parentUuid: command.uuid, ...mark })]);
    assert.deepEqual(shown(converted), [["command", "a.js"], ["user", "Go"]]);
  }
});

Deno.test("what a command says in full may stand in its own line", async () => {
  const announced = RUNNING.replace("running…", "analyzing your codebase…");
  const converted = await convertLines([
    userLine([{ type: "text", text: announced }, { type: "text", text: EXPANSION }]),
    assistantLine("Checked."),
  ]);
  assert.deepEqual(shown(converted), [
    ["command", "a.js"],
    ["injected", "meta", EXPANSION],
    ["assistant", "Checked."],
  ]);
});

Deno.test("a prompt behind a local command is a person's", async () => {
  const command = userLine("<command-name>/clear</command-name>\n<command-message>clear</command-message>");
  const converted = await convertLines([command, userLine("Go", { parentUuid: command.uuid })]);
  assert.deepEqual(shown(converted), [["command", ""], ["user", "Go"]]);
});

Deno.test("a document that the client attached is not a person's", async () => {
  const source = { type: "base64", media_type: "application/pdf", data: "aGVsbG8=" };
  const { elements } = await convertLines([
    userLine("Read it"),
    userLine([{ type: "document", source }], { isMeta: true }),
    assistantLine("Read."),
  ]);
  assert.deepEqual(elements.map(({ name }) => name), ["user", "injected", "document", "assistant"]);
  assert.equal(elements[1]?.attributes.origin, "meta");
});

const queued = (fields: Record<string, unknown>) =>
  conversational({ type: "attachment", attachment: { type: "queued_command", ...fields } });

Deno.test("of what waited in the queue only prompts are a person's", async () => {
  const converted = await convertLines([
    userLine("Go"),
    { type: "queue-operation", operation: "enqueue", content: "npm test" },
    queued({ prompt: "npm test", commandMode: "bash" }),
    queued({ prompt: "the build is done", commandMode: "task-notification" }),
    queued({
      prompt: "go on with b.ts",
      commandMode: "prompt",
      isMeta: true,
      origin: { kind: "coordinator" },
    }),
    queued({ prompt: "not a person's", isMeta: true }),
    queued({ prompt: "a person's", commandMode: "prompt", origin: { kind: "human" } }),
    assistantLine("Gone."),
  ]);
  assert.deepEqual(shown(converted), [
    ["user", "Go"],
    ["shell", "npm test"],
    ["injected", "notification", "the build is done"],
    ["injected", "coordinator", "go on with b.ts"],
    ["injected", "meta", "not a person's"],
    ["user", "queued", "a person's"],
    ["assistant", "Gone."],
  ]);
});

Deno.test("what waited in the queue for an agent is a person's, too", async () => {
  const line = { ...queued({ prompt: "and the tests" }), isSidechain: true };
  assert.deepEqual(shown(await convertLines([userLine("Go"), line])), [["user", "Go"], [
    "user",
    "queued",
    "and the tests",
  ]]);
});

Deno.test("a queued prompt keeps its image", async () => {
  const image = { type: "image", source: { type: "base64", media_type: "image/png", data: "aGVsbG8=" } };
  const { elements } = await convertLines([
    userLine("Go"),
    queued({ prompt: [{ type: "text", text: "like this" }, image], commandMode: "prompt" }),
    assistantLine("Gone."),
  ]);
  assert.deepEqual(elements.map(({ name }) => name), ["user", "user", "image", "assistant"]);
  assert.equal(elements[1]?.text.trim(), "like this");
  assert.deepEqual(elements[2]?.attributes, { type: "image/png", bytes: "5" });
});

Deno.test("a plan that is to be implemented is kept as far as other plans", async () => {
  const plan = Array.from({ length: 150 }, (_, step) => `${step}. Change the file of step ${step}`).join(
    "\n",
  );
  const text = `Implement the following plan:\n\n${plan}`;
  const converted = await convertLines([
    userLine(`${text}\n\nUser feedback on this plan: no new files`, { planContent: plan }),
  ]);
  assert.deepEqual(shown(converted), [["injected", "plan", text], ["user", "no new files"]]);
});
