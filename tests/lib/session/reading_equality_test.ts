import assert from "node:assert/strict";
import fc from "fast-check";
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
        const limit = most === undefined ? {} : { maxLineBytes: most };
        const { entries, record } = await readAll(log, { size, everything, longTexts, ...limit });
        const read = { entries: entries.map(withWholeTexts), record };
        assert.deepEqual(read, readSimply(log, { file: "a.jsonl", everything, ...limit }));
      },
    ),
    { numRuns: Number(Deno.env.get("READING_RUNS") ?? 400) },
  );
});
