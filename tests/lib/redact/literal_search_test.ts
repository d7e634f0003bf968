import assert from "node:assert/strict";
import fc from "fast-check";
import {
  createLiteralSearch,
  forEachRun,
  forEachWideRun,
  MIN_RUN_CHARACTERS,
} from "../../../lib/redact/literal_search.ts";

/** Text with many runs of token characters, of lengths around the shortest that counts. */
const text = fc.array(
  fc.oneof(
    fc.integer({ min: 0, max: 50 }).map((length) => "aZ0_-.".repeat(10).slice(0, length)),
    fc.constantFrom(" ", "\n", "é", "🚢", "/", "=", "\u0000", "ghp_", "ghp", "sk-ant-"),
  ),
  { maxLength: 20 },
).map((pieces) => pieces.join(""));

Deno.test("runs are those that a regular expression finds, in a range or in the runs with more characters", () => {
  const minimum = `{${MIN_RUN_CHARACTERS},}`;
  fc.assert(
    fc.property(text, fc.nat(60), fc.nat(200), (sample, one, other) => {
      const start = Math.min(one, other, sample.length);
      const end = Math.min(Math.max(one, other), sample.length);
      const part = runsOf(sample.slice(start, end), `[A-Za-z0-9_.-]${minimum}`);
      const runs: number[][] = [];
      forEachRun(sample, start, end, (from, to) => runs.push([from - start, to - start]));
      assert.deepEqual(runs, part);
      const wide: number[][] = [];
      const within: number[][] = [];
      forEachWideRun(sample, (from, to) => {
        wide.push([from, to]);
        forEachRun(sample, from, to, (innerFrom, innerTo) => within.push([innerFrom, innerTo]));
      });
      assert.deepEqual(wide, runsOf(sample, `[A-Za-z0-9_.+/=-]${minimum}`));
      assert.deepEqual(within, runsOf(sample, `[A-Za-z0-9_.-]${minimum}`));
    }),
    { numRuns: 2000 },
  );
});

function runsOf(sample: string, expression: string): number[][] {
  return [...sample.matchAll(new RegExp(expression, "g"))]
    .map((match) => [match.index, match.index + match[0].length]);
}

Deno.test("literals are found wherever they stand in a range, also inside of each other", () => {
  const literals = ["ghp_", "sk-", "sk-ant-", "aZ0", "-.a"];
  const search = createLiteralSearch(literals);
  fc.assert(
    fc.property(text, fc.nat(60), fc.nat(60), (sample, one, other) => {
      const start = Math.min(one, other, sample.length);
      const end = Math.min(Math.max(one, other), sample.length);
      const expected: string[] = [];
      literals.forEach((literal, index) => {
        // A literal counts if its first three characters are in the range.
        for (
          let at = sample.indexOf(literal, start);
          at !== -1 && at + 3 <= end;
          at = sample.indexOf(literal, at + 1)
        ) {
          expected.push(`${at} ${index}`);
        }
      });
      const found: string[] = [];
      search(sample, start, end, (index, at) => found.push(`${at} ${index}`));
      assert.deepEqual(found.sort(), expected.sort());
    }),
    { numRuns: 2000 },
  );
});

Deno.test("a literal that is too short to be searched for is a mistake in the tables", () => {
  assert.throws(() => createLiteralSearch(["sk"]), RangeError);
});
