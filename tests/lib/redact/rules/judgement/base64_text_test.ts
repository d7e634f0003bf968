import assert from "node:assert/strict";
import fc from "fast-check";
import { decodeBase64 } from "../../../../../lib/redact/rules/judgement/base64_text.ts";

/** The same as a failure tells it. */
function decodePlainly(base64: string): string | undefined {
  try {
    return atob(base64.replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    return undefined;
  }
}

Deno.test("base64 of either alphabet is decoded, and nothing else", () => {
  const text = fc.string({ unit: fc.constantFrom("A", "z", "0", "+", "/", "-", "_", "=", "\n", ":", "é") });
  fc.assert(fc.property(text, (base64) => assert.equal(decodeBase64(base64), decodePlainly(base64))));
  fc.assert(
    fc.property(fc.base64String(), (base64) => assert.equal(decodeBase64(base64), decodePlainly(base64))),
  );
});

Deno.test("no failure is made to tell that a word is no base64", () => {
  const { atob } = globalThis;
  globalThis.atob = () => assert.fail("it was tried");
  try {
    for (const word of ["Authorization:", "abcde", "abc==", "a b=c", "größer"]) {
      assert.equal(decodeBase64(word), undefined);
    }
  } finally {
    globalThis.atob = atob;
  }
});
