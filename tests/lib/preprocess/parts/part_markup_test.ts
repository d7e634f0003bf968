import assert from "node:assert/strict";
import fc from "fast-check";
import { element } from "../../../../lib/preprocess/events/element.ts";
import { PartMarkup } from "../../../../lib/preprocess/parts/part_markup.ts";
import { estimateTokens } from "../../../../lib/preprocess/tokens/tokens.ts";
import { escapeText } from "../../../../lib/preprocess/parts/xml.ts";
import { asPublished } from "../../../../lib/redact/mod.ts";
import { MOST_UNITS } from "../../../../lib/wasm.ts";

/** Characters of every length in UTF-8, what is escaped, what XML can't hold, halves of pairs. */
const unit = fc.constantFrom(
  ...[
    "a",
    "word ",
    "\n",
    "é",
    "\u0080",
    "Ж",
    "\u07ff",
    "→",
    "日",
    "🌊",
    "<",
    "&",
    ">",
    "]",
    "]]>",
    "\t",
    "\r",
    "\r\n",
    "\u001b",
    "\u007f",
  ],
  ...["\ud83c", "\udf0a", "\ud7ff", "\ue000", "\ufffd", "\ufffe", "\uffff", "x".repeat(7), "y".repeat(16)],
);
const anyText = fc.array(unit, { maxLength: 60, size: "max" }).map((units) => units.join(""));

const written = (markup: PartMarkup) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(markup.encode());

Deno.test("texts are escaped and made UTF-8, with the tokens that they have as text", () => {
  using markup = new PartMarkup();
  fc.assert(
    fc.property(fc.array(anyText, { minLength: 1, maxLength: 4 }), (texts) => {
      markup.clear();
      let expected = "";
      for (const text of texts) {
        const tokens = markup.element(element("t", { a: text }, asPublished(`x${text}`)));
        const shown = written(markup).slice(expected.length);
        assert.match(shown, /^<t(?: a="[^"]*")?>/);
        assert.equal(shown.replace(/^<t(?: a="[^"]*")?>/, ""), `${escapeText(`x${text}`)}</t>`);
        assert.equal(tokens, estimateTokens(shown));
        expected += shown;
      }
      assert.deepEqual(Uint8Array.from(markup.encode()), new TextEncoder().encode(expected));
    }),
    { numRuns: 2000 },
  );
});

Deno.test("a text longer than what is copied at once is written whole, whatever stands at the borders", () => {
  using markup = new PartMarkup();
  for (const border of ["🌊", "]]>", "&", "\r\n", "\u001b", "é"]) {
    for (let shift = -4; shift <= 1; shift++) {
      const text = `${"z".repeat(MOST_UNITS + shift)}${border}${"z".repeat(MOST_UNITS)}${border}`;
      markup.clear();
      const tokens = markup.element(element("t", {}, asPublished(text)));
      const shown = `<t>${escapeText(text)}</t>`;
      assert.equal(written(markup), shown);
      // A pair that is cut where the text is counted costs a little more.
      assert.ok(Math.abs(tokens - estimateTokens(shown)) < tokens / 1000, `${border} at ${shift}: ${tokens}`);
    }
  }
});

Deno.test("what is taken back leaves no trace", () => {
  using markup = new PartMarkup();
  markup.tags("<a>");
  const before = markup.position;
  markup.element(element("b", {}, asPublished("\u0000 & more")));
  markup.tags("never seen");
  markup.takeBack(before);
  markup.text(asPublished("c < d"));
  markup.tags("</a>");
  assert.equal(written(markup), "<a>c &lt; d</a>");
});

Deno.test("two parts that are put together at the same time don't touch each other", () => {
  using first = new PartMarkup();
  first.element(element("a", {}, asPublished("one")));
  {
    using second = new PartMarkup();
    second.element(element("b", {}, asPublished("two")));
    assert.equal(written(second), "<b>two</b>");
  }
  using third = new PartMarkup();
  assert.ok(third.isEmpty);
  third.element(element("c", {}, asPublished("three")));
  assert.equal(written(first), "<a>one</a>");
  assert.equal(written(third), "<c>three</c>");
});
