/** Documents that a person attached: placeholders, and the text of those that are text. */

import assert from "node:assert/strict";
import { assistantLine, convertLines, toolLines, userLine } from "./converting.ts";

const rules = (data: string) => ({
  type: "document",
  source: { type: "text", media_type: "text/plain", data },
  title: "rounding.txt",
});

Deno.test("the text of an attached document is shown beside its placeholder, and not as the person's words", async () => {
  const { elements, report } = await convertLines([
    userLine([rules("Never round half-way: größer."), { type: "text", text: "Mind these." }]),
    assistantLine("ok"),
  ]);
  assert.deepEqual(
    elements.slice(0, 3).map(({ name, attributes, text }) => [name, attributes.type, text]),
    [
      ["injected", "text/plain", "Never round half-way: größer."],
      ["user", undefined, elements[1]?.text],
      ["document", "text/plain", ""],
    ],
  );
  assert.equal(elements[2]?.attributes.title, "rounding.txt");
  assert.equal(elements[0]?.attributes.origin, "document");
  assert.equal(elements[0]?.attributes.title, "rounding.txt");
  assert.equal(elements[1]?.text.trim(), "Mind these.");
  assert.equal(elements[2]?.attributes.bytes, "31");
  assert.equal(report.dropped["document data"], undefined);
});

Deno.test("a document may be made of blocks; a long one is shortened unless nothing is filtered", async () => {
  const line = (index: number) => `Rule ${index}: of many.`;
  const long = Array.from({ length: 2000 }, (_, index) => line(index)).join("\n");
  const content = [{ type: "text", text: long }];
  const lines = [userLine([{ type: "document", source: { type: "content", content } }]), assistantLine("ok")];
  const textAt = async (detail: "normal" | "everything") =>
    (await convertLines(lines, { detail, maxTokens: 100_000 })).elements.find(({ name }) =>
      name === "injected"
    )?.text ??
      "";
  const short = await textAt("normal");
  assert.ok(short.length < 13_000 && short.startsWith(line(0)) && short.endsWith(line(1999)));
  assert.equal(await textAt("everything"), long);
});

Deno.test("two documents of one size and type are two; one in a result is part of its text", async () => {
  const { elements } = await convertLines([
    userLine([rules("one")]),
    userLine([rules("two")]),
    ...toolLines("Fetch", {}, [{ type: "text", text: "found" }, rules("three")]),
  ]);
  assert.deepEqual(
    elements.filter(({ name }) => name === "injected" || name === "tool_result").map(({ text }) =>
      text.trim()
    ),
    ["one", "two", "found\nthree"],
  );
});

Deno.test("a document that is no text is named by its title", async () => {
  const source = { type: "base64", media_type: "application/pdf", data: "JVBERi0x" };
  const { elements } = await convertLines([userLine([{ type: "document", title: "tides.pdf", source }])]);
  assert.deepEqual(elements.find(({ name }) => name === "document")?.attributes, {
    type: "application/pdf",
    bytes: "6",
    title: "tides.pdf",
  });
});

Deno.test("an image that is not embedded is named by its address, unless that holds its data", async () => {
  for (const [url, shown] of [["https://example.org/a.png"], ["data:image/png;base64,AAAA", {}]] as const) {
    const image = { type: "image", source: { type: "url", url } };
    const { elements } = await convertLines([userLine([{ type: "text", text: "see" }, image])]);
    assert.deepEqual(elements.find(({ name }) => name === "image")?.attributes, shown ?? { url });
  }
});

Deno.test("images of a result stand among its texts where they stood", async () => {
  const image = { type: "image", source: { type: "base64", media_type: "image/png", data: "AAAA" } };
  const text = (words: string) => ({ type: "text", text: words });
  const long = Array.from({ length: 90 }, (_, index) => `step ${index} of the walk`).join("\n");
  const resultOf = async (content: unknown) => {
    const { xml } = await convertLines([userLine("Go"), ...toolLines("mcp__browser__shot", {}, content)]);
    const result = /<tool_result[^>]*>([^]*)<\/tool_result>/.exec(xml)?.[1] ?? "";
    return result.split("\n").filter((line) => /<image|page|walk/.test(line)).map((line) =>
      line.replace(/ .*/, "")
    );
  };
  assert.deepEqual(await resultOf([text("page1 one"), image, text("page2 two"), image]), [
    "page1",
    "<image",
    "page2",
    "<image",
  ]);
  assert.deepEqual(await resultOf([image, text("page1"), text("page1"), image, text("page2")]), [
    "<image",
    "page1",
    "page1",
    "<image",
    "page2",
  ]);
  const walk = await resultOf([text(long), image, text("page2")]);
  assert.deepEqual(walk.slice(-2), ["<image", "page2"]);
});
