import assert from "node:assert/strict";
import { createRedactor } from "../../../../lib/redact/mod.ts";

const redactor = await createRedactor({ key: "k" });
const EMAIL = /\[redacted:email:[0-9a-f]{4}\]/g;

Deno.test("e-mail addresses are redacted in every notation", async () => {
  const texts = [
    "kim@example.com",
    "Kim Lee <kim.lee+work@mail.example.co.uk>",
    "mailto:kim@example.com?subject=x",
    '"kim@example.com"',
    "kim_lee%40example.com",
    "?to=kim%40example.com&x=1",
    "Co-Authored-By: Claude <noreply@example.com>",
    "12345+kim@users.noreply.github.com",
    "müller@bücher.example.de",
    "kim@example.com.",
    "(kim@example.com)",
    "first\\nkim@example.com\\nlast",
    "kim@163.com",
    "kim@1and1.com",
    "reach kim.lee [at] mail [dot] com",
    "kim(at)example.com",
    '{"email":"kim\\u0040example.com"}',
    "kim&#64;example.com",
    "k.o'kim@example.com",
  ];
  for (const text of texts) {
    const redacted = await redactor.redact(text);
    assert.equal(redacted.match(EMAIL)?.length, 1, `${text} → ${redacted}`);
    assert.doesNotMatch(redacted, /kim|müller|noreply/, redacted);
  }
});

Deno.test("what stands around an address stays", async () => {
  const redacted = await redactor.redact("a\\nkim@example.com, <lee@example.org>; x");
  assert.equal(redacted.replace(EMAIL, "E"), "a\\nE, <E>; x");
});

Deno.test("remotes, packages, decorators, images and units are no addresses", async () => {
  const texts = [
    "git@github.com:acme/web.git",
    "ssh://git@github.com/acme/web",
    "@scope/pkg@1.2.3",
    "react@18.2.0",
    "pkg@v2.0.1-rc.beta",
    "lodash@npm:lodash-es@4.17.21",
    "@Component({ a: 1 })",
    "@app.route('/x')",
    "icon@2x.png",
    "getty@tty1.service",
    "root@localhost",
    "A@B.transpose(x)",
    "matrix@b.T",
    "actions/checkout@v4.1.0",
  ];
  assert.deepEqual(await redactor.redactAll(texts), texts);
});

Deno.test("of an address with a password only the password goes, up to the last @", async () => {
  const redacted = await redactor.redact("postgres://app:p@ss:w0rd@db:5432/x and redis://:s3cr3t@cache/0");
  assert.match(
    redacted,
    /^postgres:\/\/app:\[redacted:url-password:....\]@db:5432\/x and redis:\/\/:\[redacted:url-password:....\]@cache\/0$/,
  );
});

Deno.test("passwords that everybody knows or that stand for another value stay", async () => {
  const texts = [
    "postgres://postgres:postgres@localhost/test",
    "https://user:${TOKEN}@example.test/",
    "https://user:<password>@example.test/",
    "mysql://root:password@127.0.0.1/x",
    "https://x-access-token:$GITHUB_TOKEN@github.com/acme/web",
  ];
  assert.deepEqual(await redactor.redactAll(texts), texts);
});

Deno.test("each ending of files, images and units is no domain", async () => {
  const endings =
    "png jpg jpeg gif svg webp ico js cjs mjs ts tsx jsx json css scss htm html txt yml yaml xml lock log service socket " +
    "timer target mount slice scope length value name test toml";
  const texts = endings.split(" ").map((ending) => `see icon@large.${ending} there`);
  assert.deepEqual((await redactor.redactAll(texts)).filter((text, index) => text !== texts[index]), []);
});

Deno.test("before a server an address is a password, behind a word for people it is one of a person", async () => {
  const servers = "ftp sftp git svn ssh smtp imap ldap db sql mysql proxy registry repo vpn".split(" ");
  for (const server of servers) {
    const redacted = await redactor.redact(`kim:marigold@${server}.acme.example there`);
    assert.match(redacted, new RegExp(`^kim:\\[redacted:url-password:[0-9a-f]+\\]@${server}\\.acme`));
  }
  for (const word of "mailto e-mail email mail from to cc bcc sender author user acct sip xmpp".split(" ")) {
    const redacted = await redactor.redact(`${word}:marigold@mysql.acme.example there`);
    assert.match(redacted, new RegExp(`^${word}:\\[redacted:email:[0-9a-f]+\\] there`));
  }
});

Deno.test("of addresses with passwords on lines below each other both go, a lone word stays", async () => {
  const [one, other] = [["Willow", "puzzle4"].join(""), ["Otter", "lake71"].join("")];
  const listed = await redactor.redact(`ada@corp.invalid:${one}\nbob@corp.invalid:${other}\n`);
  assert.ok(!listed.includes(one) && !listed.includes(other), listed);
  const roles = await redactor.redact("ada@corp.invalid:admin\nbob@corp.invalid:editor\n");
  assert.match(roles, /:admin\n.*:editor\n$/);
});
