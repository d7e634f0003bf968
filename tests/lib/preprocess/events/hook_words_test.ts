import assert from "node:assert/strict";
import { blockedPrompt, hookAttachment, hookReport } from "../../../../lib/preprocess/events/hook_words.ts";

Deno.test("a report of an old client tells the hook, its command, its status and what it said", () => {
  const report = (content: string) => {
    const told = hookReport(content);
    return told && [told.hook, told.hasFailed, told.exit, told.said];
  };
  assert.deepEqual(report("PostToolUse:Edit [npm test] completed successfully: all is well\n"), [
    "PostToolUse:Edit",
    false,
    undefined,
    "[npm test] all is well",
  ]);
  assert.deepEqual(report("\u001b[1mStop\u001b[22m [lint] completed successfully"), [
    "Stop",
    false,
    undefined,
    "",
  ]);
  assert.deepEqual(report("Stop [lint] failed with non-blocking status code 1"), [
    "Stop",
    true,
    "1",
    "[lint]",
  ]);
  assert.deepEqual(report("Stop [lint] failed with blocking status code 12: no\n"), [
    "Stop",
    true,
    "12",
    "[lint] no",
  ]);
  assert.deepEqual(report("Stop [lint] failed with status code 2: no"), ["Stop", true, "2", "[lint] no"]);
  for (
    const other of [
      "Stop lint failed",
      "stop [lint] completed successfully",
      "x Stop [a] completed successfully",
    ]
  ) {
    assert.equal(report(other), undefined, other);
  }
});

Deno.test("a prompt that a hook kept from the agent is found behind what the hook said", () => {
  const said = "UserPromptSubmit operation blocked by hook:\n- no secrets";
  assert.deepEqual(blockedPrompt(`${said}\n\nOriginal prompt: Do it\n\nOriginal prompt: twice`), {
    said,
    prompt: "Do it\n\nOriginal prompt: twice",
  });
  assert.equal(blockedPrompt(said), undefined);
  assert.equal(blockedPrompt("He said:\n\nOriginal prompt: Do it"), undefined);
});

Deno.test("all that an attachment tells of a hook is said, each on its line", () => {
  const fields = { content: ["one", "two"], stderr: "three", message: " ", blockingError: "four" };
  assert.equal(hookAttachment("hook_success", fields).said, "one\ntwo\nthree\nfour");
  assert.match(hookAttachment("x", { content: [{ two: 2 }] }).said, /"?two"?: ?2/);
  assert.equal(hookAttachment("x", { content: "text", message: "more" }).said, "text\nmore");
  assert.equal(hookAttachment("x", { blockingError: { blockingError: "inner" } }).said, "inner");
  assert.equal(hookAttachment("x", { hookName: "a", hookEvent: "b" }).hook, "a");
  assert.equal(hookAttachment("x", { hookEvent: "b" }).hook, "b");
});

Deno.test("a hook has failed by its kind, its decision or its status", () => {
  const failed = (type: string, fields: Record<string, unknown> = {}) =>
    hookAttachment(type, fields).hasFailed;
  for (const type of ["hook_blocking_error", "hook_error", "hook_stopped_continuation", "hook_block"]) {
    assert.ok(failed(type), type);
  }
  assert.ok(failed("x", { exitCode: 2 }) && failed("x", { decision: "deny" }));
  assert.ok(failed("x", { permissionDecision: "deny" }));
  assert.ok(!failed("x") && !failed("x", { exitCode: 0 }) && !failed("x", { decision: "allow" }));
  assert.equal(hookAttachment("x", { exitCode: 2 }).exit, "2");
});

Deno.test("a hook beside the agent says what its answer does, else what it printed, if that is no answer", () => {
  const said = (fields: Record<string, unknown>) => hookAttachment("async_hook_response", fields).said;
  const hookSpecificOutput = { additionalContext: "four" };
  const response = { systemMessage: "one", reason: "two", stopReason: "", hookSpecificOutput };
  assert.equal(said({ response, stdout: "printed" }), "one\ntwo\nfour");
  assert.equal(said({ response: { stopReason: "three" }, stdout: "printed" }), "three");
  assert.equal(said({ stdout: "printed" }), "printed");
  assert.equal(said({ response: {}, stdout: ' {"continue": true}' }), "");
  assert.equal(said({}), "");
  assert.equal(hookAttachment("hook_success", { stdout: "printed" }).said, "");
});

Deno.test("why a permission was refused is said, and why it was given isn't", () => {
  const said = (fields: Record<string, unknown>) => hookAttachment("hook_permission_decision", fields).said;
  assert.equal(said({ decision: "deny", reason: "no" }), "no");
  assert.equal(said({ permissionDecision: "ask", permissionDecisionReason: "perhaps" }), "perhaps");
  assert.equal(said({ decision: "deny" }), "");
  assert.equal(said({ decision: "allow", reason: "yes" }), "");
});
