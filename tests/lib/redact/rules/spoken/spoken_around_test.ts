import assert from "node:assert/strict";
import { redactTo } from "../../redact_to.ts";

Deno.test("what is told around a noun goes, and the words and lines beside it stay", async () => {
  const seed = "apple river stone cloud paper happy train green window music orange lamp";
  const cases: readonly (readonly [string, string])[] = [
    ["`Velvet19!` (admin password, staging)", "`■` (admin password, staging)"],
    ["ssh root@10.0.0.5 (pw: Velvet19!)", "ssh root@10.0.0.5 (pw: ■)"],
    ["Velvet19! <- db pw", "■ <- db pw"],
    ["whats the pw?\n[10:02] kim: Velvet19!\nthx", "whats the pw?\n[10:02] kim: ■\nthx"],
    ["Which password? → Velvet19!", "Which password? → ■"],
    ["the old password (Velvet19!); the new one is Velvet20!", "the old password (■); the new one is ■"],
    ["I made a password. It's Velvet19! - keep it.", "I made a password. It's ■ - keep it."],
    ["prod: Velvet19!, dev: Velvet20! (db passwords)", "prod: ■, dev: ■ (db passwords)"],
    ["db passwords: prod Velvet19!, dev Velvet20!. Bye", "db passwords: prod ■, dev ■. Bye"],
    ["SIM PIN 7090, PUK 73626158", "SIM PIN ■, PUK ■"],
    ["user\n> ops\npass\n> Velvet19!\n", "user\n> ops\npass\n> ■\n"],
    [`my seed phrase is ${seed}\npubkey: Value1`, "my seed phrase is ■\npubkey: Value1"],
    [
      `my seed phrase is ${seed}\nimport them into some wallet`,
      "my seed phrase is ■\nimport them into some wallet",
    ],
    [`seed phrase:\n${seed}\n${seed}\n`, "seed phrase:\n■\n"],
  ];
  for (const [text, expected] of cases) {
    assert.equal(await redactTo(text), expected);
  }
});
