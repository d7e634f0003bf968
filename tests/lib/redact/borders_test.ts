import assert from "node:assert/strict";
import fc from "fast-check";
import { withinBorders } from "../../../lib/redact/borders.ts";
import { WEIGHT } from "../../../lib/redact/finding.ts";
import { createRedactor } from "../../../lib/redact/mod.ts";

const redactor = await createRedactor({ key: "k" });

/** How often a text is the string of an object that is a string again. */
function nested(text: string, levels: number): string {
  return levels === 0 ? text : nested(JSON.stringify({ file: text }), levels - 1);
}

const NAME = fc.constantFrom("DB_PASSWORD", "API_SECRET", "ADMIN_PASS", "auth_token", "apiKey", "password");
const JOINT = fc.constantFrom("=", ": ", " = ", " || ", '", "', '": "', " := ");
const QUOTE = fc.constantFrom('"', "'", "`", '"""', "");
const VALUE = fc.stringMatching(/^[a-z]{3}[A-Z]{3}[0-9]{3}[a-zA-Z0-9]{8}$/);
const REST = fc.constantFrom("", ";", '"', "\nNEXT=1", ")", "`.");
const OTHERS = [
  'plain words, and a name="AcmeOffice" x',
  JSON.stringify({ v: "ssid=\"AcmeOffice\" and 'one' or `two`", w: [1] }),
  nested('psk: "none" end', 2),
  '"""doc""" and \\"deep\\" end',
  "- listed\n  more: `words`",
];

Deno.test("whatever quotes a secret is in, the texts behind it stay as they are", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({ name: NAME, joint: JOINT, quote: QUOTE, value: VALUE, rest: REST, levels: fc.nat(3) }),
      fc.boolean(),
      async ({ name, joint, quote, value, rest, levels }, isCut) => {
        const whole = nested(`${name}${joint}${quote}${value}${quote}${rest}`, levels);
        const text = isCut ? whole.slice(0, whole.indexOf(value) + value.length) : whole;
        const [, ...others] = await redactor.redactAll([text, ...OTHERS]);
        assert.deepEqual(others.map(String), OTHERS);
      },
    ),
    { numRuns: 300 },
  );
});

const KEY_LINES = [
  "MIIEvQIBADANBgkqhkiG9w0BAQEFkwjnv1Mdtx3TGbwSRwMO",
  "Uapm8RMmmzNe9LaoOfBdT9EWZU4540HneHzItwe85TnKcj2Mx",
];
const PEM = [`-----BEGIN ${"PRIVATE"} KEY-----`, ...KEY_LINES, `-----END ${"PRIVATE"} KEY-----`];
const prefixed = (prefixes: readonly string[], lines: readonly string[]) =>
  lines.map((line, index) => `${prefixes[index % prefixes.length]}${line}`).join("\n");
const SPREAD = fc.constantFrom(
  PEM.join("\n"),
  `String key = ${PEM.map((line) => `"${line}\\n"`).join(" +\n  ")};`,
  `  password: 'velvet${"marble"}746'\nreceivers:`,
  `  smtp:\n    password: 'velvet${"marble"}746'\n    user: kim`,
  `KEY="${PEM.join("\\n")}"`,
  `token = "${"gh"}p_x7Kdq9Lm2Rw" \\\n  "4nTz8VbY6cJh3GfAs5De1pQ0"`,
);
const PREFIXES = fc.constantFrom(
  ["+", "-", " "],
  ["+"],
  ["api_1  | ", "web-1  | "],
  ["app.py:7:", "app.py:8:"],
  ["  "],
  ["    12→", "    13→"],
  ["# "],
  [""],
);

Deno.test("whatever stands before the lines of secrets in several texts, the texts between them stay", async () => {
  const lines = fc.record({ text: SPREAD, prefixes: PREFIXES })
    .map(({ text, prefixes }) => prefixed(prefixes, text.split("\n")));
  await fc.assert(
    fc.asyncProperty(fc.array(lines, { minLength: 2, maxLength: 4 }), async (texts) => {
      const all = texts.flatMap((text, index) => [text, OTHERS[index] ?? ""]);
      const redacted = await redactor.redactAll(all);
      for (const [index, text] of all.entries()) {
        if (index % 2 === 1) assert.equal(String(redacted[index]), text);
        else assert.equal(redacted[index], await redactor.redact(text));
      }
    }),
    { numRuns: 200 },
  );
});

Deno.test("a value in quotes of strings in strings ends at the quote of its own level", async () => {
  const value = "wq7Rt" + "Y2pLk9sXv4b";
  for (let levels = 0; levels < 4; levels++) {
    for (const name of ["DB_PASSWORD", "db_password"]) {
      const text = nested(`${name}="${value}"`, levels);
      const [redacted, other] = await redactor.redactAll([text, OTHERS[1] ?? ""]);
      assert.equal(String(redacted).replace(/\[redacted:password:....\]/, value), text);
      assert.equal(String(other), OTHERS[1]);
    }
  }
});

Deno.test("a finding ends with the text in which it begins", () => {
  const text = "one\n\u0000\ntwo\n\u0000\u0000\nthree";
  const within = (start: number, end: number, weight: typeof WEIGHT.context | typeof WEIGHT.format) =>
    withinBorders(text, [{ start, end, kind: "x", weight }]).map((one) => text.slice(one.start, one.end));
  assert.deepEqual(within(1, 8, WEIGHT.context), ["ne"]);
  assert.deepEqual(within(3, 9, WEIGHT.format), []);
  assert.deepEqual(within(6, text.length, WEIGHT.context), ["two"]);
  assert.deepEqual(within(6, text.length, WEIGHT.format), ["two\n\u0000\u0000\nthree"]);
});
