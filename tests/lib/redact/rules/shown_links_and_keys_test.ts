import { assertFound, redactTo } from "../redact_to.ts";
import assert from "node:assert/strict";
import { HEX, mixedToken, randomText } from "../corpus/random_text.ts";

const random = randomText(59);
const HASH = `7c${random.of(HEX, 54)}`;

Deno.test("what lets someone in is found in the query of a link that was sent, and stays in a statement", async () => {
  await assertFound([
    "https://x.example.org/auth/v1/verify?token_hash=■&type=magiclink",
    "http://localhost:3000/auth/confirm?type=email&token_hash=■",
  ], HASH);
  const statement = `SELECT id FROM tokens WHERE token_hash='${HASH}'`;
  assert.equal(await redactTo(statement), statement);
});

Deno.test("both keys of an account in a cloud are found, a primary key alone stays", async () => {
  for (const key of [() => random.of(HEX, 32), () => `${mixedToken(random, 43)}=`]) {
    for (const names of [["key1", "key2"], ["primaryKey", "secondaryKey"]]) {
      const shown = names.map((name) => `  "${name}": "${key()}"`).join(",\n");
      assert.equal(await redactTo(`{\n${shown}\n}`), `{\n  "${names[0]}": "■",\n  "${names[1]}": "■"\n}`);
    }
  }
  for (const text of [`{"primaryKey": "${HASH.slice(0, 32)}"}`, `{"key1": "users-by-id", "key2": "users"}`]) {
    assert.equal(await redactTo(text), text);
  }
});
