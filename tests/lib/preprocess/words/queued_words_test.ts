import assert from "node:assert/strict";
import { getHeapStatistics } from "node:v8";
import {
  isPastedInto,
  rememberedWords,
  spaced,
  wordsAroundPasted,
  wordsOf,
} from "../../../../lib/preprocess/words/queued_words.ts";

for (
  const [announced, delivered, expected] of [
    ["fix [Pasted text #1 +3 lines] now", "fix this\nand that now", true],
    ["[Image #1] and [Image #2] differ", "and differ", true],
    ["fix [Image #1]", "fix", true],
    ["fix [Image #1]", "please fix it", false],
    ["fix [Image #1] now", "fix it", false],
    ["fix [Image #1] fix", "fix", false],
    ["[Image #1]", "anything", false],
    ["fix it", "fix it", false],
  ] as const
) {
  Deno.test(`\`${delivered}\` is ${expected ? "" : "not "}\`${announced}\` with what was pasted`, () => {
    const around = wordsAroundPasted(announced);
    assert.equal(around !== undefined && isPastedInto(around, wordsOf(delivered)), expected);
  });
}

Deno.test("a text is part of another one word by word, whatever the white space", () => {
  assert.ok(spaced("please use\ntabs now").includes(spaced("use  tabs")));
  assert.ok(!spaced("use tabs").includes(spaced("use tab")));
  assert.ok(!spaced("use tabs").includes(spaced("se tabs")));
});

Deno.test("the words of a long text are those of its stretches", () => {
  const text = " one\t\n two\u00a0 three ".repeat(20_000);
  assert.equal(wordsOf(text), "onetwothree".repeat(20_000));
});

Deno.test("what is remembered of a prompt of megabytes is short, and differs from that of any other", () => {
  const words = "word".repeat(100_000);
  assert.ok(rememberedWords(words).length < 100);
  assert.notEqual(rememberedWords(words), rememberedWords(`${words.slice(0, -1)}x`));
  assert.equal(rememberedWords("short"), "short");
});

Deno.test("the words of a long text take about as much memory as the text", () => {
  const text = "word ".repeat(2_000_000);
  const before = getHeapStatistics().used_heap_size;
  const words = wordsOf(text);
  const grown = getHeapStatistics().used_heap_size - before;
  assert.equal(words.length, 8_000_000);
  assert.ok(grown < 6 * text.length, `${grown} bytes`);
});
