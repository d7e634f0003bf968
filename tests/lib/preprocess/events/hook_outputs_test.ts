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
