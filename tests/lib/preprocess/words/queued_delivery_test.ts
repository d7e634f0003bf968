/** Queued prompts in whole logs: each is shown once, however the client wrote down that it was delivered. */

import assert from "node:assert/strict";
import { convertLines, toolLines, userLine } from "../converting.ts";
import { answer, attachment, LONG_AGO, messageLine, prompt, queue, said } from "./queue_lines.ts";

Deno.test("a prompt queued at the beginning of a resumed log stands behind the copied history", async () => {
  const converted = await convertLines([
    queue("enqueue", "are the tests deterministic?"),
    queue("dequeue"),
    prompt("an older prompt", LONG_AGO),
    answer("an older answer", LONG_AGO),
    // Other clients write copies with new times.
    prompt("a second one"),
    answer("a second answer"),
    prompt("are the tests deterministic?"),
    answer("They are."),
  ]);
  assert.deepEqual(said(converted), [
    "user: an older prompt",
    "assistant: an older answer",
    "user: a second one",
    "assistant: a second answer",
    "user: are the tests deterministic?",
    "assistant: They are.",
  ]);
});

Deno.test("between a prompt that left the queue and its line stand late answers and results", async () => {
  const converted = await convertLines([
    prompt("Go"),
    queue("enqueue", "check again"),
    queue("dequeue"),
    answer("Still at it."),
    ...toolLines("Bash", { command: "one" }, "1"),
    prompt("check again"),
    answer("Checked."),
  ]);
  assert.equal(said(converted).filter((text) => text === "user: check again").length, 1);
  assert.equal(said(converted).at(-2), "user: check again");
});

Deno.test("a prompt that left the queue and became none of its own stands where it was typed", async () => {
  const converted = await convertLines([
    prompt("Go"),
    queue("enqueue", "never delivered"),
    queue("dequeue"),
    answer("Gone."),
    prompt("Next"),
  ]);
  assert.deepEqual(said(converted), ["user: Go", "user: never delivered", "assistant: Gone.", "user: Next"]);
});

Deno.test("a prompt whose accents are written otherwise when it is delivered stands once", async () => {
  const converted = await convertLines([
    prompt("Go"),
    queue("enqueue", "a caf\u00e9"),
    queue("dequeue"),
    prompt("a cafe\u0301"),
  ]);
  assert.deepEqual(said(converted), ["user: Go", "user: a cafe\u0301"]);
});

Deno.test("a command for the shell that waited in the queue is shown once", async () => {
  for (const typed of ["!ls -la", "ls -la"]) {
    const { elements } = await convertLines([
      prompt("Go"),
      queue("enqueue", typed),
      queue("dequeue"),
      prompt("<bash-input>ls -la</bash-input>"),
      answer("Seen."),
    ]);
    assert.deepEqual(elements.map(({ name, text }) => `${name}: ${text}`).slice(0, 3), [
      "user: Go",
      "shell: ls -la",
      "assistant: Seen.",
    ], typed);
  }
});

Deno.test("a prompt that never leaves the queue stands where it was typed", async () => {
  const converted = await convertLines([
    prompt("Go"),
    queue("enqueue", "never delivered"),
    answer("Gone."),
    prompt("Next"),
    queue("enqueue", "the last one"),
    answer("Done."),
  ]);
  assert.deepEqual(said(converted), [
    "user: Go",
    "user: never delivered",
    "assistant: Gone.",
    "user: Next",
    "user: the last one",
    "assistant: Done.",
  ]);
});

Deno.test("a prompt that waits while older ones are copied stays in the queue", async () => {
  const converted = await convertLines([
    prompt("Go"),
    queue("enqueue", "check again"),
    prompt("an older prompt", LONG_AGO),
    answer("an older answer", LONG_AGO),
    queue("dequeue"),
    prompt("check again"),
  ]);
  assert.deepEqual(said(converted), [
    "user: Go",
    "user: an older prompt",
    "assistant: an older answer",
    "user: check again",
  ]);
});

Deno.test("a prompt that never leaves the queue is shown also behind more than can wait for it", async () => {
  const converted = await convertLines([
    prompt("Go"),
    queue("enqueue", "never delivered"),
    ...Array.from({ length: 200 }, (_, index) => toolLines("Bash", { command: `run ${index}` }, "ok")).flat(),
    answer("Gone."),
  ]);
  assert.equal(said(converted).at(-1), "user: never delivered");
});

Deno.test("images of a queued prompt that nothing delivers have their placeholders", async () => {
  const blocks = [
    { type: "text", text: "like this" },
    { type: "image", source: { type: "base64", media_type: "image/png", data: "AAAA" } },
  ];
  const { elements } = await convertLines([
    prompt("Go"),
    { ...queue("enqueue"), content: blocks },
    queue("remove"),
    answer("Seen."),
  ]);
  const image = elements.find(({ name }) => name === "image");
  assert.deepEqual(image?.attributes, { type: "image/png", bytes: "3" });
  assert.equal(elements.filter(({ text }) => text.includes("like this")).length, 1);
});

