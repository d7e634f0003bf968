/** An agent's own log, converted by itself. */

import assert from "node:assert/strict";
import { join } from "node:path";
import { assistantLine, convertFile, inFolder, toolLines, userLine } from "../converting.ts";

const lines = [
  userLine("Look around"),
  ...toolLines("Read", { file_path: "/a" }, "1\tone"),
  assistantLine("It is one."),
  userLine("And now?"),
  assistantLine("Still one."),
];

const convertNamed = (name: string, agentId: string) =>
  inFolder(async (folder) => {
    const path = join(folder, name);
    const log = lines.map((line) => `${JSON.stringify({ ...line, isSidechain: true, agentId })}\n`);
    await Deno.writeTextFile(path, log.join(""));
    return await convertFile(path);
  });

Deno.test("references into an agent's own log name the agent: the session's id is that of another log", async () => {
  for (const agentId of ["a6d494ec35e252fd5", "a1b2c3d4", "acompact-6d494ec3"]) {
    const { xml, elements, report } = await convertNamed(`agent-${agentId}.jsonl`, agentId);
    assert.match(xml, new RegExp(`<agent id="${agentId}">`));
    assert.equal(xml.split("<agent ").length, 2);
    assert.deepEqual(
      elements.flatMap(({ name, attributes: { ref } }) => ref === undefined ? [] : [`${name} ${ref}`]),
      ["prompt L1", "tool_use L2", "tool_result L3", "assistant L4", "prompt L5", "assistant L6"]
        .map((each) => each.replace(" ", ` ${agentId}:`)),
    );
    assert.deepEqual([report.status, report.agents], ["converted", 1]);
  }
});

Deno.test("a log of another name is a session's, whatever its lines say", async () => {
  const { elements } = await convertNamed("agent-of-ours.jsonl", "a1b2c3d4");
  assert.ok(elements.every(({ attributes: { ref } }) => ref === undefined || /^L\d+$/.test(ref)));
});
