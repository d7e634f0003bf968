import assert from "node:assert/strict";
import { session } from "../../support/session_builder/mod.ts";
import {
  assistantLine,
  conversational,
  convertLines,
  convertSession,
  convertText,
  toolLines,
  userLine,
} from "./converting.ts";
import { MADE_UP_TOKEN } from "../../support/made_up_token.ts";

Deno.test("a session without a word or deed is empty and leaves no part", async () => {
  const logs = [[], [{ type: "summary", summary: "Title", leafUuid: "x" }], [
    userLine("<command-name>/exit</command-name>"),
    userLine("<local-command-stdout>Bye!</local-command-stdout>"),
  ]];
  for (const lines of logs) {
    const { report, parts } = await convertLines(lines);
    assert.deepEqual([report.status, parts.length, report.parts.length], ["empty", 0, 0]);
  }
  assert.equal((await convertText("")).report.status, "empty");
});

Deno.test("a headless session with tool uses but without text is not empty", async () => {
  const { report, parts } = await convertLines(toolLines("Bash", { command: "ls" }, "a.ts"));
  assert.deepEqual([report.status, parts.length], ["converted", 1]);
});

Deno.test("a session in which a person only ran a command for the shell is not empty", async () => {
  const { report, elements } = await convertLines([
    userLine("<bash-input>make check</bash-input>"),
    userLine("<bash-stdout></bash-stdout><bash-stderr>make: *** no rule</bash-stderr>"),
  ]);
  assert.equal(report.status, "converted");
  const shown = elements.filter(({ name }) => name.startsWith("shell"));
  assert.deepEqual(shown.map(({ name, text }) => [name, text]), [
    ["shell", "make check"],
    ["shell_output", "make: *** no rule"],
  ]);
});

Deno.test("a session that only warmed up the client leaves no part", async () => {
  const { report, parts } = await convertLines([userLine("Warmup"), assistantLine("I'm ready.")]);
  assert.deepEqual([report.status, parts.length], ["warmup", 0]);
});

Deno.test("a session in which something was found or done is no warm-up, whatever it began with", async () => {
  for (
    const after of [
      [assistantLine("Ready. By the way, the clock of the tests is in UTC.")],
      [assistantLine("I'm ready."), assistantLine("The build is broken.")],
      toolLines("Bash", { command: "ls" }, "a.ts"),
    ]
  ) {
    const { report, elements } = await convertLines([userLine("Warmup"), ...after]);
    assert.equal(report.status, "converted");
    assert.equal(elements.find(({ name }) => name === "user")?.text, "Warmup");
  }
});

Deno.test("the root tells what the session was, and which part of how many this is", async () => {
  const lines = Array.from(
    { length: 60 },
    (_, index) => [userLine(`Prompt ${index} ${"with some words ".repeat(30)}`), assistantLine("Done.")],
  ).flat();
  const { parts, report } = await convertLines(lines, { maxTokens: 2000 });
  assert.ok(parts.length > 3);
  assert.match(
    parts[0] ?? "",
    new RegExp(
      `^<session id="11111111-2222-4333-8444-555555555555" part="1" parts="${parts.length}" started="2026-[^"]+" ended="2026-[^"]+" branch="main" version="2\\.1\\.37" models="claude-opus-4-5" cwd="~/work/tidebook"`,
    ),
  );
  assert.match(parts[1] ?? "", new RegExp(`^<session id="[^"]+" part="2" parts="${parts.length}" *>`));
  assert.deepEqual(report.parts.map(({ tokens }) => tokens <= 2000), parts.map(() => true));
});

Deno.test("agents can be left out, warm-up agents always are", async () => {
  const built = () =>
    session({ version: "2.0.77", seed: "w" }).prompt("Look").warmUpAgents(2)
      .agent("Explore", "Find callers", (agent) => agent.assistant("One caller."));
  assert.equal((await convertSession(built())).report.agents, 1);
  const without = await convertSession(built(), { includeAgents: false });
  assert.deepEqual([without.report.agents, without.elements.some(({ name }) => name === "agent")], [
    0,
    false,
  ]);
});

Deno.test("every event has a reference from which its line is found", async () => {
  const built = session({ version: "2.1.200", seed: "r" }).prompt("Look").bash("npm test", "1 failing", {
    isError: true,
  })
    .agent("Explore", "Find callers", (agent) => agent.assistant("One caller.")).assistant("Done.");
  const { elements } = await convertSession(built);
  const inner = new Set(["param", "diff", "agent", "usage", "image"]);
  for (const { name, attributes } of elements) {
    if (!inner.has(name)) assert.match(attributes.ref ?? "", /^(?:[0-9a-z]+:)?L\d+(?:\.\d+)?$/, name);
  }
  assert.ok(elements.some(({ attributes }) => /^a[0-9a-f]+:L2$/.test(attributes.ref ?? "")));
});

