import assert from "node:assert/strict";
import fc from "fast-check";
import { WEIGHT } from "../../../../lib/redact/finding.ts";
import { ReadingBuilder } from "../../../../lib/redact/readings/reading.ts";

/** What becomes of a stretch of a text. */
const PIECE = fc.record({
  written: fc.string({ minLength: 2, maxLength: 5 }),
  becomes: fc.constantFrom("kept", "left out", "decoded", "kept as a text of its own"),
});

Deno.test("every stretch of a reading is the same in the text but for what was left out and decoded", () => {
  fc.assert(
    fc.property(fc.array(PIECE, { minLength: 1 }), fc.nat(), fc.nat(), (pieces, from, length) => {
      const text = pieces.map(({ written }) => written).join("");
      const reading = new ReadingBuilder(text);
      /** For each character of the reading where it begins and ends in the text; nothing for separators. */
      const origins: ([start: number, end: number] | undefined)[] = [];
      let at = 0;
      for (const { written, becomes } of pieces) {
        const end = at + written.length;
        if (becomes === "kept as a text of its own" && origins.length > 0) {
          reading.separate();
          origins.push(undefined, undefined, undefined);
        }
        if (becomes === "decoded") {
          reading.decode(at, end, "?");
          origins.push([at, end]);
        } else if (becomes !== "left out") {
          reading.keep(at, end);
          for (let place = at; place < end; place++) origins.push([place, place + 1]);
        }
        at = end;
      }
      const { text: read, written } = reading.build();
      assert.equal(read.length, origins.length);
      if (read.length === 0) return;
      const start = from % read.length;
      const end = start + 1 + length % (read.length - start);
      const stretch = origins.slice(start, end);
      if (stretch.includes(undefined)) return;
      const found = written({ start, end, kind: "x", weight: WEIGHT.context });
      assert.deepEqual([found.start, found.end], [stretch[0]?.[0], stretch.at(-1)?.[1]]);
    }),
    { numRuns: 1000 },
  );
});
