import assert from "node:assert/strict";
import fc from "fast-check";
import { createRedactor } from "../../../../lib/redact/mod.ts";
import { ALPHANUMERIC, chosenPassword, HEX, mixedToken, randomText } from "../corpus/random_text.ts";

const redactor = await createRedactor();
const random = randomText(71);
const encoded = (value: object) => btoa(JSON.stringify(value)).replaceAll("=", "");
const jwt = `${encoded({ alg: "HS256", typ: "JWT" })}.${encoded({ sub: "41", iat: 1760000000 })}.${
  random.of(ALPHANUMERIC, 43)
}`;

const TOKENS = [mixedToken(random, 40), `${"gh"}p_${random.of(ALPHANUMERIC, 36)}`, random.of(HEX, 32), jwt];
const PASSWORDS = [chosenPassword(random), `velvet${"marble"}746`, mixedToken(random, 14)];

/** `%` stands for the secret, `q` for a quote. */
const COMMANDS: readonly (readonly [text: string, secrets: readonly string[]])[] = [
  ["curl -H qAuthorization: Bearer %q~", TOKENS],
  ["curl -sS -H qX-Api-Key: %q~", TOKENS],
  ["http POST qX-Auth-Token:%q~", TOKENS],
  ["acme login --token q%q~", TOKENS],
  ["TOKEN=q%q~", TOKENS],
  ["export API_SECRET=q%q~", TOKENS],
  ["PGPASSWORD=q%q~", PASSWORDS],
  ["acme login --password q%q~", PASSWORDS],
  ["mysql -u root --password=q%q~", PASSWORDS],
];

const NEXT = fc.constantFrom(
  '"https://api.acme.example/v1/items"',
  "'https://api.acme.example/v1/items?page=2'",
  '"./bin/run me" --flag',
  "'psql' -c 'select 1'",
  '"eu-west-1" "report-2025.csv"',
  "'/srv/app/backup.sh'",
  '"release42" && echo done',
);

Deno.test("the arguments behind a secret in quotes stay", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...COMMANDS),
      fc.nat(),
      fc.constantFrom('"', "'"),
      fc.constantFrom(" ", "  ", " \\\n  ", " \\\n", " -v ", " & ", " || ", " && "),
      NEXT,
      async ([command, secrets], choice, quote, gap, next) => {
        const secret = secrets[choice % secrets.length] ?? "";
        const around = command.replaceAll("q%q", `${quote}%${quote}`)
          .replaceAll(/q(?=[AX])|(?<=%)q/g, quote).replace("~", () => gap + next);
        const redacted = await redactor.redact(around.replace("%", () => secret));
        assert.equal(redacted.replace(/\[redacted:[a-z-]+:[0-9a-f]{4}\]/, "%"), around);
      },
    ),
    { numRuns: 300 },
  );
});

Deno.test("strings that a language puts together are one secret", async () => {
  const [one, other] = [mixedToken(random, 20), random.of(HEX, 24)];
  for (
    const text of [
      `client = Client(token="${one}" "${other}")`,
      `connect("db", password="${one}" \\\n    "${other}", port=1)`,
      `static const char *API_TOKEN = "${one}" "${other}";`,
      `#define API_TOKEN "${one}" \\\n  "${other}"`,
      `API_TOKEN="${one}""${other}" ./run`,
    ]
  ) {
    const redacted = await redactor.redact(text);
    assert.ok(!redacted.includes(one) && !redacted.includes(other), redacted);
  }
});
