import assert from "node:assert/strict";
import { UsageSum } from "../../../../lib/preprocess/events/usage_sum.ts";

const usage = (output: number) => ({ input: 1, output, cacheRead: 2, cacheWrite: 3 });

Deno.test("the last usage of each message counts, once, however its lines are mixed with others'", () => {
  const sum = new UsageSum();
  for (let message = 0; message < 1000; message++) {
    sum.note(`msg_${message}`, usage(5));
    sum.note(`msg_${message}`, usage(6));
    // The line before last of an earlier message, which is open still.
    if (message >= 25) sum.note(`msg_${message - 25}`, usage(7));
  }
  const total = { input: 1000, output: 975 * 7 + 25 * 6, cacheRead: 2000, cacheWrite: 3000, messages: 1000 };
  assert.deepEqual(sum.total(), total);
  assert.deepEqual(sum.total(), total);
});

Deno.test("a message that is gone on with stays open, whatever stands between its lines", () => {
  const sum = new UsageSum();
  for (let message = 0; message < 1000; message++) {
    if (message % 30 === 0) sum.note("msg_long", usage(message));
    sum.note(`msg_${message}`, usage(0));
  }
  assert.equal(sum.total().messages, 1001);
  assert.equal(sum.total().output, 990);
});
