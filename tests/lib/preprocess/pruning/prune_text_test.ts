import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import fc from "fast-check";
import { FULL_DETAIL, NORMAL_DETAIL } from "../../../../lib/preprocess/pruning/detail.ts";
import { pruneLines as shorten } from "../../../../lib/preprocess/pruning/prune_text.ts";
import { asShown } from "../../../support/shown_text.ts";

const pruneLines = asShown(shorten);

const rows = (count: number, from = 1) => Array.from({ length: count }, (_, index) => `row ${from + index}`);
const limits = { headLines: 3, tailLines: 2, errorLines: 4, lineCharacters: 100, characters: 10_000 };

Deno.test("a short text stays as it is", () => {
  const { text, omitted, noteBytes } = pruneLines("one\ntwo\n", limits);
  assert.deepEqual([text, omitted, noteBytes], ["one\ntwo", 0, 0]);
});

Deno.test("the first lines and the last ones are kept, with the number of those between", () => {
  const { text, omitted } = pruneLines(rows(20).join("\n"), limits);
  assert.equal(text, "row 1\nrow 2\nrow 3\n[… 15 lines …]\nrow 19\nrow 20");
  assert.equal(omitted, rows(15, 4).join("\n").length + 1);
});

Deno.test("a line that reports an error survives with two before it and two behind", () => {
  const lines = rows(40);
  lines[19] = "Error: three separators";
  assert.equal(
    pruneLines(lines.join("\n"), limits).text,
    "row 1\nrow 2\nrow 3\n[… 14 lines …]\nrow 18\nrow 19\nError: three separators\nrow 21\nrow 22\n[… 16 lines …]\nrow 39\nrow 40",
  );
});

Deno.test("the signs and words of each kind are found, whatever their case, inside a name or not", () => {
  const kinds = [
    "✗ adds",
    "✘ adds",
    "❌ adds",
    "it FAILED",
    "a TypeError:",
    "KeyException",
    "not ok 3",
    "Assertion",
  ];
  for (const kind of kinds) {
    const lines = rows(40);
    lines[19] = kind;
    lines[25] = "one failure";
    const kept = pruneLines(lines.join("\n"), limits).text.split("\n");
    assert.deepEqual([kept.includes(kind), kept.includes("one failure")], [true, true], kind);
  }
});

Deno.test("of very many errors the first and the last are kept", () => {
  const lines = rows(1000).map((row, index) => index % 10 === 5 ? `${row} failed` : row);
  const { text } = pruneLines(lines.join("\n"), limits);
  assert.match(text, /row 6 failed/);
  assert.match(text, /row 996 failed/);
  assert.equal(text.match(/failed/g)?.length, 4 * limits.errorLines);
});

Deno.test("what says more is kept before what may be a matter of course, however much there is of that", () => {
  const lines = rows(400).map((row, index) => index % 4 === 1 ? `${row} 3 errors expected` : row);
  lines[200] = "FATAL: linker crashed";
  lines[300] = "AssertionError: expected 4";
  const { text } = pruneLines(lines.join("\n"), limits);
  assert.match(text, /FATAL: linker crashed\n/);
  assert.match(text, /AssertionError: expected 4\n/);
  assert.ok((text.match(/errors expected/g)?.length ?? 0) <= 5);
});

Deno.test("errors that follow each other without end count line by line", () => {
  const lines = rows(300).map((row) => `${row} failed`);
  const { text } = pruneLines(lines.join("\n"), limits);
  const { headLines, tailLines, errorLines } = limits;
  assert.equal(text.match(/failed/g)?.length, headLines + tailLines + 4 * errorLines + 1);
});

