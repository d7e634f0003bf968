import assert from "node:assert/strict";
import { QueuedPrompts } from "../../../../lib/preprocess/words/queued_prompts.ts";
import { decodeEntry } from "../../../../lib/session/decode_entry.ts";
import type { QueueEntry } from "../../../../lib/session/mod.ts";

type Operation = [operation: string, content?: string];

function lineOf(...[operation, content]: Operation): QueueEntry {
  const line = { type: "queue-operation", operation, content, timestamp: "2026-02-09T10:00:00.000Z" };
  return decodeEntry(line, { line: 1, position: 1, cut: false }) as QueueEntry;
}

function note(queue: QueuedPrompts, ...operations: Operation[]): void {
  for (const [index, operation] of operations.entries()) queue.note(lineOf(...operation), `L${index + 1}`);
}

function queueOf(...operations: Operation[]): QueuedPrompts {
  const queue = new QueuedPrompts();
  note(queue, ...operations);
  return queue;
}
const texts = (prompts: readonly { text: string }[]) => prompts.map(({ text }) => text);

Deno.test("a prompt that left the queue without a delivery line is due", () => {
  const queue = queueOf(["enqueue", "one"], ["remove"]);
  assert.deepEqual(texts(queue.takeDue()), ["one"]);
  assert.deepEqual(texts(queue.takeAll()), []);
});

Deno.test("a prompt still in the queue waits, and is there at the end", () => {
  const queue = queueOf(["enqueue", "one"]);
  assert.deepEqual(queue.takeDue(), []);
  assert.deepEqual(texts(queue.takeAll()), ["one"]);
});

Deno.test("a delivered prompt is not shown again, whatever its white space", () => {
  const queue = queueOf(["enqueue", "fix  it"], ["dequeue"]);
  assert.equal(queue.deliver("fix it\n")?.reference, "L1");
  assert.deepEqual(queue.takeDue(), []);
});

Deno.test("the queue is first in, first out; a named removal takes the named one", () => {
  assert.deepEqual(texts(queueOf(["enqueue", "one"], ["enqueue", "two"], ["remove"]).takeDue()), ["one"]);
  assert.deepEqual(texts(queueOf(["enqueue", "one"], ["enqueue", "two"], ["remove", "two"]).takeDue()), [
    "two",
  ]);
});

Deno.test("a removal can be the only line that names the text", () => {
  assert.deepEqual(texts(queueOf(["enqueue"], ["remove", "only here"]).takeDue()), ["only here"]);
});

Deno.test("prompts taken back into the input line wait for what the person sends then", () => {
  const queue = queueOf(["enqueue", "one"], ["enqueue", "two"], ["popAll"]);
  assert.deepEqual(queue.takeDue(), []);
  assert.deepEqual(texts(queue.takeBefore({ timestamp: undefined })), ["one", "two"]);
});

for (const way of ["remove", "dequeue", "popAll"]) {
  Deno.test(`a text that only \`${way}\` names is shown beside what was announced`, () => {
    assert.deepEqual(texts(queueOf(["enqueue", "one"], [way, "two"]).takeAll()).toSorted(), ["one", "two"]);
    assert.deepEqual(texts(queueOf([way, "two"]).takeAll()), ["two"]);
    assert.deepEqual(texts(queueOf(["enqueue"], [way, "two"]).takeAll()), ["two"]);
  });
}

Deno.test("a text that no prompt is takes none out of the queue", () => {
  const queue = queueOf(["enqueue", "one"], ["remove", "two"]);
  assert.deepEqual(texts(queue.takeDue()), ["two"]);
});

Deno.test("a text that is taken back whole or in part is no further prompt", () => {
  for (const back of ["one\ntwo", "two", "on e\n two", ""]) {
    const queue = queueOf(["enqueue", "one"], ["enqueue", "two"], ["popAll", back]);
    assert.deepEqual(texts(queue.takeAll()), ["one", "two"], back);
  }
  assert.deepEqual(texts(queueOf(["enqueue", "one"], ["popAll", "one\nthree"]).takeAll()), ["one\nthree"]);
  assert.deepEqual(texts(queueOf(["enqueue", "one two"], ["popAll", "two"]).takeAll()), ["one two"]);
});

Deno.test("a prompt that became one of its own is not due at an answer", () => {
  const queue = queueOf(["enqueue", "one"], ["dequeue"]);
  assert.deepEqual(queue.takeDue(), []);
  assert.deepEqual(queue.takeBefore({ timestamp: "2026-02-09T09:00:00.000Z" }), []);
  assert.deepEqual(texts(queue.takeBefore({ timestamp: "2026-02-09T11:00:00.000Z" })), ["one"]);
});

Deno.test("notices of the client are no person's", () => {
  const [notice, ...others] = queueOf(["enqueue", "<task-notification>done</task-notification>"]).takeAll();
  assert.equal(notice?.origin?.from, "client");
  assert.deepEqual(others, []);
});

Deno.test("a notice about a task is delivered by a text that tells the same of it, not by another state or task", () => {
  const notice = (id: string, status: string, more = "") =>
    `<task-notification>\n<task-id>${id}</task-id>${more}\n<status>${status}</status>\n</task-notification>`;
  const queue = queueOf(["enqueue", notice("a", "failed")], ["remove"]);
  queue.deliver(notice("a", "completed"));
  queue.deliver(notice("b", "failed"));
  assert.equal(
    queue.deliver(notice("a", "failed", "<output-file>/tmp/a</output-file>"))?.text,
    notice("a", "failed"),
  );
  assert.deepEqual(queue.takeDue(), []);
});

for (const way of ["remove", "dequeue", "popAll"]) {
  Deno.test(`a text that was delivered is not shown again where \`${way}\` names it twice`, () => {
    const queue = queueOf(["enqueue", "one"]);
    assert.ok(queue.deliver("one"));
    note(queue, [way, "one"], [way, "one"]);
    assert.deepEqual(queue.takeAll(), []);
  });
}

Deno.test("a prompt that left the queue before anything was said is shown at the end, if never delivered", () => {
  const queue = new QueuedPrompts();
  const opening = { messageId: undefined, isOpening: true };
  queue.note(lineOf("enqueue", "one"), "L1", opening);
  queue.note(lineOf("dequeue"), "L2", opening);
  assert.deepEqual(queue.takeBefore({ timestamp: undefined }), []);
  assert.deepEqual(texts(queue.takeAll()), ["one"]);
});

Deno.test("an announcement without a text is the one whose text a removal names", () => {
  const queue = queueOf(["enqueue"], ["enqueue", "two"], ["remove", "only here"], ["remove"]);
  assert.deepEqual(texts(queue.takeDue()), ["only here", "two"]);
});

Deno.test("prompts are shown in the order in which they left, whatever the way", () => {
  const queue = queueOf(["enqueue", "one"], ["enqueue", "two"], ["dequeue"], ["remove"]);
  assert.deepEqual(texts(queue.takeBefore({ timestamp: undefined })), ["one", "two"]);
});

Deno.test("of prompts that a text may be with what was pasted, one that left the queue is it", () => {
  const queue = queueOf(["enqueue", "see [Image #1]"], ["enqueue", "see [Image #2]"], [
    "remove",
    "see [Image #2]",
  ]);
  assert.equal(queue.deliver("see this")?.reference, "L2");
  assert.ok(!queue.isEmpty);
  assert.ok(queue.deliver("see that"));
  assert.ok(queue.isEmpty);
});
