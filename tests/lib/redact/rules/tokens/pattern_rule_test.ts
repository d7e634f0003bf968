import assert from "node:assert/strict";
import { isMixed } from "../../../../../lib/redact/rules/tokens/pattern_rule.ts";

Deno.test("of a token with hardly a digit the letters tell, of a name they don't", () => {
  assert.ok(isMixed(["ak", "yXUGDGtziiqm5EoyjQmEDHwK"].join("-")));
  assert.ok(isMixed(["ak", "qWzKtpVRcJxbnhGdPLmsYTfw"].join("-")));
  assert.ok(!isMixed("ak-initialiseConnectionPools"));
  assert.ok(!isMixed("pa-getElementsByClassNameFor2"));
});
