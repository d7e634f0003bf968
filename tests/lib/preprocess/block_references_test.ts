import assert from "node:assert/strict";
import { assistantLine, convertLines, userLine } from "./converting.ts";

const use = (id: string) => ({ type: "tool_use", id, name: "Bash", input: { command: `run ${id}` } });
const result = (id: string, content: string) => ({ type: "tool_result", tool_use_id: id, content });

Deno.test("tool uses of one line have a reference each, and so have results, each behind its tool use", async () => {
  const { elements } = await convertLines([
    userLine("Go."),
    assistantLine([use("one"), use("two"), use("three")]),
    userLine([result("two", "second"), result("one", "first")]),
    userLine([result("three", "third")]),
  ]);
  const tools = elements.filter(({ name }) => name.startsWith("tool_"));
  assert.deepEqual(tools.map(({ attributes, text }) => [attributes.ref, attributes.name ?? text]), [
    ["L2", "Bash"],
    ["L3-2", "first"],
    ["L2-2", "Bash"],
    ["L3", "second"],
    ["L2-3", "Bash"],
    ["L4", "third"],
  ]);
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
