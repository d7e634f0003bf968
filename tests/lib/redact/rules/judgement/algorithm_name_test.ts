import assert from "node:assert/strict";
import { assertGrowsLess } from "../../../../support/growth.ts";
import { isAlgorithmName } from "../../../../../lib/redact/rules/judgement/algorithm_name.ts";

const NAMES =
  ("argon2id sha3-256 SHA512/256 base64url OAuth2.0 pbkdf2_hmac_sha512 bcrypt-2y utf8mb4 aes-256-gcm RSA-OAEP-256 XChaCha20 " +
    "scram-sha-256-plus ES256K P-256 TLSv1.2 NTLMv2 wpa2-psk blake2b uuidv4 base64-encoded SHA256withRSA iso-8859-1")
    .split(" ");

Deno.test("algorithms, encodings and protocols are known by the parts of their names", () => {
  assert.deepEqual(NAMES.filter((name) => !isAlgorithmName(name)), []);
});

Deno.test("words with a number are no algorithms, nor is one without", () => {
  const others =
    "argon7id otter256 sha12 key123 token256 hash99 password1 base99x md7 bcrypt99 postgres123 mac12345 bcrypt sha";
  assert.deepEqual(others.split(" ").filter(isAlgorithmName), []);
});

Deno.test("a name that hardly ends takes time with its length", async () => {
  const judge = (count: number) => {
    const name = `${"256".repeat(count)}!`;
    const start = performance.now();
    for (let round = 0; round < 2000; round++) isAlgorithmName(name);
    return performance.now() - start;
  };
  judge(4);
  // Four times as long; millions of times the work, where its digits are parted in all ways.
  await assertGrowsLess(40, () => judge(16), () => judge(4));
});
