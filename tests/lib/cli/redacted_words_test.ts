import assert from "node:assert/strict";
import { createWordRedactor, redactAnswer, redactFailure } from "../../../lib/cli/redacted_words.ts";
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

Deno.test("what is said on the way is redacted by the rules, then by those of the project, and counted nowhere", async () => {
  const words = createWordRedactor();
  assert.match(
    await words.redact(`ADMIN_PASSWORD=${PASSWORD} at ACME-1`),
    /^ADMIN_PASSWORD=\[redacted:.*\] at ACME-1$/,
  );
  const customPatterns = [{ kind: "acme", source: "ACME-\\d", flags: "" }];
  const ofRun = await createRedactor({ customPatterns });
  words.follow(() => createRedactor({ customPatterns }));
  assert.match(await words.redact("at ACME-1"), /^at \[redacted:acme:/);
  assert.deepEqual(ofRun.receipt(), {});
  words.follow(() => Promise.reject(new Error("no rules")));
  const instead = await words.redact(PASSWORD);
  assert.ok(instead.includes("no rules") && !instead.includes(PASSWORD));
});

Deno.test("of an answer the sentences are redacted, and what is for programs stays", async () => {
  const secret = `ADMIN_PASSWORD=${PASSWORD}`;
  const json = {
    success: true,
    path: secret,
    warnings: [secret, "none"],
    checks: [{ name: secret, state: "failed", message: secret, remedy: "" }],
  };
  const redacted = await redactAnswer({ json }, undefined);
  assert.ok("json" in redacted);
  const mark = /^ADMIN_PASSWORD=\[redacted:password:....\]$/;
  const { path, warnings, checks } = redacted.json as typeof json;
  assert.equal(path, secret);
  assert.match(warnings[0] ?? "", mark);
  assert.equal(warnings[1], "none");
  assert.match(checks[0]?.message ?? "", mark);
  assert.deepEqual({ ...checks[0], message: "" }, { name: secret, state: "failed", message: "", remedy: "" });
  const unchanged = { json: { warnings: [], path: secret } };
  assert.equal(await redactAnswer(unchanged, undefined), unchanged);
});

Deno.test("an answer that holds no sentences stays as it is, and so does what is no text among them", async () => {
  for (const output of [{ text: ["x"] }, { json: null }, { json: "ready" }, { json: ["x"] }]) {
    assert.deepEqual(await redactAnswer(output as Parameters<typeof redactAnswer>[0], undefined), output);
  }
  const json = { checks: [{ state: "ok", seconds: 7, remedy: null, parts: ["none"] }], error: "" };
  assert.deepEqual(await redactAnswer({ json }, undefined), { json });
});
