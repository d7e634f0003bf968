import assert from "node:assert/strict";
import fc from "fast-check";
import { createRedactor } from "../../../../../lib/redact/mod.ts";
import type { Finding } from "../../../../../lib/redact/finding.ts";
import { findAtPlaces } from "../../../../../lib/redact/search/place_rules.ts";
import { SPOKEN_PIECES } from "../../../../../lib/redact/rules/spoken/spoken_secret.ts";
import { countWork } from "../../count_work.ts";

/** Made here, so that no whole credential stands in a file. */
const PASSWORD = ["Tapir", "77", "!x"].join("");
const TOKEN = ["q7Zr2Xw9", "Lk4Vn8Bt", "3Jd6Hs1C"].join("");

/** What is found, cut out of the text. */
function foundIn(text: string): string[] {
  return findAtPlaces(text, []).secrets.map(({ start, end }) => text.slice(start, end));
}

Deno.test("the sentence's punctuation is not the password's, but for an exclamation mark", () => {
  for (const end of [".", ",", ")", ":", "?", " .", "。", "`", "\n"]) {
    assert.deepEqual(foundIn(`the password is ${PASSWORD}${end} Really`), [PASSWORD], end);
  }
  assert.deepEqual(foundIn(`the password is ${PASSWORD}!`), [`${PASSWORD}!`]);
});

Deno.test("two words and a number are what people choose as a password, and hardly a name in code", () => {
  const chosen = ["Marble", "Tapir", "58"].join("");
  assert.deepEqual(foundIn(`**User:** kim\n**Password:** ${chosen}?`), [chosen]);
  assert.deepEqual(foundIn(`log in with admin / ${chosen} on staging`), [chosen]);
  for (const name of ["validPassword1", "Base64Encoded", "UserPassword", "OAuthToken2"]) {
    assert.deepEqual(foundIn(`the password is ${name} here`), [], name);
  }
});

Deno.test("names of algorithms, hosts and years are no passwords", () => {
  for (const name of ["`rsa4096key`", "`Srv2024.internal`"]) {
    assert.deepEqual(foundIn(`the password is ${name} here`), [], name);
  }
  assert.deepEqual(foundIn("the PIN is 2024"), []);
  assert.deepEqual(foundIn("the PIN is 7024"), ["7024"]);
});

Deno.test("a value before the noun stands in the same sentence", () => {
  assert.deepEqual(foundIn(`${PASSWORD} was the password`), [PASSWORD]);
  assert.deepEqual(foundIn(`${PASSWORD} was used. The password`), []);
});

Deno.test("on a line of its own no sign of markup or of a table follows a value", () => {
  assert.deepEqual(foundIn(`Password:\n${PASSWORD}\n`), [PASSWORD]);
  assert.deepEqual(foundIn(`Password:\n${PASSWORD}| x`), []);
});

Deno.test("quotes of all languages and of JSON in JSON stay", () => {
  for (const [open, close] of ['""', "''", "``", "“”", "‘’", "«»", "「」", "„“"].map((pair) => [...pair])) {
    assert.deepEqual(foundIn(`Password is ${open}${PASSWORD}${close} here`), [PASSWORD], open);
  }
  assert.deepEqual(foundIn(JSON.stringify(JSON.stringify(`password is "${PASSWORD}"`))), [PASSWORD]);
});

Deno.test("a word that makes another noun of it, a denial or the sentence's end stops the walk", () => {
  for (
    const between of [
      " is no longer used, it is",
      " manager is",
      " is not",
      " is required. Take",
      "s table is",
      " count is",
      " field: see",
    ]
  ) {
    assert.deepEqual(foundIn(`the password${between} ${PASSWORD}`), [], between);
  }
});

Deno.test('"to" tells a password only where something is changed', () => {
  assert.deepEqual(foundIn(`set the password of kim to ${PASSWORD}`), [PASSWORD]);
  assert.deepEqual(foundIn(`the password has been changed to ${PASSWORD}`), [PASSWORD]);
  assert.deepEqual(foundIn(`send the password of kim to ${PASSWORD}`), []);
});

