import assert from "node:assert/strict";
import { convertLines, userLine } from "../converting.ts";

const steps = (from: number) => Array.from({ length: 60 }, (_, index) => `step ${from + index} went well`);
const output = [
  ...steps(0),
  "FAILED tests/test_a.py::test_b",
  "E   KeyError: 'currency'",
  ...steps(60),
  "1 failed",
]
  .join("\n");

const attachment = (fields: object) => ({ type: "attachment", uuid: "h1", attachment: fields });
const system = (fields: object) => ({ type: "system", uuid: "h1", ...fields });

Deno.test("what a hook says that failed keeps its errors and its verdict, wherever the log has it", async () => {
  const lines = [
    attachment({ type: "hook_blocking_error", hookName: "Stop", blockingError: { blockingError: output } }),
    attachment({ type: "hook_non_blocking_error", hookName: "Stop", stderr: output, exitCode: 1 }),
    system({ subtype: "stop_hook_summary", hookErrors: [output], preventedContinuation: true }),
    { ...userLine(`Stop hook feedback:\n- [npm test]: ${output}`), isMeta: true },
    { ...userLine(`PreToolUse:Edit hook error: [npm test]: ${output}`), isMeta: true },
    system({ subtype: "local_command", content: `<local-command-stdout>${output}</local-command-stdout>` }),
  ];
  for (const line of lines) {
    const { xml } = await convertLines([userLine("Go"), line]);
    assert.match(
      xml,
      /\nFAILED tests[^]*\nE {3}KeyError: 'currency'\n[^]*\n1 failed</,
      JSON.stringify(line).slice(0, 80),
    );
  }
});

Deno.test("a hook's words are shown as a terminal shows them", async () => {
  const blockingError = "\u001b[31mlint failed\u001b[0m";
  const { elements } = await convertLines([
    userLine("Go"),
    attachment({ type: "hook_blocking_error", hookName: "Stop", blockingError: { blockingError } }),
  ]);
  assert.equal(elements.at(-1)?.text, "lint failed");
});

Deno.test("of what an editor reports the errors are shown, and the rest is counted", async () => {
  const range = { start: { line: 4, character: 1 } };
  const file = (name: string, severity: unknown) => ({
    uri: `file:///x/${name}.ts`,
    diagnostics: [{ message: `it is ${name}\nindeed`, severity, range, source: "ts", code: 2322 }],
  });
  const shown = async (files: unknown) => {
    const { elements } = await convertLines([userLine("Go"), attachment({ type: "diagnostics", files })]);
    return elements.at(-1)?.text;
  };
  const hints = Array.from({ length: 40 }, (_, index) => file(`h${index}`, "Hint"));
  assert.equal(
    await shown([...hints, file("bad", "Error"), file("odd", "Warning"), file("worse", 1)]),
    "/x/bad.ts:5:2 error ts 2322: it is bad indeed\n/x/worse.ts:5:2 error ts 2322: it is worse indeed\n[40 hints, 1 warning]",
  );
  assert.equal(
    await shown([file("odd", "Warning"), file("h", 4)]),
    "/x/odd.ts:5:2 warning ts 2322: it is odd indeed\n[1 hint]",
  );
  assert.equal(await shown([{ uri: "file:///x", other: "words" }]), '[{"uri":"file:///x","other":"words"}]');
});

const eventsOf = async (...lines: unknown[]) => {
  const { elements, report } = await convertLines([userLine("Go"), ...lines]);
  const events = elements.filter(({ name }) => name === "event");
  return {
    report,
    events: events.map(({ attributes: { kind, hook, exit }, text }) => [kind, hook, exit, text]),
  };
};

