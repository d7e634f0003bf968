import assert from "node:assert/strict";
import { countTokens } from "../../../tools/bench/tokens.ts";

Deno.test("tokens are counted as the vocabularies have them", () => {
  // https://github.com/openai/openai-cookbook/blob/main/examples/How_to_count_tokens_with_tiktoken.ipynb
  const published = { "antidisestablishmentarianism": 6, "2 + 2 = 4": 7, "お誕生日おめでとう": 8 };
  for (const [text, tokens] of Object.entries(published)) assert.equal(countTokens(text).o200k, tokens, text);
  assert.equal(countTokens("hello world").claude, 2);
});
