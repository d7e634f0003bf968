import assert from "node:assert/strict";
import { createCacheTurns } from "../../../../lib/learn/engines/cache_turns.ts";

const SIGNAL = new AbortController().signal;

Deno.test("a request that hangs holds up those that share its beginning for a while only", async () => {
  const turns = createCacheTurns(20);
  await turns.take("same", SIGNAL);
  const order: string[] = [];
  await Promise.all([
    turns.take("same", SIGNAL).then(() => order.push("waited")),
    turns.take("another", SIGNAL).then(() => order.push("at once")),
  ]);
  assert.deepEqual(order, ["at once", "waited"]);
});

Deno.test("as soon as the first request has begun to be answered the others go", async () => {
  const turns = createCacheTurns(600_000);
  const begun = await turns.take("same", SIGNAL);
  const waiting = turns.take("same", SIGNAL);
  begun();
  await waiting;
});
