import assert from "node:assert/strict";
import fc from "fast-check";
import { writeCodeUnits } from "../../../lib/redact/raw_text.ts";

const ADDRESS = 64;

/** What was written, as a text again. */
function readBack(memory: ArrayBuffer, width: 1 | 2, length: number): string {
  const units = width === 1
    ? new Uint8Array(memory, ADDRESS, length)
    : new Uint16Array(memory, ADDRESS, length);
  return Array.from(units, (unit) => String.fromCharCode(unit)).join("");
}

Deno.test("the code units of a text come as they are, short or long, whatever its characters are", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("a", "\u0000", "é", "日", "🚢", "\ud800", "\udc00"), { maxLength: 5 }),
      fc.constantFrom("a", "é", "日"),
      fc.nat(5000),
      (pieces, filler, length) => {
        const text = pieces.join("") + filler.repeat(length);
        const memory = new ArrayBuffer(ADDRESS + 2 * text.length);
        assert.equal(readBack(memory, writeCodeUnits(text, memory, ADDRESS), text.length), text);
      },
    ),
  );
});

Deno.test("a long text without characters beyond Latin-1 takes one byte a character", () => {
  const memory = new ArrayBuffer(10_000);
  assert.equal(writeCodeUnits("aé".repeat(1000), memory, ADDRESS), 1);
  assert.equal(writeCodeUnits("日é".repeat(1000), memory, ADDRESS), 2);
});
