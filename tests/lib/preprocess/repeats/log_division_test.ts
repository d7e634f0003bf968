/** Subagents that were woken again: what they said since stands in the tool use that woke them. */

import assert from "node:assert/strict";
import { join } from "node:path";
import {
  assistantLine,
  type Converted,
  convertFile,
  convertLines,
  inFolder,
  userLine,
} from "../converting.ts";

type Line = Record<string, unknown>;

const ID = "11111111-2222-4333-8444-555555555555";
const call = (id: string, prompt: string, more: Line = {}) =>
  assistantLine({ type: "tool_use", id, name: "Task", input: { prompt, ...more } });
const result = (id: string, content: string, more: Line = {}) =>
  userLine([{ type: "tool_result", tool_use_id: id, content }], more);
const told = (agentId: string) => ({ toolUseResult: { agentId } });

/** Converts a session with the logs of its agents. */
async function convertWith(
  main: readonly Line[],
  agents: Readonly<Record<string, readonly Line[]>>,
): Promise<Converted> {
  return await inFolder(async (folder) => {
    await Deno.mkdir(join(folder, ID, "subagents"), { recursive: true });
    const write = async (path: string, lines: readonly Line[]) =>
      await Deno.writeTextFile(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
    for (const [id, lines] of Object.entries(agents)) {
      const own = lines.map((line) => ({ ...line, isSidechain: true, agentId: id }));
      await write(join(folder, ID, "subagents", `agent-${id}.jsonl`), own);
    }
    const path = join(folder, `${ID}.jsonl`);
    await write(path, main);
    return await convertFile(path);
  });
}

/** What stands at the top, and what agents say as `tool use > agent: prompt and words`. */
function outline({ xml }: Converted): string[] {
  const lines: string[] = [];
  let use = "";
  let agent = "";
  for (const [, name = "", attributes = "", text = ""] of xml.matchAll(/<(\w+)([^>]*)>([^<\n]*)/g)) {
    if (name === "tool_use") use = / ref="([^"]*)"/.exec(attributes)?.[1] ?? "";
    if (name === "agent") agent = / id="([^"]*)"/.exec(attributes)?.[1] ?? "";
    if (name === "prompt" || (name === "assistant" && attributes.includes(`"${agent}:`))) {
      lines.push(`${use} > ${agent}: ${text}`);
    }
  }
  return lines;
}

const woken = [
  userLine("First"),
  assistantLine("One."),
  userLine("Go on"),
  assistantLine("Two."),
  userLine("Go on"),
  assistantLine("Three."),
];

Deno.test("what an agent said since it was woken stands in the tool use that woke it", async () => {
  const converted = await convertWith([
    userLine("Go"),
    call("t1", "First"),
    result("t1", "One.", told("a1")),
    call("t2", "Go on", { resume: "a1" }),
    result("t2", "Two.", told("a1")),
    call("t3", "Go on", { resume: "a1" }),
    result("t3", "Three.", told("a1")),
  ], { a1: woken });
  assert.deepEqual(outline(converted), [
    "L2 > a1: First",
    "L2 > a1: One.",
    "L4 > a1: Go on",
    "L4 > a1: Two.",
    "L6 > a1: Go on",
    "L6 > a1: Three.",
  ]);
  assert.equal(converted.report.agents, 1);
  assert.equal(converted.report.lines, 13);
});

Deno.test("of a broken line in a log that is divided the record tells once", async () => {
  const converted = await inFolder(async (folder) => {
    await Deno.mkdir(join(folder, ID, "subagents"), { recursive: true });
    const own = woken.map((line) => JSON.stringify({ ...line, isSidechain: true }));
    await Deno.writeTextFile(
      join(folder, ID, "subagents", "agent-a1.jsonl"),
      [own[0], "{broken", ...own.slice(1), "also broken"].join("\n"),
    );
    const main = [
      call("t1", "First"),
      result("t1", "One.", told("a1")),
      call("t2", "Go on", { resume: "a1" }),
      result("t2", "Two."),
    ];
    await Deno.writeTextFile(
      join(folder, `${ID}.jsonl`),
      main.map((line) => JSON.stringify(line)).join("\n"),
    );
    return await convertFile(join(folder, `${ID}.jsonl`));
  });
  assert.deepEqual(converted.report.unparsed.map(({ line }) => line), [2, 8]);
  const { read, grown, structure, kept, pruned, deduplicated, truncated, unparsed } = converted.report.ledger;
  const sum = [kept, pruned, deduplicated, truncated, unparsed].reduce(
    (all, { bytes }) => all + bytes,
    structure,
  );
  assert.equal(read + grown, sum);
  // The third time nobody woke it.
  assert.equal(outline(converted).length, woken.length);
});

