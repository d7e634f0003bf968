import assert from "node:assert/strict";
import { renderVocabulary } from "../../../tools/bench/token_vocabulary.ts";

Deno.test("the program's vocabularies are what ai-tokenizer says", async () => {
  const path = new URL("../../../lib/preprocess/tokens/token_vocabulary.json", import.meta.url);
  // Not `equal`: the difference of two texts of 700 KB takes minutes.
  assert.ok(
    await Deno.readTextFile(path) === await renderVocabulary(),
    "run deno task vocabulary -- --write",
  );
});
