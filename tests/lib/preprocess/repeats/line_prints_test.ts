import assert from "node:assert/strict";
import { assistantLine, conversational, type Converted, convertLines, userLine } from "../converting.ts";

const prompts = ({ elements }: Converted) =>
  elements.filter(({ name }) => name === "user").map(({ text }) => text);

for (const uuid of ["", "the-same"]) {
  Deno.test(`two prompts with the uuid "${uuid}" are both shown`, async () => {
    const converted = await convertLines([userLine("First.", { uuid }), userLine("Second.", { uuid })]);
    assert.deepEqual(prompts(converted), ["First.", "Second."]);
  });
}

Deno.test("prompts with the same uuid that differ in one character anywhere are both shown", async () => {
  const words = "word ".repeat(60);
  const other = `${words.slice(0, 151)}X${words.slice(152)}`;
  const converted = await convertLines([userLine(words, { uuid: "u" }), userLine(other, { uuid: "u" })]);
  assert.equal(prompts(converted).length, 2);
});

Deno.test("a line with the same uuid that says the same is a repetition, whatever else changed", async () => {
  const lines = [
    userLine("Go.", { uuid: "u" }),
    assistantLine({ type: "tool_use", id: "t", name: "Bash", input: { command: "ls", timeout: 5 } }, {
      uuid: "a",
    }),
    userLine([{ type: "tool_result", tool_use_id: "t", content: "x".repeat(500) }], { uuid: "r" }),
    conversational({ type: "system", subtype: "informational", content: "Note.", uuid: "s" }),
  ];
  const again = lines.map((line) => ({ ...line, timestamp: "2026-02-10T10:00:00.000Z", version: "2.1.40" }));
  const { report, elements } = await convertLines([...lines, ...again]);
  assert.equal(report.ledger.deduplicated.reasons["repeated line"]?.count, 4);
  assert.equal(elements.filter(({ name }) => name === "tool_use" || name === "user").length, 2);
});

Deno.test("a prompt is shown though a line of another kind had its uuid", async () => {
  const agentMessage = assistantLine("Inner.", { uuid: "x" });
  const converted = await convertLines([
    conversational({ type: "system", subtype: "informational", content: "Note.", uuid: "x" }),
    { type: "progress", uuid: "y", data: { type: "agent_progress", agentId: "z", message: agentMessage } },
    userLine("Go.", { uuid: "x" }),
  ]);
  assert.deepEqual(prompts(converted), ["Go."]);
  assert.equal(converted.elements.find(({ name }) => name === "assistant")?.text, "Inner.");
});

Deno.test("a whole line is shown though it was cut short before", async () => {
  const { uuid, ...fields } = userLine(`Do this, ${"and that, ".repeat(50)}and be done.`);
  const whole = JSON.stringify({ uuid, ...fields });
  const converted = await convertLines([whole.slice(0, -400), whole]);
  assert.match(prompts(converted).at(-1) ?? "", /^Do this, .*and be done\.$/);
});

const bash = (command: string, id?: string) => ({ type: "tool_use", id, name: "Bash", input: { command } });
const commands = ({ elements }: Converted) =>
  elements.filter(({ name }) => name === "param").map(({ text }) => text);

for (const id of ["t", undefined]) {
  Deno.test(`tool uses of one message with the id ${id} are all shown, and once`, async () => {
    const message = { id: "m", role: "assistant", content: [bash("one", id), bash("two", id)] };
    const line = (uuid: string) => conversational({ type: "assistant", uuid, message });
    const results = ["first", "second"].map((content) => ({
      type: "tool_result",
      tool_use_id: "t",
      content,
    }));
    const converted = await convertLines([userLine("Go."), line("a"), line("copy"), userLine(results)]);
    assert.deepEqual(commands(converted), ["one", "two"]);
    assert.deepEqual(
      converted.elements.filter(({ name }) => name === "tool_result").map(({ text }) => text),
      ["first", "second"],
    );
  });
}

Deno.test("images of one message that look alike are all shown, and once", async () => {
  const message = { id: "m", role: "assistant", content: [{ type: "image" }, { type: "image" }] };
  const line = (uuid: string) => conversational({ type: "assistant", uuid, message });
  const { elements } = await convertLines([userLine("Go."), line("a"), line("copy")]);
  assert.equal(elements.filter(({ name }) => name === "image").length, 2);
});

Deno.test("a message whose text a later line repeats is shown once", async () => {
  const line = (...content: readonly object[]) =>
    conversational({ type: "assistant", message: { id: "m", role: "assistant", content } });
  const say = { type: "text", text: "I look." };
  const converted = await convertLines([userLine("Go."), line(say), line(say, bash("ls", "t"))]);
  assert.equal(converted.elements.filter(({ name }) => name === "assistant").length, 1);
  assert.deepEqual(commands(converted), ["ls"]);
});

Deno.test("tool uses on two lines of a message with the same id and other names are both shown", async () => {
  const line = (name: string) =>
    conversational({
      type: "assistant",
      uuid: name,
      message: {
        id: "m",
        role: "assistant",
        content: [{ type: "tool_use", id: "t", name, input: { path: "a" } }],
      },
    });
  const { elements } = await convertLines([userLine("Go."), line("One"), line("Other")]);
  const names = elements.filter(({ name }) => name === "tool_use").map(({ attributes }) => attributes.name);
  assert.deepEqual(names, ["One", "Other"]);
});
