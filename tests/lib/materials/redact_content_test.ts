import assert from "node:assert/strict";
import { redactContent } from "../../../lib/materials/mod.ts";
import { createRedactor } from "../../../lib/redact/mod.ts";

Deno.test("JSON is redacted value by value; what is nested as no file of ours is, or is none, as text", async () => {
  const redactor = await createRedactor();
  const password = ["Dinghy", "Plover", "318"].join("");
  const redacted = await redactContent("pr-comments.json", JSON.stringify({ password }), redactor);
  assert.match(redacted, /^\{\n {2}"password": "\[redacted:password:[0-9a-f]{4}\]"\n\}\n$/);
  for (const text of [`${"[".repeat(1000)}${"]".repeat(1000)}`, '{"cut": "o']) {
    assert.equal(await redactContent("pr-comments.json", text, redactor), text);
  }
});

Deno.test("JSON is nested as deeply as its arrays and objects: their number and brackets in texts don't count", async () => {
  const redactor = await createRedactor();
  const nested = (levels: number, [open = "", close = ""]: readonly string[]) =>
    `${open.repeat(levels)}0${close.repeat(levels)}`;
  for (const brackets of [["[", "]"], ['{"a":', "}"]]) {
    const [deepest, deeper] = [nested(50, brackets), nested(51, brackets)];
    const indented = `${JSON.stringify(JSON.parse(deepest), undefined, 2)}\n`;
    assert.equal(await redactContent("pr-comments.json", deepest, redactor), indented);
    assert.equal(await redactContent("pr-comments.json", deeper, redactor), deeper);
  }
  const flat = Array.from({ length: 99 }, () => [{}]);
  for (const value of [flat, "[".repeat(99), "{".repeat(99), `${"]".repeat(99)}"${"[".repeat(99)}\\`]) {
    const text = JSON.stringify({ value, further: value });
    const indented = `${JSON.stringify(JSON.parse(text), undefined, 2)}\n`;
    assert.equal(await redactContent("pr-comments.json", text, redactor), indented);
    const deeper = `{"value":${JSON.stringify(value)},"deeper":${nested(50, ["[", "]"])}}`;
    assert.equal(await redactContent("pr-comments.json", deeper, redactor), deeper);
  }
});
