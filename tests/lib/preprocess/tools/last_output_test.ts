/** What commands had written that never returned. */

import assert from "node:assert/strict";
import { assistantLine, conversational, convertLines, toolLines, userLine } from "../converting.ts";

const bash = (id: string) =>
  assistantLine({ type: "tool_use", id, name: "Bash", input: { command: `run ${id}` } });
const progress = (id: string, output: string, seconds: number, type = "bash_progress") =>
  conversational({
    type: "progress",
    data: { type, output: output.slice(-5), fullOutput: output, elapsedTimeSeconds: seconds, totalLines: 2 },
    toolUseID: `bash-progress-${seconds}`,
    parentToolUseID: id,
  });
const outputs = async (lines: readonly unknown[], options = {}) => {
  const { elements } = await convertLines(lines, options);
  return elements.filter(({ attributes }) => attributes.kind === "last_output");
};

Deno.test("of a command that never returned the last output is shown, whether the session ended or went on", async () => {
  const hung = [
    userLine("Go"),
    bash("toolu_1"),
    progress("toolu_1", "starting\n", 2),
    progress("toolu_1", "starting\nwaiting for the lock\n", 63),
  ];
  for (const more of [[], [userLine("Why does it hang?"), assistantLine("I look.")]]) {
    const [shown, ...others] = await outputs([...hung, ...more]);
    assert.deepEqual([shown?.text, others.length], ["starting\nwaiting for the lock", 0]);
    assert.deepEqual(shown?.attributes, { ref: "L4", kind: "last_output", for: "L2", after: "63s" });
  }
});

Deno.test("each of several commands has its own, and one that returned has none", async () => {
  const [call, result] = toolLines("Bash", { command: "ls" }, "a.ts");
  const id = (call as { message: { content: { id: string }[] } }).message.content[0]?.id ?? "";
  const shown = await outputs([
    userLine("Go"),
    bash("toolu_1"),
    bash("toolu_2"),
    call,
    progress("toolu_1", "one\n", 2),
    progress(id, "a.ts\n", 3),
    progress("toolu_2", "two\n", 4, "powershell_progress"),
    progress("toolu_1", "one\nmore\n", 5),
    progress("toolu_3", "whose?", 6),
    result,
  ]);
  assert.deepEqual(shown.map(({ text, attributes }) => [attributes.for, text]), [
    ["L2", "one\nmore"],
    ["L3", "two"],
  ]);
});

Deno.test("a long last output is pruned, and one that says nothing is not shown", async () => {
  const long = Array.from({ length: 3000 }, (_, line) => `step ${line}\n`).join("");
  const lines = [userLine("Go"), bash("toolu_1"), progress("toolu_1", long, 9)];
  const [shown] = await outputs(lines);
  assert.ok(shown !== undefined && shown.text.endsWith("step 2999") && shown.text.length < 13_000);
  assert.deepEqual(await outputs([userLine("Go"), bash("toolu_1"), progress("toolu_1", "\n", 9)]), []);
});

Deno.test("the last outputs of nine commands that run at once are those of the last eight", async () => {
  const ids = Array.from({ length: 9 }, (_, index) => `toolu_${index}`);
  const shown = await outputs([
    userLine("Go"),
    ...ids.map(bash),
    ...ids.map((id) => progress(id, `of ${id}`, 2)),
  ]);
  assert.deepEqual(shown.map(({ text }) => text), ids.slice(1).map((id) => `of ${id}`));
});
