import assert from "node:assert/strict";
import { createRedactor } from "../../../../../lib/redact/mod.ts";
import { ALPHANUMERIC, DIGITS, HEX, mixedToken, randomText } from "../../corpus/random_text.ts";

const redactor = await createRedactor();
const random = randomText(71);

/** `1` and `2` stand for the pieces. */
const FORMS: readonly string[] = [
  'foo("1" + "2")',
  "foo('1' + '2')",
  'foo("1" +\n    "2")',
  "foo(['1', '2'].join(''))",
  'foo("".join(["1", "2"]))',
  'foo([\n  "1",\n  "2",\n].join(""))',
];

const TOKENS: readonly string[] = [
  `ghp_${random.of(ALPHANUMERIC, 36)}`,
  `hf_${random.of(ALPHANUMERIC, 34)}`,
  `glpat-${mixedToken(random, 20)}`,
  `shpat_${random.of(HEX, 32)}`,
  `sk_${"live"}_${random.of(ALPHANUMERIC, 24)}`,
];

const placed = (form: string, first: string, second: string) =>
  form.replace(/[12]/g, (place) => place === "1" ? first : second);

Deno.test("a token goes with all of its strings, however short these are", async () => {
  for (const token of TOKENS) {
    for (const cut of [Math.floor(token.length / 2), 13]) {
      for (const form of FORMS) {
        const text = placed(form, token.slice(0, cut), token.slice(cut));
        const redacted = await redactor.redact(text);
        assert.match(redacted, /\[redacted:[a-z-]+-(?:token|key):[0-9a-f]{4}\]/, text);
        assert.ok(!redacted.includes(token.slice(-8)) && !redacted.includes(token.slice(0, 10)), redacted);
      }
    }
  }
});

Deno.test("words, names and numbers that are put together stay", async () => {
  const pairs = [["ghp_", "token"], ["hf_model", "name"], ["sk_", "learn"], ["key-", "value"], [
    "ses_",
    random.of(DIGITS, 4),
  ]];
  for (const [first = "", second = ""] of pairs) {
    for (const form of FORMS) {
      const text = placed(form, first, second);
      assert.equal(await redactor.redact(text), text);
    }
  }
});

Deno.test("what C defines goes with all of its strings", async () => {
  for (
    const form of ['#define API_TOKEN "1" "2"\n', '#define API_TOKEN "1" \\\n    "2"\n#define NEXT "b"\n']
  ) {
    const [first, second] = [mixedToken(random, 16), mixedToken(random, 12)];
    const text = placed(form.replace("NEXT", "NEX"), first, second);
    const redacted = await redactor.redact(text);
    assert.ok(!redacted.includes(first) && !redacted.includes(second), redacted);
    assert.ok(!text.includes("NEX") || redacted.includes('#define NEX "b"'), redacted);
  }
});
