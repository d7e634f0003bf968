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
  assert.equal(redactor.known(), 0);
  redactor.learn(elsewhere.list());
  assert.ok(redactor.known() > 0);
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

const PASSWORD = ["Vn9.k_", "A.7lGlY3W"].join("");
const BARE = `trying ${PASSWORD} again`;

Deno.test("a secret that it found itself is taken out of all that comes from then on, and counted", async () => {
  const redactor = createRunRedactor(await createRedactor());
  assert.equal(await redactor.redact(BARE), BARE);
  await redactor.redactJson({ env: `ADMIN_PASSWORD=${PASSWORD}` });
  assert.match(await redactor.redact(BARE), /^trying \[redacted:password:[0-9a-f]{4}\] again$/);
  assert.deepEqual(redactor.receipt(), { password: 2 });
});

Deno.test("texts that belong together by themselves neither teach it nor are taught", async () => {
  const redactor = createRunRedactor(await createRedactor());
  await redactor.remembering().redact(`ADMIN_PASSWORD=${PASSWORD}`);
  assert.equal(await redactor.redact(BARE), BARE);
  await redactor.redact(`ADMIN_PASSWORD=${PASSWORD}`);
  assert.equal(await redactor.remembering().redact(BARE), BARE);
});

Deno.test("once it learns no more, what is found is taken out where it is told of, and nowhere else", async () => {
  const redactor = createRunRedactor(await createRedactor());
  redactor.stopLearning();
  const both = await redactor.redact(`ADMIN_PASSWORD=${PASSWORD}\n${BARE}`);
  assert.match(both, /^ADMIN_PASSWORD=\[redacted:[^\]]*\]\ntrying \[redacted:[^\]]*\] again$/);
  assert.equal(await redactor.redact(BARE), BARE);
  assert.equal(redactor.known(), 0);
});

Deno.test("names that the program needs stay where nothing calls them a secret, and so do secrets in them", async () => {
  const redactor = createRunRedactor(await createRedactor());
  const id = "1c65b6d6-2222-4d2f-8d2b-8c2e3f4a5b6d";
  await redactor.redact(`DB_PASSWORD=${id}\nADMIN_PASSWORD=1c65b6d6`);
  assert.ok(redactor.known() > 0);
  assert.doesNotMatch(await redactor.redact(`session ${id}`), new RegExp(id));
  redactor.spare([id]);
  for (const text of [`session ${id}`, `impl-${id}-part2.xml`]) {
    assert.equal(await redactor.redact(text), text);
  }
  assert.match(await redactor.redact(`DB_PASSWORD=${id}`), /^DB_PASSWORD=\[redacted:/);
  assert.match(await redactor.redact("it is 1c65b6d6"), /^it is \[redacted:/);
});

Deno.test("which kind a secret has doesn't depend on which text came first", async () => {
  const rules = await createRedactor({ key: "k" });
  const texts = [`https://app:${PASSWORD}@db.example/`, `ADMIN_PASSWORD=${PASSWORD}`];
  const marks = new Set<string>();
  for (const order of [texts, texts.toReversed()]) {
    const redactor = createRunRedactor(rules);
    for (const text of order) await redactor.redact(text);
    marks.add(await redactor.redact(BARE));
  }
  assert.equal(marks.size, 1, [...marks].join());
});
