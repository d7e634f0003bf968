import assert from "node:assert/strict";
import fc from "fast-check";
import { decodeRun, splitMarkup } from "../../../../lib/redact/documents/markup_runs.ts";
import { viewMarkup } from "../../../../lib/redact/documents/markup_view.ts";

const REFERENCES = new Map([["<", "&lt;"], [">", "&gt;"], ["&", "&amp;"]]);

const content = fc.array(
  fc.constantFrom("&lt;", "&gt;", "&amp;", "&quot;", "&", "a", " b ", "é🚢", "\n", "]]&gt;", "&#x41;"),
  { maxLength: 8 },
).map((pieces) => pieces.join(""));

const document = fc.array(fc.tuple(content, content, fc.constantFrom("event", "param", "password")), {
  maxLength: 5,
})
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
        const isBetween = /[\n\0]/.test(character) && view.documentOffset(place + 1) === origin;
        assert.ok(isReference || isBetween || xml.charAt(origin) === character, `${place} of ${view.text}`);
        assert.ok(origin >= previous);
        previous = origin;
      }
      assert.equal(view.documentOffset(view.text.length), xml.length);
    }),
    { numRuns: 1000 },
  );
});

Deno.test("texts of elements end in the view before the tag, decoded ones begin lines; the others stand as written", () => {
  fc.assert(
    fc.property(document, (xml) => {
      const split = splitMarkup(xml);
      const { text } = viewMarkup(xml, split);
      for (const run of split.runs) {
        const decoded = decodeRun(xml, run).text;
        const written = xml.slice(run.start, run.end);
        const isPlain = run.encoding === "plain";
        const isValue = xml.startsWith("</password", run.end) ||
          (xml.startsWith("</param", run.end) && !written.includes("\n"));
        const end = run.isContent && decoded.trim() !== "" && !isValue ? "\n\0<" : isPlain ? "\n<" : "";
        assert.ok(text.includes(`${isPlain ? `>\n${decoded}` : written}${end}`), written);
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
