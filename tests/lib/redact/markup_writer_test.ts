import assert from "node:assert/strict";
import {
  asPublished,
  createRedactor,
  joinMarkup,
  MarkupWriter,
  type Redacted,
  type WrittenMarkup,
} from "../../../lib/redact/mod.ts";
import { privateKey } from "./corpus/contextual.ts";
import { randomText } from "./corpus/random_text.ts";
import { tokenSamples } from "./corpus/tokens.ts";

const [TOKEN = ""] = tokenSamples(randomText(51)).map(({ secret }) => secret);
const FILLER = Array.from({ length: 12 }, (_, line) => `ok ${line} — nothing of interest on this line`).join(
  "\n",
);

/** An element for each text, on a line of its own. */
function markupOf(
  texts: readonly Redacted[],
  tag = "out",
  shown = (text: Redacted): string => text,
): WrittenMarkup {
  return joinMarkup(texts.map((text) => {
    const writer = new MarkupWriter();
    writer.tags(`<${tag}>`);
    writer.text(shown(text));
    writer.tags(`</${tag}>`);
    return writer.finish();
  }));
}

Deno.test("a text is written whole and escaped", () => {
  const text = asPublished(`if (a < b && c)\n${FILLER}\nend ]]>`);
  assert.equal(markupOf([text]).xml, `<out>if (a &lt; b &amp;&amp; c)\n${FILLER}\nend ]]&gt;</out>`);
});

Deno.test("a token cut in two by tags is found in what is scanned, however long its line", async () => {
  const redactor = await createRedactor();
  for (const before of [FILLER, "x ".repeat(2000), `${FILLER}\n${"y ".repeat(500)}`]) {
    const texts = [`${before}\n${TOKEN.slice(0, 25)}`, `${TOKEN.slice(25)}\n${FILLER}`].map(asPublished);
    const redacted = await redactor.redactMarkup(markupOf(texts).xml);
    assert.match(redacted, /\[redacted:[a-z-]+:[0-9a-f]{4}\]<\/out>\n<out>\n/);
  }
});

/** Secrets that stand in two neighbouring texts, in more of these than a line at their ends. */
const SPREAD: readonly (readonly [what: string, before: string, after: string, kind: string])[] = (() => {
  const [begin = "", ...lines] = privateKey(randomText(52), "RSA").split("\n");
  const body = lines.slice(0, -1).join("\n");
  const end = lines.at(-1) ?? "";
  const words = "The key follows as it was written to the disk of the build machine. ".repeat(5);
  const cut = begin.indexOf(" KEY");
  return [
    ["a key", `${begin}\n${body.slice(0, 30)}`, `${body.slice(30)}\n${end}`, "private-key"],
    ["a key before words", begin, `${words}\n${body}\n${end}`, "private-key"],
    ["a key behind words", `${begin}\n${words}`, `${body}\n${end}`, "private-key"],
    [
      "a key cut in its first line, as a terminal pads it",
      begin.slice(0, cut),
      `${begin.slice(cut)}${" ".repeat(120)}\n${body}`,
      "private-key",
    ],
    ["a password behind a name", "machine m login ", "zoe\npassword hunter22x", "password"],
    [
      "a password behind a long name",
      "machine m login ",
      `${"zoe".repeat(28)}\npassword hunter22x`,
      "password",
    ],
    ["a password cut in two below a name", "machine m login zoe\npassword hun", "ter22x", "password"],
  ];
})();

Deno.test("what reaches over more than the lines at the ends of texts is found, too", async () => {
  const redactor = await createRedactor();
  for (const [what, before, after, kind] of SPREAD) {
    const found: boolean[] = [];
    for (const tags of ["</a><a>", "</a>\n<a>"]) {
      const writer = new MarkupWriter();
      writer.tags("<a>");
      for (const [index, text] of [`${FILLER}\n${before}`, `${after}\n${FILLER}`].entries()) {
        if (index > 0) writer.tags(tags);
        // One by one: what is redacted together is found over the ends of texts already.
        const redacted = await redactor.redact(text);
        writer.text(redacted);
      }
      writer.tags("</a>");
      const markup = writer.finish();
      assert.ok(!markup.xml.includes("[redacted:"), what);
      const redacted = await redactor.redactMarkup(markup.xml);
      found.push(redacted.includes(`[redacted:${kind}:`));
    }
    assert.ok(found.includes(true), what);
  }
});

Deno.test("a project's own pattern is found over any stretch of two texts, and in the middle of one", async () => {
  const source = "ok 5[^<]+ok 7";
  const one = await createRedactor({ customPatterns: [{ kind: "own", source, flags: "" }] });
  assert.match(await one.redactMarkup(markupOf([asPublished(FILLER)]).xml), /\[redacted:own:/);
  const spread = { kind: "own", source: "BEGIN OWN[^]*?END OWN", flags: "" };
  const two = await createRedactor({ customPatterns: [spread] });
  const texts = await two.redactAll([`${FILLER}\nBEGIN OWN\n${FILLER}`, `${FILLER}\nEND OWN\n${FILLER}`]);
  const redacted = await two.redactMarkup(markupOf(texts).xml);
  assert.match(redacted, /ok 11[^\n]*\n\[redacted:own:[0-9a-f]{4}\]<\/out>\s*<out>\nok 0/);
});

Deno.test("a text that is shown as another one is scanned as a whole", async () => {
  const redactor = await createRedactor();
  const text = asPublished(`${FILLER}\nTOKEN\n${FILLER}`);
  const markup = markupOf([text], "out", () => text.replace("TOKEN", TOKEN));
  assert.ok(!(await redactor.redactMarkup(markup.xml)).includes(TOKEN));
});
