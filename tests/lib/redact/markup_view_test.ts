import assert from "node:assert/strict";
import fc from "fast-check";
import { decodeRun, splitMarkup } from "../../../lib/redact/markup_runs.ts";
import { viewMarkup } from "../../../lib/redact/markup_view.ts";

const REFERENCES = new Map([["<", "&lt;"], [">", "&gt;"], ["&", "&amp;"]]);

const content = fc.array(
  fc.constantFrom("&lt;", "&gt;", "&amp;", "&quot;", "&", "a", " b ", "é🚢", "\n", "]]&gt;", "&#x41;"),
  { maxLength: 8 },
).map((pieces) => pieces.join(""));

const document = fc.array(fc.tuple(content, content, fc.constantFrom("event", "password")), { maxLength: 5 })
  .map((elements) =>
    `<s>${elements.map(([text, note, name]) => `<${name} note="${note}">${text}</${name}>`).join("\n")}</s>`
  );

Deno.test("every character of a view stands where the document has it, written or as a reference", () => {
  fc.assert(
    fc.property(document, (xml) => {
      const view = viewMarkup(xml, splitMarkup(xml));
      let previous = 0;
      for (let place = 0; place < view.text.length; place++) {
        const character = view.text.charAt(place);
        const origin = view.documentOffset(place);
        const isReference = xml.startsWith(REFERENCES.get(character) ?? "no reference", origin);
        const isBarrier = character === "\n" && view.documentOffset(place + 1) === origin;
        assert.ok(isReference || isBarrier || xml.charAt(origin) === character, `${place} of ${view.text}`);
        assert.ok(origin >= previous);
        previous = origin;
      }
      assert.equal(view.documentOffset(view.text.length), xml.length);
    }),
    { numRuns: 1000 },
  );
});

Deno.test("the text of a run with plain references stands in the view on lines of its own, the others as written", () => {
  fc.assert(
    fc.property(document, (xml) => {
      const split = splitMarkup(xml);
      const { text } = viewMarkup(xml, split);
      for (const run of split.runs) {
        const decoded = decodeRun(xml, run).text;
        const written = xml.slice(run.start, run.end);
        assert.ok(text.includes(run.encoding === "plain" ? `>\n${decoded}\n<` : written), written);
      }
    }),
    { numRuns: 1000 },
  );
});

Deno.test("references in attributes, in elements named for a secret and of other kinds are delicate", () => {
  const encodings = (xml: string) => splitMarkup(xml).runs.map(({ encoding }) => encoding);
  assert.deepEqual(encodings("<a>x &lt; y</a>"), ["plain"]);
  assert.deepEqual(encodings("<a>x</a>"), ["none"]);
  assert.deepEqual(encodings("<a>x &lt; &quot;y</a>"), ["delicate"]);
  assert.deepEqual(encodings("<a>x &lt; & y</a>"), ["delicate"]);
  assert.deepEqual(encodings("<apiKey>x &lt; y</apiKey>"), ["delicate"]);
  assert.deepEqual(encodings('<a b="x &lt; y"/>'), ["delicate"]);
  assert.deepEqual(encodings("<![CDATA[x &lt; y]]><!--&lt;-->"), ["none", "none"]);
});
