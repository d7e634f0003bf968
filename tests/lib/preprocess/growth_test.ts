/** Functions that read what others wrote: a text ten times as long must not take a hundred times as long, whatever it repeats. */

import { isProse } from "../../../lib/preprocess/pruning/prose.ts";
import { InnerAgents } from "../../../lib/preprocess/agents/inner_agents.ts";
import { diagnosticsText } from "../../../lib/preprocess/tools/diagnostics.ts";
import type { AssistantEntry } from "../../../lib/session/mod.ts";
import { assertGrowsLess } from "../../support/growth.ts";
import { convertLines } from "./converting.ts";
import { prompt, queue } from "./words/queue_lines.ts";

const diagnosed = (message: string) => diagnosticsText({ files: [{ diagnostics: [{ message }] }] });

const READERS: readonly [title: string, read: (text: string) => unknown, pieces: readonly string[]][] = [
  ["whether a text is prose", isProse, ["x", "ab ", "語"]],
  ["a diagnostic's message", diagnosed, [" ", "\r", " \n"]],
];

for (const [title, read, pieces] of READERS) {
  Deno.test(`${title} is read in time that grows with the text`, async () => {
    const time = (text: string) => {
      const start = performance.now();
      read(text);
      return performance.now() - start;
    };
    for (const piece of pieces) {
      await assertGrowsLess(40, () => time(piece.repeat(8000)), () => time(piece.repeat(800)));
    }
  });
}

Deno.test("sixteen times as many prompts that are queued in a row take far less than 256 times as long", async () => {
  const time = async (count: number) => {
    const lines = [
      prompt("go"),
      ...Array.from({ length: count }, (_, index) => queue("enqueue", `do ${index}`)),
    ];
    const start = performance.now();
    await convertLines(lines);
    return performance.now() - start;
  };
  await time(1000);
  await assertGrowsLess(30, () => time(16_000), () => time(1000));
});

Deno.test("ten times as many agents that are given the same prompt take far less than a hundred times as long", async () => {
  const time = (count: number) => {
    const agents = new InnerAgents(undefined as never, undefined as never, "", undefined);
    const content = Array.from(
      { length: count },
      (_, index) => ({ type: "tool_use", id: `t${index}`, name: "Task", input: { prompt: "go" } }),
    );
    const start = performance.now();
    agents.noteCalls({ content } as unknown as AssistantEntry);
    return performance.now() - start;
  };
  time(40_000);
  await assertGrowsLess(35, () => time(40_000), () => time(4000));
});
