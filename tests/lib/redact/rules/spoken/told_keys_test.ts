import assert from "node:assert/strict";
import { HEX, mixedToken, randomText } from "../../corpus/random_text.ts";
import { assertFound, redactTo } from "../../redact_to.ts";

const random = randomText(43);
const TOKEN = `x7Kd2${mixedToken(random, 27)}q9Lm`;
const HASH = `4f${random.of(HEX, 28)}9b`;

Deno.test("a key that is told in a chat is found", async () => {
  await assertFound([
    "the key is now ■",
    "Here is my key:\n■",
    "and the secret\n\n■",
    "replace the key with ■",
    "the key for the weather api is ■",
    "I rotated the key, new one is ■",
    "The token expired, here is a new one: ■",
    "Take this one instead ■",
  ], TOKEN);
  await assertFound(["my key is ■", "the key for the weather api is ■", "use this key: ■"], HASH);
  await assertFound(["my key is ■"], "3f2b8c1e-9d47-4a65-b0e3-71c5d8f2a694");
  await assertFound(["Could you share the API token so that I can test this?\nsure: ■"], TOKEN);
});

Deno.test("a token that a program hands out or turns down is found", async () => {
  await assertFound([
    "API key created successfully!\n\n   ■",
    'Created token "ci" with value ■',
    'Error: invalid token "■"',
    '{"errors":[{"message":"bad key ■"}]}',
    '{"device_code":"■","user_code":"ABCD-EFGH"}',
    '{"id":"3f2b8c1e","name":"ci","key":"■","created_at":"2026-01-01"}',
    "https://x.io/join?invite=■",
  ], TOKEN);
  await assertFound(['{"session":"■"}', '{"sessionId":"■"}'], `${TOKEN}4Zt9Qw`);
});

Deno.test("hashes and ids beside keys stay", async () => {
  const id = "3f2b8c1e-9d47-4a65-b0e3-71c5d8f2a694";
  const texts = [
    `the key is now ${id}`,
    `the primary key is ${id}`,
    `the cache key is ${HASH}`,
    `replace the key with the hash ${HASH}`,
    `my key is ${HASH} in the cache`,
    `here is a new one: ${HASH}`,
    `key=${HASH} hit`,
    "take this one instead: src/lib/Foo2Bar.ts",
    'Error: invalid token "getElementById2ForUser"',
    `{"sessionId":"${id}"}`,
    `New session created: ${id}`,
    `Invalid password for user ember from 10.2.3.4\nbuild id: ${HASH.slice(0, 20)}, rev ${HASH}`,
  ];
  for (const text of texts) assert.equal(await redactTo(text), text);
});
