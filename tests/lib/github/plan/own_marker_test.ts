import assert from "node:assert/strict";
import fc from "fast-check";
import { readMarker, renderMarker, shortHash } from "../../../../lib/github/plan/own_marker.ts";

const fields = fc.record({
  parent: fc.constantFrom(null, 42),
  plan: fc.string({ unit: "binary" }),
  title: fc.constantFrom("a --> b", "<!-- erk-learn:notice {} -->", "line\nbreak", "}", ""),
  run: fc.constantFrom(null, "run-1"),
}, { noNullPrototype: true });

Deno.test("what a marker holds comes back from between any texts, and the comment ends at its end alone", () => {
  fc.assert(fc.property(fields, fields, fc.string(), (earlier, last, around) => {
    const marker = renderMarker("saved-plan", last);
    assert.equal(marker.indexOf("-->"), marker.length - "-->".length);
    assert.equal(marker.lastIndexOf("<"), 0);
    const text = `${around}${renderMarker("saved-plan", earlier)}\n${marker}${around}`;
    assert.deepEqual(readMarker(text, "saved-plan"), last);
  }));
});

Deno.test("a marker that can't be read, or holds something else, gives way to the one before it", () => {
  const marker = renderMarker("notice", { about: "sessions" });
  for (const other of ["<!-- erk-learn:notice {about} -->", '<!-- erk-learn:notice {"about":7} -->']) {
    assert.deepEqual(readMarker(`${marker}\n${other}`, "notice"), { about: "sessions" });
    assert.equal(readMarker(other, "notice"), undefined);
  }
  assert.equal(readMarker(marker, "consolidated"), undefined);
});

Deno.test("a hash is 16 digits, of the text without carriage returns", async () => {
  const hash = await shortHash("one\ntwo\n");
  assert.match(hash, /^[0-9a-f]{16}$/);
  assert.equal(await shortHash("one\r\ntwo\r\n"), hash);
  assert.notEqual(await shortHash("one\ntwo"), hash);
});
