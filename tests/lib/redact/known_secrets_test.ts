import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import fc from "fast-check";
import { WEIGHT } from "../../../lib/redact/finding.ts";
import { KnownSecrets } from "../../../lib/redact/known_secrets.ts";
import { createRedactor } from "../../../lib/redact/mod.ts";

const FOUND = { start: 0, end: 0, kind: "password", weight: WEIGHT.context };

function knowing(...secrets: readonly string[]): KnownSecrets {
  const known = new KnownSecrets();
  for (const secret of secrets) known.note(secret, FOUND);
  return known;
}

const SECRET = ["Vn9.k_", "A.7lGlY3W"].join("");

Deno.test("a secret told of in one place is taken out of every other, with the same mark", async () => {
  const redactor = await createRedactor();
  const [before, env, behind] = await redactor.redactAll([
    `trying ${SECRET} ... ok`,
    `ADMIN_PASSWORD=${SECRET}\n# ${SECRET}`,
    `inflating: ${SECRET}/readme.txt`,
  ]);
  const mark = env?.match(/^ADMIN_PASSWORD=(\[redacted:password:[0-9a-f]{4}\])\n# \1$/)?.[1];
  assert.ok(mark !== undefined, env);
  assert.equal(before, `trying ${mark} ... ok`);
  assert.equal(behind, `inflating: ${mark}/readme.txt`);
});

Deno.test("a redactor that remembers knows it in later texts, markup and bytes; others don't", async () => {
  const redactor = await createRedactor();
  const remembering = redactor.remembering();
  assert.equal(remembering.known(), 0);
  await remembering.redact(`ADMIN_PASSWORD=${SECRET}`);
  assert.ok(remembering.known() > 0);
  for (
    const redacted of [
      await remembering.redact(`it was ${SECRET}`),
      await remembering.redactMarkup(`<user>it was ${SECRET}</user>`),
      new TextDecoder().decode(
        await remembering.redactEncodedMarkup(new TextEncoder().encode(`<user>it was ${SECRET}</user>`)),
      ),
      await remembering.redactJson({ said: `it was ${SECRET}` }),
    ]
  ) assert.match(redacted, /it was \[redacted:password:[0-9a-f]{4}\]/);
  assert.equal(await redactor.redact(`it was ${SECRET}`), `it was ${SECRET}`);
  assert.equal(redactor.receipt().password, 5, "what it takes out is counted for both");
});

Deno.test("a log that is redacted line by line is one text", async () => {
  const redactor = await createRedactor();
  let text = "";
  // Lines are redacted together up to a million characters.
  const others = `{"said":"${"go on ".repeat(50_000)}"}\n`.repeat(5);
  const lines = `{"env":"ADMIN_PASSWORD=${SECRET}"}\n${others}{"out":"it was ${SECRET}"}\n`;
  for await (const piece of redactor.redactJsonLines(lines)) text += piece;
  assert.doesNotMatch(text, /Vn9|lGlY3W/);
});

Deno.test("it is known in an address, in JSON and in base64, and from base64 in plain", () => {
  const password = ["pl#m", '4"Qtz%7'].join("");
  const known = knowing(password);
  for (
    const form of [
      password,
      encodeURIComponent(password),
      JSON.stringify(password).slice(1, -1),
      Buffer.from(password).toString("base64"),
      Buffer.from(`${password}\n`).toString("base64"),
    ]
  ) {
    assert.deepEqual(known.findIn(`= ${form} .`).map(({ start, end }) => [start, end]), [[
      2,
      2 + form.length,
    ]], form);
  }
  const encoded = Buffer.from(`${password}\n`).toString("base64");
  assert.equal(knowing(encoded).findIn(`= ${password} .`).length, 1);
  assert.equal(knowing(Buffer.from(`deploy:${password}`).toString("base64")).findIn(password).length, 1);
  assert.equal(knowing(encodeURIComponent(password)).findIn(password).length, 1);
});

Deno.test("words, names, numbers, paths and short values are not looked for elsewhere", () => {
  for (
    const value of [
      "postgres",
      "administrator",
      "user_name2",
      "max-retries-12",
      "getAccessToken",
      "20260301",
      "12:30:45.123",
      "/etc/app/key2",
      "~/.ssh/id_rsa4",
      "https://a.example/b2",
      "abc1234",
      "changeme-1234",
      "two words 4 you",
    ]
  ) assert.deepEqual(knowing(value).findIn(`x ${value} y`), [], value);
});

Deno.test("words that make a passphrase are", () => {
  for (const value of ["coral-magnet-iguana", "walnut satchel clover"]) {
    assert.equal(knowing(value).findIn(`x ${value} y`).length, 1, value);
  }
});

Deno.test("words that make a password with a number are, those of names are not", () => {
  for (
    const value of [
      "goblinOcean68",
      "Goblin-Ocean-67",
      "goblin_ocean_6",
      "adminPass77",
      "goblin86",
    ]
  ) assert.equal(knowing(value).findIn(`x ${value} y`).length, 1, value);
  for (
    const value of ["toUint32", "test_user_12", "readFile2", "postgres14", "chapter10", "Windows11"]
  ) {
    assert.deepEqual(knowing(value).findIn(`x ${value} y`), [], value);
  }
});

Deno.test("a password of digits is looked for elsewhere, unless it could be a date or an example", () => {
  assert.equal(knowing("48213377").findIn("at 48213377 it").length, 1);
  for (const value of ["20240131", "12345678", "11221122"]) {
    assert.deepEqual(knowing(value).findIn(`x ${value} y`), [], value);
  }
  const known = new KnownSecrets();
  known.note("482133779021", { ...FOUND, kind: "aws-account-id" });
  assert.deepEqual(known.findIn("x 482133779021 y"), []);
});

Deno.test("letters in a row that are longer than any word are", async () => {
  const words = ["correct", "horse", "battery"].join("");
  const [text = ""] = await (await createRedactor()).redactAll([
    `DB_PASSWORD=${words}\nrejected ${words} for app`,
  ]);
  assert.doesNotMatch(text, /battery/);
});

Deno.test("of a shorter secret nothing is taken out of longer words, of a long random one it is", () => {
  assert.equal(knowing("abc12345").findIn("xabc12345 abc123456 abc12345-x").length, 1);
  const long = ["q8Wz0vJr", "T5mXk2Lp9sYd"].join("");
  assert.equal(knowing(long).findIn(`x${long}y`).length, 1);
});

Deno.test("of secrets that begin alike some are remembered: to try all of them wherever one may begin would take too long", () => {
  const alike = Array.from({ length: 1000 }, (_, index) => `ghp4Abcd${1000 + index}`);
  const known = knowing(...alike);
  const found = alike.filter((secret) => known.findIn(`x ${secret} y`).length === 1);
  assert.ok(found.length >= 32 && found.length <= 64, `${found.length}`);
});

Deno.test("no more than 16,384 forms are remembered: a log of nothing but secrets takes no more memory than that", () => {
  const known = new KnownSecrets();
  for (let index = 0; index < 20_000; index++) known.note(`${index}#k7Wq${index}`, FOUND);
  assert.ok(known.size >= 16_384 && known.size < 16_400, `${known.size}`);
});

Deno.test("addresses, home directories and shares of secrets are not remembered", () => {
  const known = new KnownSecrets();
  known.note("kim7@tidebook-mail.com", { ...FOUND, weight: WEIGHT.email });
  known.note("Home42#Folder", { ...FOUND, weight: WEIGHT.path, replacement: "~" });
  known.note("Share42#Secret", { ...FOUND, replacement: "" });
  assert.equal(known.size, 0);
});

Deno.test("what is allowed stays allowed where it stands again", async () => {
  const redactor = await createRedactor({ allowedValues: [SECRET] });
  const text = `ADMIN_PASSWORD=${SECRET}\ntrying ${SECRET}`;
  assert.equal(await redactor.redact(text), text);
});

Deno.test("all places are found, the longest secret first, as by trying each of them everywhere", () => {
  const secret = fc.string({ unit: fc.constantFrom("a", "b", "1", "#"), minLength: 8, maxLength: 11 })
    // One letter over and over is a placeholder, and what has letters and digits alone may be base64 of something.
    .filter((text) => /a/.test(text) && /b/.test(text) && /#/.test(text));
  const isWordPart = (character: string) => /^[ab1]$/.test(character);
  const joint = fc.constantFrom("", " ", "#", "a", "1", "\n");
  fc.assert(
    fc.property(
      fc.array(secret, { minLength: 1, maxLength: 4 }),
      fc.array(fc.tuple(joint, fc.nat(3)), { maxLength: 8 }),
      (secrets, pieces) => {
        const text = pieces.map(([before, index]) => before + (secrets[index % secrets.length] ?? "")).join(
          "",
        );
        const known = knowing(...secrets);
        const longest = [...new Set(secrets)].sort((one, other) => other.length - one.length);
        const expected: [number, number][] = [];
        for (let at = 0; at < text.length; at++) {
          const found = longest.find((own) => {
            const end = at + own.length;
            return text.startsWith(own, at) &&
              !(isWordPart(text.charAt(at - 1)) && isWordPart(text.charAt(at))) &&
              !(isWordPart(text.charAt(end - 1)) && isWordPart(text.charAt(end)));
          });
          if (found === undefined) continue;
          expected.push([at, at + found.length]);
          at += found.length - 1;
        }
        assert.deepEqual(known.findIn(text).map(({ start, end }) => [start, end]), expected);
      },
    ),
    { numRuns: 2000 },
  );
});
