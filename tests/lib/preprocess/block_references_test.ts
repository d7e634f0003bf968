import assert from "node:assert/strict";
import { assistantLine, convertLines, userLine } from "./converting.ts";

const use = (id: string) => ({ type: "tool_use", id, name: "Bash", input: { command: `run ${id}` } });
const result = (id: string, content: string) => ({ type: "tool_result", tool_use_id: id, content });

Deno.test("tool uses of one line have a reference each, and results tell which of them they answer", async () => {
  const { elements } = await convertLines([
    userLine("Go."),
    assistantLine([use("one"), use("two"), use("three")]),
    userLine([result("two", "second"), result("one", "first")]),
    userLine([result("three", "third")]),
  ]);
  const uses = elements.filter(({ name }) => name === "tool_use").map(({ attributes }) => attributes.ref);
  assert.deepEqual(uses, ["L2", "L2-2", "L2-3"]);
  const answers = elements.filter(({ name }) => name === "tool_result")
    .map(({ attributes, text }) => [text, attributes.for, attributes.ref]);
  assert.deepEqual(answers.sort(), [["first", "L2", "L3-2"], ["second", "L2-2", "L3"], [
    "third",
    "L2-3",
    "L4",
  ]]);
});

Deno.test("a result that repeats another one of its line refers to that one", async () => {
  const same = "a line of the file\n".repeat(40);
  const { elements } = await convertLines([
    userLine("Go."),
    assistantLine([use("one"), use("two"), use("three")]),
    userLine([result("one", "short"), result("two", same), result("three", same)]),
  ]);
  const answers = elements.filter(({ name }) => name === "tool_result").map(({ attributes }) =>
    attributes.same_as
  );
  assert.deepEqual(answers, [undefined, undefined, "L3-2"]);
});
