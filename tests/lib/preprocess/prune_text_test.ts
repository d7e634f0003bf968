import assert from "node:assert/strict";
import fc from "fast-check";
import { FULL_DETAIL, NORMAL_DETAIL } from "../../../lib/preprocess/detail.ts";
import { cutMiddle, cutText, pruneLines } from "../../../lib/preprocess/prune_text.ts";

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

Deno.test("a line that reports an error survives with its neighbours", () => {
  const lines = rows(40);
  lines[19] = "Error: three separators";
  assert.equal(
    pruneLines(lines.join("\n"), limits).text,
    "row 1\nrow 2\nrow 3\n[… 15 lines …]\nrow 19\nError: three separators\nrow 21\n[… 17 lines …]\nrow 39\nrow 40",
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
  assert.match(text, /row 986 failed/);
  assert.ok((text.match(/failed/g)?.length ?? 0) <= 6);
});

Deno.test("words that only contain an error word are no errors", () => {
  const lines = rows(40);
  lines[19] = "terrorism, failover and unabortedly";
  assert.doesNotMatch(pruneLines(lines.join("\n"), limits).text, /terrorism/);
});

Deno.test("one endless line keeps its beginning and end", () => {
  const { text, omitted } = pruneLines(`start ${"word ".repeat(100_000)}end`, limits);
  assert.match(text, /^start /);
  assert.match(text, /end$/);
  assert.ok(text.length < 200 && omitted > 400_000);
});

Deno.test("a text is never cut inside a word, so that no half key is left", () => {
  const key = "sk" + "-" + "a1B2".repeat(60);
  for (
    const cut of [
      cutText(`key: ${key} and more words`, 100),
      cutMiddle(`some words then ${key} ${"x ".repeat(200)}`, 100),
    ]
  ) {
    assert.doesNotMatch(cut.text, /a1B2/);
    assert.ok(cut.omitted > 0);
  }
});

Deno.test("scripts without spaces are cut anywhere but inside a surrogate pair", () => {
  assert.match(cutText("東京電力".repeat(100), 50).text, /^.{50}\[… \+350 chars\]$/);
  assert.ok(cutText("🌊".repeat(100), 51).text.isWellFormed());
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
