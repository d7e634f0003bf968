import assert from "node:assert/strict";
import { assistantLine, convertLines, userLine } from "./converting.ts";

const task = (id: string) => ({ type: "tool_use", id, name: "Task", input: { prompt: `Do ${id}` } });
const bash = (id: string) => ({ type: "tool_use", id, name: "Bash", input: { command: `run ${id}` } });

let count = 0;

/** A message of an agent, embedded in its parent's log for a tool use. */
const embedded = (parentToolUseID: string, agentId: string, ...content: readonly unknown[]) => {
  const uuid = `inner-${++count}`;
  const message = {
    type: "assistant",
    uuid,
    message: { id: `msg_${uuid}`, role: "assistant", content },
  };
  return {
    type: "progress",
    uuid: `outer-${count}`,
    parentToolUseID,
    data: { type: "agent_progress", agentId, message },
  };
};
const says = (text: string) => ({ type: "text", text });

Deno.test("an agent that another one's tool use wakes speaks inside of that, and of any other tool's where it began", async () => {
  const { elements } = await convertLines([
    userLine("Go"),
    assistantLine(task("first")),
    assistantLine(task("second")),
    embedded("first", "a", says("I am a.")),
    embedded("second", "b", says("I am b.")),
    embedded("second", "b", bash("third")),
    embedded("third", "b", says("Still b.")),
    embedded("first", "a", task("fourth")),
    embedded("fourth", "b", says("Awake again.")),
  ]);
  const places = elements.filter(({ name }) => name === "assistant")
    .map(({ text, within }) => [text, within.join(" ")]);
  assert.deepEqual(Object.fromEntries(places), {
    "I am a.": "tool_use agent",
    "I am b.": "tool_use agent",
    "Still b.": "tool_use agent",
    "Awake again.": "tool_use agent tool_use agent",
  });
});
