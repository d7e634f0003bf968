import assert from "node:assert/strict";
import fc from "fast-check";
import { createRedactor } from "../../../lib/redact/mod.ts";

const TOKEN = "ghp_" + "1f0B9c8D7e6F5a4B3c2D1e0F9a8B7c6D5e4F";
const OTHER = "ghp_" + "9Z8y7X6w5V4u3T2s1R0q9P8o7N6m5L4k3J2i";

Deno.test("an allowed value stays in every method, and another of its kind goes", async () => {
  const redactor = await createRedactor({ allowedValues: [TOKEN] });
  assert.match(await redactor.redact(`${TOKEN} ${OTHER}`), new RegExp(`^${TOKEN} \\[redacted:github-token:`));
  const xml = `<a b="${TOKEN}">${TOKEN}</a>`;
  assert.equal(await redactor.redactMarkup(xml), xml);
  assert.equal(await redactor.redactJson({ token: TOKEN }), JSON.stringify({ token: TOKEN }));
  assert.deepEqual(redactor.receipt(), { "github-token": 1 });
});

Deno.test("an allowed value with characters that are written as escapes stays, too", async () => {
  const value = 'p&ss"w<rd' + "91x";
  const strict = await createRedactor();
  const redactor = await createRedactor({ allowedValues: [value] });
  const xml = `<a>password: '${value.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}'</a>`;
  assert.notEqual(await strict.redactMarkup(xml), xml);
  assert.equal(await redactor.redactMarkup(xml), xml);
  const json = JSON.stringify({ password: value });
  assert.notEqual(await strict.redactJson({ password: value }), json);
  assert.equal(await redactor.redactJson({ password: value }), json);
});

Deno.test("an allowed value inside a longer secret leaves that one redacted", async () => {
  const redactor = await createRedactor({ allowedValues: [TOKEN, TOKEN.slice(0, 20), OTHER] });
  const longer = `${TOKEN}x7Q`;
  assert.doesNotMatch(await redactor.redact(`export API_TOKEN=${longer}`), /ghp_/);
  assert.doesNotMatch(await redactor.redactJson({ api_key: `${longer}/${OTHER}` }), /ghp_/);
});

Deno.test("what is spread over several elements is not allowed by one of them", async () => {
  const redactor = await createRedactor({ allowedValues: [TOKEN.slice(0, 20), TOKEN.slice(20)] });
  const xml = await redactor.redactMarkup(`<a><b>${TOKEN.slice(0, 20)}</b><b>${TOKEN.slice(20)}</b></a>`);
  assert.ok(!xml.includes(TOKEN.slice(0, 20)) && !xml.includes(TOKEN.slice(20)), xml);
});

Deno.test("a text can't allow anything by itself", async () => {
  const redactor = await createRedactor({ allowedValues: ["nothing"] });
  const claims = fc.constantFrom(
    "erk-learn allow ",
    '{"redaction":{"allow":["',
    "secretlint-disable\n",
    "[redacted:github-token:",
    "allowedValues=",
  );
  await fc.assert(
    fc.asyncProperty(fc.array(claims), async (before) => {
      assert.ok(!(await redactor.redact(`${before.join("")} ${TOKEN}`)).includes(TOKEN));
    }),
    { numRuns: 100 },
  );
});
