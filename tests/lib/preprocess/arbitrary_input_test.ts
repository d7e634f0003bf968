import assert from "node:assert/strict";
import fc from "fast-check";
import { parseXmlDocument } from "slimdom";
import { estimateTokens } from "../../../lib/preprocess/mod.ts";
import { type Converted, convertLines, convertText } from "./converting.ts";

/** What must hold for any input. saxes has read every part already. */
function judge({ report, parts }: Converted, maxTokens: number): void {
  assert.equal(report.parts.length, parts.length);
  for (const part of parts) {
    const { documentElement } = parseXmlDocument(part);
    assert.equal(documentElement?.nodeName, "session");
    assert.ok(estimateTokens(part) <= maxTokens);
  }
}

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
  fc.constantFrom(
    "type",
    "message",
    "content",
    "text",
    "data",
    "attachment",
    "operation",
    "uuid",
    "parentUuid",
    "timestamp",
    "isSidechain",
    "usage",
    "id",
    "name",
    "input",
    "tool_use_id",
    "is_error",
    "toolUseResult",
    "structuredPatch",
    "lines",
    "thinking",
    "source",
    "command",
    "file_path",
    "old_string",
    "prompt",
    "subtype",
    "error",
    "answers",
    "questions",
    "isMeta",
    "model",
    "sessionId",
    "gitBranch",
    "cwd",
  ),
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
const line = fc.oneof(
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

Deno.test("any JSON lines convert to well-formed parts within the budget", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 12 }), fc.boolean(), async (lines, filtering) => {
      judge(await convertLines(lines, { maxTokens: 1000, filtering }), 1000);
    }),
    { numRuns: 1000 },
  );
});

Deno.test("any bytes convert to well-formed parts within the budget", async () => {
  const chunk = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    line.map((made) => new TextEncoder().encode(JSON.stringify(made))),
    fc.constantFrom(new Uint8Array([10]), new Uint8Array([0, 0, 0]), new Uint8Array([0xef, 0xbb, 0xbf])),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(chunk, { maxLength: 16 }), async (chunks) => {
      judge(await convertText(new Uint8Array(chunks.flatMap((piece) => [...piece]))), 20_000);
    }),
    { numRuns: 1000 },
  );
});
