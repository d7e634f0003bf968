import assert from "node:assert/strict";
import fc from "fast-check";
import { createRedactor } from "../../../../lib/redact/mod.ts";
import { convertLines } from "../converting.ts";

/** What results say: lines of a routine, of source, of errors, in one line, in other scripts. */
const text = fc.tuple(
  fc.array(
    fc.constantFrom(
      ...[
        "ok 1 - adds\n",
        "     12→const a = 1;\n",
        "error: no such thing\n    at a.ts:3:1\n",
        "\n",
        "日本語の行\n",
      ],
      ...[
        "FAILED tests/a.py::test_b\n",
        "🌊 done.\n",
        "x".repeat(700),
        "\tif (a) {\n",
        "password=hunter22-longer\n",
      ],
    ),
    { minLength: 1, maxLength: 6 },
  ),
  fc.integer({ min: 10, max: 800 }),
  fc.constantFrom("", ".", "\nexit status 1", "</a>"),
).map(([lines, times, end]) => `a${lines.join("").repeat(times)}`.slice(0, 90_000) + end);

const use = fc.record({
  name: fc.constantFrom(
    "Bash",
    "Read",
    "Grep",
    "Edit",
    "Task",
    "AskUserQuestion",
    "ExitPlanMode",
    "TodoWrite",
    "mcp__a__b",
  ),
  text,
  isError: fc.boolean(),
  stderr: fc.constantFrom(undefined, "a warning"),
  /** A result whose tool use is lost, one that comes twice, one in a subagent's conversation. */
  way: fc.constantFrom("plain", "plain", "lost", "twice", "sidechain", "embedded"),
});
type Use = typeof use extends fc.Arbitrary<infer Made> ? Made : never;

function linesOf({ name, text, isError, stderr, way }: Use, index: number): unknown[] {
  const id = `toolu_${index}`;
  const at = { timestamp: `2026-01-05T10:00:${`${index % 60}`.padStart(2, "0")}.000Z`, cwd: "/srv/app" };
  const input = { command: `run ${index}`, file_path: "/srv/app/a.ts", old_string: "a", new_string: "b" };
  const own = { ...at, isSidechain: way === "sidechain" };
  const call = {
    ...own,
    type: "assistant",
    uuid: `a${index}`,
    message: { id: `m${index}`, role: "assistant", content: [{ type: "tool_use", id, name, input }] },
  };
  const content = [{ tool_use_id: id, type: "tool_result", content: text, is_error: isError }];
  const result = {
    ...own,
    type: "user",
    message: { role: "user", content },
    uuid: `u${index}`,
    toolUseResult: { stderr },
  };
  if (way === "lost") return [result];
  if (way === "twice") return [call, result, { ...result, uuid: `v${index}` }];
  if (way !== "embedded") return [call, result];
  return [call, result].map((message) => ({
    ...at,
    type: "progress",
    data: { type: "agent_progress", agentId: "a1", message },
    parentToolUseID: "toolu_x",
    uuid: `p${message.uuid}`,
  }));
}

Deno.test("what is shown of long texts is the same whether or not they are parsed", async () => {
  const redactor = await createRedactor();
  await fc.assert(
    fc.asyncProperty(
      fc.array(use, { minLength: 1, maxLength: 8 }),
      fc.constantFrom("low" as const, "normal" as const, "high" as const),
      async (uses, detail) => {
        // The same text again is shown once.
        const all = [...uses, ...uses.slice(0, 2)];
        const lines = all.flatMap((one, index) => linesOf(one, index)).map((line) => JSON.stringify(line));
        const spaced = lines.map((line) => line.replace('"tool_result",', '"tool_result", '));
        const [unparsed, parsed] = [
          await convertLines(lines, { detail, redactor }),
          await convertLines(spaced, { detail, redactor }),
        ];
        assert.deepEqual(unparsed.elements, parsed.elements);
        assert.deepEqual(unparsed.report.ledger.pruned, parsed.report.ledger.pruned);
        assert.deepEqual(unparsed.report.ledger.deduplicated, parsed.report.ledger.deduplicated);
      },
    ),
    { numRuns: Number(Deno.env.get("LONG_TEXT_RUNS") ?? 40) },
  );
});
