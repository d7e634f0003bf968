import assert from "node:assert/strict";
import { assertGrowsLess } from "../../../support/growth.ts";
import { QueuedPrompts } from "../../../../lib/preprocess/words/queued_prompts.ts";
import { decodeEntry } from "../../../../lib/session/decode_entry.ts";
import type { QueueEntry } from "../../../../lib/session/mod.ts";

function queueLine(operation: string, content?: string): QueueEntry {
  const entry = decodeEntry({ type: "queue-operation", operation, content }, {
    line: 1,
    position: 1,
    cut: false,
  });
  assert.ok(entry?.kind === "queue");
  return entry;
}

/** Milliseconds for so many prompts that wait while answers come, then leave; the fastest of three runs. */
function timeOf(prompts: number, text: (index: number) => string): number {
  return Math.min(...Array.from({ length: 3 }, () => {
    const queue = new QueuedPrompts();
    const start = performance.now();
    for (let index = 0; index < prompts; index++) {
      queue.note(queueLine("enqueue", text(index)), `L${index}`);
      assert.deepEqual(queue.takeDue(), []);
    }
    for (let index = 0; index < prompts / 2; index++) {
      assert.ok(queue.deliver(text(index)));
      queue.note(queueLine("dequeue"), "L");
    }
    assert.equal(queue.takeDue().length + queue.takeAll().length, prompts / 2);
    return performance.now() - start;
  }));
}

const texts: Readonly<Record<string, (index: number) => string>> = {
  "different prompts": (index) => `please do ${index}`,
  "times the same prompt": () => "go on",
};

for (const [what, text] of Object.entries(texts)) {
  Deno.test(`ten times as many queued prompts (${what}) take far less than a hundred times as long`, async () => {
    timeOf(1000, text); // Compiled before it is measured.
    await assertGrowsLess(35, () => timeOf(20_000, text), () => timeOf(2000, text));
  });
}

Deno.test("texts that none of the waiting prompts is take no longer where more of them wait", async () => {
  const timeOfOthers = (prompts: number) => {
    const queue = new QueuedPrompts();
    for (let index = 0; index < prompts; index++) queue.note(queueLine("enqueue", `do ${index}`), "L");
    const start = performance.now();
    for (let index = 0; index < 1000; index++) assert.equal(queue.deliver(`other ${index}`), undefined);
    return performance.now() - start;
  };
  timeOfOthers(1000); // Compiled before it is measured.
  await assertGrowsLess(5, () => timeOfOthers(2000), () => timeOfOthers(200));
});

const LONG: Readonly<Record<string, string>> = {
  "a long prompt": "word ".repeat(40_000),
  "a long prompt with marks of what was pasted": `[Image #1] ${"word ".repeat(40_000)} [Image #2]`,
  "a long notice": `<task-notification><task-id>a</task-id>${"<status>x</status>".repeat(10_000)}`,
};

for (const [what, text] of Object.entries(LONG)) {
  Deno.test(`${what} that waits, or went back to the input line, is not read again for each text that follows`, () => {
    for (const operations of [["enqueue"], ["enqueue", "popAll"]]) {
      const queue = new QueuedPrompts();
      for (let index = 0; index < 20; index++) queue.note(queueLine("enqueue", `${text} ${index}`), "L");
      if (operations.length > 1) queue.note(queueLine("popAll", "x"), "L");
      const start = performance.now();
      for (let index = 0; index < 500; index++) queue.deliver(`<task-id>b</task-id> ${index}`);
      const took = performance.now() - start;
      assert.ok(took < 400, `${took} ms`);
    }
  });
}

Deno.test("a prompt typed twice and delivered once is still shown once", () => {
  const queue = new QueuedPrompts();
  queue.note(queueLine("enqueue", "go on"), "L1");
  queue.note(queueLine("enqueue", "go  on"), "L2");
  assert.equal(queue.deliver("go on")?.reference, "L1");
  queue.note(queueLine("remove", "go on"), "L3");
  assert.deepEqual(queue.takeDue(), []);
  assert.deepEqual(queue.takeAll().map(({ reference }) => reference), ["L2"]);
});
