import assert from "node:assert/strict";
import { redactFailure } from "../../../lib/cli/redacted_failure.ts";
import { createRedactor } from "../../../lib/redact/mod.ts";
import { createRunRedactor } from "../../../lib/redact/run_redactor.ts";
import { UserError } from "../../../lib/user_error.ts";

const PASSWORD = ["Vn9.k_", "A.7lGlY3W"].join("");

Deno.test("what the run has found is taken out of its failures, and the rules alone are there without it", async () => {
  const error = new UserError("x");
  const redactor = createRunRedactor(await createRedactor());
  await redactor.redact(`ADMIN_PASSWORD=${PASSWORD}`);
  const [known] = await redactFailure(error, [`rejected ${PASSWORD}`], redactor);
  assert.match(known ?? "", /^rejected \[redacted:password:[0-9a-f]{4}\]$/);
  const [named, empty] = await redactFailure(error, [`ADMIN_PASSWORD=${PASSWORD}`, ""], undefined);
  assert.match(named ?? "", /^ADMIN_PASSWORD=\[redacted:password:[0-9a-f]{4}\]$/);
  assert.equal(empty, "");
});

Deno.test("where nothing can be redacted, only why is said", async () => {
  const redactor = await createRedactor();
  const failure = new UserError("The scanner failed.", { publishNothing: true });
  const failing = { ...redactor, redactAll: () => Promise.reject(failure) };
  assert.deepEqual(await redactFailure(failure, [failure.message], failing), ["The scanner failed."]);
  const [told, empty] = await redactFailure(new Error("x"), [`ADMIN_PASSWORD=${PASSWORD}`, ""], failing);
  assert.equal(told, "What failed can't be shown, as it could not be redacted: The scanner failed.");
  assert.equal(empty, "");
});
