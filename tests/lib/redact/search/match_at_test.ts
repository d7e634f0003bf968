import assert from "node:assert/strict";
import { matchAt } from "../../../../lib/redact/search/match_at.ts";
import { createRedactor } from "../../../../lib/redact/mod.ts";
import { randomText } from "../corpus/random_text.ts";
import { tokenSamples } from "../corpus/tokens.ts";

Deno.test("an expression is tried at a place, with what stands before it in sight", () => {
  const pattern = /(?<![a-z])key_([0-9]{4,})/y;
  for (const filler of ["", "x ".repeat(800_000)]) {
    const text = `${filler}akey_1234 key_12345 end`;
    const at = text.indexOf("key_12345");
    assert.equal(matchAt(pattern, text, text.indexOf("key_1234")), undefined);
    const found = matchAt(pattern, text, at);
    assert.deepEqual([found?.start, found?.end, found?.match[1]], [at, at + 9, "12345"]);
  }
});

Deno.test("what is longer than an expression may see is found to its end", () => {
  const text = `see key_${"7".repeat(2_500_000)}/+=, and more`;
  const found = matchAt(/key_[0-9]{4,}/y, text, 4);
  assert.deepEqual([found?.start, found?.end], [4, text.indexOf(" and more")]);
});

Deno.test("secrets of any length are redacted, where V8's expressions fail at eight million characters", async () => {
  const redactor = await createRedactor();
  const tail = "a1B2".repeat(2_300_000);
  const [token = ""] = tokenSamples(randomText(61)).map(({ secret }) => secret);
  for (const before of [token, "Authorization: Bearer ", "https://x.example/?sig="]) {
    const redacted = await redactor.redact(`see ${before}${tail} and more`);
    assert.ok(redacted.length < 200, `${redacted.length}`);
    assert.match(redacted, /^see .*\[redacted:[a-z-]+:[0-9a-f]{4}\] and more$/);
  }
});
