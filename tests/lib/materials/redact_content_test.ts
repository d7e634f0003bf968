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
