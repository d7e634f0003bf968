/** Queued prompts in any logs: none is lost, and none is shown twice where a client wrote what it did. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { type Converted, convertLines, toolLines } from "../converting.ts";
import { attachment, type Line, LONG_AGO, messageLine, prompt, queue } from "./queue_lines.ts";

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
