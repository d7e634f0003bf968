import assert from "node:assert/strict";
import fc from "fast-check";
import { fingerprint, joinFingerprints } from "../../../../lib/preprocess/repeats/fingerprints.ts";

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

Deno.test("a long text differs from the same with one character changed, wherever that stands", () => {
  const lines = fc.array(fc.string({ unit: "grapheme", maxLength: 60 }), { minLength: 20, maxLength: 80 });
  fc.assert(
    fc.property(lines, fc.nat(), (lines, at) => {
      const text = lines.join("\n→".repeat(10));
      const place = at % text.length;
      const changed = `${text.slice(0, place)}${text[place] === "x" ? "y" : "x"}${text.slice(place + 1)}`;
      assert.equal(fingerprint(text), fingerprint(`${text.slice(0, place)}${text.slice(place)}`));
      assert.notEqual(fingerprint(text), fingerprint(changed));
    }),
    { numRuns: 500 },
  );
});

Deno.test("fingerprints of several texts differ where one of them does, or their order", () => {
  const prints = new Map<number, string>();
  // Both halves of each count, and so does the order.
  assert.notEqual(joinFingerprints(2 ** 40, 1), joinFingerprints(2 ** 41, 1));
  assert.notEqual(joinFingerprints(1, 1), joinFingerprints(2, 1));
  assert.notEqual(joinFingerprints(1, 2), joinFingerprints(2, 1));
  assert.notEqual(joinFingerprints(1, 2, 1), joinFingerprints(1, 2));
  const text = fc.oneof(
    fc.constantFrom("", "text", "thinking", "msg_1", "msg_2"),
    fc.string({ maxLength: 300 }),
  );
  fc.assert(
    fc.property(fc.tuple(text, text, text), (texts) => {
      const [one, other, third] = texts.map(fingerprint);
      const print = joinFingerprints(one ?? 0, other ?? 0, third);
      assert.ok(Number.isSafeInteger(print) && print >= 0);
      const known = prints.get(print);
      assert.ok(known === undefined || known === JSON.stringify(texts));
      prints.set(print, JSON.stringify(texts));
    }),
    { numRuns: 5000 },
  );
});
