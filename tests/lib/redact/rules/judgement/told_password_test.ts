import assert from "node:assert/strict";
import { isToldPassword } from "../../../../../lib/redact/rules/judgement/told_password.ts";

Deno.test("a word with digits among its letters is a told password, a name with its number is none", () => {
  const passwords = "umbra439x Tulipnutmeg1 cactus1maple1 c0m3t6 74meadow39 57955e20674e k3OOOvED";
  assert.deepEqual(passwords.split(" ").filter((word) => !isToldPassword(word)), []);
  const names =
    "step2 userId2 page12 30days OAuth2 ES256 AX201NGW Module2 base64url utf8mb4 v1beta1 profile1 MySQL57 XMLHttp2";
  assert.deepEqual(names.split(" ").filter(isToldPassword), []);
});

Deno.test("words to picture are a told password joined, dotted or called out, words of code and of messages are none", () => {
  const passwords = "LemonEmber lemonEmber anchor.candle7 Sunshine! walnut!";
  assert.deepEqual(passwords.split(" ").filter((word) => !isToldPassword(word)), []);
  const names = "PasswordField plainText user.field2 Required! RedHat SnowflakeConnector obligatoria";
  assert.deepEqual(names.split(" ").filter(isToldPassword), []);
});

Deno.test("letters that no word has are a told password, with signs among them as well; expressions are none", () => {
  const passwords = "JZtyLksuID bqjoxdzfkv TV$ILOAPrY #Y@o!J#U";
  assert.deepEqual(passwords.split(" ").filter((word) => !isToldPassword(word)), []);
  const code = "awkwardly LastUUID a?Foo=Bar Foo+Bar&&x Alt+Up4x P@ssw0rd-like --noEmit";
  assert.deepEqual(code.split(" ").filter(isToldPassword), []);
});
