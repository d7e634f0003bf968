/** Queued prompts in whole logs: each is shown once, however the client wrote down that it was delivered. */

import assert from "node:assert/strict";
import fc from "fast-check";
import {
  assistantLine,
  conversational,
  type Converted,
  convertLines,
  toolLines,
  userLine,
} from "./converting.ts";

type Line = Record<string, unknown>;

let seconds = 0;
const later = () => new Date(Date.UTC(2026, 2, 1) + 1000 * ++seconds).toISOString();
const LONG_AGO = "2026-01-01T00:00:00.000Z";

const queue = (operation: string, content?: string): Line => ({
  type: "queue-operation",
  operation,
  content,
  timestamp: later(),
});
const prompt = (text: string, timestamp = later()) => userLine(text, { timestamp });
const answer = (text: string, timestamp = later()) => assistantLine(text, { timestamp });
const attachment = (text: string) =>
  conversational({
    type: "attachment",
    attachment: { type: "queued_command", prompt: text },
    timestamp: later(),
  });
/** A line of a message, of which there may be more. */
const messageLine = (id: string, text: string) =>
  conversational({
    type: "assistant",
    message: { id, role: "assistant", content: [{ type: "text", text }] },
    timestamp: later(),
  });
const said = ({ elements }: Converted) => elements.map(({ name, text }) => `${name}: ${text}`);

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

Deno.test("a prompt that became none of its own stands before the next one", async () => {
  const converted = await convertLines([
    prompt("Go"),
    queue("enqueue", "never delivered"),
    queue("dequeue"),
    answer("Gone."),
    prompt("Next"),
  ]);
  assert.deepEqual(said(converted), ["user: Go", "assistant: Gone.", "user: never delivered", "user: Next"]);
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

/** What a client does with the queue; each may say something of its own in between. */
type Step =
  | { readonly do: "enqueue" | "remove" | "dequeue"; readonly named: boolean; readonly way: number }
  | { readonly do: "popAll"; readonly way: number }
  | { readonly do: "answer" | "call" | "prompt" | "notice" };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({
      do: fc.constantFrom("enqueue" as const, "enqueue" as const, "remove" as const, "dequeue" as const),
      named: fc.boolean(),
      way: fc.nat(5),
    }),
    fc.record({ do: fc.constant("popAll" as const), way: fc.nat(3) }),
    fc.record({
      do: fc.constantFrom("answer" as const, "call" as const, "prompt" as const, "notice" as const),
    }),
  ),
  { maxLength: 25 },
);

/** The lines that a client writes for these steps, and the prompts in them. */
function play(all: readonly Step[]): { lines: Line[]; prompts: string[] } {
  const lines: Line[] = [prompt("Go"), messageLine("msg_0", "Going.")];
  const prompts: string[] = [];
  const waiting: string[] = [];
  let count = 0;
  let message = 0;
  const between = (way: number): Line[] => [
    ...way & 1 ? [messageLine(`msg_${message}`, `late ${count++}`)] : [],
    ...way & 2 ? [prompt(`copied ${count++}`, LONG_AGO)] : [],
  ];
  for (const step of all) {
    if (step.do === "enqueue") {
      const text = `prompt number ${count++}. Please  hear it`;
      prompts.push(text);
      waiting.push(text);
      lines.push(queue("enqueue", text));
    } else if (step.do === "remove") {
      const text = waiting.shift();
      if (text === undefined) continue;
      const removal = queue("remove", step.named ? text : undefined);
      if (step.way < 2) lines.push(removal, ...between(step.way), attachment(text));
      else if (step.way < 4) lines.push(attachment(text), ...between(step.way - 2), removal);
      else lines.push(removal);
    } else if (step.do === "dequeue") {
      const texts = waiting.splice(0, step.way > 3 ? 2 : 1);
      if (texts.length === 0) continue;
      lines.push(
        ...texts.map((text) => queue("dequeue", step.named ? text : undefined)),
        ...between(step.way),
      );
      if (step.way === 0) lines.push(messageLine(`msg_${++message}`, `meanwhile ${count++}`));
      lines.push(...step.way === 4 ? [prompt(texts.join("\n"))] : texts.map((text) => prompt(text)));
    } else if (step.do === "popAll") {
      const texts = waiting.splice(0);
      lines.push(queue("popAll", texts.join("\n")));
      if (texts.length === 0 || step.way === 0) continue;
      lines.push(prompt(`${texts.join("\n")}${step.way === 1 ? "" : " and more"}`));
    } else if (step.do === "notice") {
      const notice = `<task-notification>\n<task-id>${count++}</task-id></task-notification>`;
      if (waiting.length === 0) lines.push(queue("enqueue", notice), queue("dequeue"));
      lines.push(prompt(notice));
    } else if (step.do === "prompt") lines.push(prompt(`unrelated ${count++}`));
    else if (step.do === "call") {
      lines.push(...toolLines("Bash", { command: `run ${count++}` }, "ok"));
      lines.push(messageLine(`msg_${++message}`, "It ran."));
    } else lines.push(messageLine(`msg_${++message}`, `answer ${count++}`));
  }
  return { lines, prompts };
}

function timesSaid(converted: Converted, text: string): number {
  const words = converted.elements.filter(({ name }) => name === "user").map((user) => user.text).join("\n");
  return words.split(text).length - 1;
}

Deno.test("each queued prompt is shown once, whatever a client does with the queue", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const { lines, prompts } = play(all);
      const converted = await convertLines(lines);
      for (const text of prompts) assert.equal(timesSaid(converted, text), 1, text);
    }),
    { numRuns: 200 },
  );
});

Deno.test("no queued prompt is lost, in whatever order the lines come", async () => {
  const text = fc.constantFrom("go on", "use tabs", "use tabs, please", "stop\nnow", "go", "fix [Image #1]");
  const line = fc.oneof(
    fc.tuple(fc.constantFrom("enqueue", "enqueue", "remove", "dequeue", "popAll"), fc.option(text)).map((
      [operation, content],
    ) => queue(operation, content ?? undefined)),
    text.map((content) => attachment(content)),
    text.map((content) => prompt(content)),
    fc.nat(2).map((id) => messageLine(`msg_${id}`, "answer")),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 20 }), async (lines) => {
      const own = lines.map((made) => "uuid" in made ? { ...made, uuid: crypto.randomUUID() } : made);
      const converted = await convertLines([prompt("Start"), ...own]);
      for (const made of lines) {
        const { content } = made;
        if (typeof content !== "string") continue;
        const words = content.replace("[Image #1]", "").trim();
        assert.ok(timesSaid(converted, words) >= 1, content);
      }
    }),
    { numRuns: 200 },
  );
});
