import assert from "node:assert/strict";
import fc from "fast-check";
import { type Finding, mergeFindings, WEIGHT } from "../../../lib/redact/finding.ts";

const finding = fc.record({
  start: fc.nat(40),
  length: fc.integer({ min: 1, max: 10 }),
  kind: fc.constantFrom("jwt", "email", "home-path"),
  weight: fc.constantFrom(...Object.values(WEIGHT)),
}).map(({ start, length, kind, weight }): Finding => ({ start, end: start + length, kind, weight }));

Deno.test("merged findings are sorted, apart, and cover the same characters", () => {
  fc.assert(
    fc.property(fc.array(finding, { maxLength: 12 }), (findings) => {
      const merged = mergeFindings(findings);
      merged.forEach((one, index) => assert.ok(index === 0 || (merged[index - 1]?.end ?? 0) <= one.start));
      for (let place = 0; place < 60; place++) {
        const covers = ({ start, end }: Finding) => start <= place && place < end;
        assert.equal(merged.some(covers), findings.some(covers));
      }
    }),
  );
});

Deno.test("a vendor's prefix names the stretch that it shares with a variable's value", () => {
  const merged = mergeFindings([
    { start: 10, end: 50, kind: "assigned-secret", weight: WEIGHT.context },
    { start: 10, end: 50, kind: "github-token", weight: WEIGHT.format },
  ]);
  assert.deepEqual(merged, [{ start: 10, end: 50, kind: "github-token", weight: WEIGHT.format }]);
});

Deno.test("a home directory inside a secret does not shrink the secret to ~", () => {
  const [only] = mergeFindings([
    { start: 0, end: 30, kind: "password", weight: WEIGHT.context },
    { start: 5, end: 15, kind: "home-path", weight: WEIGHT.path, replacement: "~" },
  ]);
  assert.deepEqual(only, { start: 0, end: 30, kind: "password", weight: WEIGHT.context });
});

Deno.test("findings that only touch stay two", () => {
  const two: Finding[] = [
    { start: 0, end: 5, kind: "a", weight: WEIGHT.format },
    { start: 5, end: 9, kind: "b", weight: WEIGHT.format },
  ];
  assert.deepEqual(mergeFindings(two), two);
});
