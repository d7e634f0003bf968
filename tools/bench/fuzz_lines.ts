/** Lines of session logs for fuzzing: every type of every client version, with any value in any place. */

import fc from "fast-check";

/** What breaks XML, JSON, scanners for secrets, and the rules that recognise the client's own texts. */
const SPICE = [
  "<",
  "&",
  ">",
  "]]>",
  "<![CDATA[",
  "<!--",
  "</session>",
  "</tool_result>",
  '"',
  "'",
  "\\",
  "\u0000",
  "\u0001",
  "\u0008",
  "\u000b",
  "\u001b[31m",
  "\u007f",
  "\u0085",
  "\r",
  "\n",
  "\r\n",
  "\t",
  "\ud83c",
  "\udf0a",
  "\ud83c\udf0a",
  "\ufffe",
  "\uffff",
  "\ufeff",
  "\ufffd",
  "\u2028",
  "\u2029",
  "e\u0301\u0302",
  "日本語",
  "\ud840\udc0b",
  "<system-reminder>",
  "</system-reminder>",
  "\n<system-reminder>x</system-reminder>",
  "<command-name>/x</command-name>",
  "<local-command-stdout>",
  "[Request interrupted by user]",
  "This session is being continued from a previous conversation",
  "The user doesn't want to proceed with this tool use. the user said:\n",
  "<tool_use_error>",
  "<persisted-output>\nFull output saved to: /x/tool-results/t1.txt\n",
  "[redacted:",
  "[redacted:email:1a2b]",
  "a@b.example",
  "/home/dev/x",
  "C:\\Users\\dev\\x",
  "password=hunter22hunter",
  "Error: x\n",
  "Warmup",
] as const;

/** Long enough to be pruned, cut and split. */
const LONG = [
  "12345\n".repeat(60),
  "word ".repeat(900),
  "x".repeat(5000),
  "あ".repeat(1500),
  "<&>\n".repeat(400),
];

/** Keys that the program looks at, in lines and inside them. */
export const KEYS = [
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
  "signature",
  "source",
  "media_type",
  "command",
  "file_path",
  "old_string",
  "new_string",
  "edits",
  "prompt",
  "plan",
  "subtype",
  "error",
  "answers",
  "questions",
  "options",
  "todos",
  "isMeta",
  "model",
  "sessionId",
  "gitBranch",
  "cwd",
  "compactMetadata",
  "__proto__",
  "constructor",
  "toString",
] as const;

const text: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 30,
    arbitrary: fc.array(fc.oneof(fc.constantFrom(...SPICE), fc.string()), { maxLength: 6 }).map(join),
  },
  { weight: 10, arbitrary: fc.string({ unit: "binary" }) },
  { weight: 10, arbitrary: fc.constantFrom("", " ", "ok", ...SPICE) },
  { weight: 1, arbitrary: fc.constantFrom(...LONG) },
);

function join(pieces: readonly string[]): string {
  return pieces.join("");
}

const { anything } = fc.letrec<{ anything: unknown; object: unknown }>((tie) => ({
  anything: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    text,
    fc.constantFrom(null, true, false, 0, -1, 1e308, "2026-02-09T10:00:00.000Z", "t1", "u1", "tool_result"),
    fc.double(),
    tie("object"),
    fc.array(tie("anything"), { maxLength: 4 }),
  ),
  object: fc.dictionary(fc.oneof(fc.constantFrom(...KEYS), text), tie("anything"), { maxKeys: 6 }),
}));

/** The value that belongs there; now and then any other, or none. */
function mostly<Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 12, arbitrary: value }, { weight: 1, arbitrary: anything }, {
    weight: 1,
    arbitrary: fc.constant(undefined),
  });
}

