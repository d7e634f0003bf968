import assert from "node:assert/strict";
import { createRedactor } from "../../../lib/redact/mod.ts";
import { HEX, randomText } from "./corpus/random_text.ts";
import { withSigns } from "./redact_to.ts";

const redactor = await createRedactor({ key: "k" });
const random = randomText(53);
const PASSWORD = ["Meadow-", "lantern-58"].join("");
const KEY = `7c1e${random.of(HEX, 33)}9bd`;

/** What stays of a text behind one that told of the secrets. */
async function behind(text: string): Promise<string> {
  const remembering = redactor.remembering();
  await remembering.redact(`ADMIN_PASSWORD=${PASSWORD}\nAPI_KEY=${KEY}\n`);
  return withSigns(await remembering.redact(text));
}

Deno.test("a remembered secret is found that goes on in the next line", async () => {
  for (
    const [before, after] of [
      [`tried ${PASSWORD.slice(0, 12)}\n${PASSWORD.slice(12)} twice`, "tried ■ twice"],
      [`  │ tried ${KEY.slice(0, 16)} │\n  │ ${KEY.slice(16)} twice`, "  │ tried ■ twice"],
      [
        `    12→tried ${KEY.slice(0, 16)}\n    13→${KEY.slice(16, 25)}\n    14→${KEY.slice(25)}`,
        "    12→tried ■",
      ],
    ] as const
  ) assert.equal(await behind(before), after);
});

Deno.test("a remembered secret is found of which a text shows the most", async () => {
  for (
    const sign of ["…", "...", "… +12 lines", " [truncated]", "\n\n... [4021 characters truncated] ..."]
  ) {
    assert.equal(await behind(`tried ${PASSWORD.slice(0, 14)}${sign}`), `tried ■${sign}`);
    assert.equal(await behind(`tried ${KEY.slice(0, 30)}${sign}`), `tried ■${sign}`);
  }
  assert.equal(await behind(`tried ${KEY.slice(0, 30)}`), "tried ■");
  assert.equal(await behind(`| ${KEY.slice(0, 30)} | x`), "| ■ | x");
});

Deno.test("what has its beginning in common with a remembered secret stays", async () => {
  for (
    const text of [
      `the meadow and the ${PASSWORD.slice(0, 14)} below`,
      `key ${KEY.slice(0, 8)}… was used`,
      `commit ${KEY.slice(0, 12)}${"d".repeat(28)}`,
      `${KEY.slice(0, 30)}0ce1`,
    ]
  ) assert.equal(await behind(text), text);
});

Deno.test("a remembered secret is found behind a colour or an escape", async () => {
  for (
    const before of ["\x1b[31m", "\\u001b[1;32m", "[0m", "\\n", "\\t", "\\u0022", "\\x1b[0m", "?v=%3D", "^I"]
  ) assert.equal(await behind(`so ${before}${PASSWORD}`), `so ${before}■`);
  assert.equal(await behind(`alarm${PASSWORD}`), `alarm${PASSWORD}`);
});

Deno.test("a remembered password is found as shells write it", async () => {
  const remembering = redactor.remembering();
  const password = ["x7K$d", "q9&Lm!2"].join("");
  await remembering.redact(`{"password":${JSON.stringify(password)}}`);
  for (const form of [password.replace("$", "\\$"), password.replace(/[$&!]/g, "\\$&")]) {
    assert.equal(withSigns(await remembering.redact(`run --with ${form} now`)), "run --with ■ now");
  }
});

Deno.test("random letters with a digit at their end alone are remembered", async () => {
  for (const password of [["UpQtVOoVV", "GucxSM1"].join(""), ["uA_LZYRaUB", "RAiMtj"].join("")]) {
    const texts = await redactor.redactAll([`DB_PASSWORD=${password}`, `tried ${password} twice`]);
    assert.deepEqual(texts.map(withSigns), ["DB_PASSWORD=■", "tried ■ twice"]);
  }
});
