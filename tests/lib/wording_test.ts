import assert from "node:assert/strict";
import { counted, listed } from "../../lib/wording.ts";

Deno.test("one is one thing, any other number several", () => {
  assert.deepEqual([0, 1, 2].map((count) => counted(count, "session")), [
    "0 sessions",
    "1 session",
    "2 sessions",
  ]);
  assert.equal(counted(1, "reply", "replies"), "1 reply");
  assert.equal(counted(2, "reply", "replies"), "2 replies");
});

Deno.test("so many names are told, and how many others there are", () => {
  assert.equal(listed([], 2), "");
  assert.equal(listed(["a", "b"], 2), "a, b");
  assert.equal(listed(["a", "b", "c", "d"], 2), "a, b and 2 more");
  assert.equal(listed([12, 30, 41], 2), "12, 30 and 1 more");
});
