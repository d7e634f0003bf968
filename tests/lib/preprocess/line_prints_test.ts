import assert from "node:assert/strict";
import { assistantLine, conversational, type Converted, convertLines, userLine } from "./converting.ts";

const prompts = ({ elements }: Converted) =>
  elements.filter(({ name }) => name === "user").map(({ text }) => text);

for (const uuid of ["", "the-same"]) {
  Deno.test(`two prompts with the uuid "${uuid}" are both shown`, async () => {
    const converted = await convertLines([userLine("First.", { uuid }), userLine("Second.", { uuid })]);
    assert.deepEqual(prompts(converted), ["First.", "Second."]);
  });
}

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
