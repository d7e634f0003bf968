import assert from "node:assert/strict";
import { asPublished, createRedactor, joinRedacted, redactedText } from "../../../lib/redact/mod.ts";

Deno.test("a template takes redacted values and numbers as they are", async () => {
  const redactor = await createRedactor();
  const title = await redactor.redact("Fix \\n in `C:\\Users\\kim`");
  assert.equal(redactedText`#${42}: ${title}\n`, "#42: Fix \\n in `~`\n");
});

Deno.test("redacted pieces are joined with the separator", () => {
  assert.equal(joinRedacted([asPublished("a"), asPublished("b")], "\n"), "a\nb");
  assert.equal(joinRedacted([asPublished("a"), asPublished("b")]), "ab");
  assert.equal(joinRedacted([]), "");
});
