import assert from "node:assert/strict";
import fc from "fast-check";
import { fingerprint, SeenTexts } from "../../../lib/preprocess/fingerprints.ts";

Deno.test("a text that was seen gives the reference of the first time", () => {
  const seen = new SeenTexts();
  assert.equal(seen.note("a long text", "L1"), undefined);
  assert.equal(seen.note("a long text.", "L2"), undefined);
  assert.equal(seen.note("a long text", "L3"), "L1");
});

Deno.test("different texts have different fingerprints, small changes anywhere included", () => {
  const prints = new Map<number, string>();
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.nat(), (text, at) => {
      const place = at % (text.length + 1);
      for (const variant of [text, `${text.slice(0, place)}x${text.slice(place)}`, `${text}\0`]) {
        const known = prints.get(fingerprint(variant));
        assert.ok(known === undefined || known === variant);
        prints.set(fingerprint(variant), variant);
      }
    }),
    { numRuns: 3000 },
  );
});
