import assert from "node:assert/strict";
import { parsePatch, structuredPatch } from "diff";
import fc from "fast-check";
import { cutPatch } from "../../../../lib/learn/diff/cut_patch.ts";
import { readHunks, writeHunk } from "../../../../lib/learn/diff/hunks.ts";
import { estimateTokens } from "../../../../lib/preprocess/tokens/tokens.ts";

const line = fc.oneof(
  fc.constantFrom(
    "",
    "}",
    "return a;",
    "-- sql",
    "++i;",
    "@@ x",
    "é\u2028ü",
    "a\r",
    "\\ No newline",
    "日本語の行",
  ),
  fc.string({ maxLength: 60 }).map((text) => text.replaceAll("\n", "")),
  fc.constant("x".repeat(2_500)),
);
const file = fc.array(line, { maxLength: 60 });

/** Old and new lines, and the patch between them as git has it. */
const change = fc.tuple(file, file, fc.integer({ min: 0, max: 4 })).map(([one, other, context]) => {
  const [old, now] = [one, [...one.slice(0, one.length / 2), ...other, ...one.slice(one.length / 2)]];
  const text = (lines: readonly string[]) => lines.map((text) => `${text}\n`).join("");
  const { hunks } = structuredPatch("a", "b", text(old), text(now), undefined, undefined, { context });
  const patch = hunks.map((hunk) => {
    const range = (start: number, lines: number) =>
      lines === 1 ? `${start}` : `${lines === 0 ? start - 1 : start},${lines}`;
    return [
      `@@ -${range(hunk.oldStart, hunk.oldLines)} +${range(hunk.newStart, hunk.newLines)} @@ f()`,
      ...hunk.lines,
    ].join("\n");
  }).join("\n");
  return { old, now, patch };
});

Deno.test("what is read of a patch is written back to the letter", () => {
  fc.assert(
    fc.property(change, ({ patch }) => {
      assert.equal(readHunks(patch).map(writeHunk).join("\n"), patch);
    }),
    { numRuns: 100 },
  );
});

Deno.test("a cut patch is never above its budget, can be parsed, and each line is where its header says", () => {
  fc.assert(
    fc.property(change, fc.integer({ min: 0, max: 700 }), ({ old, now, patch }, budget) => {
      const hunks = readHunks(patch);
      const cut = cutPatch(hunks, budget);
      assert.ok(estimateTokens(cut.patch) <= budget);
      assert.equal(cut.tokens, estimateTokens(cut.patch));
      let kept = 0;
      for (const hunk of cut.patch === "" ? [] : parsePatch(cut.patch)[0]?.hunks ?? []) {
        let [inOld, inNow] = [hunk.oldStart - 1, hunk.newStart - 1];
        for (const line of hunk.lines) {
          kept++;
          if (!line.startsWith("+")) assert.equal(old[inOld++], line.slice(1));
          if (!line.startsWith("-")) assert.equal(now[inNow++], line.slice(1));
        }
      }
      assert.equal(kept + cut.omittedLines, hunks.flatMap(({ lines }) => lines).length);
    }),
    { numRuns: 200 },
  );
});

Deno.test("whole hunks come first, then beginnings; what is enough for all cuts nothing", () => {
  const added = (start: number, count: number) =>
    [
      `@@ -${start},0 +${start + 1},${count} @@`,
      ...Array.from({ length: count }, (_, at) => `+line ${start + at};`),
    ]
      .join("\n");
  const patch = [added(10, 200), added(300, 4), added(400, 4)].join("\n");
  const hunks = readHunks(patch);

  const all = cutPatch(hunks, 100_000);
  const some = cutPatch(hunks, 150);
  const none = cutPatch(hunks, 10);

  assert.deepEqual([all.patch, all.omittedLines], [patch, 0]);
  assert.deepEqual([none.patch, none.omittedLines, none.tokens], ["", 208, 0]);
  const [first, ...others] = readHunks(some.patch);
  assert.deepEqual(others.map(writeHunk), hunks.slice(1).map(writeHunk));
  const shown = first?.lines.length ?? 0;
  assert.ok(shown >= 3 && shown < 200, String(shown));
  assert.equal(some.omittedLines, 200 - shown);
});

Deno.test("hunks are read from damaged patches: headers of files, missing signs, wrong counts, no hunk at all", () => {
  const damaged =
    "--- a/x\n+++ b/x\n@@ -1,99 +1,99 @@\n a\n\n-b\ngarbage\n+c\n\\ No newline at end of file\n@@ -9 +9 @@\n";
  assert.deepEqual(readHunks(damaged).map(writeHunk), [
    "@@ -1,3 +1,3 @@\n a\n \n-b\n+c\n\\ No newline at end of file",
  ]);
  assert.deepEqual(readHunks("Binary files differ"), []);
  assert.deepEqual(readHunks(""), []);
});

Deno.test("a line that nobody can read is left out, and the lines around it keep their numbers", () => {
  const patch = `@@ -1,3 +1,3 @@\n a\n-${"x".repeat(3_000)}\n+b\n c`;
  const cut = cutPatch(readHunks(patch), 100_000);
  assert.deepEqual([cut.patch, cut.omittedLines], ["@@ -1 +1 @@\n a\n@@ -3 +2,2 @@\n+b\n c", 1]);
});
