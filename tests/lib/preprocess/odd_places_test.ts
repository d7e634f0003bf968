/** Texts where no client of today writes them: shown where they are plain, counted where they are not. */

import assert from "node:assert/strict";
import { conversational, type Converted, convertLines, userLine } from "./converting.ts";

const prompts = ({ elements }: Converted) =>
  elements.filter(({ name }) => name === "user").map(({ text }) => text);

for (const prompt of ["Queued.", ["Queued."], { type: "text", text: "Queued." }, [{ text: "Queued." }]]) {
  Deno.test(`a queued prompt is shown where it is written as ${JSON.stringify(prompt)}`, async () => {
    const attached = await convertLines([
      userLine("Go."),
      conversational({ type: "attachment", attachment: { type: "queued_command", prompt } }),
    ]);
    assert.deepEqual(prompts(attached), ["Go.", "Queued."]);
    const announced = await convertLines([
      userLine("Go."),
      {
        type: "queue-operation",
        operation: "enqueue",
        content: prompt,
        timestamp: "2026-02-09T00:10:00.000Z",
      },
    ]);
    assert.deepEqual(prompts(announced), ["Go.", "Queued."]);
  });
}

for (const message of ["Go.", ["Go."], [[["Go."]]], [{ text: "Go." }], { content: [["Go."]] }]) {
  Deno.test(`a prompt is shown where the message is ${JSON.stringify(message)}`, async () => {
    assert.deepEqual(prompts(await convertLines([conversational({ type: "user", message })])), ["Go."]);
  });
}

Deno.test("what is no text in these places is counted as unknown", async () => {
  const { report } = await convertLines([
    userLine(["Go.", 5, null, true, { of: "no type" }, [[[[["deep"]]]]]]),
    conversational({ type: "user", message: 5 }),
    conversational({
      type: "attachment",
      attachment: { type: "queued_command", prompt: 5 },
    }),
    { type: "queue-operation", operation: "enqueue", content: 5 },
  ]);
  assert.deepEqual(report.unknownTypes, {
    "block/number": 3,
    "block/null": 1,
    "block/boolean": 1,
    "block/block": 1,
    "block/list": 1,
    "queue-operation without text": 1,
  });
});
