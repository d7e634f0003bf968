import assert from "node:assert/strict";
import { fairShare } from "../../../../lib/preprocess/pruning/fair_share.ts";

Deno.test("what shorter ones don't need goes to the longer ones", () => {
  assert.equal(fairShare([100, 10, 100], 110), 50);
  assert.equal(fairShare([100, 100], 110), 55);
});

Deno.test("where all fit in, none is bounded", () => {
  assert.equal(fairShare([100, 10], 110), Infinity);
  assert.equal(fairShare([], 0), Infinity);
});
