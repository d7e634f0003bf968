import assert from "node:assert/strict";
import { createRedactor } from "../../../lib/redact/mod.ts";
import { secretsIn } from "../../../lib/redact/secret_kinds.ts";

Deno.test("what says who somebody is counts as no secret, everything else does", async () => {
  const redactor = await createRedactor({ userNames: ["lovelace"] });
  await redactor.redact("/home/kim/x and /tmp/build-lovelace/y by ada@acme.example");
  assert.deepEqual(Object.keys(redactor.receipt()), ["email", "home-path", "user-name"]);
  assert.deepEqual(secretsIn(redactor.receipt()), {});
  await redactor.redact("password: 'kT9x" + "Qw2z81'");
  assert.equal(Object.values(secretsIn(redactor.receipt())).join(), "1");
});
