/** Any lines of a log, for properties: of the right outer shape often enough that the inner parts are reached. */

import fc from "fast-check";
import { KEYS } from "../../../tools/bench/fuzz_lines.ts";

/** Texts with everything that breaks XML, JSON or scanners. */
const spice = fc.constantFrom(
  "<",
  "&",
  "]]>",
  '"',
  "\u0000",
  "\u001b[31m",
  "\r",
  "\n",
  "\ud83c",
  "\udf0a",
  "\ufffe",
  "\u2028",
  "<system-reminder>",
  "</session>",
  "Error: x",
  "日本",
  "🌊",
);
const text = fc.oneof(
  fc.array(fc.oneof(spice, fc.string())).map((pieces) => pieces.join("")),
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    "Warmup",
    "<command-name>/x",
    "[Request interrupted by user]",
    "<persisted-output>\nsaved to: /x/a.txt\n",
  ),
);

const key = fc.oneof(
  fc.constantFrom(...KEYS),
  fc.string(),
);
const word = fc.constantFrom(
  "user",
  "assistant",
  "system",
  "attachment",
  "progress",
  "queue-operation",
  "summary",
  "pr-link",
  "text",
  "tool_use",
  "tool_result",
  "thinking",
  "image",
  "agent_progress",
  "compact_boundary",
  "queued_command",
  "enqueue",
  "remove",
  "Edit",
  "Bash",
  "Task",
  "2026-02-09T10:00:00.000Z",
  "u1",
  "u2",
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    word,
    text,
    fc.boolean(),
    fc.constant(null),
    fc.double(),
    tie("object"),
    fc.array(tie("value"), { maxLength: 4 }),
  ),
  object: fc.dictionary(key, tie("value"), { maxKeys: 8 }),
}));

/** Lines of the right outer shape, so that the inner parts are reached. */
const block = fc.oneof(
  fc.record({ type: fc.constant("text"), text }),
  fc.record({ type: fc.constant("thinking"), thinking: text }),
  fc.record({
    type: fc.constant("tool_use"),
    id: fc.constantFrom("t1", "t2", "t3"),
    name: fc.constantFrom("Bash", "Edit", "Task", "Read", "TodoWrite"),
    input: fc.dictionary(key, value, { maxKeys: 4 }),
  }),
  fc.record({
    type: fc.constant("tool_result"),
    tool_use_id: fc.constantFrom("t1", "t2", "t3"),
    is_error: fc.boolean(),
    content: fc.oneof(text, value),
  }),
  value,
);
export const anyLine = fc.oneof(
  fc.record({
    type: fc.constantFrom("user", "assistant"),
    uuid: fc.constantFrom(undefined, "u1", "u2", "u3"),
    isSidechain: fc.boolean(),
    parentUuid: fc.constantFrom(null, "u1", "u2"),
    message: fc.record({
      id: fc.constantFrom("m1", "m2"),
      content: fc.oneof(text, fc.array(block, { maxLength: 4 })),
    }),
    toolUseResult: value,
  }),
  fc.record({
    type: fc.constantFrom("queue-operation", "system", "attachment", "progress", "summary"),
    operation: fc.constantFrom("enqueue", "remove", "dequeue", "popAll"),
    content: text,
    subtype: text,
    attachment: value,
    data: value,
    summary: text,
  }),
  value,
);

/** A short log of such lines. */
export const anyLines = fc.array(anyLine, { maxLength: 12 });
