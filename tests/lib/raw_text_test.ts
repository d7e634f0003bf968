import assert from "node:assert/strict";
import fc from "fast-check";
import { createCodeUnitReader, createCodeUnitWriter, heldUnitsOf } from "../../lib/raw_text.ts";

const ADDRESS = 64;
const memory = new WebAssembly.Memory({ initial: 4 });
const writeCodeUnits = createCodeUnitWriter(memory);
const reader = createCodeUnitReader(memory);

/** What was written, as a text again. */
function readBack(length: number): string {
  return textOf(new Uint16Array(memory.buffer, ADDRESS, length));
}

function textOf(units: Uint16Array): string {
  return Array.from(units, (unit) => String.fromCharCode(unit)).join("");
}

Deno.test("the code units of a text come as they are, short or long, whatever its characters are", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("a", "\u0000", "é", "日", "🚢", "\ud800", "\udc00"), { maxLength: 5 }),
      fc.constantFrom("a", "é", "日"),
      fc.nat(40_000),
      (pieces, filler, length) => {
        const text = pieces.join("") + filler.repeat(length);
        writeCodeUnits(text, ADDRESS);
        assert.equal(readBack(text.length), text);
      },
    ),
  );
});

/** Puts the code units of a text where readers look for them. */
function writeUnits(text: string): void {
  const units = new Uint16Array(memory.buffer, ADDRESS, text.length);
  for (let at = 0; at < text.length; at++) units[at] = text.charCodeAt(at);
}

Deno.test("the text of code units is read as it was, whatever its length", () => {
  fc.assert(
    fc.property(fc.constantFrom("a", "é日", "🚢", "\ud800", "\ufeff"), fc.nat(9000), (filler, times) => {
      const text = filler.repeat(times);
      writeUnits(text);
      assert.equal(reader.read(ADDRESS, text.length), text);
    }),
  );
  // Where their size takes another byte.
  for (const length of [0, 1, 63, 64, 8191, 8192, 40_000]) {
    writeUnits("a".repeat(length));
    assert.equal(reader.read(ADDRESS, length).length, length);
  }
});

Deno.test("the units of a text that was read last are handed out where they are, until that is written over", () => {
  const text = "a日🚢".repeat(1000);
  writeUnits(text);
  assert.equal(reader.read(ADDRESS, text.length), text);
  const units = heldUnitsOf(text);
  assert.ok(units !== undefined);
  assert.equal(textOf(new Uint16Array(units.buffer, units.byteOffset, units.length / 2)), text);
  assert.equal(heldUnitsOf(`${text} `), undefined);
  reader.forget();
  assert.equal(heldUnitsOf(text), undefined);
});
