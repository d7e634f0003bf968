import assert from "node:assert/strict";
import fc from "fast-check";
import { quickIndexOf } from "../../../../lib/redact/search/quick_search.ts";

Deno.test("a literal of any length is found where indexOf finds it", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", "é"), maxLength: 60 });
  const literal = fc.string({ unit: fc.constantFrom("a", "b", "é"), minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(text, literal, fc.nat(60), (haystack, needle, from) => {
      assert.equal(quickIndexOf(haystack, needle, from), haystack.indexOf(needle, from));
      assert.equal(quickIndexOf(haystack + needle, needle, from), (haystack + needle).indexOf(needle, from));
    }),
    { numRuns: 2000 },
  );
});
