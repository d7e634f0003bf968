/** What stands around a secret is worth keeping: no rule takes the next line, a host, a user's name or half a path with it. */
import assert from "node:assert/strict";
import { createRedactor } from "../../../lib/redact/mod.ts";
import {
  ALPHANUMERIC,
  BASE64,
  chosenPassword,
  HEX,
  LOWER,
  mixedToken,
  randomText,
} from "./corpus/random_text.ts";

const random = randomText(5);
const [pass, other, token] = [chosenPassword(random), chosenPassword(random), mixedToken(random, 40)];
const word = `${random.of(LOWER, 6)}${random.of("23456789", 4)}`;
const key = `${"sk"}_test_${mixedToken(random, 48)}`;
const github = `${"gh"}s_${random.of(ALPHANUMERIC, 36)}`;
const base64 = `//8a${random.of(BASE64, 39)}=`;

/** The text, and what becomes of it; `§` stands for a mark. */
const KEPT: readonly (readonly [what: string, text: string, redacted: string])[] = [
  [
    "a user of an address who is called as a home",
    "mongodb://root:X@m1:27017/db",
    "mongodb://root:X@m1:27017/db",
  ],
  ["that home elsewhere", "file:///root/x /root/y", "file://~/x ~/y"],
  [
    "the name on the next line",
    `A_API_KEY=${key}\nA_COOKIE_PASSWORD=${token}`,
    "A_API_KEY=§\nA_COOKIE_PASSWORD=§",
  ],
  [
    "the name below base64",
    `a.apiKey=${token}==\na.hmacKey=${random.of(HEX, 64)}7a`,
    "a.apiKey=§\na.hmacKey=§",
  ],
  [
    "host and repository behind a token",
    `https://x-access-token:${github}@github.com/a/b.git`,
    "https://x-access-token:§@github.com/a/b.git",
  ],
  [
    "members of JSON in a string",
    JSON.stringify({ SecretString: JSON.stringify({ engine: "pg", username: "svc", password: word }) }),
    String.raw`{"SecretString":"{\"engine\":\"pg\",\"username\":\"svc\",\"password\":\"§\"}"}`,
  ],
  ["the host of a user", `lftp web:${word}@ftp.acme.example`, "lftp web:§@ftp.acme.example"],
  ["the host before a port", `proxy kim:${word}@acme.example:3128`, "proxy kim:§@acme.example:3128"],
  [
    "the next variable of a list",
    `deploy --set-env-vars=DB_PASS=${word},MODE=prod,API_KEY=${key},ZONE=b`,
    "deploy --set-env-vars=DB_PASS=§,MODE=prod,API_KEY=§,ZONE=b",
  ],
  [
    "another thing in the same quotes",
    `The password is \`${word}\` and the request \`${token}\`.`,
    `The password is \`§\` and the request \`${token}\`.`,
  ],
  ["a sign as mail writes it", `password=3D${pass}`, "password=3D§"],
  ["the sign before a default", `DB_PASS=\${DB_PASS:-${pass}}`, "DB_PASS=${DB_PASS:-§}"],
  [
    "an address behind a word",
    `mailto:${word}@acme.example and by:${word}@acme.example`,
    "mailto:§ and by:§",
  ],
  [
    "the host behind a word of GitHub",
    `https://${random.of(HEX, 40)}7a:x-oauth-basic@git.acme.example/a`,
    "https://§:x-oauth-basic@git.acme.example/a",
  ],
  ["a drive of another machine", String.raw`\\pc42\c$\Users\kmeier\x`, String.raw`~\x`],
  ["a short name of Windows", String.raw`C:\Users\ABCDEF~1\AppData`, String.raw`~\AppData`],
  [
    "nothing of a question mark",
    `DB_PASSWORD=${pass}?\nb.password: ${pass}?`,
    "DB_PASSWORD=§\nb.password: §",
  ],
  ["a sentence's end", `(is it password=${pass}?).`, "(is it password=§)."],
  ["nothing of a shell's text", `DB_PASSWORD='ab1Xcd'"'"'${pass}' x`, "DB_PASSWORD='§' x"],
  ["both sides of a change", `  ~ password = "${pass}" -> "${other}" # x`, `  ~ password = "§" -> "§" # x`],
  [
    "the new one of a change",
    `  ~ password = (sensitive value) -> "x"`,
    `  ~ password = (sensitive value) -> "x"`,
  ],
  [
    "the name below a row of its own",
    `║ PGPASSWORD │ ${token}\n║────────────\n║ RAILWAY_PRIVATE_DOMAIN │ api.railway.internal`,
    "║ PGPASSWORD │ §\n║────────────\n║ RAILWAY_PRIVATE_DOMAIN │ api.railway.internal",
  ],
  [
    "a word below a full line that ends with a token",
    `${"a line of words ".repeat(8).slice(0, 99 - key.length)} ${key}\nbuild42\n`,
    `${"a line of words ".repeat(8).slice(0, 99 - key.length)} §\nbuild42\n`,
  ],
  [
    "a key that is published, beside another one",
    `export STRIPE_SECRET_KEY=${key}\nexport NEXT_PUBLIC_STRIPE_KEY=pk_${"test"}_51Hk2Lq9ZxVb7Nw3RtYp`,
    `export STRIPE_SECRET_KEY=§\nexport NEXT_PUBLIC_STRIPE_KEY=pk_${"test"}_51Hk2Lq9ZxVb7Nw3RtYp`,
  ],
  [
    "the field behind a password with brackets",
    `curl -d 'user=a&password=k7m)q2;${word}&x=1' https://acme.example`,
    "curl -d 'user=a&password=§&x=1' https://acme.example",
  ],
  [
    "the next setting of a chart",
    `helm install a b --set auth.password=x9Kd2mQz7Lp4,replica.replicaCount=2`,
    "helm install a b --set auth.password=§,replica.replicaCount=2",
  ],
  [
    "the name of a field that Redis numbers",
    `1) "user_id"\n2) "42"\n3) "access_token"\n4) "${token}"`,
    '1) "user_id"\n2) "42"\n3) "access_token"\n4) "§"',
  ],
  ["the sign of a kind of string", `SIGNING_KEY = b"${token}"`, 'SIGNING_KEY = b"§"'],
  ["nothing of base64 that begins with slashes", `APP_KEY=base64:${base64}`, "APP_KEY=§"],
  ["nothing of Slack's cookies", `d: ${"xox"}d-a7${random.of(ALPHANUMERIC, 16)}%2Bab_Zy6_9xkQ`, "d: §"],
  ["nothing of Slack's tokens", `c: ${"xoxe"}.xoxp-1-M7${random.of(ALPHANUMERIC, 20)}-1/cY7p/gZq`, "c: §"],
];

for (const [what, text, expected] of KEPT) {
  Deno.test(`redaction leaves as it should: ${what}`, async () => {
    const redactor = await createRedactor({ homeDirectories: ["/root"] });
    const redacted = await redactor.redact(text);
    assert.equal(redacted.replace(/\[redacted:[^\]]*\]/g, "§"), expected);
    assert.equal(await redactor.redact(redacted), redacted);
  });
}
