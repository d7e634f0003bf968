import assert from "node:assert/strict";
import fc from "fast-check";
import {
  kindOfCharacter,
  mayEndSecretName,
  nameEndings,
} from "../../../../../lib/redact/rules/judgement/secret_ending.ts";
import { classifyName } from "../../../../../lib/redact/rules/judgement/secret_name.ts";

/** Words that names of secrets are made of, and others. */
const WORDS =
  ("password passwd passphrase pwd passcode pass pw secret credential credentials mdp senha token auth jwt pat " +
    "bearer apikey salt otp_seed totp_seed seed_phrase mnemonic key api_key signing_key cookie set_cookie authorization account " +
    "account_id accountid access_key_id secret_access_key signature sig x_amz_signature value data " +
    "plain text base base64 b64 hex raw default prod production dev development staging test live old new current primary " +
    "secondary db user the id 2 64 123").split(" ");

/** The words in one of the ways in which names are written. */
const name = fc.tuple(fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 }), fc.nat(5)).map(
  ([words, style]) => {
    const parts = words.join("_").split("_");
    const capital = (part: string) => part.charAt(0).toUpperCase() + part.slice(1);
    if (style === 0) return parts.join("_").toUpperCase();
    if (style === 1) return parts.join("-");
    if (style === 2) return parts.join(".");
    if (style === 3) return parts.map(capital).join("-");
    if (style === 4) return parts.map((part, index) => index === 0 ? part : capital(part)).join("");
    return parts.join("_");
  },
);

Deno.test("every name of a class passes the quick look at its end, whatever stands before it", () => {
  fc.assert(
    fc.property(name, fc.constantFrom("", "{", " ", "\n", '"'), (written, before) => {
      if (classifyName(written) === "none") return;
      const text = before + written;
      assert.ok(mayEndSecretName(text, text.length), written);
    }),
    { numRuns: 20_000 },
  );
});

Deno.test("every name of a class has three last characters that a separator is told after", () => {
  const endings = nameEndings();
  fc.assert(
    fc.property(name, fc.constantFrom("", "{", " ", "é", '"', "_"), (written, before) => {
      if (classifyName(written) === "none") return;
      const [first = 0, second = 0, third = 0] = [...(" " + before + written).slice(-3)].map(kindOfCharacter);
      assert.equal(endings[(first << 10) | (second << 5) | third], 1, written);
    }),
    { numRuns: 20_000 },
  );
});

Deno.test("most names that are no secret's do not pass", () => {
  const others = [
    "amount",
    "name",
    "content",
    "test",
    "position",
    "node_id",
    "duration_ms",
    "options",
    "12",
    "2026-01-28T23",
    "2026",
    "report.js",
    "event",
    "testing",
    "",
    " ",
  ];
  assert.deepEqual(others.filter((other) => mayEndSecretName(other, other.length)), []);
});