Deno.test("a person's words to an agent, and what nobody woke it with, divide nothing", async () => {
  const converted = await convertWith([
    userLine("Go"),
    call("t1", "First"),
    result("t1", "Done.", told("a1")),
    call("t2", "Go on", { resume: "another" }),
    result("t2", "Two."),
  ], { a1: woken });
  assert.ok(outline(converted).every((line) => line.startsWith("L2 > a1: ")));
  assert.equal(outline(converted).length, woken.length);
});

Deno.test("where no tool use started the agent, the first one that woke it holds the beginning, too", async () => {
  const converted = await convertWith([
    userLine("Go"),
    call("t2", "Go on", { resume: "a1" }),
    result("t2", "Two.", told("a1")),
    call("t3", "Go on", { resume: "a1" }),
    result("t3", "Three.", told("a1")),
  ], { a1: woken });
  assert.deepEqual(outline(converted).map((line) => line.slice(0, 2)), ["L2", "L2", "L2", "L2", "L4", "L4"]);
});

Deno.test("an agent that another agent woke is divided, too", async () => {
  const converted = await convertWith([
    userLine("Go"),
    call("t0", "Lead"),
    result("t0", "Led.", told("lead")),
  ], {
    lead: [
      userLine("Lead"),
      call("t1", "First"),
      result("t1", "One.", told("a1")),
      call("t2", "Go on", { resume: "a1" }),
      result("t2", "Two.", told("a1")),
    ],
    a1: woken.slice(0, 4),
  });
  assert.deepEqual(outline(converted).filter((line) => line.includes("a1: ")), [
    "lead:L2 > a1: First",
    "lead:L2 > a1: One.",
    "lead:L4 > a1: Go on",
    "lead:L4 > a1: Two.",
  ]);
});

Deno.test("an agent that was woken very often loses nothing", async () => {
  const times = Array.from({ length: 60 }, (_, index) => index);
  const converted = await convertWith([
    call("t", "First"),
    result("t", "Begun.", told("a1")),
    ...times.flatMap((time) => [
      call(`t${time}`, `Step ${time};`, { resume: "a1" }),
      result(`t${time}`, `Done ${time}.`),
    ]),
  ], {
    a1: [
      userLine("First"),
      ...times.flatMap((time) => [userLine(`Step ${time};`), assistantLine(`Made ${time}.`)]),
    ],
  });
  const made = converted.elements.filter(({ name, within }) =>
    name === "assistant" && within.includes("agent")
  );
  assert.deepEqual(made.map(({ text }) => text.trim()), times.map((time) => `Made ${time}.`));
});

Deno.test("an embedded agent that was woken goes on in the tool use that woke it", async () => {
  const embedded = (id: string, message: Line): Line => ({
    ...userLine(""),
    type: "progress",
    parentToolUseID: id,
    data: { type: "agent_progress", agentId: "a1", message },
  });
  const { elements } = await convertLines([
    userLine("Go"),
    call("t1", "First"),
    embedded("t1", userLine("First")),
    embedded("t1", assistantLine("One.")),
    result("t1", "One."),
    call("t2", "Go on", { resume: "a1" }),
    embedded("t2", userLine("Go on")),
    embedded("t2", assistantLine("Two.")),
    result("t2", "Two."),
  ]);
  assert.deepEqual(
    elements.filter(({ name }) => name !== "param").map(({ name, text }) => [name, text.trim()]),
    [
      ["user", "Go"],
      ["tool_use", "First\nOne."],
      ["agent", "First\nOne."],
      ["prompt", "First"],
      ["assistant", "One."],
      ["tool_result", "One."],
      ["tool_use", "a1\n\nGo on\nTwo."],
      ["agent", "Go on\nTwo."],
      ["prompt", "Go on"],
      ["assistant", "Two."],
      ["tool_result", "Two."],
    ],
  );
});
