/** Messages of subagents that are embedded in their parent's log: each is shown once, wherever it stands. */

import assert from "node:assert/strict";
import { join } from "node:path";
import { session, writeClaudeFolder } from "../../../support/session_builder/mod.ts";
import { type Converted, convertFile, convertLines, inFolder, userLine } from "../converting.ts";

const COPY = "embedded copy of an agent's message";

/** Converts a session with an embedded agent of six messages, whose own log was changed before. */
async function convertWith(change: (ownLog: string) => string, more = ""): Promise<Converted> {
  const built = session({ version: "2.1.20", seed: "embedded" }).prompt("Look")
    .agent(
      "Explore",
      "Find callers",
      (agent) => agent.bash("grep one", "one:1").bash("grep two", "two:2").assistant(`Two callers.${more}`),
      { embedded: true },
    )
    .assistant("Thanks.");
  return await inFolder(async (folder) => {
    const { sessions: [written] } = await writeClaudeFolder(folder, [built]);
    const path = written?.path ?? "";
    const agents = join(path.replace(/\.jsonl$/, ""), "subagents");
    for await (const { name } of Deno.readDir(agents)) {
      const log = join(agents, name);
      if (name.endsWith(".jsonl")) await Deno.writeTextFile(log, change(await Deno.readTextFile(log)));
    }
    return await convertFile(path);
  });
}

/** What stands inside the agent's conversation: the element, what it says, and whether its line is the agent's own. */
const inAgent = ({ elements }: Converted) =>
  elements.filter(({ within, name }) => within.includes("agent") && name !== "param")
    .map(({ name, text, attributes }) =>
      `${attributes.ref?.includes(":") ? "own" : "embedded"} ${name}: ${text.trim()}`
    );
const firstMessages = (count: number) => (log: string) =>
  log.split("\n").filter((line) => line.includes('"message"')).slice(0, count).map((line) => `${line}\n`)
    .join("");
const whole = [
  "prompt: Find callers",
  "tool_use: grep one",
  "tool_result: one:1",
  "tool_use: grep two",
  "tool_result: two:2",
  "assistant: Two callers.",
];

for (let own = 0; own <= whole.length; own++) {
  Deno.test(`of an agent whose own log has ${own} of ${whole.length} messages each is shown once`, async () => {
    const converted = await convertWith(firstMessages(own));
    assert.deepEqual(
      inAgent(converted),
      whole.map((message, index) => `${index < own ? "own" : "embedded"} ${message}`),
    );
    const results = converted.elements.filter(({ name, within }) =>
      name === "tool_result" && within.includes("agent")
    );
    assert.ok(results.every(({ attributes }) => attributes.for !== undefined));
    assert.equal(converted.xml.match(/<agent /g)?.length, 1);
    assert.equal(converted.report.ledger.deduplicated.reasons[COPY]?.count ?? 0, own);
  });
}

