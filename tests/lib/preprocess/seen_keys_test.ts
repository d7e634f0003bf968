import assert from "node:assert/strict";
import { SeenKeys } from "../../../lib/preprocess/seen_keys.ts";

Deno.test("a key is new once, among any number of others", () => {
  const seen = new SeenKeys();
  const keys = Array.from({ length: 20_000 }, (_, index) => `msg_${index} text`);
  assert.ok(keys.every((key) => !seen.has(key) && seen.addNew(key) && seen.has(key)));
  assert.ok(keys.every((key) => seen.has(key) && !seen.addNew(key)));
  assert.ok(!seen.has(""));
  assert.ok(seen.addNew("") && !seen.addNew(""));
});
