import assert from "node:assert/strict";
import { createRedactor } from "../../../lib/redact/mod.ts";
import { privateKey } from "./corpus/contextual.ts";
import { randomText } from "./corpus/random_text.ts";
import { tokenSamples } from "./corpus/tokens.ts";

const [TOKEN = ""] = tokenSamples(randomText(51)).map(({ secret }) => secret);
const FILLER = Array.from({ length: 12 }, (_, line) => `ok ${line} — nothing of interest on this line`).join(
  "\n",
);

/** An element for each text, on a line of its own. */
function markupOf(texts: readonly string[]): string {
  return texts.map((text) => `<out>${text}</out>`).join("\n");
}

Deno.test("a token cut in two by tags is found in what is scanned, however long its line", async () => {
  const redactor = await createRedactor();
  for (const before of [FILLER, "x ".repeat(2000), `${FILLER}\n${"y ".repeat(500)}`]) {
    const texts = [`${before}\n${TOKEN.slice(0, 25)}`, `${TOKEN.slice(25)}\n${FILLER}`];
    const redacted = await redactor.redactMarkup(markupOf(texts));
    assert.match(redacted, /\[redacted:[a-z-]+:[0-9a-f]{4}\]<\/out>\n<out>\n/);
  }
});

/** Secrets that stand in two neighbouring texts, in more of these than a line at their ends. */
const SPREAD: readonly (readonly [what: string, before: string, after: string, kind: string])[] = (() => {
  const [begin = "", ...lines] = privateKey(randomText(52), "RSA").split("\n");
  const body = lines.slice(0, -1).join("\n");
  const cut = begin.indexOf(" KEY");
  return [
    ["a key", `${begin}\n${body.slice(0, 30)}`, body.slice(30), "private-key"],
    [
      "a key cut in its first line, as a terminal pads it",
      begin.slice(0, cut),
      `${begin.slice(cut)}${" ".repeat(120)}\n${body}`,
      "private-key",
    ],
  ];
})();

Deno.test("what reaches over more than the lines at the ends of texts is found, too", async () => {
  const redactor = await createRedactor();
  for (const [what, before, after, kind] of SPREAD) {
    const found: boolean[] = [];
    for (const tags of ["</a><a>", "</a>\n<a>"]) {
      const texts: string[] = [];
      // One by one: what is redacted together is found over the ends of texts already.
      for (const text of [`${FILLER}\n${before}`, `${after}\n${FILLER}`]) {
        texts.push(await redactor.redact(text));
      }
      const markup = `<a>${texts.join(tags)}</a>`;
      assert.ok(!markup.includes("[redacted:"), what);
      const redacted = await redactor.redactMarkup(markup);
      found.push(redacted.includes(`[redacted:${kind}:`));
    }
    assert.ok(found.includes(true), what);
  }
});

Deno.test("a key that is cut behind what grep puts before its lines takes no time without end", async () => {
  const redactor = await createRedactor();
  const [begin = "", ...lines] = privateKey(randomText(52), "RSA").split("\n");
  const shown = [
    `deploy/keys.txt:4:${begin}`,
    ...lines.map((line, index) => `deploy/keys.txt-${index + 5}-${line}`),
  ];
  const key = shown.join("\n");
  const middle = lines[1] ?? "";
  for (const cut of [key.indexOf(lines[0] ?? "") + 20, key.indexOf(middle) + 30]) {
    const redacted = await redactor.redactMarkup(markupOf([key.slice(0, cut), key.slice(cut)]));
    assert.ok(!redacted.includes(middle.slice(0, 20)), redacted);
  }
});

Deno.test("a project's own pattern is found over any stretch of two texts, and in the middle of one", async () => {
  const source = "ok 5[^<]+ok 7";
  const one = await createRedactor({ customPatterns: [{ kind: "own", source, flags: "" }] });
  assert.match(await one.redactMarkup(markupOf([FILLER])), /\[redacted:own:/);
  const spread = { kind: "own", source: "BEGIN OWN[^]*?END OWN", flags: "" };
  const two = await createRedactor({ customPatterns: [spread] });
  const texts = await two.redactAll([`${FILLER}\nBEGIN OWN\n${FILLER}`, `${FILLER}\nEND OWN\n${FILLER}`]);
  const redacted = await two.redactMarkup(markupOf(texts));
  assert.match(redacted, /ok 11[^\n]*\n\[redacted:own:[0-9a-f]{4}\]<\/out>\s*<out>\nok 0/);
});

Deno.test("encoded markup is redacted like its text, and the very bytes come back where nothing is replaced", async () => {
  const redactor = await createRedactor();
  const encode = (text: string) => new TextEncoder().encode(text);
  const plain = encode(`\ufeff${markupOf([FILLER])}`);
  assert.equal(await redactor.redactEncodedMarkup(plain), plain);
  const markup = markupOf([`${FILLER} — ${TOKEN}`, "zoé"]);
  assert.deepEqual(
    await redactor.redactEncodedMarkup(encode(markup)),
    encode(await redactor.redactMarkup(markup)),
  );
});