Deno.test("a message is known by its id where the copy has another uuid", async () => {
  const converted = await convertWith((log) => log.replaceAll(/"uuid":"[0-9a-f]{4}/g, '"uuid":"ffff'));
  assert.deepEqual(inAgent(converted), whole.map((message) => `own ${message}`));
});

Deno.test("of a message whose own line was cut the embedded one is shown as well", async () => {
  const more = ` ${"They are both in the same file. ".repeat(8)}`;
  const converted = await convertWith((log) => log.slice(0, log.lastIndexOf("They")), more);
  assert.ok(
    inAgent(converted).some((shown) => shown === `embedded assistant: Two callers.${more.trimEnd()}`),
  );
});

Deno.test("what is embedded after the agent's own log was shown goes on inside its tool use", async () => {
  const built = session({ version: "2.1.20", seed: "late" }).prompt("Look")
    .agent("Explore", "Find callers", (agent) => agent.bash("grep one", "one:1").assistant("One."), {
      embedded: true,
    })
    .assistant("Meanwhile.");
  const converted = await inFolder(async (folder) => {
    const { sessions: [written] } = await writeClaudeFolder(folder, [built]);
    const path = written?.path ?? "";
    const agents = join(path.replace(/\.jsonl$/, ""), "subagents");
    for await (const { name } of Deno.readDir(agents)) {
      const log = join(agents, name);
      if (name.endsWith(".jsonl")) {
        await Deno.writeTextFile(log, firstMessages(1)(await Deno.readTextFile(log)));
      }
    }
    const lines = (await Deno.readTextFile(path)).trimEnd().split("\n");
    const late = lines.filter((line) => line.includes("agent_progress"));
    const others = lines.filter((line) => !line.includes("agent_progress"));
    await Deno.writeTextFile(path, `${[...others, ...late].join("\n")}\n`);
    return await convertFile(path);
  });
  assert.deepEqual(inAgent(converted), [
    "own prompt: Find callers",
    "embedded tool_use: grep one",
    "embedded tool_result: one:1",
    "embedded assistant: One.",
  ]);
  assert.match(converted.xml, /<tool_use [^>]*continued="yes">\n<agent /);
});

Deno.test("more than may wait for an agent's own log is shown behind it", async () => {
  const text = (index: number) => `${index}: ${"some words of the agent ".repeat(2500)}`;
  const converted = await convertWith(firstMessages(1), text(0));
  assert.ok(inAgent(converted).at(-1)?.startsWith("embedded assistant: Two callers.0: some words"));
  const sizes = Array.from({ length: 40 }, (_, index) => text(index));
  await inFolder(async (folder) => {
    const id = "11111111-2222-4333-8444-555555555555";
    const agents = join(folder, id, "subagents");
    await Deno.mkdir(agents, { recursive: true });
    const own = { ...userLine("Do it"), isSidechain: true };
    await Deno.writeTextFile(join(agents, "agent-a1.jsonl"), `${JSON.stringify(own)}\n`);
    const call = { type: "tool_use", id: "t", name: "Task", input: { prompt: "Do it" } };
    const line = (type: string, content: unknown, more: object = {}) => ({
      ...userLine(content),
      type,
      message: { id: `m${crypto.randomUUID()}`, role: type, content },
      ...more,
    });
    const lines = [
      userLine("Go"),
      line("assistant", [call]),
      ...sizes.map((said) => ({
        ...userLine(""),
        type: "progress",
        parentToolUseID: "t",
        data: { type: "agent_progress", agentId: "a1", message: line("assistant", said) },
      })),
      userLine([{ type: "tool_result", tool_use_id: "t", content: "Done." }]),
    ];
    const path = join(folder, `${id}.jsonl`);
    await Deno.writeTextFile(path, `${lines.map((item) => JSON.stringify(item)).join("\n")}\n`);
    const { elements } = await convertFile(path, { maxTokens: 400_000 });
    const said = elements.filter(({ name, within }) => name === "assistant" && within.includes("agent"));
    assert.deepEqual(said.map((element) => element.text.split(":")[0]), sizes.map((_, index) => `${index}`));
  });
});

Deno.test("a message embedded in an agent's own log is referred to by that log's line", async () => {
  await inFolder(async (folder) => {
    const id = "11111111-2222-4333-8444-555555555555";
    await Deno.mkdir(join(folder, id, "subagents"), { recursive: true });
    const inner = { ...userLine("Do more"), isSidechain: true };
    const progress = {
      ...userLine("", { isSidechain: true }),
      type: "progress",
      parentToolUseID: "unknown",
      data: { type: "agent_progress", agentId: "b2", message: inner },
    };
    const own = [{ ...userLine("Do it"), isSidechain: true }, progress].map((line) => JSON.stringify(line));
    await Deno.writeTextFile(join(folder, id, "subagents", "agent-a1.jsonl"), `${own.join("\n")}\n`);
    const path = join(folder, `${id}.jsonl`);
    await Deno.writeTextFile(path, `${JSON.stringify(userLine("Go"))}\n`);
    const { elements } = await convertFile(path);
    assert.equal(
      elements.find(({ text, name }) => name === "prompt" && text === "Do more")?.attributes.ref,
      "a1:L2",
    );
  });
});

Deno.test("of an agent without a log of its own every embedded message is shown", async () => {
  const message = { ...userLine("Do it"), uuid: "u1" };
  const progress = { type: "agent_progress", agentId: "a1", message };
  const { elements } = await convertLines([
    userLine("Go"),
    { ...userLine(""), type: "progress", data: progress },
    { ...userLine(""), type: "progress", data: progress },
  ]);
  assert.equal(elements.filter(({ name }) => name === "prompt").length, 1);
});
