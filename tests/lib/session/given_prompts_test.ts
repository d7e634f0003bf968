/** Finding out which subagents were woken again, and with what. */

import assert from "node:assert/strict";
import { join } from "node:path";
import { CHUNK_BYTES, findResumedAgents } from "../../../lib/session/mod.ts";

const call = (input: object, name = "Task") => ({
  type: "assistant",
  message: { id: "m", role: "assistant", content: [{ type: "tool_use", id: "t", name, input }] },
});
const user = (content: string) => ({ type: "user", message: { role: "user", content } });

async function find(...logs: readonly (readonly (object | string)[])[]): Promise<Record<string, string[]>> {
  const folder = await Deno.makeTempDir();
  try {
    const paths = logs.map((_, index) => join(folder, `${index}.jsonl`));
    for (const [index, lines] of logs.entries()) {
      const text = lines.map((line) => typeof line === "string" ? line : JSON.stringify(line)).join("\n");
      await Deno.writeTextFile(paths[index] ?? "", `${text}\n`);
    }
    const found = await findResumedAgents([...paths, join(folder, "missing.jsonl")]);
    return Object.fromEntries([...found].map(([agent, prompts]) => [agent, [...prompts]]));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("agents that were woken again are found in all logs, with their prompts", async () => {
  const found = await find(
    [user("Go"), call({ prompt: "First" }), call({ prompt: "Second", resume: "a1" })],
    [user("Do"), call({ prompt: "Third", resume: "a1" }), call({ prompt: "Fourth", resume: "b2" }, "Agent")],
    [JSON.stringify(call({ resume: "c3", prompt: "Fifth" }), null, 1).replaceAll("\n", " ")],
  );
  assert.deepEqual(found, { a1: ["Second", "Third"], b2: ["Fourth"], c3: ["Fifth"] });
});

Deno.test("what somebody wrote about it wakes nobody, nor does a call without agent or prompt", async () => {
  const written = user(JSON.stringify(call({ prompt: "Quoted", resume: "a1" })));
  const odd = [
    call({ resume: true, prompt: "x" }),
    call({ resume: "a1" }),
    call({ resume: "a1", prompt: " " }),
  ];
  assert.deepEqual(await find([written, ...odd]), {});
});

Deno.test("a call is found wherever the chunks of its log end", async () => {
  const line = JSON.stringify(call({ prompt: "Second", resume: "a1" }));
  const before = line.indexOf('"resume"');
  for (let inside = 0; inside <= '"resume"'.length; inside++) {
    const filler = JSON.stringify(
      user("x".repeat(CHUNK_BYTES - before - inside - JSON.stringify(user("")).length - 1)),
    );
    assert.deepEqual(await find([filler, line]), { a1: ["Second"] }, `${inside}`);
  }
});
