import assert from "node:assert/strict";
import fc from "fast-check";
import { createRedactor, type Redactor } from "../../../lib/redact/mod.ts";
import { UserError } from "../../../lib/user_error.ts";

const ACME = { kind: "acme-key", source: "acme_[a-z0-9]{8}", flags: "u" };
const KEY = "acme_" + "1a2b3c4d";
const MARK = "\\[redacted:acme-key:[0-9a-f]{4}\\]";

async function linesOf(redactor: Redactor, source: string): Promise<string> {
  return (await Array.fromAsync(redactor.redactJsonLines(source))).join("");
}

Deno.test("a custom pattern applies in every method, decoded where the notation has escapes", async () => {
  const redactor = await createRedactor({ customPatterns: [{ ...ACME, source: 'acme"[a-z0-9]{8}' }] });
  const key = 'acme"' + "1a2b3c4d";
  assert.match(await redactor.redact(`x ${key} y`), new RegExp(`^x ${MARK} y$`));
  for (const text of await redactor.redactAll([key, `- ${key}`])) assert.match(text, new RegExp(`${MARK}$`));
  const xml = await redactor.redactMarkup(`<a b="${key.replace('"', "&quot;")}">${key} <i/></a>`);
  assert.match(xml, new RegExp(`^<a b="${MARK}">${MARK} <i/></a>$`));
  assert.match(await redactor.redactJson({ [key]: [key] }), new RegExp(`^\\{"${MARK}":\\["${MARK}"\\]\\}$`));
  assert.match(
    await linesOf(redactor, `${JSON.stringify({ a: key })}\n`),
    new RegExp(`^\\{"a":"${MARK}"\\}\n$`),
  );
  assert.deepEqual(redactor.receipt(), { "acme-key": 8 });
});

Deno.test("of a match only the group named secret goes, else the first group, else all of it", async () => {
  const redactor = await createRedactor({
    customPatterns: [
      { kind: "named", source: "n:([a-z]+):(?<secret>[a-z]+)", flags: "u" },
      { kind: "first", source: "f:([a-z]+)", flags: "" },
      { kind: "whole", source: "w:[a-z]+(x)?", flags: "i" },
    ],
  });
  const redacted = await redactor.redact("n:user:opal f:topaz W:Onyq!");
  assert.match(
    redacted,
    /^n:user:\[redacted:named:.{4}\] f:\[redacted:first:.{4}\] \[redacted:whole:.{4}\]!$/,
  );
});

Deno.test("a custom finding and a known token that overlap become one mark", async () => {
  const redactor = await createRedactor({
    customPatterns: [{ kind: "acme-line", source: "acme: [^;]{1,80};", flags: "u" }],
  });
  const token = "ghp_" + "1f0B9c8D7e6F5a4B3c2D1e0F9a8B7c6D5e4F";
  assert.match(await redactor.redact(`acme: ${token};`), /^\[redacted:acme-line:[0-9a-f]{4}\]$/);
  assert.deepEqual(redactor.receipt(), { "acme-line": 1 });
});

Deno.test("texts redacted together are matched each for itself, with their own beginnings and ends", async () => {
  const redactor = await createRedactor({
    customPatterns: [{ kind: "anchored", source: "^code [0-9]{4}$", flags: "u" }, {
      kind: "block",
      source: "<<[^>]{0,90}>>",
      flags: "u",
    }],
  });
  const [alone, , open, close] = await redactor.redactAll(["code 1234", "a code 1234", "<<half", "half>>"]);
  assert.match(alone ?? "", /^\[redacted:anchored:.{4}\]$/);
  assert.deepEqual([open, close], ["<<half", "half>>"]);
});

Deno.test("text of a custom pattern never survives any method, and redacting again changes nothing", async () => {
  const redactor = await createRedactor({ customPatterns: [ACME] });
  const search = new RegExp(ACME.source, ACME.flags);
  const pieces = fc.array(
    fc.oneof(
      fc.constantFrom(
        KEY,
        "acme_",
        "1a2b3c4d",
        "acme_acme_",
        "\u0000",
        "\n",
        "<b>",
        "&",
        '"',
        "[redacted:x:",
      ),
      fc.string({ unit: "binary", maxLength: 6 }),
    ),
    { maxLength: 12 },
  ).map((texts) => texts.join(""));
  await fc.assert(
    fc.asyncProperty(pieces, async (text) => {
      const plain = await redactor.redact(text);
      const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
      const xml = await redactor.redactMarkup(`<a b="${escaped}">${escaped}</a>`);
      const json = await redactor.redactJson({ text });
      const decoded = [
        plain,
        xml.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&amp;", "&"),
        JSON.parse(json).text,
      ];
      for (const result of decoded) assert.doesNotMatch(result, search);
      assert.equal(await redactor.redact(plain), plain);
    }),
    { numRuns: 500 },
  );
});

Deno.test("a pattern that is no regular expression makes no redactor", async () => {
  await assert.rejects(
    createRedactor({ customPatterns: [{ kind: "acme-key", source: "(", flags: "" }] }),
    (error) => error instanceof UserError && /"acme-key"/.test(error.message),
  );
});
