import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { WEIGHT } from "../../../lib/redact/finding.ts";
import { KnownSecrets } from "../../../lib/redact/known_secrets.ts";
import { base64Forms, formsOf } from "../../../lib/redact/secret_forms.ts";
import { BASE64, randomText } from "./corpus/random_text.ts";

const FOUND = { start: 0, end: 0, kind: "password", weight: WEIGHT.context };

/** What is found of a text where one secret is known. */
function foundIn(text: string, secret: string, kind = "password"): string[] {
  const known = new KnownSecrets();
  known.note(secret, { ...FOUND, kind });
  return known.findIn(text).map(({ start, end }) => text.slice(start, end));
}

const base64 = (text: string) => Buffer.from(text).toString("base64");
const word = ["Bobbin", "Heron", "472"].join("");
const signs = ["Plover", '"x\\', "y&<", "+51"].join("");

Deno.test("what was taken out with too much around it is known without that", () => {
  for (
    const taken of [
      `${word},SENTRY_DSN=none`,
      `${word};Mode=1`,
      `pass:${word}`,
      `base64:${word}`,
      `kim.dahl@tidebook:${word}`,
      `-${word}`,
      `${word})`,
      `${word}\`.`,
      `${word}**`,
      `${word}{enter}`,
      `-${word}}`,
    ]
  ) assert.deepEqual(foundIn(`it was ${word}, I think`, taken), [word], taken);
});

Deno.test("of what was taken out nothing is known that may be another thing", () => {
  const texts = "server:9000x prod a1 127.0.0.1 name key user tidebook kim.dahl SENTRY_DSN";
  for (
    const taken of [`kim.dahl:${word}`, `${word},SENTRY_DSN=none`, "tidebook:k8s:v1-zone", "Heron47:8080"]
  ) {
    assert.deepEqual(foundIn(texts, taken), [], taken);
  }
});

Deno.test("a secret is known as other programs write it, and by what they wrote", () => {
  const percent = encodeURIComponent(signs);
  for (
    const form of [
      JSON.stringify(signs).slice(1, -1),
      JSON.stringify(JSON.stringify(signs).slice(1, -1)).slice(1, -1),
      JSON.stringify(signs).slice(1, -1).replace("&", "\\u0026").replace("<", "\\u003c"),
      signs.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;"),
      percent,
      percent.replace(/%../g, (code) => code.toLowerCase()),
      encodeURIComponent(percent),
    ]
  ) {
    assert.deepEqual(foundIn(`a ${form} b`, signs), [form]);
    if (!/%25|\\\\"/.test(form)) assert.ok(formsOf(form).includes(signs), form);
  }
});

Deno.test("a quote in a quoted text is one of the secret", () => {
  const secret = ["don't", "8Heron"].join("");
  for (const quote of ["'\\''", `'"'"'`, "\\'", "''", "&#39;", "\\u0027"]) {
    assert.deepEqual(foundIn(`a ${secret} b`, secret.replace("'", quote)), [secret], quote);
  }
  assert.deepEqual(foundIn(`a 'don'\\''t8Heron' b`, secret), ["don'\\''t8Heron"]);
});

Deno.test("a secret is known in base64 of whatever stands around it, which goes whole", () => {
  for (const before of ["", "a:", "kim:", "kim.dahl:", '{"p":"']) {
    for (const after of ["", "\n", '"}', " and more of it"]) {
      const encoded = base64(before + word + after);
      assert.deepEqual(foundIn(`= ${encoded} .`, word), [encoded], `${before}…${after}`);
      const forAddresses = base64(`${before}${word}?>?>`).replaceAll("+", "-").replaceAll("/", "_");
      assert.deepEqual(foundIn(`x=${forAddresses}&y`, word), [forAddresses]);
    }
  }
});

Deno.test("base64 of something else stays, and two secrets side by side are two findings", () => {
  const random = randomText(11);
  const others = Array.from({ length: 200 }, () => random.of(BASE64, 76)).join("\n");
  assert.deepEqual(foundIn(others, word), []);
  const known = new KnownSecrets();
  known.note(word, FOUND);
  const encoded = base64(`kim:${word}`);
  const text = `${word}/${encoded}/${encoded}`;
  const found = known.findIn(text);
  assert.equal(
    found.map(({ start, end }) => text.slice(start, end)).join("|"),
    `${word}|/${encoded}/${encoded}`,
  );
});

Deno.test("too short a piece of base64 is looked for nowhere", () => {
  assert.deepEqual(base64Forms("abc12"), []);
  assert.ok(base64Forms("abcd1234").every((core) => core.length >= 10));
});

Deno.test("in base64 a secret is known to another memory, too", () => {
  const [one, other] = [new KnownSecrets(), new KnownSecrets()];
  one.note(word, FOUND);
  other.learn(one.list());
  const encoded = base64(`kim:${word}`);
  assert.deepEqual(other.findIn(encoded).map(({ start, end }) => [start, end]), [[0, encoded.length]]);
});

Deno.test("each line of a private key is known, its frame is not", () => {
  const random = randomText(12);
  const lines = [...Array.from({ length: 4 }, () => random.of(BASE64, 64)), `${random.of(BASE64, 14)}9=`];
  const [head, foot] = ["BEGIN", "END"].map((word) => `-----${word} RSA PRIVATE KEY-----`);
  for (const lineEnd of ["\n", "\\n", "\r\n    ", "\n+", "\n     12→"]) {
    const key = [head, ...lines, foot].join(lineEnd);
    for (const line of lines) assert.deepEqual(foundIn(`  ${line}\n`, key, "private-key"), [line]);
    assert.deepEqual(foundIn(`${head}\n…\n${foot}`, key, "private-key"), []);
  }
});

Deno.test("the words of a wallet are known wherever they stand", () => {
  const words = "canoe about picnic also warfare mule tenant shrug lizard fossil hurdle above";
  assert.deepEqual(foundIn(`I wrote ${words} down`, words), [words]);
});
