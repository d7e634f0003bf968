import assert from "node:assert/strict";
import fc from "fast-check";
import { indexOfByte } from "../../../lib/session/byte_search.ts";

Deno.test("a byte is found where Uint8Array.indexOf finds it, in any part of any bytes", () => {
  // Bytes that differ from the one that is sought in a bit or by one: where tricks with words go wrong.
  const near = fc.constantFrom(0x22, 0x21, 0x23, 0xa2, 0x02, 0x00, 0x80, 0xff, 0x01);
  fc.assert(
    fc.property(
      fc.array(near, { maxLength: 60 }),
      fc.nat(70),
      fc.nat(70),
      fc.constantFrom(0x22, 0x00, 0xff),
      (bytes, from, length, byte) => {
        const all = Uint8Array.from(bytes);
        const end = Math.min(all.length, from + length);
        const view = new DataView(all.buffer);
        const found = all.subarray(0, end).indexOf(byte, Math.min(from, end));
        assert.equal(indexOfByte(view, byte * 0x01010101, from, end), found);
      },
    ),
    { numRuns: 5000 },
  );
});
