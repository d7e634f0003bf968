import assert from "node:assert/strict";
import { createLineQueue } from "../../../lib/cli/line_queue.ts";

Deno.test("lines come in the order in which they were said, those that are redacted first, too", async () => {
  const shown: string[] = [];
  const ready = new Map<string, () => void>();
  const queue = createLineQueue(
    (line) => shown.push(line),
    (text) => new Promise((resolve) => ready.set(text, () => resolve(text.toUpperCase()))),
  );
  queue.say("a");
  assert.deepEqual(shown, ["a"], "nothing waits for nothing");
  queue.quote("b", (redacted) => `! ${redacted}`);
  queue.say("c");
  queue.quote("d", (redacted) => redacted);
  queue.say("e");
  assert.deepEqual(shown, ["a"]);
  await Promise.resolve();
  ready.get("b")?.();
  while (!ready.has("d")) await Promise.resolve();
  assert.deepEqual(shown, ["a", "! B", "c"]);
  ready.get("d")?.();
  await queue.settled();
  assert.deepEqual(shown, ["a", "! B", "c", "D", "e"]);
  queue.say("f");
  assert.equal(shown.at(-1), "f");
});

Deno.test("where nothing is redacted nothing waits", () => {
  const shown: string[] = [];
  const queue = createLineQueue((line) => shown.push(line));
  queue.quote("a", (text) => `! ${text}`);
  queue.say("b");
  assert.deepEqual(shown, ["! a", "b"]);
});