const uuid = fc.constantFrom("u1", "u2", "u3", "u4", "0f1e2d3c-0000-4000-8000-000000000001");
const toolId = fc.constantFrom("t1", "t2", "t3", "");
const time = fc.constantFrom(
  "2026-02-09T10:00:00.000Z",
  "2026-02-10T23:59:59Z",
  "+275760-09-13",
  "never",
  "",
);
const toolName = fc.constantFrom(
  "Bash",
  "Edit",
  "MultiEdit",
  "Write",
  "Read",
  "Grep",
  "Task",
  "Agent",
  "TodoWrite",
  "ExitPlanMode",
  "AskUserQuestion",
  "mcp__x__<y>",
);
const media = fc.record({
  type: fc.constantFrom("image", "document"),
  source: mostly(fc.record({ type: fc.constant("base64"), media_type: mostly(text), data: mostly(text) })),
});
const resultBlock = fc.record({
  type: fc.constantFrom("tool_result", "mcp_tool_result", "web_search_tool_result"),
  tool_use_id: mostly(toolId),
  is_error: mostly(fc.boolean()),
  content: mostly(
    fc.oneof(
      text,
      fc.array(fc.oneof(fc.record({ type: fc.constant("text"), text }), media), { maxLength: 3 }),
    ),
  ),
});
const block = fc.oneof(
  fc.record({ type: fc.constant("text"), text: mostly(text) }),
  fc.record({ type: fc.constant("thinking"), thinking: mostly(text), signature: text }),
  fc.record({
    type: fc.constantFrom("tool_use", "server_tool_use", "mcp_tool_use"),
    id: mostly(toolId),
    name: mostly(toolName),
    input: mostly(fc.dictionary(fc.oneof(fc.constantFrom(...KEYS), text), anything, { maxKeys: 5 })),
  }),
  resultBlock,
  media,
  anything,
);
const usage = fc.record({ input_tokens: mostly(fc.integer()), output_tokens: mostly(fc.double()) });
const message = fc.record({
  id: mostly(fc.constantFrom("m1", "m2")),
  role: mostly(fc.constantFrom("user", "assistant")),
  model: mostly(fc.constantFrom("claude-opus-4-5", "<synthetic>")),
  content: mostly(fc.oneof(text, fc.array(block, { maxLength: 4 }))),
  usage: mostly(usage),
});
const patch = fc.record({
  filePath: text,
  structuredPatch: mostly(fc.array(fc.record({ oldStart: fc.integer(), lines: mostly(fc.array(text)) }))),
  agentId: mostly(text),
  questions: anything,
  answers: mostly(fc.dictionary(text, anything, { maxKeys: 3 })),
});
const place = {
  uuid: mostly(uuid),
  parentUuid: mostly(fc.oneof(uuid, fc.constant(null))),
  sessionId: mostly(fc.oneof(fc.constant("0f1e2d3c-0000-4000-8000-000000000009"), text)),
  timestamp: mostly(time),
  cwd: mostly(text),
  gitBranch: mostly(text),
  version: mostly(text),
  isSidechain: mostly(fc.boolean()),
  agentId: mostly(fc.constantFrom("a1", "a2")),
};
const conversational = fc.record({
  type: mostly(fc.constantFrom("user", "assistant")),
  message: mostly(message),
  toolUseResult: mostly(fc.oneof(patch, anything)),
  isMeta: mostly(fc.boolean()),
  isCompactSummary: mostly(fc.boolean()),
  origin: mostly(fc.record({ kind: fc.constantFrom("human", "other") })),
  promptSource: mostly(fc.constantFrom("typed", "sdk")),
  toolDenialKind: mostly(fc.constantFrom("user-rejected", "x")),
  permissionMode: mostly(fc.constantFrom("plan", "default")),
  isApiErrorMessage: mostly(fc.boolean()),
  ...place,
});
const queue = fc.record({
  type: fc.constant("queue-operation"),
  operation: mostly(fc.constantFrom("enqueue", "dequeue", "remove", "popAll")),
  content: mostly(fc.oneof(text, fc.array(block, { maxLength: 2 }))),
  timestamp: mostly(time),
});
const progress = fc.record({
  type: fc.constant("progress"),
  data: mostly(fc.record({
    type: mostly(fc.constantFrom("agent_progress", "bash_progress", "hook_progress", "mcp_progress")),
    message: mostly(conversational),
    agentId: mostly(fc.oneof(fc.constantFrom("a1", "a2", "a3"), text)),
    output: text,
  })),
  parentToolUseID: mostly(toolId),
  ...place,
});
const attachment = fc.record({
  type: fc.constant("attachment"),
  attachment: mostly(fc.record({
    type: mostly(
      fc.constantFrom(
        "queued_command",
        "file",
        "edited_text_file",
        "hook_success",
        "prompt_snapshot",
        "hook_error",
      ),
    ),
    prompt: mostly(fc.oneof(text, fc.array(block, { maxLength: 2 }))),
    content: mostly(text),
    snippet: mostly(text),
    filename: mostly(text),
  })),
  ...place,
});
const system = fc.record({
  type: fc.constant("system"),
  subtype: mostly(
    fc.constantFrom(
      "compact_boundary",
      "api_error",
      "turn_duration",
      "stop_hook_summary",
      "local_command",
      "new_one",
    ),
  ),
  content: mostly(text),
  level: mostly(fc.constantFrom("error", "warning", "info")),
  error: mostly(fc.record({ status: fc.integer(), message: mostly(text), formatted: mostly(text) })),
  compactMetadata: mostly(fc.record({ trigger: text, preTokens: fc.double() })),
  hookErrors: mostly(fc.array(anything, { maxLength: 3 })),
  preventedContinuation: mostly(fc.boolean()),
  ...place,
});
const small = fc.record({
  type: fc.constantFrom(
    "summary",
    "ai-title",
    "custom-title",
    "last-prompt",
    "mode",
    "permission-mode",
    "bridge-session",
    "pr-link",
    "atis-latch",
    "file-history-snapshot",
    "file-history-delta",
    "api-request",
    "api-request-blob",
    "type-of-tomorrow",
  ),
  summary: mostly(text),
  aiTitle: mostly(text),
  prNumber: mostly(fc.double()),
  prUrl: mostly(text),
  prRepository: mostly(text),
  snapshot: anything,
});

/** One line of a log as a value: of a known type, or anything at all. */
export const logLine: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 8, arbitrary: conversational },
  { weight: 2, arbitrary: queue },
  { weight: 2, arbitrary: progress },
  { weight: 2, arbitrary: attachment },
  { weight: 2, arbitrary: system },
  { weight: 1, arbitrary: small },
  { weight: 1, arbitrary: anything },
);
