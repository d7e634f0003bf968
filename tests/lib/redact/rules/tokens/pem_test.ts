import assert from "node:assert/strict";
import { createRedactor } from "../../../../../lib/redact/mod.ts";
import { privateKey } from "../../corpus/contextual.ts";
import { BASE64, randomText } from "../../corpus/random_text.ts";

const redactor = await createRedactor();
const random = randomText(61);
const DASHES = "-".repeat(5);

Deno.test("a private key goes from its first to its last line and nothing else", async () => {
  const redacted = await redactor.redact(`$ cat key\n${privateKey(random, "RSA")}\n$ ls\n`);
  assert.match(redacted, /^\$ cat key\n\[redacted:private-key:[0-9a-f]{4}\]\n\$ ls\n$/);
});

Deno.test("two keys are two marks", async () => {
  const redacted = await redactor.redact(`${privateKey(random, "EC")}\n${privateKey(random, "")}`);
  assert.match(redacted, /^\[redacted:private-key:[0-9a-f]{4}\]\n\[redacted:private-key:[0-9a-f]{4}\]$/);
});

Deno.test("a PGP block and an encrypted key with headers go whole", async () => {
  const body = `${random.of(BASE64, 64)}\n${random.of(BASE64, 64)}\n=${random.of(BASE64, 4)}`;
  const pgp =
    `${DASHES}BEGIN PGP PRIVATE KEY BLOCK${DASHES}\nVersion: x 1\n\n${body}\n${DASHES}END PGP PRIVATE KEY BLOCK${DASHES}`;
  const encrypted =
    `${DASHES}BEGIN RSA PRIVATE KEY${DASHES}\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n${body}\n${DASHES}END RSA PRIVATE KEY${DASHES}`;
  for (const block of [pgp, encrypted]) {
    assert.match(await redactor.redact(block), /^\[redacted:private-key:[0-9a-f]{4}\]$/);
  }
});

Deno.test("a key that is cut off goes as far as it goes, what follows stays", async () => {
  const cut = privateKey(random, "OPENSSH").slice(0, 400);
  const redacted = await redactor.redact(`${cut}\n... and 9 more lines`);
  assert.match(redacted, /^\[redacted:private-key:[0-9a-f]{4}\]\n\.\.\. and 9 more lines$/);
});

Deno.test("public keys, certificates and code about keys stay", async () => {
  const line = random.of(BASE64, 64);
  const texts = [
    `${DASHES}BEGIN CERTIFICATE${DASHES}\n${line}\n${DASHES}END CERTIFICATE${DASHES}`,
    `${DASHES}BEGIN PUBLIC KEY${DASHES}\n${line}\n${DASHES}END PUBLIC KEY${DASHES}`,
    `const header = "${DASHES}BEGIN PRIVATE KEY${DASHES}";\nexport function trimHeader(text) {\n  return text.replace(header, "").replace("${DASHES}END PRIVATE KEY${DASHES}", "");\n}`,
    `grep -rl '${DASHES}BEGIN RSA PRIVATE KEY${DASHES}' .`,
  ];
  assert.deepEqual(await redactor.redactAll(texts), texts);
});
