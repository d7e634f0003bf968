import assert from "node:assert/strict";
import { isSeveralSentences } from "../../../../lib/preprocess/tools/sentences.ts";

Deno.test("sentences are prose, in languages without capital letters, too", () => {
  for (
    const text of [
      "It failed twice. The lock was stale.",
      "What now? (Nobody knows: the docs say nothing.)",
      "Il a \u00e9chou\u00e9. \u00c9videmment, le verrou \u00e9tait l\u00e0.",
      "\u5931\u8d25\u4e86\u3002\u9501\u5df2\u8fc7\u671f\u3002",
    ]
  ) assert.ok(isSeveralSentences(text), text);
});

Deno.test("data, code, lists of words and single sentences are none", () => {
  for (
    const text of [
      "It failed twice",
      "alpha, beta, gamma, delta",
      "const a = b.map((x) => x[0]); return a && c;",
      '{"a": 1, "b": [2, 3, 4]}',
      "SELECT * FROM t WHERE a = 1 AND b <> '2'",
      "a=1&b=2&c=3",
      "v1.2.3 v1.2.4 v1.2.5",
      "src/a.ts:1:2 src/b.ts:3:4 src/c.ts:5:6",
    ]
  ) assert.ok(!isSeveralSentences(text), text);
});

Deno.test("a text of any length is judged by its beginning", () => {
  assert.ok(isSeveralSentences("Some words stand here. ".repeat(100_000)));
  assert.ok(!isSeveralSentences("x".repeat(2_000_000)));
});
