import assert from "node:assert/strict";
import fc from "fast-check";
import { decodeRun, splitMarkup } from "../../../../lib/redact/documents/markup_runs.ts";
import { KEY_WORDS, textsAcrossRuns } from "../../../../lib/redact/documents/markup_span.ts";
import { heldUnitsOf } from "../../../../lib/raw_text.ts";
import { plainMarkupTexts } from "../../../../lib/redact/documents/markup_texts.ts";
import { viewMarkup } from "../../../../lib/redact/documents/markup_view.ts";
import { createRedactor } from "../../../../lib/redact/mod.ts";
import { randomText } from "../corpus/random_text.ts";
import { tokenSamples } from "../corpus/tokens.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const TOKENS = tokenSamples(randomText(43)).map(({ secret }) => secret).filter((secret) =>
  secret.length < 500
);
const textsOf = (xml: string) => {
  using texts = plainMarkupTexts(encoder.encode(xml));
  return texts && { view: texts.view, across: texts.across };
};

/** As lib/redact/batch.ts separates texts. */
const SEPARATOR = "\n\u0000\n";

/** Shows where texts end, as the view does. */
const endTexts = (xml: string) => xml.replaceAll("</a>", "\n\0</a>");

/** The same in TypeScript. */
function referenceOf(xml: string): { view: string; across: string } {
  const split = splitMarkup(xml);
  const textOf = (index: number) => {
    const run = split.runs[index];
    assert.ok(run !== undefined);
    return decodeRun(xml, run);
  };
  const across = textsAcrossRuns(xml, split.runs, textOf, false).map(({ text }) => text);
  return {
    view: viewMarkup(xml, split).text,
    // Half of a character, where what is shown around a secret begins or ends.
    across: across.join(SEPARATOR).replaceAll(/\p{Surrogate}/gu, ""),
  };
}

const piece = fc.oneof(
  fc.constantFrom(" ", "\n", "a", "Z9", "token=", "sk-live", "~/x", "&lt;", "&gt;", "&amp;", "&amp;&amp;"),
  fc.constantFrom("é", "’", "漢字", "🚢", "\u007f", "\u0085", "ÿ", "\u{10ffff}", "\uffff"),
  fc.stringMatching(/^[A-Za-z0-9+/=_.%~:,$@|!*\\-]{1,30}$/),
  fc.string({ unit: "grapheme", maxLength: 40 }).map((text) => text.replaceAll(/[<&]/g, "")),
);
const text = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(""));
const name = fc.constantFrom("result", "user", "event", "param");
const plain = documentOf(name, text);

