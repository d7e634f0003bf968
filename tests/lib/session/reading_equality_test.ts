import assert from "node:assert/strict";
import fc from "fast-check";
import { wideEncodingOf } from "../../../lib/session/wide_encoding.ts";
import { readAll, withWholeTexts } from "./bytes.ts";
import { mixedLog } from "./mixed_lines.ts";
import { readSimply } from "./reference_reader.ts";

Deno.test("what is read of any lines is what a simple reader reads, in whatever pieces they come", async () => {
  await fc.assert(
    fc.asyncProperty(
      mixedLog,
      fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 41, max: 5000 }), fc.constant(1 << 20)),
      fc.boolean(),
      fc.boolean(),
      fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, fc.integer({ min: 0, max: 3000 })),
      async (log, size, everything, longTexts, most) => {
        // Three NULs before each line end are line ends in UTF-32.
        fc.pre(wideEncodingOf(log) === undefined);
        const limit = most === undefined ? {} : { maxLineBytes: most };
        const { entries, record } = await readAll(log, { size, everything, longTexts, ...limit });
        const read = { entries: entries.map(withWholeTexts), record };
        assert.deepEqual(read, readSimply(log, { file: "a.jsonl", everything, ...limit }));
      },
    ),
    { numRuns: Number(Deno.env.get("READING_RUNS") ?? 400) },
  );
});

Deno.test("a line that was cut short in a result's copy hides nothing of the line glued to it", async () => {
  // Behind the quote that the first line ends with, what stands in strings and what between them change places up to the escaped one.
  const said = JSON.stringify(`he said "${"plain words ".repeat(300)}`);
  const glued =
    `{"type":"progress","data":{"type":"agent_progress","message":{"type":"user","message":{"content":${said}}}},"uuid":"u2"}`;
  const cut = '{"type":"user","message":{"content":"first"},"toolUseResult":{"file":{"a":{"b":null,"';
  const log = new TextEncoder().encode(`${cut}${glued}`);
  const { entries, record } = await readAll(log);
  assert.equal(entries.length, 2);
  const read = { entries: entries.map(withWholeTexts), record };
  assert.deepEqual(read, readSimply(log, { file: "a.jsonl" }));
});
