/** Secrets across the border of two documents. */

import assert from "node:assert/strict";
import {
  createRedactor,
  endsOf,
  endsOfEncoded,
  KnownSecrets,
  type Redactor,
} from "../../../../lib/redact/mod.ts";

const SECRET = ["Vq9zKw4T&mXb7", '"RpLd2Qn<Hs8Yf3'].join("");

/** A redactor that knows a secret. */
async function knowing(secret: string): Promise<Redactor> {
  const known = new KnownSecrets();
  const redactor = (await createRedactor()).remembering(known);
  await redactor.redact(`DB_PASSWORD='${secret}'`);
  assert.ok(redactor.known() > 0);
  return redactor;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

/** A text as documents of which each holds a piece. */
function documentsOf(pieces: readonly string[]): string[] {
  return pieces.map((piece, index) =>
    `<session part="${index + 1}">\n<tool_use>\n<result>${escaped(piece)}</result>\n</tool_use>\n</session>`
  );
}

async function redactAll(redactor: Redactor, documents: readonly string[]): Promise<string[]> {
  const across = await redactor.findAcross(documents.map(endsOf));
  return await Promise.all(documents.map((xml, index) => redactor.redactMarkup(xml, across[index])));
}

const FORMS = {
  "as it is": SECRET,
  "in JSON": JSON.stringify(SECRET).slice(1, -1),
  "in an address": encodeURIComponent(SECRET),
  "as base64": btoa(SECRET),
};

for (const [form, text] of Object.entries(FORMS)) {
  Deno.test(`a known secret ${form} is found wherever a border cuts it, and marked once`, async () => {
    const redactor = await knowing(SECRET);
    for (let at = 1; at < text.length; at++) {
      const documents = documentsOf([`before ${text.slice(0, at)}`, `${text.slice(at)};after`]);
      const [first = "", second = ""] = await redactAll(redactor, documents);
      assert.match(first, /<result>before \[redacted:[a-z-]+:[0-9a-f]{4}\]<\/result>/, `${at}`);
      assert.match(second, /<result>;after<\/result>/, `${at}`);
    }
  });
}

Deno.test("a secret that goes through a whole document is found", async () => {
  const redactor = await knowing(SECRET);
  const documents = documentsOf([`x;${SECRET.slice(0, 5)}`, SECRET.slice(5, 20), `${SECRET.slice(20)};y`]);
  const redacted = await redactAll(redactor, documents);
  assert.match(redacted[0] ?? "", />x;\[redacted:[a-z-]+:[0-9a-f]{4}\]</);
  assert.match(redacted[1] ?? "", /<result><\/result>/);
  assert.match(redacted[2] ?? "", />;y</);
});

Deno.test("what merely ends and begins like a secret stays, and so does everything where none is known", async () => {
  const halves = documentsOf([`x ${SECRET.slice(0, 12)}`, `other ${SECRET.slice(12)}`]);
  assert.deepEqual(await redactAll(await knowing(SECRET), halves), halves);
  const cut = documentsOf([SECRET.slice(0, 12), SECRET.slice(12)]);
  assert.deepEqual(await redactAll((await createRedactor()).remembering(), cut), cut);
});

Deno.test("the ends are the same in characters and in UTF-8, however long the document", () => {
  for (const length of [0, 10, 5_000, 100_000]) {
    const [xml = ""] = documentsOf([`begin ${"word & ü ".repeat(length)}end`]);
    const ends = endsOf(xml);
    assert.deepEqual(endsOfEncoded(new TextEncoder().encode(xml)), ends);
    assert.match(ends.head, /^begin /);
    assert.match(ends.tail, /end$/);
    assert.equal(ends.isOneText, length < 100);
  }
});
