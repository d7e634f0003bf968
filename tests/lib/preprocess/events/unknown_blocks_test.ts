/** Blocks that no client of today writes: what they say is shown with their type, and never as a person's. */

import assert from "node:assert/strict";
import {
  assistantLine,
  conversational,
  type Converted,
  convertLines,
  toolLines,
  userLine,
} from "../converting.ts";

const shown = ({ elements }: Converted, wanted: string) =>
  elements.filter(({ name }) => name === wanted).map(({ text, attributes: { type, origin } }) => ({
    text,
    ...(type === undefined ? {} : { type }),
    ...(origin === undefined ? {} : { origin }),
  }));

const result = async (content: unknown, detail: "normal" | "everything" = "normal") =>
  shown(
    await convertLines([userLine("Go"), ...toolLines("Probe", {}, content)], { detail }),
    "tool_result",
  )[0]
    ?.text;

Deno.test("what an assistant says in a block of an unknown type is shown, each block once", async () => {
  const blocks = ["The lock is taken twice.", "So the second caller waits."].map((text) => ({
    type: "musing",
    text,
  }));
  const line = (content: unknown[]) =>
    conversational({ type: "assistant", message: { id: "msg_1", role: "assistant", content } });
  const lines = [userLine("Go"), ...blocks.map((block) => line([block])), line([blocks[0]])];
  const converted = await convertLines(lines);
  assert.deepEqual(shown(converted, "assistant"), [
    { text: "The lock is taken twice.", type: "musing" },
    { text: "So the second caller waits.", type: "musing" },
  ]);
  assert.deepEqual(converted.report.unknownTypes, { "block/musing": 2 });
});

Deno.test("what stands in an unknown block of a user line is of unknown origin", async () => {
  const note = { type: "styled_text", content: [{ type: "text", text: "Keep the order of columns." }] };
  const converted = await convertLines([
    userLine([{ type: "text", text: "Please." }, note]),
    assistantLine("ok"),
  ]);
  assert.deepEqual(shown(converted, "user"), [{ text: "Please." }]);
  assert.deepEqual(shown(converted, "injected"), [
    { text: "Keep the order of columns.", type: "styled_text", origin: "unknown" },
  ]);
  assert.equal(converted.report.unknownTypes["block/styled_text"], 1);
});

Deno.test("an unknown block without words is shown by its fields where nothing is filtered", async () => {
  const lines = [userLine("Go"), assistantLine({ type: "marker", step: 4 })];
  assert.deepEqual(shown(await convertLines(lines), "assistant"), []);
  assert.deepEqual(shown(await convertLines(lines, { detail: "everything" }), "assistant"), [
    { text: '{"type":"marker","step":4}', type: "marker" },
  ]);
});

Deno.test("a result shows the results, resources and unknown blocks that are in it", async () => {
  const content = [
    { type: "text", text: "outer" },
    { type: "tool_result", content: [{ type: "text", text: "inner: 2 failed" }] },
    { type: "resource", resource: { uri: "file:///notes", text: "the notes" } },
    { type: "hint", text: "try again" },
    { type: "resource_link", uri: "file:///more" },
  ];
  for (const detail of ["normal", "everything"] as const) {
    assert.equal(
      await result(content, detail),
      [
        "outer\ninner: 2 failed\n[resource]\nfile:///notes\nthe notes\n[hint]\ntry again",
        '{"type":"resource_link","uri":"file:///more"}',
      ].join("\n"),
    );
  }
});

Deno.test("a result that is an object is shown as JSON, one that is a number or a boolean as it is", async () => {
  assert.equal(await result({ status: "failed", reason: "quota" }), '{"status":"failed","reason":"quota"}');
  assert.equal(await result([{ rows: 3 }]), '{"rows":3}');
  assert.equal(await result(0), "0");
  assert.equal(await result(false), "false");
  assert.equal(await result(null), "");
  assert.match(
    await result({ picture: "QUJD".repeat(1000), of: "x" }) ?? "",
    /^\{"picture":"\[… 4000 chars …\]","of":"x"\}$/,
  );
  const long = { lines: Array.from({ length: 400 }, (_, index) => `entry number ${index}`) };
  assert.ok((await result(long) ?? "").length < 1000);
});

Deno.test("blocks within blocks are followed a few levels deep, whatever a log holds", async () => {
  let deep: unknown = "bottom";
  for (let level = 0; level < 2000; level++) deep = { type: "shell", content: deep };
  const wide = { type: "shell", content: Array(150_000).fill({ type: "shell", text: "w" }) };
  const converted = await convertLines([
    userLine([{ type: "shell", content: deep }, wide]),
    ...toolLines("Probe", {}, [deep, wide]),
  ]);
  assert.equal(converted.report.status, "converted");
});
