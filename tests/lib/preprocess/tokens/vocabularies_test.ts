import assert from "node:assert/strict";
import { borrowModule, giveModuleBack } from "../../../../lib/preprocess/parts/markup_module.ts";
import { loadVocabularies } from "../../../../lib/preprocess/tokens/vocabularies.ts";

Deno.test("each module that writes has the tables, though they are decoded once", () => {
  const modules = [borrowModule(), borrowModule(), borrowModule()];
  const text = "Zusammenfassung: HTTPServer isn't running in 日本語, &lt;td&gt; 123456 👍🏽\n".repeat(40);
  const counts = modules.map((module) => {
    loadVocabularies(module);
    return module.countTokensOfText(module.copyUnits(text, module.textAddress));
  });
  modules.forEach(giveModuleBack);
  const [first = 0] = counts;
  assert.ok(first > 800 && first < text.length, `${first} tokens`);
  assert.deepEqual(counts, [first, first, first]);
});
