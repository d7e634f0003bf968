import assert from "node:assert/strict";
import { createRedactor, untilAllIsKnown } from "../../../lib/redact/mod.ts";

const PASSWORD = ["Vn9.k_", "A.7lGlY3W"].join("");

Deno.test("what a later text tells of is taken out of an earlier one, in as many rounds as that takes", async () => {
  const redactor = (await createRedactor()).remembering();
  let texts: readonly string[] = [`trying ${PASSWORD}`, `ADMIN_PASSWORD=${PASSWORD}`];
  let rounds = 0;
  texts = await untilAllIsKnown(redactor, async () => {
    rounds++;
    const redacted: string[] = [];
    for (const text of texts) redacted.push(await redactor.redact(text));
    return redacted;
  });
  assert.equal(rounds, 2);
  assert.ok(texts.every((text) => !text.includes(PASSWORD)), texts.join());
});

Deno.test("where nothing is learned, or nothing is remembered, the work is done once", async () => {
  const rules = await createRedactor();
  for (const redactor of [rules, rules.remembering()]) {
    let rounds = 0;
    await untilAllIsKnown(redactor, async () => {
      rounds++;
      await redactor.redact(redactor === rules ? `ADMIN_PASSWORD=${PASSWORD}` : "nothing");
    });
    assert.equal(rounds, 1);
  }
});

Deno.test("work that always finds more ends", async () => {
  let rounds = 0;
  await untilAllIsKnown({ known: () => rounds }, () => Promise.resolve(void rounds++));
  assert.equal(rounds, 3);
});
