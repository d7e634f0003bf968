/** What the client alone recorded: files that a person changed, durations, what a compaction was told. */

import assert from "node:assert/strict";
import { assistantLine, conversational, convertLines, toolLines, userLine } from "../converting.ts";

Deno.test("what a person changed in a file is kept as far as a plan", async () => {
  const snippet = Array.from({ length: 200 }, (_, line) => `${line + 1}→const value${line} = ${line};`).join(
    "\n",
  );
  const attachment = { type: "edited_text_file", filename: "/home/dev/a.ts", snippet };
  const { elements } = await convertLines([
    userLine("Go"),
    conversational({ type: "attachment", attachment }),
    assistantLine("ok"),
  ]);
  assert.equal(elements.find(({ attributes }) => attributes.kind === "file_changed")?.text, snippet);
});

Deno.test("how long turns, agents and tools took is shown as the client recorded it", async () => {
  const turn = (durationMs: unknown) =>
    conversational({ type: "system", subtype: "turn_duration", durationMs });
  const call = (name: string, toolUseResult: object) => {
    const [use, result] = toolLines(name, {}, "done");
    return [use, { ...result, toolUseResult }];
  };
  const { elements } = await convertLines([
    userLine("Go"),
    ...call("Task", { totalDurationMs: 123_456, totalTokens: 7890 }),
    ...call("WebFetch", { durationMs: 45_678, code: 200 }),
    ...call("Grep", { durationMs: 1999 }),
    ...call("Task", { totalDurationMs: 1e308 }),
    turn(653_210),
    turn(59_999),
    turn("long"),
  ]);
  const results = elements.filter(({ name }) => name === "tool_result");
  assert.deepEqual(results.map(({ attributes: { took, tokens } }) => [took, tokens]), [
    ["123s", "7890"],
    ["46s", undefined],
    [undefined, undefined],
    [undefined, undefined],
  ]);
  const turns = elements.filter(({ attributes }) => attributes.kind === "turn");
  assert.deepEqual(turns.map(({ attributes }) => attributes.took), ["653s"]);
});

for (const isBefore of [true, false]) {
  Deno.test(`what a person told a compaction is shown once, the command ${isBefore ? "before" : "behind"} it`, async () => {
    const compaction = conversational({
      type: "system",
      subtype: "compact_boundary",
      content: "Conversation compacted",
      compactMetadata: { trigger: "manual", userContext: "Keep the amounts." },
    });
    const command = userLine(
      "<command-name>/compact</command-name>\n<command-message>compact</command-message>\n<command-args>Keep the amounts.</command-args>",
    );
    const { elements } = await convertLines([
      userLine("Go"),
      assistantLine("Gone."),
      ...(isBefore ? [command, compaction] : [compaction, command]),
      assistantLine("Compacted."),
    ]);
    assert.equal(elements.filter(({ text }) => text === "Keep the amounts.").length, 1);
    assert.equal(elements.filter(({ name }) => name === "command").length, 1);
  });
}

Deno.test("what a person told a compaction to keep in mind is theirs", async () => {
  const { elements } = await convertLines([
    userLine("Go"),
    assistantLine("Ok."),
    conversational({
      type: "system",
      subtype: "compact_boundary",
      compactMetadata: { trigger: "manual", userContext: "Keep the amounts." },
    }),
  ]);
  assert.deepEqual(
    elements.slice(-2).map(({ name, attributes: { kind, about }, text }) => [name, kind ?? about, text]),
    [["event", "compaction", ""], ["user", "compaction", "Keep the amounts."]],
  );
});

Deno.test("what teammates wrote is theirs, without what their programs tell each other", async () => {
  const attachment = {
    type: "teammate_mailbox",
    messages: [
      { from: "reviewer", text: "The cache leaks on errors", timestamp: "2026-02-09T10:00:00.000Z" },
      { from: "tester", text: '{"type":"idle_notification","from":"tester"}' },
    ],
  };
  const { elements } = await convertLines([
    userLine("Go"),
    conversational({ type: "attachment", attachment }),
    conversational({ type: "attachment", attachment: { type: "teammate_mailbox", messages: [] } }),
    assistantLine("ok"),
  ]);
  const said = elements.filter(({ name }) => name === "injected");
  assert.deepEqual(said.map(({ text, attributes }) => [attributes.origin, text]), [
    ["teammate", "reviewer: The cache leaks on errors"],
  ]);
});

Deno.test("a resource of an MCP server that a person attached is shown like a file", async () => {
  const attachment = {
    type: "mcp_resource",
    server: "db",
    uri: "db://schema",
    content: { contents: [{ uri: "db://schema", text: "users(id, name)" }, { blob: "AAAA" }] },
  };
  const { elements } = await convertLines([
    userLine("Go"),
    conversational({ type: "attachment", attachment }),
    assistantLine("ok"),
  ]);
  const attached = elements.find(({ attributes }) => attributes.kind === "attached_file");
  assert.deepEqual([attached?.attributes.path, attached?.text], ["db://schema", "users(id, name)"]);
});