Deno.test("a key must be said to be one of access, a token must look random", () => {
  assert.deepEqual(foundIn(`the API key is ${TOKEN}`), [TOKEN]);
  assert.deepEqual(foundIn(`the cache key is ${TOKEN}`), []);
  assert.deepEqual(foundIn(`the next page token is ${TOKEN}`), []);
  assert.deepEqual(foundIn(`the admin token is ${TOKEN}`), [TOKEN]);
  assert.deepEqual(foundIn(`the admin key is ${TOKEN}`), [TOKEN]);
  assert.deepEqual(foundIn("the token is tokenFromAuthorizationHeaderV2Legacy"), []);
});

Deno.test("a noun of another script is found wherever a window of the search ends", () => {
  for (let before = 0x8000 - 12; before <= 0x8000 + 2; before++) {
    for (const told of ["Пароль: ", "パスワードは", "密码是 ", "비밀번호: "]) {
      const text = `${"-".repeat(before)}${told}${PASSWORD}`;
      assert.ok(foundIn(text).includes(PASSWORD), `${before} ${told}`);
    }
  }
});

/** What the rules for prose alone find. */
function spokenIn(text: string): Finding[] {
  const found: Finding[] = [];
  for (const { keyword, visit } of SPOKEN_PIECES) {
    for (let at = text.indexOf(keyword); at !== -1; at = text.indexOf(keyword, at + 1)) {
      visit(text, at, (finding) => found.push(finding));
    }
  }
  return found;
}

const piece = fc.constantFrom(
  ..."password Password PASSWORD token API-key secret pw PIN Passwort пароль パスワード 密码 credentials: login"
    .split(" "),
  ...'is was to as for the changed set : = → | ** ( ) [ ] . , ; \' " ` \\" 「 」 “ ” « / , and now'.split(
    " ",
  ),
  ...[" ", "  ", "\n", "\r\n", "\t", "\u0000", "é", "ÿ", "ł", "\ud800", PASSWORD, TOKEN, "x1", "a@b.co"],
);

Deno.test("a value below its label holds no control character", () => {
  assert.equal([...spokenIn("Password\nTulip!4278")].length, 1);
  assert.equal([...spokenIn("Password\nTulip!4278\u0000")].length, 0);
});

Deno.test("a label says nothing of the end of the text before its own", () => {
  assert.equal([...spokenIn(`${TOKEN} = password`)].length, 1);
  assert.equal([...spokenIn(`${TOKEN}\u0000\t=password`)].length, 0);
});

Deno.test("what is found lies in the text and holds neither spaces around it nor control characters", () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), fc.constantFrom("", " "), (pieces, glue) => {
      const text = pieces.join(glue);
      for (const { start, end } of spokenIn(text)) {
        assert.ok(0 <= start && start < end && end <= text.length);
        const found = text.slice(start, end);
        assert.equal(found.trim(), found);
        assert.ok(!found.includes("\u0000"));
      }
    }),
    { numRuns: 5000 },
  );
});

Deno.test("words of one text say nothing of the next one, where several are looked through together", async () => {
  const redactor = await createRedactor();
  // "… é password": Portuguese for "is the password".
  const texts = [`${TOKEN} é `, "a password"];
  assert.deepEqual(
    await redactor.redactAll(texts),
    await Promise.all(texts.map((text) => redactor.redact(text))),
  );
});

Deno.test("sentences of nouns, links, brackets and long words are work in proportion to their length", () => {
  const hostile = [
    "password is ",
    "password of the ",
    "password password ",
    "the password for password to ",
    "token: \n\n",
    "Password: **",
    `as password ${"(".repeat(500)} `,
    `password is ${"a1.".repeat(170)} `,
    `password is ${"aA".repeat(250)}1+ `,
    `token is ${"a1-".repeat(150)}! `,
    "credentials: a b ",
    "login user / ",
    'pw "',
    "パスワードは",
    "密码是",
  ];
  for (const unit of hostile) {
    const [short, long] = [5_000, 20_000].map((characters) => {
      const text = unit.repeat(Math.ceil(characters / unit.length));
      return countWork(() => findAtPlaces(text, []));
    });
    // A square would be sixteen times as much.
    assert.ok((long ?? 0) <= 4.5 * (short ?? 0), `${unit.slice(0, 30)}: ${short}, ${long}`);
  }
});
