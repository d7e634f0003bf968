/** Images stand between the texts where the log has them, in prompts and in results. */

import assert from "node:assert/strict";
import { convertLines, toolLines, userLine } from "./converting.ts";

const text = (words: string) => ({ type: "text", text: words });
const image = (type: string) => ({
  type: "image",
  source: { type: "base64", media_type: `image/${type}`, data: "AAAA" },
});

/** The words and the types of images in the order in which they stand in the parts. */
const order = (xml: string) => xml.match(/before|between|behind|image\/[a-z]+/g);

const BLOCKS = [text("before"), image("png"), text("between"), image("webp"), image("gif"), text("behind")];
const ORDER = ["before", "image/png", "between", "image/webp", "image/gif", "behind"];

Deno.test("a prompt's images stand between its words", async () => {
  const { xml } = await convertLines([userLine(BLOCKS)]);
  assert.deepEqual(order(xml), ORDER);
});

Deno.test("a result's images stand between its lines", async () => {
  const { xml } = await convertLines([userLine("Go"), ...toolLines("mcp__page__show", {}, BLOCKS)]);
  assert.deepEqual(order(xml), ORDER);
});

Deno.test("images in front of all words, and behind them, stay there", async () => {
  const blocks = [image("png"), text("before"), image("webp")];
  const { xml } = await convertLines([userLine(blocks), ...toolLines("mcp__page__show", {}, blocks)]);
  const once = ["image/png", "before", "image/webp"];
  assert.deepEqual(order(xml), [...once, ...once]);
});
