import assert from "node:assert/strict";
import { Deserializer, Serializer } from "node:v8";
import fc from "fast-check";
import { createCodeUnitReader, createCodeUnitWriter } from "../../lib/raw_text.ts";

const ADDRESS = 64;
const memory = new WebAssembly.Memory({ initial: 4 });
const writeCodeUnits = createCodeUnitWriter(memory);
const readCodeUnits = createCodeUnitReader(memory);

/** What was written, as a text again. */
function readBack(width: 1 | 2, length: number): string {
  const units = width === 1
    ? new Uint8Array(memory.buffer, ADDRESS, length)
    : new Uint16Array(memory.buffer, ADDRESS, length);
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
        assert.equal(readBack(writeCodeUnits(text, ADDRESS), text.length), text);
      },
    ),
  );
});

Deno.test("a long text without characters beyond Latin-1 takes one byte a character", () => {
  assert.equal(writeCodeUnits("aé".repeat(1000), ADDRESS), 1);
  assert.equal(writeCodeUnits("日é".repeat(1000), ADDRESS), 2);
});

Deno.test("a text is copied where V8 serializes it otherwise than is known", () => {
  const { releaseBuffer } = Serializer.prototype;
  const text = "a日🚢".repeat(12_000);
  try {
    Serializer.prototype.releaseBuffer = function () {
      const known = releaseBuffer.call(this);
      return known.fill(0x64, known.indexOf(0x63)); // Another tag, and nobody knows what behind it.
    };
    assert.equal(writeCodeUnits(text, ADDRESS), 2);
  } finally {
    Serializer.prototype.releaseBuffer = releaseBuffer;
  }
  assert.equal(readBack(2, text.length), text);
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
      assert.equal(readCodeUnits(ADDRESS, text.length), text);
    }),
  );
  // Where their size takes another byte.
  for (const length of [0, 1, 63, 64, 8191, 8192, 40_000]) {
    writeUnits("a".repeat(length));
    assert.equal(readCodeUnits(ADDRESS, length).length, length);
  }
});

Deno.test("a text is decoded where V8 reads something else, or nothing", () => {
  const { readValue } = Deserializer.prototype;
  const text = "\ufeffa日🚢".repeat(100);
  writeUnits(text);
  try {
    for (const read of [() => "another", () => 1, () => assert.fail("unknown format")]) {
      Deserializer.prototype.readValue = read;
      assert.equal(readCodeUnits(ADDRESS, text.length), text);
    }
  } finally {
    Deserializer.prototype.readValue = readValue;
  }
});
