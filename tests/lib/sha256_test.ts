import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { sha256Of } from "../../lib/sha256.ts";

Deno.test("a checksum is that of the bytes, and of a text's UTF-8", async () => {
  for (const text of ["", "abc", "Grüße, 世界"]) {
    const expected = createHash("sha256").update(text).digest("hex");
    assert.equal(await sha256Of(text), expected);
    assert.equal(await sha256Of(new TextEncoder().encode(text)), expected);
  }
});
