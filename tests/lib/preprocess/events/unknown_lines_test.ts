/** Lines, attachments and system lines of types that no client of today writes: counted, and shown where they say something. */

import assert from "node:assert/strict";
import { assistantLine, conversational, type Converted, convertLines, userLine } from "../converting.ts";

const told = ({ elements }: Converted) =>
  elements.flatMap(({ name, attributes: { type, origin, kind, queued }, text }) =>
    name === "injected"
      ? [[origin, type, text]]
      : name === "event"
      ? [[kind, text]]
      : queued
      ? [["queued", text]]
      : []
  );

const around = async (line: Record<string, unknown>) =>
  await convertLines([userLine("Go"), line, assistantLine("ok")]);

Deno.test("a line of an unknown type is shown where a person may have written it, and not as a person's words", async () => {
  const message = { role: "user", content: [{ type: "text", text: "Take that back." }] };
  const lines: [Record<string, unknown>, string][] = [
    [{ message }, "Take that back."],
    [{ prompt: "One." }, "One."],
    [{ prompt: { type: "text", text: "Two." } }, "Two."],
  ];
  for (const [fields, text] of lines) {
    const converted = await around(conversational({ type: "nudge", ...fields }));
    assert.deepEqual(told(converted), [["unknown", "nudge", text]]);
    assert.equal(converted.elements.filter(({ name }) => name === "user").length, 1);
    assert.deepEqual(converted.report.unknownTypes, { nudge: 1 });
    const attachment = { type: "nudge", ...fields };
    assert.deepEqual(told(await around(conversational({ type: "attachment", attachment }))), [
      ["unknown", "nudge", text],
    ]);
  }
});

Deno.test("other lines and attachments of unknown types are skipped and counted", async () => {
  const fields = [
    { content: "a text" },
    { text: "a text" },
    { message: "a text" },
    { message: { role: "assistant", content: "a text" } },
  ];
  for (const more of fields) {
    const line = await around(conversational({ type: "verdict", ...more }));
    assert.deepEqual([told(line), line.report.unknownTypes], [[], { verdict: 1 }]);
    const attachment = { type: "verdict", ...more };
    const attached = await around(conversational({ type: "attachment", attachment }));
    assert.deepEqual([told(attached), attached.report.unknownTypes], [[], { "attachment/verdict": 1 }]);
  }
});

Deno.test("a system line of an unknown kind is an event where it says something", async () => {
  const line = conversational({
    type: "system",
    subtype: "rule_changed",
    content: "Writing to /srv is allowed.",
  });
  const converted = await around(line);
  assert.deepEqual(told(converted), [["rule_changed", "Writing to /srv is allowed."]]);
  assert.deepEqual(converted.report.unknownTypes, { "system/rule_changed": 1 });
});

Deno.test("a queued prompt may be called otherwise", async () => {
  const attachment = { type: "queued_command", text: "Wait with that.", commandMode: "prompt" };
  assert.deepEqual(told(await around(conversational({ type: "attachment", attachment }))), [
    ["queued", "Wait with that."],
  ]);
});

Deno.test("the end of the turns that were allowed is an event", async () => {
  const attachment = { type: "max_turns_reached", maxTurns: 5 };
  const { elements, report } = await around(conversational({ type: "attachment", attachment }));
  assert.equal(elements.find(({ name }) => name === "event")?.attributes.turns, "5");
  assert.deepEqual(report.unknownTypes, {});
});

Deno.test("noise, the vendor's own texts and lines without words are counted, not shown", async () => {
  const content = "a text that is nobody's";
  const lines = [
    conversational({ type: "last-prompt", content }),
    conversational({ type: "api-request-tail", content }),
    conversational({ type: "attachment", attachment: { type: "system_prompt_snapshot", prompt: content } }),
    conversational({ type: "prompt-cache-state", prompt: content }),
    conversational({ type: "gauge", value: 5, content: { level: 4 } }),
    conversational({ type: "progress", data: { type: "warming", content } }),
  ];
  // Glued to another line, so that even those of never-kept types are parsed.
  const converted = await convertLines([
    userLine("Go"),
    ...lines.map((line) => `${JSON.stringify(line)}${JSON.stringify(assistantLine("ok"))}`),
  ]);
  assert.deepEqual(told(converted), []);
});

Deno.test("a long text of unknown origin is shortened as an important one", async () => {
  const text = Array.from({ length: 5000 }, (_, index) => `remark ${index}`).join("\n");
  const { report } = await around(conversational({ type: "remarks", prompt: text }));
  assert.ok(report.bytesOut < 15_000);
});
