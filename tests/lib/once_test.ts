import assert from "node:assert/strict";
import { once } from "../../lib/once.ts";

Deno.test("all callers share one answer, which is asked for at the first call", async () => {
  let asked = 0;
  const answer = once(() => Promise.resolve(++asked));
  assert.equal(asked, 0);
  assert.deepEqual(await Promise.all([answer(), answer()]), [1, 1]);
  assert.equal(await answer(), 1);
});

Deno.test("a failure is an answer too: it isn't asked for again", async () => {
  let asked = 0;
  const answer = once(() => Promise.reject(new Error(`failure ${++asked}`)));
  await assert.rejects(answer(), /failure 1/);
  await assert.rejects(answer(), /failure 1/);
});
