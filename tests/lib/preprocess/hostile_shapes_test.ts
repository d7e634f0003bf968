import assert from "node:assert/strict";
import { assistantLine, conversational, convertLines, userLine } from "./converting.ts";

Deno.test("answers that are no texts are written as JSON, whatever methods they seem to have", async () => {
  const { elements } = await convertLines([
    assistantLine({ type: "tool_use", id: "t1", name: "AskUserQuestion", input: {} }),
    userLine([{ type: "tool_result", tool_use_id: "t1", content: "ok" }], {
      toolUseResult: { questions: [], answers: { "Where?": ["Here", { toString: 1 }, 5] } },
    }),
  ]);
  const said = elements.find(({ name }) => name === "user");
  assert.equal(said?.text, 'Where? → Here, {"toString":1}, 5');
});

Deno.test("what a hook says is shown even where a line of it is no text", async () => {
  const attachment = { type: "hook_success", content: ["formatted", { toString: "" }] };
  const { elements } = await convertLines([
    userLine("go"),
    conversational({ type: "attachment", attachment }),
  ]);
  assert.equal(elements.find(({ name }) => name === "event")?.text, 'formatted\n{"toString":""}');
});

Deno.test("an edit whose texts are no texts is converted, whatever methods they seem to have", async () => {
  for (const name of ["old_string", "new_string"]) {
    const { elements } = await convertLines([
      userLine("go"),
      assistantLine({ type: "tool_use", id: "t1", name: "Edit", input: { [name]: { toString: 1 } } }),
      userLine([{ type: "tool_result", tool_use_id: "t1", content: "The file a.ts has been updated." }]),
    ]);
    assert.equal(elements.find((element) => element.name === "param")?.text, '{"toString":1}');
  }
});

Deno.test("a block that is called what a value is called is shown as its fields", async () => {
  const { elements } = await convertLines([
    userLine("go"),
    assistantLine({ type: "tool_use", id: "t1", name: "mcp__x__y", input: {} }),
    userLine([{
      type: "tool_result",
      tool_use_id: "t1",
      content: [{ type: "number", value: { toString: 1 } }, 5],
    }]),
  ]);
  const result = elements.find(({ name }) => name === "tool_result");
  assert.equal(result?.text, '{"type":"number","value":{"toString":1}}\n5');
});
