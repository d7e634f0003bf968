/** Values that are cut to fit: no secret at the cut is shown in half. */

import assert from "node:assert/strict";
import { assistantLine, convertLines, toolLines, userLine } from "../converting.ts";

const TOKEN = `ghp_${"Ab3dE6gH9k".repeat(4).slice(0, 36)}`;

/** Words in front of the token, so that it crosses the limit at any of its characters. */
const wordsBefore = (limit: number, shown: number) => "d ".repeat(limit).slice(0, limit - shown - 1) + " ";

for (const shown of [5, 20, 39]) {
  Deno.test(`a token whose character ${shown} is at the cut of a value is not shown`, async () => {
    const long = `${wordsBefore(300, shown)}${TOKEN} end`;
    const short = `${wordsBefore(120, shown)}${TOKEN} end`;
    const task = { type: "tool_use", id: "t", name: "Task", input: { description: long, prompt: "Look" } };
    const { xml } = await convertLines([
      userLine("Go.", { cwd: short, gitBranch: short, version: short }),
      assistantLine(task, { message: { id: "m", role: "assistant", model: short, content: [task] } }),
      {
        type: "progress",
        parentToolUseID: "t",
        uuid: "p",
        data: { type: "agent_progress", agentId: "a", message: assistantLine("Found.") },
      },
      ...toolLines(long, { [long]: "x" }, "ok"),
    ]);
    assert.ok(xml.includes("<agent"));
    assert.ok(!xml.includes("ghp_"), xml.slice(0, 3000));
  });
}
