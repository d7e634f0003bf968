import assert from "node:assert/strict";
import { isContained, isPastedInto, wordsOf } from "../../../lib/preprocess/queued_words.ts";

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
    assert.equal(isPastedInto(announced, wordsOf(delivered)), expected);
  });
}

Deno.test("a text is part of another one word by word, whatever the white space", () => {
  assert.ok(isContained("use  tabs", "please use\ntabs now"));
  assert.ok(!isContained("use tab", "use tabs"));
  assert.ok(!isContained("se tabs", "use tabs"));
});
