import assert from "node:assert/strict";
import fc from "fast-check";
import { parseXmlDocument } from "slimdom";
import { element } from "../../../../lib/preprocess/events/element.ts";
import { escapeText } from "../../../../lib/preprocess/parts/xml.ts";
import { asPublished } from "../../../../lib/redact/mod.ts";
import { parseElements } from "../converting.ts";
import { renderElement } from "./packing.ts";

/** Any UTF-16 units: lone surrogates, control characters and noncharacters among them. */
const anyText = fc.oneof(
  fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)) }),
  fc.string({
    unit: fc.constantFrom(
      "]",
      "]>",
      "]]>",
      "<",
      "&",
      "&amp;",
      '"',
      "'",
      "\0",
      "\u001b",
      "\r",
      "\n",
      "\ud83c",
      "\udf0a",
      "\ufffe",
      "<!--",
      "-->",
    ),
  }),
);

Deno.test("control characters are shown, and what can't be shown is replaced", () => {
  assert.equal(escapeText("\u001b[1m\u0000\u007f"), "␛[1m␀␡");
  assert.equal(escapeText("a\ud83c b\ufffe"), "a\ufffd b\ufffd");
  assert.equal(escapeText("🌊\u2028\u0085"), "🌊\u2028\u0085");
});

Deno.test("line ends become LF, a lone carriage return is shown", () => {
  assert.equal(escapeText("a\r\nb\rc"), "a\nb␍c");
});

Deno.test("markup in text is escaped, no more than needed", () => {
  assert.equal(escapeText("if (a < b && c > d) ]]>"), "if (a &lt; b &amp;&amp; c > d) ]]&gt;");
});

Deno.test("overlong attribute values are cut", () => {
  const value = "x".repeat(5000);
  assert.ok(renderElement(element("a", { b: value })).length < 400);
});

Deno.test("any text in any place gives XML that saxes and slimdom read as what was written", () => {
  const visible = (text: string) => parseElements(`<x><y>${escapeText(text)}</y></x>`)[0]?.text;
  fc.assert(
    fc.property(anyText, anyText, anyText, (first, second, value) => {
      const made = element(
        "event",
        { ref: "L1", path: value },
        asPublished(first),
        element("param", { name: value }, asPublished(second)),
      );
      const xml = `<session>${renderElement(made)}</session>`;
      const [event, param] = parseElements(xml);
      assert.equal(param?.text, second === "" ? "" : visible(second));
      assert.equal(event?.attributes.ref, "L1");
      parseXmlDocument(xml);
    }),
    { numRuns: 2000 },
  );
});
