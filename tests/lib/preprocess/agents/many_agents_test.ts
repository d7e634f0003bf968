/** Very many agents, and one that names itself as its origin. */

import assert from "node:assert/strict";
import { join } from "node:path";
import { session, writeClaudeFolder } from "../../../support/session_builder/mod.ts";
import { convertFile, convertLines, inFolder } from "../converting.ts";
import { embedded, embeddedText, message, result, startAgents, write } from "./agent_lines.ts";

Deno.test("of a chain of a thousand agents that start each other each is whole, and few logs are open at once", async () => {
  const length = 1200;
  await inFolder(async (folder) => {
    const id = "11111111-2222-4333-8444-555555555555";
    const agents = join(folder, id, "subagents");
    await Deno.mkdir(agents, { recursive: true });
    await write(join(folder, `${id}.jsonl`), message("user", "Go"), startAgents("n0"), result("n0", "done"));
    for (let agent = 0; agent < length; agent++) {
      const next = `n${agent + 1}`;
      await write(
        join(agents, `agent-n${agent}.jsonl`),
        message("user", `Do n${agent}`, { isSidechain: true }),
        message("assistant", `I am ${agent}.`, { isSidechain: true }),
        startAgents(next),
        result(next, `done ${agent}`),
      );
    }
    const { report, elements } = await convertFile(join(folder, `${id}.jsonl`));
    assert.deepEqual([report.agents, report.unparsedCount], [length, 0]);
    const said = elements.filter(({ name }) => name === "assistant");
    assert.deepEqual(
      said.map(({ text }) => text),
      Array.from({ length }, (_, agent) => `I am ${agent}.`),
    );
    assert.ok(said.every(({ within }) => within.at(-1) === "agent" && within.length <= 40));
    const last = elements.find(({ attributes }) => attributes.id === `n${length - 1}`);
    assert.equal(last?.attributes.tool_use, `n${length - 2}:L3`);
  });
});

Deno.test("an agent's log that names its own tool use as its origin is read once", async () => {
  const built = session({ version: "2.1.200", seed: "loop" }).prompt("Go")
    .agent("Explore", "Turn in circles", (agent) => agent.assistant("Round and round."));
  await inFolder(async (folder) => {
    const { sessions: [written] } = await writeClaudeFolder(folder, [built]);
    const path = written?.path ?? "";
    const agents = join(path.replace(/\.jsonl$/, ""), "subagents");
    for await (const { name } of Deno.readDir(agents)) {
      if (!name.endsWith(".jsonl")) continue;
      const own = startAgents("self");
      await Deno.writeTextFile(join(agents, name), `${JSON.stringify({ ...own, isSidechain: true })}\n`, {
        append: true,
      });
      const meta = join(agents, name.replace(/\.jsonl$/, ".meta.json"));
      const told = JSON.parse(await Deno.readTextFile(meta));
      await Deno.writeTextFile(
        join(agents, "agent-twin.meta.json"),
        JSON.stringify({ ...told, toolUseId: "self" }),
      );
      await Deno.writeTextFile(
        join(agents, "agent-twin.jsonl"),
        `${JSON.stringify({ ...startAgents("self"), isSidechain: true })}\n`,
      );
    }
    const { report } = await convertFile(path);
    assert.equal(report.agents, 2);
  });
});

Deno.test("of a thousand agents each is whole, though few are kept open, and one that wakes goes on", async () => {
  const tool = (id: string) => [{ type: "tool_use", id, name: "Bash", input: { command: `run ${id}` } }];
  const bash = (agentId: string) => embedded("crowd", agentId, tool(`t-${agentId}`));
  const ids = Array.from({ length: 1000 }, (_, index) => `g${index}`);
  const { elements, report } = await convertLines([
    message("user", "Go"),
    startAgents("crowd"),
    ...ids.flatMap((id) => [embeddedText("crowd", id, `I am ${id}.`), bash(id)]),
    embeddedText("crowd", "g0", "Awake again."),
    result("crowd", "all done"),
  ]);
  assert.equal(report.agents, 1000);
  const said = elements.filter(({ name }) => name === "assistant").map(({ text }) => text);
  assert.deepEqual(said.toSorted(), [...ids.map((id) => `I am ${id}.`), "Awake again."].toSorted());
  assert.equal(
    elements.filter(({ name, attributes }) => name === "tool_use" && attributes.name === "Bash").length,
    1000,
  );
  assert.ok(elements.every(({ name, within }) => name !== "assistant" || within.join() === "tool_use,agent"));
  assert.equal(elements.at(-1)?.text, "all done");
});
