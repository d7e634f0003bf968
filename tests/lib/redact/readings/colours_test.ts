import assert from "node:assert/strict";
import fc from "fast-check";
import { withoutColours } from "../../../../lib/redact/readings/colours.ts";
import { WEIGHT } from "../../../../lib/redact/finding.ts";

const COLOURS = ["\x1b[0m", "\x1b[34;1m", "\x1b[38:5:12m", "\x1b[m", "\\u001b[32m", "\\u001B[m"];

Deno.test("a text without colours has none", () => {
  assert.equal(withoutColours("a [0m b \x1b[2J \\u001b"), undefined);
});

Deno.test("every stretch of the text without colours is found in the one with them", () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string({ unit: "binary", maxLength: 8 }), fc.constantFrom(...COLOURS))),
      fc.nat(),
      fc.nat(),
      (pieces, from, length) => {
        const text = ["\x1b[0m", ...pieces].join("");
        // Pieces may make a colour together.
        // deno-lint-ignore no-control-regex -- such sequences begin with one
        const colour = /(?:\x1b|\\u001[bB])\[[0-9;:]{0,40}[mK]/g;
        const plain = withoutColours(text);
        assert.ok(plain !== undefined);
        assert.equal(plain.text, text.replaceAll(colour, ""));
        if (plain.text === "") return;
        const start = from % plain.text.length;
        const end = start + 1 + length % (plain.text.length - start);
        const found = plain.written({ start, end, kind: "x", weight: WEIGHT.context });
        const stretch = text.slice(found.start, found.end);
        assert.equal(stretch.replaceAll(colour, ""), plain.text.slice(start, end));
        assert.ok(
          stretch.startsWith(plain.text.charAt(start)) && stretch.endsWith(plain.text.charAt(end - 1)),
        );
      },
    ),
    { numRuns: 2000 },
  );
});