Deno.test("a queued image without words is shown once, whether a line delivers it or none does", async () => {
  const blocks = [{ type: "image", source: { type: "base64", media_type: "image/png", data: "AAAA" } }];
  const queued = [prompt("Go"), { ...queue("enqueue"), content: blocks }];
  const ways = [
    [...queued, queue("remove"), answer("Seen.")],
    [...queued, queue("dequeue"), userLine(blocks), answer("Seen.")],
    queued,
  ];
  for (const lines of ways) {
    const { elements } = await convertLines(lines);
    assert.equal(elements.filter(({ name }) => name === "image").length, 1);
    assert.equal(elements.filter(({ name }) => name === "user").length, 2);
  }
});

Deno.test("what an attachment delivers ends no turn: a prompt that left the queue still waits for its line", async () => {
  const converted = await convertLines([
    prompt("Go"),
    queue("enqueue", "check again"),
    queue("dequeue"),
    attachment("never announced"),
    answer("Noted."),
    prompt("check again"),
  ]);
  assert.deepEqual(said(converted), [
    "user: Go",
    "user: never announced",
    "assistant: Noted.",
    "user: check again",
  ]);
});

Deno.test("further lines of a message that was begun before are no answer to a prompt", async () => {
  const converted = await convertLines([
    prompt("Go"),
    messageLine("msg_1", "One."),
    queue("enqueue", "in between"),
    queue("remove"),
    messageLine("msg_1", "Two."),
    messageLine("msg_2", "Three."),
  ]);
  assert.deepEqual(said(converted), [
    "user: Go",
    "assistant: One.",
    "assistant: Two.",
    "user: in between",
    "assistant: Three.",
  ]);
});

for (const named of [false, true]) {
  Deno.test(`a removal (${named ? "with" : "without"} a text) behind its delivery does not take the next prompt`, async () => {
    const converted = await convertLines([
      prompt("Go"),
      queue("enqueue", "first"),
      queue("enqueue", "second"),
      attachment("first"),
      queue("remove", named ? "first" : undefined),
      answer("One."),
      attachment("second"),
      queue("remove", named ? "second" : undefined),
      answer("Two."),
    ]);
    assert.deepEqual(said(converted), [
      "user: Go",
      "user: first",
      "assistant: One.",
      "user: second",
      "assistant: Two.",
    ]);
  });
}

Deno.test("prompts that were delivered as one are shown as that one", async () => {
  const converted = await convertLines([
    prompt("Go"),
    queue("enqueue", "first words"),
    queue("enqueue", "second words"),
    answer("Gone."),
    queue("dequeue"),
    queue("dequeue"),
    prompt("first words\nsecond words"),
  ]);
  assert.deepEqual(said(converted), ["user: Go", "assistant: Gone.", "user: first words\nsecond words"]);
});

Deno.test("a prompt that was taken back and edited is shown as it was sent", async () => {
  const lines = [prompt("Go"), queue("enqueue", "use tabs"), queue("popAll", "use tabs")];
  const edited = await convertLines([...lines, prompt("use tabs in Makefiles only"), answer("Ok.")]);
  assert.deepEqual(said(edited), ["user: Go", "user: use tabs in Makefiles only", "assistant: Ok."]);
  const queued = await convertLines([...lines, queue("enqueue", "use tabs in Makefiles"), queue("remove")]);
  assert.deepEqual(said(queued), ["user: Go", "user: use tabs in Makefiles"]);
  const other = await convertLines([...lines, answer("Gone."), prompt("use spaces"), answer("Ok.")]);
  assert.deepEqual(said(other).slice(1), [
    "assistant: Gone.",
    "user: use tabs",
    "user: use spaces",
    "assistant: Ok.",
  ]);
});

Deno.test("a prompt is known again with what was pasted into it", async () => {
  const converted = await convertLines([
    prompt("Go"),
    queue("enqueue", "fix this [Pasted text #1 +3 lines] today"),
    answer("Gone."),
    queue("dequeue"),
    prompt("fix this one\ntwo\nthree today"),
  ]);
  assert.deepEqual(said(converted), ["user: Go", "assistant: Gone.", "user: fix this one\ntwo\nthree today"]);
});

Deno.test("a notice that leaves the queue takes no prompt with it", async () => {
  const notice = "<task-notification>\n<task-id>a</task-id></task-notification>";
  const converted = await convertLines([
    prompt("Go"),
    queue("enqueue", notice),
    queue("enqueue", "and the docs"),
    queue("dequeue"),
    prompt(notice),
    answer("Noticed."),
    prompt("Something else"),
    queue("dequeue"),
    prompt("and the docs"),
  ]);
  assert.deepEqual(said(converted).filter((text) => text.startsWith("user")), [
    "user: Go",
    "user: Something else",
    "user: and the docs",
  ]);
});
