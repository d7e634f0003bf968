import assert from "node:assert/strict";
import { wordScore } from "../../../../../lib/redact/rules/judgement/word_score.ts";
import { ALPHANUMERIC, DIGITS, LETTERS, LOWER, randomText, UPPER } from "../../corpus/random_text.ts";

const NAMES =
  ("getUserById parseJsonResponse2 HttpRequestHandler XMLHttpRequest2 ed25519PublicKey anmeldeinformationen wachtwoordherhalen " +
    "contrasenaolvidada kullanicisifresi identifiantsinvalides MAX_RETRY_COUNT kubernetes_service_account2 OAuth2AccessToken")
    .split(" ");

Deno.test("names of code and words of several languages are likelier as words than by chance", () => {
  assert.deepEqual(NAMES.filter((name) => wordScore(name) < 0), []);
});

Deno.test("nine in ten random texts of twenty characters are likelier by chance, whatever their alphabet", () => {
  for (const alphabet of [ALPHANUMERIC, LETTERS, LOWER, LOWER + DIGITS, UPPER + DIGITS, `${UPPER}234567`]) {
    const random = randomText(11);
    const scores = Array.from({ length: 500 }, () => wordScore(random.of(alphabet, 20)));
    assert.ok(scores.filter((score) => score < -6).length >= 450, alphabet);
  }
});

Deno.test("what has neither letters nor digits tells nothing", () => {
  assert.equal(wordScore(""), 0);
  assert.equal(wordScore("-_./ é"), 0);
});
