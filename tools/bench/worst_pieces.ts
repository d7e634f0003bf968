/** What slow texts are made of, and where in a log somebody's text may stand. */

/** Line ends, blanks, signs, tags of the client, and how the lines of outputs begin. */
export const PIECES = [
  ..."\n|\r|\r\n| |\t|  \n|\u2028|\u00a0|\u3000|\0|\b|\u001b|\u001b[|\u001b[31m|\u001b]0;|\ud83d|😀|日本語|。|é|…"
    .split("|"),
  ..."a|a |word |Word. |1|1 |12:34:56 |100 % |1/2 |x.y |/a|./a/b|C:\\x|a/b.ts:12:5 |https://a.test/b |ada@a.test "
    .split("|"),
  ..."\"|'|`|```|```\n|~~~\n|(|)|[|]|{|}|{}|[]|<|>|</|&|]]>|<!--|\\|\\n|-|---\n|- a\n|1. a\n|# a\n|**|> |=|====|_|,|;|:|+a\n|-a\n|@@ -1,3 +1,3 @@\n|1→"
    .split("|"),
  "|",
  "|---|",
  "| a | b |\n",
  ...[
    "system-reminder",
    "command-name",
    "command-args",
    "local-command-stdout",
    "bash-stdout",
    "tool_use_error",
    "task-notification",
    "persisted-output",
    "user-prompt-submit-hook",
  ].flatMap((name) => [`<${name}>`, `</${name}>`, `<${name}>x</${name}>`]),
  ...[
    "error",
    "Error: x\n",
    "ERROR ",
    "1 failed\n",
    "Exception",
    "Traceback (most recent call last):\n",
    '  File "a.py", line 3, in x\n',
    "    at f (a.ts:1:2)\n",
    "E   x\n",
    "not ok 1 x\n",
    "✗ a\n",
    "a::b",
    "[INFO] x\n",
    " --> a.rs:1:1\n",
    "  | ^^^\n",
    "  1) x\n",
    "npm ERR! ",
    "?   \tx\t[no test files]\n",
    '{"a":',
    '{"message":"a"}\n',
    '{"type":"user","message":{"content":"x"}}',
    "a: b\n",
    "function f() {\n",
    "}\n",
    "$(",
    "&& ",
    "2>&1",
    "<<EOF\n",
    "Wait, no. ",
    "saved to: ",
    "[Request interrupted by user]",
    "[Pasted text #1]",
    "the user said: ",
    "[… 3 lines …]\n",
  ],
] as unknown as readonly [string, ...string[]];

type Json = Readonly<Record<string, unknown>>;

const line = (value: Json) =>
  `${JSON.stringify({ sessionId: "s", timestamp: "2026-02-09T10:00:00.000Z", ...value })}\n`;
const user = (content: unknown, more: Json = {}) =>
  line({ type: "user", message: { role: "user", content }, ...more });
const assistant = (block: Json) =>
  line({ type: "assistant", message: { id: "m", role: "assistant", content: [block] } });
const call = (name: string, input: Json) => assistant({ type: "tool_use", id: "t", name, input });
const result = (content: unknown, toolUseResult?: unknown, isError = false) =>
  user([{ type: "tool_result", tool_use_id: "t", content, is_error: isError }], { toolUseResult });
const attachment = (type: string, more: Json) => line({ type: "attachment", attachment: { type, ...more } });
const enqueue = (content: string) => line({ type: "queue-operation", operation: "enqueue", content });

/** Logs around a text, by the place where it stands in them. */
export const PLACES: Readonly<Record<string, (text: string) => string>> = {
  prompt: (text) => user(text),
  "queued prompt": (text) => user("go") + enqueue(text) + user(text),
  summary: (text) => user(text, { isCompactSummary: true }),
  command: (text) => user(`<command-name>/x</command-name>\n<command-args>${text}</command-args>`),
  "local output": (text) => user(`<local-command-stdout>${text}</local-command-stdout>`),
  "assistant's text": (text) => assistant({ type: "text", text }),
  thinking: (text) => assistant({ type: "thinking", thinking: text }),
  "shell command": (text) => call("Bash", { command: text, description: text }) + result("ok"),
  "shell result": (text) => call("Bash", { command: "npm test" }) + result(text),
  "shell failure": (text) =>
    call("Bash", { command: "npm test" }) +
    result(`Exit code 1\n${text}`, `Error: Exit code 1\n${text}`, true),
  "moved result": (text) => call("Bash", { command: "x" }) + result(`<persisted-output>\n${text}`),
  "JSON result": (text) => call("mcp__a__b", { body: text }) + result(JSON.stringify([{ message: text }])),
  "read code": (text) => call("Read", { file_path: "/srv/a.ts" }) + result(text),
  "read text": (text) => call("Read", { file_path: "/srv/a.txt" }) + result(text),
  "read log": (text) => call("Read", { file_path: "/srv/a.log" }) + result(text),
  search: (text) => call("Grep", { pattern: text, path: text }) + result(text),
  edit: (text) =>
    call("Edit", { file_path: "/srv/a.ts", old_string: text, new_string: `${text}x` }) +
    result(`The file /srv/a.ts has been updated.${text}`),
  "edit of all lines": (text) =>
    call("Edit", { file_path: "/a", old_string: text, new_string: text.split("\n").reverse().join("\n") }) +
    result("ok"),
  patch: (text) =>
    call("Edit", { file_path: "/srv/a.ts", old_string: "a", new_string: "b" }) +
    result("ok", {
      structuredPatch: [{ lines: text.split("\n").flatMap((one) => [`-${one}`, `+${one}x`]) }],
    }),
  write: (text) => call("Write", { file_path: "/srv/a.md", content: text }) + result("ok"),
  agent: (text) =>
    call("Task", { prompt: text, subagent_type: "x" }) +
    result([{ type: "text", text }], { agentId: "a1", content: [{ type: "text", text }] }),
  plan: (text) =>
    call("ExitPlanMode", { plan: text }) +
    result(`User has approved your plan.\n\n## Approved Plan:\n${text}`),
  denial: (text) =>
    call("Bash", { command: "x" }) +
    result(`The user doesn't want to proceed with this tool use. The user said:\n${text}`, undefined, true),
  answers: (text) => call("AskUserQuestion", {}) + result(`User has answered your questions: ${text}`),
  "attached file": (text) => attachment("file", { filename: "/a", content: { file: { content: text } } }),
  diagnostics: (text) =>
    attachment("diagnostics", { files: [{ uri: "file:///a.ts", diagnostics: [{ message: text }] }] }),
  hook: (text) =>
    attachment("hook_blocking_error", {
      hookName: text,
      blockingError: { blockingError: text },
      stderr: text,
    }),
  "system line": (text) => line({ type: "system", subtype: "local_command", content: text, level: "error" }),
  "API error": (text) => line({ type: "system", subtype: "api_error", error: { message: text } }),
  compaction: (text) =>
    line({ type: "system", subtype: "compact_boundary", compactMetadata: { userContext: text } }),
  "line that is no JSON": (text) => `${text}\n`,
  "cut line": (text) => `{"type":"user","message":{"content":"${text}\n`,
  "objects on one line": (text) => `${user("x").trimEnd()}${text}${user("y")}`,
};
