import assert from "node:assert/strict";
import { conversational, type Converted, convertLines, userLine } from "../converting.ts";

const eventsOf = ({ elements }: Converted) =>
  elements.filter(({ name }) => name !== "usage").map(({ name, attributes, text }) => [
    name,
    attributes.kind,
    attributes.ref,
    text,
  ]);

const message = (id: string, content: unknown, stop_reason: string | null) =>
  conversational({ type: "assistant", message: { id, role: "assistant", model: "m", content, stop_reason } });
const text = (said: string) => [{ type: "text", text: said }];

Deno.test("a message that was cut off or refused says so behind its last line, once", async () => {
  const cut = message("msg_1", text("The first"), "max_tokens");
  const converted = await convertLines([
    userLine("Go"),
    cut,
    message("msg_1", text("half an answ"), "max_tokens"),
    userLine("Go on"),
    message("msg_2", text("I cannot"), "refusal"),
    message("msg_3", text("Well."), "end_turn"),
    // A resumed session repeats the message under another uuid.
    { ...cut, uuid: "other" },
    userLine("And now?"),
    message("msg_4", [], "refusal"),
  ]);
  assert.deepEqual(eventsOf(converted), [
    ["user", undefined, "L1", "Go"],
    ["assistant", undefined, "L2", "The first"],
    ["assistant", undefined, "L3", "half an answ"],
    ["event", "max_tokens", "L2", ""],
    ["user", undefined, "L4", "Go on"],
    ["assistant", undefined, "L5", "I cannot"],
    ["event", "refusal", "L5", ""],
    ["assistant", undefined, "L6", "Well."],
    ["user", undefined, "L8", "And now?"],
    ["event", "refusal", "L9", ""],
  ]);
});

Deno.test("a message that was cut off says so before a prompt that the agent got then", async () => {
  const converted = await convertLines([
    userLine("Go"),
    message("msg_1", text("Half an answ"), "max_tokens"),
    { type: "queue-operation", operation: "enqueue", content: "shorter, please" },
    { type: "queue-operation", operation: "remove" },
    message("msg_2", text("Short."), "end_turn"),
  ]);
  assert.deepEqual(eventsOf(converted).map(([name]) => name), [
    "user",
    "assistant",
    "event",
    "user",
    "assistant",
  ]);
});

Deno.test("a hook that stops the agent says why", async () => {
  const attachment = {
    type: "hook_stopped_continuation",
    hookName: "PostToolUse:Bash",
    message: "Stopped by the CI guard",
    hookEvent: "PostToolUse",
  };
  const summary = { type: "system", subtype: "stop_hook_summary", hookErrors: [], hasOutput: true };
  const lines = [
    userLine("Go"),
    conversational({ type: "attachment", attachment }),
    conversational({ ...summary, preventedContinuation: true, stopReason: "lint must pass first" }),
    conversational({ ...summary, preventedContinuation: false, stopReason: "" }),
  ];
  const { elements } = await convertLines(lines);
  assert.deepEqual(
    elements.slice(1).map(({ attributes, text }) => [attributes.kind, attributes.hook, text]),
    [
      ["hook_failed", "PostToolUse:Bash", "Stopped by the CI guard"],
      ["hook_failed", "Stop", "lint must pass first"],
    ],
  );
  const everything = await convertLines(lines, { detail: "everything" });
  assert.deepEqual(
    everything.elements.filter(({ attributes }) => attributes.hook === "Stop").map(({ attributes }) =>
      attributes.kind
    ),
    ["hook_failed", "hook"],
  );
});
