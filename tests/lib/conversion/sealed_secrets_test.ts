import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import fc from "fast-check";
import { openSecrets, sealSecrets } from "../../../lib/conversion/sealed_secrets.ts";
import type { KnownSecret } from "../../../lib/redact/mod.ts";

const key = fc.uint8Array({ minLength: 32, maxLength: 32 });
const secrets: fc.Arbitrary<KnownSecret[]> = fc.array(fc.record({
  text: fc.string({ unit: "grapheme", minLength: 8 }),
  kind: fc.constantFrom("password", "github-token"),
  weight: fc.constantFrom(0, 2, 3),
  isSureName: fc.boolean(),
}, { noNullPrototype: true, requiredKeys: ["text", "kind", "weight"] }));

Deno.test("sealed secrets are given back by the same key", () =>
  fc.assert(fc.property(secrets, key, (given, own) => {
    assert.deepEqual(openSecrets(sealSecrets(given, own), own), given);
  })));

Deno.test("neither another key nor a changed text gives anything", () =>
  fc.assert(fc.property(secrets, key, key, fc.nat(), (given, own, other, at) => {
    fc.pre(Buffer.compare(own, other) !== 0);
    const sealed = sealSecrets(given, own);
    assert.throws(() => openSecrets(sealed, other));
    const bytes = Buffer.from(sealed, "base64");
    const index = at % bytes.length;
    bytes[index] = (bytes[index] ?? 0) ^ 1;
    assert.throws(() => openSecrets(bytes.toString("base64"), own));
    assert.throws(() => openSecrets(bytes.subarray(0, index).toString("base64"), own));
  })));

Deno.test("what is sealed is not to be seen, and neither is that two of them are alike", () => {
  const given = [{ text: "Vn9.k_A.7lGlY3W", kind: "password", weight: 2 }] as const;
  const sealed = [7, 8].map((byte) => sealSecrets(given, new Uint8Array(32).fill(byte)));
  const [one, other] = sealed.map((text) => Buffer.from(text, "base64").toString("latin1"));
  assert.ok(one !== undefined && !one.includes("Vn9"));
  assert.notEqual(one.slice(0, 12), other?.slice(0, 12));
});
