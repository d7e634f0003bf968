import assert from "node:assert/strict";
import fc from "fast-check";
import { ShownLines } from "../../../../lib/preprocess/repeats/shown_lines.ts";

const line = (number: number) => `the chapter with the number ${number} was converted`;
const linesFrom = (first: number, count: number) =>
  Array.from({ length: count }, (_, at) => line(first + at));
const numbered = (lines: readonly string[], first = 1) =>
  lines.map((text, at) => `${first + at}→${text}`).join("\n");

function repeatedIn(text: string, repeated: ReturnType<ShownLines["note"]>) {
  return repeated.map(({ start, end, count, reference }) => [reference, count, text.slice(start, end)]);
}

Deno.test("rows of lines that were shown in the same row are told, with where they were shown", () => {
  const shown = new ShownLines();
  assert.deepEqual(shown.note(linesFrom(0, 10).join("\n"), "L1", false, 0), []);
  assert.deepEqual(shown.note(linesFrom(20, 10).join("\n"), "L2", false, 0), []);
  const again = ["begin", ...linesFrom(2, 4), "between", ...linesFrom(22, 3)].join("\n");
  assert.deepEqual(repeatedIn(again, shown.note(again, "L3", false, 0)), [
    ["L1", 4, `${linesFrom(2, 4).join("\n")}\n`],
    ["L2", 3, linesFrom(22, 3).join("\n")],
  ]);
});

Deno.test("what is shown once more is referred to where it stands, not where it was left out", () => {
  const shown = new ShownLines();
  const text = linesFrom(0, 10).join("\n");
  for (const reference of ["L1", "L2", "L3"]) shown.note(text, reference, false, 0);
  assert.deepEqual(shown.note(text, "L4", false, 0).map(({ reference }) => reference), ["L1"]);
});

Deno.test("two lines, short ones, the last ones, and what a text repeats of itself are no such rows", () => {
  const shown = new ShownLines();
  shown.note([...linesFrom(0, 5), "}", "}", "}", "}"].join("\n"), "L1", false, 0);
  assert.deepEqual(shown.note(linesFrom(0, 2).join("\n"), "L2", false, 0), []);
  assert.deepEqual(shown.note("}\n}\n}\n}", "L3", false, 0), []);
  assert.deepEqual(shown.note(linesFrom(0, 4).join("\n"), "L4", false, 2), []);
  assert.deepEqual(shown.note([...linesFrom(50, 5), ...linesFrom(50, 5)].join("\n"), "L5", false, 0), []);
});

Deno.test("lines that stood apart, or with a note between them, are no row", () => {
  const shown = new ShownLines();
  const [first, second, third, fourth] = linesFrom(0, 4);
  shown.note([first, second, "[… 12 lines …]", third, fourth].join("\n"), "L1", false, 0);
  assert.deepEqual(shown.note([first, second, third, fourth].join("\n"), "L2", false, 0), []);
});

Deno.test("lines of a file are known without their numbers", () => {
  const shown = new ShownLines();
  shown.note(numbered(linesFrom(0, 10)), "L1", true, 0);
  const moved = numbered(["// new", ...linesFrom(0, 10)]);
  assert.deepEqual(shown.note(moved, "L2", true, 0).map(({ reference, count }) => [reference, count]), [[
    "L1",
    10,
  ]]);
});

Deno.test("what an edit's diff shows of the new file is known, whatever became of its tabs", () => {
  const shown = new ShownLines();
  shown.noteDiff(`@@ -3 +3 @@\n   ${line(1)}\n-    old\n+    ${line(2)}\n+    ${line(3)}`, "L1");
  const read = numbered([`\t${line(1)}`, `\t\t${line(2)}`, `\t\t${line(3)}`], 3);
  assert.deepEqual(shown.note(read, "L2", true, 0).map(({ reference, count }) => [reference, count]), [[
    "L1",
    3,
  ]]);
});

Deno.test("the latest lines are remembered, in the same memory", () => {
  const shown = new ShownLines();
  for (let at = 0; at < 400; at++) shown.note(linesFrom(100 * at, 100).join("\n"), `L${at}`, false, 0);
  assert.deepEqual(shown.note(linesFrom(0, 10).join("\n"), "M1", false, 0), []);
  const late = shown.note(linesFrom(39_010, 10).join("\n"), "M2", false, 0);
  assert.deepEqual(late.map(({ reference, count }) => [reference, count]), [["L390", 10]]);
});

Deno.test("lines are found again while room for more of them is made", () => {
  const shown = new ShownLines();
  for (let at = 0; at < 120; at++) {
    shown.note(linesFrom(100 * at, 100).join("\n"), `L${at}`, false, 0);
    for (const text of [0, at]) {
      const rows = shown.note(linesFrom(100 * text, 30).join("\n"), "again", false, 0);
      assert.deepEqual(rows.map(({ reference, count }) => [reference, count]), [[`L${text}`, 30]]);
    }
  }
});

Deno.test("whatever is shown, rows that are told stand in the same row where they are referred to", () => {
  const texts = fc.array(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 30 }), {
    maxLength: 40,
  });
  let told = 0;
  fc.assert(fc.property(texts, (texts) => {
    const shown = new ShownLines();
    const standing = new Map<string, string>();
    for (const [index, numbers] of texts.entries()) {
      const text = numbers.map((number) => line(number)).join("\n");
      let rest = "\n";
      let written = 0;
      for (const { start, end, count, reference } of shown.note(text, `L${index}`, false, 0)) {
        const row = text.slice(start, end).replace(/\n$/, "");
        assert.equal(row.split("\n").length, count);
        assert.ok(standing.get(reference)?.includes(`\n${row}\n`), `${reference}: ${row}`);
        rest += `${text.slice(written, start)}[…]\n`;
        written = end;
        told++;
      }
      standing.set(`L${index}`, `${rest}${text.slice(written)}\n`);
    }
  }));
  assert.notEqual(told, 0);
});