Deno.test("the trace behind an error stays with it", () => {
  const lines = rows(60);
  lines.splice(
    30,
    5,
    "TypeError: no such thing: x is undefined",
    "    at a (a.js:1:1)",
    "    at b (b.js:2:2)",
    "    at c (c.js:3:3)",
    "next",
  );
  assert.match(
    pruneLines(lines.join("\n"), limits).text,
    /undefined\n {4}at a.*\n {4}at b.*\n {4}at c.*\nnext\n\[… /,
  );
});

Deno.test("a long line is shortened around the word that says most", () => {
  const line = `unexpected ${"some words ".repeat(50)}AssertionError: 3 is not 4 ${"more words ".repeat(50)}`;
  assert.match(pruneLines(`first\n${line}\nlast`, limits).text, /AssertionError: 3 is not 4/);
});

Deno.test("a text above its limit of characters keeps its errors, its beginning and its end", () => {
  const wide = { ...limits, headLines: 10, tailLines: 10, characters: 1000 };
  const lines = rows(60).map((row) => `${row} ${"word ".repeat(15)}`);
  lines[30] = "AssertionError: 3 is not 4";
  const { text } = pruneLines(lines.join("\n"), wide);
  assert.match(text, /^row 1 /);
  assert.match(text, /AssertionError: 3 is not 4\n/);
  assert.match(text, /row 60 (?:word )+word *$/);
  assert.ok(text.length <= 1100);
});

Deno.test("a text above its limit of characters keeps its errors also where they stand among its first or last lines", () => {
  const wide = { ...limits, headLines: 20, tailLines: 10, characters: 1000 };
  for (const place of [1, 12, 18, 24, 28]) {
    const lines = rows(30).map((row) => `${row} ${"word ".repeat(15)}`);
    lines[place] = "AssertionError: 3 is not 4";
    const { text } = pruneLines(lines.join("\n"), wide);
    assert.match(text, /AssertionError: 3 is not 4/, `${place}`);
    assert.match(text, /^row 1 /);
    assert.match(text, /row 30 (?:word )+word *$/);
    assert.ok(text.length <= 1100);
  }
});

Deno.test("a long line is shortened around the word that tells of an error", () => {
  const line = `${"some words ".repeat(50)}AssertionError: 3 is not 4 ${"more words ".repeat(50)}`;
  const { text } = pruneLines(`first\n${line}\nlast`, limits);
  assert.match(text, /AssertionError: 3 is not 4/);
  assert.ok(text.length < 420);
});

Deno.test("a long line is not cut inside a word that ends like one of errors", () => {
  const key = `${"aB3".repeat(20)}Error+${"cD4".repeat(8)}`;
  for (const before of [0, 100, 400]) {
    const line = `first\n${"some words ".repeat(before)}${key} ${"more words ".repeat(90)}\nlast`;
    const { text } = pruneLines(line, limits);
    assert.ok(text.includes(key) || !/aB3|cD4/.test(text), text);
  }
});

Deno.test("what is left out and what is kept make up the whole text", () => {
  const line = fc.oneof(
    fc.string({ maxLength: 300 }),
    fc.constantFrom("Error: x", "fail", "", "日本 words", "    at x", "🌊"),
  );
  fc.assert(
    fc.property(
      fc.array(line, { maxLength: 200 }),
      fc.integer({ min: 40, max: 3000 }),
      (lines, characters) => {
        const whole = lines.join("\n").replace(/\n+$/, "");
        const pruned = pruneLines(whole, { ...limits, characters });
        const shown = Buffer.byteLength(pruned.text) - pruned.noteBytes + pruned.lineBytes +
          pruned.characterBytes;
        const lost = Buffer.byteLength(whole) - shown;
        // Line ends at the end of what is kept are taken off.
        assert.ok(lost >= 0 && lost <= (whole.match(/\n/g)?.length ?? 0), `${lost}`);
      },
    ),
  );
});

Deno.test("one endless line keeps its beginning and end", () => {
  const { text, omitted } = pruneLines(`start ${"word ".repeat(100_000)}end`, limits);
  assert.match(text, /^start /);
  assert.match(text, /end$/);
  assert.ok(text.length < 400 && omitted > 400_000);
});

Deno.test("without filtering nothing is cut", () => {
  const text = rows(5000).join("\n");
  assert.equal(pruneLines(text, FULL_DETAIL.result).text, text);
});

Deno.test("pruning any text keeps within its limits and keeps the first line", () => {
  const line = fc.oneof(fc.string(), fc.constantFrom("Error: x", "fail", "", "a".repeat(500)));
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 80 }), (lines) => {
      const text = lines.join("\n");
      const pruned = pruneLines(text, NORMAL_DETAIL.result);
      assert.ok(pruned.text.length <= NORMAL_DETAIL.result.characters + 100);
      assert.ok(pruned.omitted >= 0);
      if (pruned.omitted === 0) assert.equal(pruned.text, text.replace(/\n+$/, ""));
    }),
  );
});

Deno.test("a few characters stay wherever a note would stand for them, as far as there is room", () => {
  const lines = ["one line", "another one", "a third line of some words", "a fourth line", "the last"];
  const limits = { headLines: 2, tailLines: 1, errorLines: 0, lineCharacters: 400, characters: 1000 };
  assert.equal(pruneLines(lines.join("\n"), limits).text, lines.join("\n"));
  const long = lines.toSpliced(2, 0, "so many words ".repeat(4));
  assert.match(
    `${pruneLines(long.join("\n"), limits).text}`,
    /^one line\nanother one\n\[… 3 lines …\]\nthe last$/,
  );
  // A line behind the last that is kept, too.
  assert.equal(pruneLines("first\nsecond", { ...limits, headLines: 1, tailLines: 0 }).text, "first\nsecond");
});
