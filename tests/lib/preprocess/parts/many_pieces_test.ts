/** Lines of many small pieces: a log decides how many there are, and none may be too many for the stack. */

import assert from "node:assert/strict";
import { assistantLine, convertLines, toolLines, userLine } from "../converting.ts";

/** More than the arguments of any call. */
const MANY = 150_000;

const many = <Item>(item: Item): Item[] => new Array(MANY).fill(item);

Deno.test("a prompt of any number of texts is shown", async () => {
  const { report, elements } = await convertLines([userLine(many("b"))]);
  assert.equal(report.status, "converted");
  const said = elements.filter(({ name }) => name === "user").map(({ text }) => text).join("");
  assert.equal(said.replaceAll("\n", ""), "b".repeat(MANY));
});

Deno.test("a prompt and a result of any number of images are shown", async () => {
  const images = many({ type: "image" });
  const { elements } = await convertLines([
    userLine(["Look", ...images]),
    ...toolLines("Bash", { command: "ls" }, images),
  ]);
  const within = (name: string) =>
    elements.filter((found) => found.name === "image" && found.within.at(-1) === name).length;
  assert.equal(within("user"), MANY);
  assert.equal(within("tool_result"), MANY);
});

Deno.test("a tool use of any number of parameters is shown", async () => {
  const input = Object.fromEntries(Array.from({ length: MANY }, (_, index) => [`p${index}`, 1]));
  const { elements } = await convertLines([
    ...toolLines("Bash", input, "ok"),
    ...toolLines("Edit", input, "ok"),
  ]);
  assert.equal(elements.filter(({ name }) => name === "param").length, 2 * MANY);
});

Deno.test("an agent may say any number of things inside the tool use that started it", async () => {
  const task = { type: "tool_use", id: "task", name: "Task", input: { prompt: "Do it" } };
  const content = many({ type: "tool_use", name: "Bash", input: { command: "x" } });
  const { elements } = await convertLines([
    userLine("Go"),
    assistantLine(task),
    {
      type: "progress",
      parentToolUseID: "task",
      uuid: "p1",
      data: {
        type: "agent_progress",
        agentId: "a",
        message: { type: "assistant", message: { role: "assistant", content } },
      },
    },
    userLine([{ type: "tool_result", tool_use_id: "task", content: "done" }]),
  ]);
  const inside = elements.filter(({ attributes, within }) =>
    attributes.name === "Bash" && within.length === 2
  );
  assert.equal(inside.length, MANY);
});
