import assert from "node:assert/strict";
import { convertLines, toolLines, userLine } from "../converting.ts";

const MESSAGE = `Round 2 — go.\n\n1. Run "git merge" in your branch.\n${
  "Then compare with $& the others. ".repeat(9)
}`;

async function send(input: Record<string, unknown>, result: string, name = "SendMessage") {
  const { elements, report } = await convertLines([userLine("Go"), ...toolLines(name, input, result)]);
  assert.equal(report.ledger.grown, 0);
  const parameters = elements.filter(({ name }) => name === "param");
  return {
    parameters: parameters.map(({ attributes, text }) => [attributes.name, text]),
    result: elements.find(({ name }) => name === "tool_result")?.text,
    deduplicated: report.ledger.deduplicated.reasons,
  };
}

Deno.test("a message that is sent is shown once", async () => {
  const routing = (content: string) => `{"success":true,"routing":{"target":"@ada","content":"${content}"}}`;
  const { parameters, result, deduplicated } = await send(
    { to: "ada", message: MESSAGE, recipient: "ada", content: MESSAGE },
    routing(JSON.stringify(MESSAGE).slice(1, -1)),
  );
  assert.deepEqual(parameters, [
    ["to", "ada"],
    ["message", MESSAGE],
    ["recipient", "ada"],
    ["content", "[as in message]"],
  ]);
  assert.equal(result, routing("[as in message]"));
  assert.deepEqual(Object.keys(deduplicated).sort(), ["message in its result", "repeated parameter"]);
});

Deno.test("short messages stay, and so does what another tool repeats", async () => {
  const { parameters, result } = await send({ message: "Go.", content: "Go." }, '{"content":"Go."}');
  assert.deepEqual([parameters.map(([, text]) => text), result], [["Go.", "Go."], '{"content":"Go."}']);
  assert.equal((await send({ text: MESSAGE }, MESSAGE, "Echo")).result, MESSAGE);
});
