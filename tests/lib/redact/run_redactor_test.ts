import assert from "node:assert/strict";
import { createRunRedactor } from "../../../lib/redact/run_redactor.ts";
import { createRedactor, KnownSecrets } from "../../../lib/redact/mod.ts";

Deno.test("a receipt holds what the redactor found and what others report, by kind in order", async () => {
  const redactor = createRunRedactor(await createRedactor());
  redactor.count({ email: 2, "github-token": 1 });
  await redactor.redact("write to ada@widgets.dev");
  redactor.count({ "github-token": 3 });
  assert.deepEqual(Object.entries(redactor.receipt()), [["email", 3], ["github-token", 4]]);
});

Deno.test("a secret that another redactor found is taken out of all that comes from then on", async () => {
  const rules = await createRedactor();
  const redactor = createRunRedactor(rules);
  const password = ["Vn9.k_", "A.7lGlY3W"].join("");
  const elsewhere = new KnownSecrets();
  await rules.remembering(elsewhere).redact(`ADMIN_PASSWORD=${password}`);
  const line = `trying ${password} again`;
  assert.equal(await redactor.redact(line), line);
  assert.equal(redactor.hasLearned(), false);
  redactor.learn(elsewhere.list());
  assert.equal(redactor.hasLearned(), true);
  const mark = /\[redacted:password:[0-9a-f]{4}\]/;
  const results = [
    await redactor.redact(line),
    (await redactor.redactAll(["nothing", line])).join(),
    await redactor.redactMarkup(`<a b="${line}">${line}</a>`),
    new TextDecoder().decode(await redactor.redactEncodedMarkup(new TextEncoder().encode(`<a>${line}</a>`))),
    await redactor.redactJson({ [line]: [line] }),
    (await Array.fromAsync(redactor.redactJsonLines(`${JSON.stringify({ line })}\n`))).join(""),
  ];
  for (const result of results) {
    assert.match(result, mark);
    assert.ok(!result.includes(password), result);
  }
  assert.ok((redactor.receipt()["password"] ?? 0) >= results.length);
});
