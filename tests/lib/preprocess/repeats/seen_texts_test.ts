import assert from "node:assert/strict";
import { SeenTexts } from "../../../../lib/preprocess/repeats/seen_texts.ts";

Deno.test("a text that was seen gives the reference of the first time", () => {
  const seen = new SeenTexts();
  assert.equal(seen.note("a long text", "L1"), undefined);
  assert.equal(seen.note("a long text.", "L2"), undefined);
  assert.equal(seen.note("a long text", "L3"), "L1");
});

Deno.test("references are given as they were, among any number of others", () => {
  const seen = new SeenTexts();
  const referenceOf = (index: number) =>
    index % 7 === 0 ? `agént\0${"x".repeat(index % 50)}:L${index}` : `L${index}`;
  const numbers = Array.from({ length: 20_000 }, (_, index) => index);
  assert.ok(numbers.every((index) => seen.note(`text ${index}`, referenceOf(index)) === undefined));
  assert.ok(numbers.every((index) => seen.note(`text ${index}`, "other") === referenceOf(index)));
});
