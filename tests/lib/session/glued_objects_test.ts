import assert from "node:assert/strict";
import fc from "fast-check";
import { mayHoldMore } from "../../../lib/session/glued_objects.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);

Deno.test("a line that may hold a second object is told from its bytes", () => {
  const cases: readonly (readonly [string, boolean])[] = [
    ['{"type":"mode"}', false],
    ['{"parentUuid":null,"type":"progress","data":{"a":[{"b":{}},{"c":1}]}}', false],
    ['{"type":"mode"}{"type":"user"}', true],
    ['{"type":"mode"} {"type":"user"}', true],
    ['{"type":"mode"} { not one', false],
    ['{"type":"mode","a":"cut sho{"parentUuid":null}', true],
    ['{"type":"mode"\0\0', true],
    ["", false],
  ];
  for (const [line, holds] of cases) assert.equal(mayHoldMore(bytesOf(line)), holds, line);
});

Deno.test("any object behind another one is noticed, wherever the line stands in its buffer", () => {
  const object = fc.dictionary(fc.string(), fc.string({ unit: "grapheme" }), { maxKeys: 3 });
  fc.assert(
    fc.property(object, object, fc.nat(9), (first, second, offset) => {
      const line = bytesOf(JSON.stringify(first) + JSON.stringify(second));
      const buffer = new Uint8Array(offset + line.length + 1).fill(0x7b);
      buffer.set(line, offset);
      assert.ok(mayHoldMore(buffer.subarray(offset, offset + line.length)));
    }),
    { numRuns: 300 },
  );
});