Deno.test("what older clients tell of a hook is shown: how it failed, and what it said when it ended well", async () => {
  const report = (content: string, level = "info") => ({ type: "system", uuid: content, content, level });
  const { events, report: { dropped } } = await eventsOf(
    report("Running \u001b[1mStop\u001b[22m..."),
    report("\u001b[1mStop\u001b[22m [npm test 2>&1] completed successfully: > test\n\n138 passed\n"),
    report("\u001b[1mStop\u001b[22m [npm run fmt] completed successfully"),
    report(
      "PostToolUse:Edit [mypy a.py] failed with non-blocking status code 1: a.py:7: error: bad",
      "warning",
    ),
    report("Stop [x] failed with blocking status code 2", "warning"),
  );
  assert.deepEqual(events, [
    ["hook", "Stop", undefined, "[npm test 2>&1] > test\n\n138 passed"],
    ["hook_failed", "PostToolUse:Edit", "1", "[mypy a.py] a.py:7: error: bad"],
    ["hook_failed", "Stop", "2", "[x]"],
  ]);
  assert.equal(dropped["system/message"], 2);
});

Deno.test("of a long output of a hook that ended well the end and the errors are kept, as of a command's", async () => {
  const content = `Stop [npm test] completed successfully: ${output}`;
  const { events: [[, , , said = ""] = []] } = await eventsOf({
    type: "system",
    uuid: "h1",
    content,
    level: "info",
  });
  for (const line of ["step 117 went well", "E   KeyError: 'currency'", "1 failed"]) {
    assert.ok(said.split("\n").includes(line), `${line} in\n${said}`);
  }
});

Deno.test("what a hook answers that ran beside the agent is shown, and why one forbade a tool", async () => {
  const beside = { type: "async_hook_response", hookName: "PostToolUse" };
  const decided = { type: "hook_permission_decision", hookEvent: "PreToolUse" };
  const { events } = await eventsOf(
    attachment({ ...beside, response: { systemMessage: "2 tests failed" }, stdout: "{}", exitCode: 2 }),
    { ...attachment({ ...beside, response: {}, stdout: "all is well" }), uuid: "h2" },
    { ...attachment({ ...beside, response: {}, stdout: '{"async": true}' }), uuid: "h3" },
    { ...attachment({ ...decided, decision: "deny", reason: "rm is not allowed" }), uuid: "h4" },
    { ...attachment({ ...decided, decision: "allow", reason: "it is safe" }), uuid: "h5" },
  );
  assert.deepEqual(events, [
    ["hook_failed", "PostToolUse", "2", "2 tests failed"],
    ["hook", "PostToolUse", undefined, "all is well"],
    ["hook_failed", "PreToolUse", undefined, "rm is not allowed"],
  ]);
});

Deno.test("what a hook says again and again is shown once, and how often; failures each time", async () => {
  const said = (content: string, uuid: number, fields: object = {}) => ({
    ...attachment({ type: "hook_success", hookName: "PostToolUse", content, ...fields }),
    uuid: `${uuid}`,
  });
  const { elements, report } = await convertLines([
    userLine("Go"),
    ...Array.from(
      { length: 6 },
      (_, index) => said(index % 2 === 0 ? "busy" : "idle", index, { hookName: `PostToolUse:Tool${index}` }),
    ),
    ...[6, 7].map((index) => said("lint failed", index, { exitCode: 1 })),
    ...[8, 9].map((index) => said("busy", index, { hookName: "Stop" })),
    ...Array.from({ length: 300 }, (_, index) => said(`done ${index}`, 10 + index)),
    said("busy", 999),
  ]);
  const events = elements.filter(({ name }) => name === "event");
  assert.equal(events.filter(({ attributes }) => attributes.kind === "hook").length, 303);
  assert.equal(events.filter(({ text }) => text === "lint failed").length, 2);
  assert.deepEqual(
    events.slice(-3).map(({ attributes: { kind, hook, same_as, times } }) => [kind, hook, same_as, times]),
    [
      ["hook_repeated", "PostToolUse", "L3", "2"],
      ["hook_repeated", "Stop", "L10", "1"],
      ["hook_repeated", "PostToolUse", "L2", "3"],
    ],
  );
  assert.equal(report.ledger.deduplicated.reasons["repeated hook"]?.count, 6);
});