Deno.test("usage is summed once a message, the last line of each counting", async () => {
  const message = (id: string, output: number, text: string) =>
    conversational({
      type: "assistant",
      message: {
        id,
        role: "assistant",
        model: "m",
        content: [{ type: "text", text }],
        usage: { input_tokens: 10, output_tokens: output, cache_read_input_tokens: 5 },
      },
    });
  const { elements } = await convertLines([
    userLine("Go"),
    message("m1", 1, "a"),
    message("m1", 30, "b"),
    message("m2", 7, "c"),
  ]);
  const usage = elements.filter(({ name }) => name === "usage");
  assert.deepEqual(usage.map(({ attributes }) => attributes), [{
    messages: "2",
    input: "20",
    output: "37",
    cache_read: "10",
    cache_write: "0",
  }]);
});

Deno.test("signatures, copies of results and original files do not appear", async () => {
  const thinking = assistantLine({ type: "thinking", thinking: "Try Intl.", signature: "SIGNATURE" });
  const lines = toolLines(
    "Edit",
    { file_path: "/a", old_string: "x", new_string: "y" },
    "The file /a has been updated.",
    {
      toolUseResult: {
        originalFile: "ORIGINAL",
        structuredPatch: [{ oldStart: 1, newStart: 1, lines: ["-x", "+y"] }],
      },
    },
  );
  const { xml } = await convertLines([userLine("Go"), thinking, ...lines]);
  assert.match(xml, /<thinking ref="L2">Try Intl\.<\/thinking>/);
  assert.doesNotMatch(xml, /SIGNATURE|ORIGINAL/);
});

Deno.test("what the assistant says again after an answer is said again, a copy of it is not", async () => {
  const said = { id: "msg_9", role: "assistant", content: [{ type: "text", text: "All tests pass." }] };
  const long = "All of it is done, and here is why. ".repeat(6).trim();
  const { elements } = await convertLines([
    userLine("Go"),
    assistantLine("All tests pass."),
    userLine("No, two fail."),
    conversational({ type: "assistant", message: said }),
    conversational({ type: "assistant", message: said }),
    ...toolLines("Bash", { command: "npm test" }, "2 failing"),
    assistantLine("All tests pass."),
    assistantLine(long),
    userLine("Show me."),
    assistantLine(long),
  ]);
  const texts = elements.filter(({ name }) => name === "assistant").map(({ text, attributes }) =>
    attributes.same_as === undefined
      ? `${attributes.ref} ${text}`
      : `${attributes.ref} = ${attributes.same_as}`
  );
  assert.deepEqual(texts, [
    "L2 All tests pass.",
    "L4 All tests pass.",
    "L8 All tests pass.",
    `L9 ${long}`,
    "L11 = L9",
  ]);
});

Deno.test("repeated assistant texts and repeated lines are shown once", async () => {
  const repeated = assistantLine("Again.");
  const long = "A long explanation of the change. ".repeat(30);
  const { elements, report } = await convertLines([
    userLine("Go"),
    assistantLine("Again."),
    assistantLine("Again."),
    repeated,
    repeated,
    assistantLine(long),
    assistantLine("x"),
    assistantLine(long),
  ]);
  const said = elements.filter(({ name }) => name === "assistant").map(({ text, attributes }) =>
    attributes.same_as ?? text
  );
  assert.deepEqual(said, ["Again.", long.trim(), "x", "L6"]);
  assert.equal(report.dropped["repeated line"], 1);
});

Deno.test("compactions, API errors, branches, titles and pull requests are events", async () => {
  const { elements } = await convertLines([
    userLine("Go"),
    conversational({
      type: "system",
      subtype: "compact_boundary",
      content: "Conversation compacted",
      compactMetadata: { trigger: "auto", preTokens: 155000 },
    }),
    userLine("This session is being continued from a previous conversation. Summary: …", {
      isCompactSummary: true,
    }),
    conversational({
      type: "system",
      subtype: "api_error",
      error: { status: 529, formatted: "529 Overloaded" },
      retryAttempt: 1,
      maxRetries: 10,
    }),
    conversational({
      type: "assistant",
      isApiErrorMessage: true,
      message: { model: "<synthetic>", content: [{ type: "text", text: "API Error: 400" }] },
    }),
    assistantLine("Ok.", { gitBranch: "amounts" }),
    { type: "ai-title", aiTitle: "European amounts" },
    ...[1, 2].map(() => ({
      type: "pr-link",
      prNumber: 77,
      prUrl: "https://github.com/acme/widgets/pull/77",
      prRepository: "acme/widgets",
    })),
  ]);
  const events = elements.filter(({ name }) => name === "event").map((
    { attributes, text },
  ) => [attributes.kind, text]);
  assert.deepEqual(events, [
    ["compaction", ""],
    ["api_error", "529 Overloaded"],
    ["api_error", "API Error: 400"],
    ["branch", "amounts"],
    ["title", "European amounts"],
    ["pull_request", ""],
  ]);
  assert.deepEqual(
    elements.find(({ attributes }) => attributes.kind === "compaction")?.attributes.tokens_before,
    "155000",
  );
  assert.ok(elements.some(({ name }) => name === "summary"));
});

