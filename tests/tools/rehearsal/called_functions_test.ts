import assert from "node:assert/strict";
import { calledFunctions } from "../../../tools/rehearsal/called_functions.ts";

Deno.test("functions that any thread called are told by their file", () => {
  const covered = (...counts: readonly number[]) =>
    counts.map((count, index) => ({
      ranges: [{ startOffset: index, endOffset: index + 9, count }, {
        startOffset: 4,
        endOffset: 5,
        count: 1,
      }],
    }));
  const called = calledFunctions([
    { url: "file:///dist/a%20b.js", functions: covered(0, 2) },
    { url: "file:///dist/c.js", functions: covered(0) },
    { url: "file:///dist/a%20b.js", functions: covered(1, 0) },
  ]);
  assert.deepEqual([...called], [
    ["/dist/a b.js", [{ start: 1, end: 10 }, { start: 0, end: 9 }]],
    ["/dist/c.js", []],
  ]);
});
