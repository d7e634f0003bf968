import assert from "node:assert/strict";
import { join } from "node:path";
import { createRedactor } from "../../../lib/redact/mod.ts";
import { findSignals } from "../../../tools/bench/kept_signal.ts";
import { assistantLine, inFolder, toolLines, userLine } from "../../lib/preprocess/converting.ts";

const output = `${Array.from({ length: 40 }, (_, row) => `row ${row}`).join("\n")}\n3 failing`;
const lines = [
  userLine("Fix the import"),
  userLine("<system-reminder>not a person's</system-reminder>"),
  { type: "queue-operation", operation: "enqueue", content: "and the export" },
  ...toolLines("Bash", { command: "npm test" }, output, { isError: true }),
  assistantLine("Done."),
];

async function judge(parts: readonly string[]): Promise<Record<string, string>> {
  return await inFolder(async (folder) => {
    const path = join(folder, "s.jsonl");
    await Deno.writeTextFile(path, lines.map((line) => JSON.stringify(line)).join("\n"));
    const kept = await findSignals(path, parts, await createRedactor());
    return Object.fromEntries(
      Object.entries(kept).map(([kind, { found, all }]) => [kind, `${found} of ${all}`]),
    );
  });
}

Deno.test("the judge finds what is there, whatever the white space", async () => {
  const part = `<session><user>Fix\nthe import</user><user>and the  export</user>` +
    `<tool_result ref="L5" error="yes">row 0\n3 failing</tool_result></session>`;
  assert.deepEqual(await judge([part]), {
    prompt: "1 of 1",
    queued: "1 of 1",
    error: "1 of 1",
    verdict: "1 of 1",
  });
});

Deno.test("the judge misses a person's words elsewhere, a failure without its mark, and a lost last line", async () => {
  const part = `<session><assistant>Fix the import, and the export</assistant>` +
    `<tool_result ref="L5">row 0</tool_result></session>`;
  assert.deepEqual(await judge([part]), {
    prompt: "0 of 1",
    queued: "0 of 1",
    error: "0 of 1",
    verdict: "0 of 1",
  });
});
