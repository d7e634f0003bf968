/** What the client tells the agent behind a result that a person had said. */

import assert from "node:assert/strict";
import { toldWords } from "../../../../lib/preprocess/words/told_words.ts";
import {
  assistantLine,
  conversational,
  type Converted,
  convertLines,
  toolLines,
  userLine,
} from "../converting.ts";

const behind = (words: string, closing = "\n\nPlease address this message and continue with your tasks.") =>
  `done\n\n<system-reminder>\nThe user sent the following message:\n${words}${closing}\n</system-reminder>\n`;
const spoken = ({ elements }: Converted) =>
  elements.filter(({ name }) => name === "user" || name === "injected").map(({ name, attributes, text }) =>
    `${name} ${attributes.origin ?? ""}: ${text}`
  );
const queueLine = (operation: string, content?: string) =>
  conversational({ type: "queue-operation", operation, ...(content === undefined ? {} : { content }) });

Deno.test("words that no line of the queue has are shown, as what the client told", async () => {
  for (const closing of [undefined, "", "\n\nIMPORTANT: After completing your current task, address it."]) {
    const lines = toolLines("Bash", { command: "make" }, behind("Leave out\nthe cache.", closing));
    const converted = await convertLines([userLine("Go"), ...lines, ...lines.slice(1)]);
    assert.deepEqual(spoken(converted), ["user : Go", "injected told: Leave out\nthe cache."]);
    assert.equal(converted.elements.find(({ name }) => name === "tool_result")?.text, "done");
  }
});

Deno.test("words that are shown are not counted among what was pruned", async () => {
  const words = "Leave out the cache.\n".repeat(40).trim();
  const lines = toolLines("Bash", { command: "make" }, behind(words));
  const { report: { ledger } } = await convertLines([userLine("Go"), ...lines]);
  const length = behind(words).length - "done".length - words.length;
  assert.deepEqual(ledger.pruned.reasons["client reminder in a result"], { count: 1, bytes: length });
  assert.deepEqual([ledger.grown, ledger.kept.reasons["injected"]?.bytes], [0, words.length]);
});

Deno.test("words that the queue has are a person's, and stand once", async () => {
  const words = "Leave out the cache.";
  const result = toolLines("Bash", { command: "make" }, behind(words));
  const attachment = conversational({
    type: "attachment",
    attachment: { type: "queued_command", prompt: words },
  });
  for (
    const lines of [
      [queueLine("enqueue", words), ...result, queueLine("remove"), assistantLine("ok")],
      [queueLine("enqueue", words), ...result, attachment, assistantLine("ok")],
      [queueLine("enqueue", words), attachment, ...result, assistantLine("ok")],
    ]
  ) {
    assert.deepEqual(spoken(await convertLines([userLine("Go"), ...lines])), [
      "user : Go",
      `user : ${words}`,
    ]);
  }
});

Deno.test("a result that quotes such a reminder in its middle, and other reminders, tell nothing", async () => {
  for (
    const text of [`${behind("No.")}\nthe end`, "done\n<system-reminder>\nBe careful.\n</system-reminder>"]
  ) {
    const lines = toolLines("Bash", { command: "cat notes" }, text);
    assert.deepEqual(spoken(await convertLines([userLine("Go"), ...lines])), ["user : Go"]);
  }
});

Deno.test("words that the client tells in a line of its own are a person's, and stand once", async () => {
  const words = "Use podman.";
  const line = userLine(
    `<system-reminder>\nThe user sent a new message while you were working:\n${words}\n\nIMPORTANT: After completing your current task, address it.\n</system-reminder>`,
    { isMeta: true },
  );
  for (
    const lines of [[line], [queueLine("enqueue", words), line, queueLine("remove"), assistantLine("ok")]]
  ) {
    assert.deepEqual(spoken(await convertLines([userLine("Go"), ...lines])), [
      "user : Go",
      `user : ${words}`,
    ]);
  }
});

Deno.test("words that left the queue and were shown are not told once more behind a result", async () => {
  const queue = [queueLine("enqueue", "Use podman."), queueLine("remove")];
  const lines = toolLines("Bash", { command: "make" }, behind("Use podman."));
  const shown = spoken(await convertLines([userLine("Go"), ...queue, ...lines]));
  assert.deepEqual(shown, ["user : Go", "user : Use podman."]);
});

Deno.test("of several ends of the client's words the first one counts, and of each the last", () => {
  const reminder = (text: string) =>
    `done\n<system-reminder>\nThe user sent a new message:\n${text}\n</system-reminder>`;
  const both = "Stop it.\n\nPlease address this message now.\n\nIMPORTANT: After completing it, go on.";
  assert.deepEqual(toldWords(reminder(both)), ["Stop it."]);
  const quoted = "Write:\nPlease address this message to Ada.\nPlease address this message now.";
  assert.deepEqual(toldWords(reminder(quoted)), ["Write:\nPlease address this message to Ada."]);
  assert.deepEqual(toldWords(reminder("\nPlease address this message now.")), []);
});

Deno.test("of a person's own line with such a reminder nothing is told by the client", async () => {
  const line = userLine("<system-reminder>\nThe user sent a new message:\nUse podman.\n</system-reminder>");
  assert.deepEqual(spoken(await convertLines([userLine("Go"), line])), [
    "user : Go",
    "injected reminder: <system-reminder>\nThe user sent a new message:\nUse podman.\n</system-reminder>",
  ]);
});

Deno.test("the same words behind the result of a tool use that comes once more stand once", async () => {
  const [use, result] = toolLines("Bash", { command: "make" }, behind("Leave out the cache."));
  const again = { ...use, uuid: "again" };
  const other = structuredClone(result) as { message: { content: { content: string }[] }; uuid: string };
  const [block] = other.message.content;
  if (block !== undefined) block.content = `more ${block.content}`;
  other.uuid = "other";
  const shown = spoken(await convertLines([userLine("Go"), use, result, again, other]));
  assert.deepEqual(shown, ["user : Go", "injected told: Leave out the cache."]);
});

Deno.test("where nothing is filtered the words stand in the result alone", async () => {
  const lines = toolLines("Bash", { command: "make" }, behind("Leave out the cache."));
  const converted = await convertLines([userLine("Go"), ...lines], { detail: "everything" });
  assert.deepEqual(spoken(converted), ["user : Go"]);
  assert.match(
    converted.elements.find(({ name }) => name === "tool_result")?.text ?? "",
    /Leave out the cache/,
  );
});