Deno.test("what the client put into the conversation is shortened, but an agent's report is not lost", async () => {
  const report = Array.from({ length: 40 }, (_, index) => `finding ${index}`).join("\n");
  const notification =
    `<task-notification>\n<task-id>a1</task-id>\n<result>${report}</result>\n</task-notification>`;
  const { elements } = await convertLines([
    userLine("Go"),
    userLine(notification),
    userLine(report, { isMeta: true }),
  ]);
  const [notified, meta] = elements.filter(({ name }) => name === "injected");
  assert.equal(notified?.attributes.origin, "notification");
  assert.match(notified?.text ?? "", /finding 39/);
  assert.equal(meta?.attributes.origin, "meta");
  assert.match(meta?.text ?? "", /finding 5\n[^]*lines …\]/);
});

Deno.test("unknown types are skipped and counted", async () => {
  const { report } = await convertLines([
    userLine("Go"),
    { type: "brand-new" },
    { type: "brand-new" },
    conversational({ type: "attachment", attachment: { type: "novel" } }),
    conversational({ type: "system", subtype: "odd" }),
  ]);
  assert.deepEqual(report.unknownTypes, { "brand-new": 2, "attachment/novel": 1, "system/odd": 1 });
});

Deno.test("what can't be read is named, the rest is converted", async () => {
  const { report, elements } = await convertLines([
    userLine("Go"),
    "{broken",
    `${JSON.stringify(userLine("one"))}${JSON.stringify(userLine("two"))}`,
  ]);
  assert.deepEqual(report.unparsed.map(({ line }) => line), [2]);
  assert.deepEqual(elements.map(({ text, attributes }) => [text, attributes.ref]), [["Go", "L1"], [
    "one",
    "L3",
  ], ["two", "L3.2"]]);
});

Deno.test("without filtering everything is there but the vendor's own prompts, still redacted", async () => {
  const long = Array.from({ length: 500 }, (_, index) => `row ${index}`).join("\n");
  const token = MADE_UP_TOKEN;
  const lines = [
    userLine("Go"),
    ...toolLines("Bash", { command: "pwd" }, `${long}\nGH_TOKEN=${token}`),
    { type: "file-history-snapshot", snapshot: { trackedFileBackups: { "src/a.ts": 1 } } },
    { type: "api-request-blob", blob: "You are an assistant" },
    `${JSON.stringify({ type: "api-request-blob", blob: "You are an assistant" })}${
      JSON.stringify(userLine("Hi"))
    }`,
    '{"type":"api-request-blob","blob":"You are an assistant',
  ];
  const { xml } = await convertLines(lines, { detail: "everything" });
  assert.ok(xml.includes("row 250") && xml.includes("trackedFileBackups"));
  assert.ok(!xml.includes("You are an assistant"));
  assert.ok(!xml.includes(token));
});

Deno.test("secrets, home directories and addresses do not get through, and are counted", async () => {
  const token = MADE_UP_TOKEN;
  const { xml, report } = await convertLines([
    userLine(`Use ${token} in /home/zoe/work, ask zoe@example.org`, { cwd: "/home/zoe/work" }),
    ...toolLines("Bash", { command: `curl -H "Authorization: Bearer ${token}" x` }, `ok ${token}`),
  ]);
  assert.ok(!xml.includes(token) && !xml.includes("/home/zoe") && !xml.includes("zoe@example.org"));
  assert.ok(Object.values(report.redactions).reduce((sum, count) => sum + count, 0) >= 4);
});

Deno.test("a summary is kept as far as a plan where what it sums up is in no log", async () => {
  const wish = "The person wants every change in the changelog.";
  const filler = (from: number) => Array.from({ length: 100 }, (_, index) => `Remark ${from + index}.`);
  const summary = userLine([...filler(0), wish, ...filler(100)].join("\n"), { isCompactSummary: true });
  const shown = async (before: readonly unknown[]) =>
    (await convertLines([...before, summary, assistantLine("ok")])).elements.find(({ name }) =>
      name === "summary"
    )
      ?.text ?? "";
  assert.ok((await shown([userLine("Go on")])).includes(wish));
  assert.ok(!(await shown([userLine("Go"), assistantLine("Done.")])).includes(wish));
});