/** Elements side by side, on lines of their own or not. */
function documentOf(names: fc.Arbitrary<string>, texts: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const value = texts.map((own) => own.replaceAll(/["&]/g, "'"));
  const element = fc.tuple(names, value, texts, fc.constantFrom("", "\n", " ", "  \n\t"))
    .map(([tag, note, inner, after]) => `<${tag} note="${note}">${inner}</${tag}>${after}`);
  return fc.array(element, { maxLength: 12 }).map((elements) => elements.join(""));
}

/** Whatever else may stand in markup. */
const odd = fc.constantFrom(
  "<!-- a -->",
  "<![CDATA[x]]>",
  "<?x y?>",
  "&quot;",
  "&",
  '<a b="x &lt; y"/>',
  "<a b='x\"y'/>",
  "<",
  '<a b="',
  ">",
);

Deno.test("texts of plain markup are those that a slower reading gives", () => {
  const seen = { documents: 0, read: 0, across: 0 };
  fc.assert(
    fc.property(plain, (xml) => {
      seen.documents++;
      const texts = textsOf(xml);
      if (texts === undefined) return;
      seen.read++;
      if (texts.across !== "") seen.across++;
      assert.deepEqual(texts, referenceOf(xml));
    }),
    { numRuns: 3000 },
  );
  // The others begin or end with letters of private keys, or begin with wide white space.
  assert.ok(seen.read > 0.9 * seen.documents, JSON.stringify(seen));
  assert.ok(seen.across > 0.15 * seen.documents, JSON.stringify(seen));
});

Deno.test("whatever stands in markup, its texts are right or left to the slower reading", () => {
  const names = fc.oneof(name, fc.constantFrom("password", "api-key"));
  const anything = fc.array(fc.oneof(piece, odd), { maxLength: 4 }).map((pieces) => pieces.join(""));
  fc.assert(
    fc.property(documentOf(names, anything), (xml) => {
      const texts = textsOf(xml);
      if (texts !== undefined) assert.deepEqual(texts, referenceOf(xml), xml);
    }),
    { numRuns: 3000 },
  );
});

Deno.test("encoded markup is redacted like its text, be secrets whole or cut by tags", async () => {
  const redactor = await createRedactor({ key: "k" });
  const token = fc.constantFrom(...TOKENS).map((secret) => secret.replaceAll(/[<&>]/g, "x"));
  const cut = fc.tuple(token, fc.nat({ max: 40 }), name).map(([secret, at, tag]) =>
    `${secret.slice(0, at)}</${tag}>\n<${tag}>${secret.slice(at)}`
  );
  const words = fc.constantFrom("the ", "key=", "é ", "漢 ", "\n", "x &lt; y", "&amp;&amp; ");
  const body = fc.array(fc.oneof({ arbitrary: words, weight: 6 }, token, cut), { maxLength: 8 });
  let changed = 0;
  await fc.assert(
    fc.asyncProperty(body, async (pieces) => {
      const xml = `<result>${pieces.join("")}</result>`;
      const redacted = await redactor.redactMarkup(xml);
      if (redacted !== xml) changed++;
      assert.equal(decoder.decode(await redactor.redactEncodedMarkup(encoder.encode(xml))), redacted);
    }),
    { numRuns: 500 },
  );
  assert.ok(changed > 100 && changed < 480, `${changed}`);
});

Deno.test("the texts are let go when they were disposed of", () => {
  const texts = plainMarkupTexts(encoder.encode("<result>x</result>"));
  assert.ok(texts !== undefined && heldUnitsOf(texts.view) !== undefined);
  texts[Symbol.dispose]();
  assert.equal(heldUnitsOf(texts.view), undefined);
});

Deno.test("of a part in which nothing is found no text is kept", async () => {
  const xml = "<result>nothing here</result>";
  using texts = plainMarkupTexts(encoder.encode(xml));
  const redactor = await createRedactor();
  await redactor.redactEncodedMarkup(encoder.encode(xml));
  assert.equal(heldUnitsOf(texts?.view ?? ""), undefined);
});

Deno.test("bytes that are no UTF-8 are left to the slower reading", () => {
  const valid = encoder.encode("<a>aé漢🚢</a>");
  assert.ok(plainMarkupTexts(valid) !== undefined);
  for (let at = 4; at < 14; at++) {
    for (const byte of [0x80, 0xc0, 0xc1, 0xe0, 0xed, 0xf0, 0xf4, 0xf5, 0xff]) {
      const broken = Uint8Array.from(valid);
      broken[at] = byte;
      const texts = plainMarkupTexts(broken);
      const decoded = decoder.decode(broken);
      const view = decoded.includes("\ufffd") ? undefined : endTexts(decoded);
      assert.equal(texts?.view, view, `${byte} at ${at}`);
    }
  }
  for (
    const bytes of [[0xed, 0xa0, 0x80], [0xe0, 0x80, 0x80], [0xf0, 0x80, 0x80, 0x80], [
      0xf4,
      0x90,
      0x80,
      0x80,
    ], [0xc3]]
  ) {
    assert.equal(plainMarkupTexts(Uint8Array.from([0x61, ...bytes])), undefined, `${bytes}`);
  }
});

Deno.test("what needs a closer look is left to the slower reading", () => {
  assert.deepEqual(textsOf(""), { view: "", across: "" });
  assert.deepEqual(textsOf("<a b='&amp' c=\"x\">x &lt; y</a>"), undefined);
  assert.deepEqual(textsOf("<result>x &lt; y</result>"), {
    view: "<result>\nx < y\n\0</result>",
    across: "",
  });
  assert.deepEqual(textsOf("<password>x &lt; y</password>"), undefined);
  assert.deepEqual(textsOf("<password>x y</password>"), undefined);
  for (let cut = 0; cut <= KEY_WORDS.length; cut++) {
    const [before, behind] = [KEY_WORDS.slice(0, cut), KEY_WORDS.slice(cut)];
    assert.deepEqual(textsOf(`<a>BEGIN ${before}</a>\n<a>${behind} 1</a>`), undefined, before);
  }
  assert.deepEqual(textsOf("<a>\u00a0</a>"), undefined);
  assert.deepEqual(textsOf("<a>&#x41;</a>"), undefined);
  assert.deepEqual(textsOf("<!--a-->"), undefined);
});

Deno.test("however large a document is, it is read or left to the slower reading", () => {
  for (const [count, isRead] of [[1000, true], [40_000, false]] as const) {
    const many = "<a>abcdefghij</a>".repeat(count);
    assert.equal(textsOf(many)?.view, isRead ? endTexts(many) : undefined);
  }
  const long = `<a>${"word’s ".repeat(50_000)}</a>`;
  assert.equal(textsOf(long)?.view, endTexts(long));
  assert.equal(textsOf(`<a>${"a".repeat(600_000)}</a>`), undefined);
  // Each of them is shown with what stands around it: that is a dozen times the document.
  assert.equal(textsOf("<a>x</a>abcdefghijkl".repeat(10_000)), undefined);
});
