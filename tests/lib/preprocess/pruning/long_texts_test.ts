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
        "?   \tacme.example/cart\t[no test files]\n",
        "ok  \tacme.example/cart\t0.1s [no tests to run]\n",
        "It is not clear why this returns nothing. Please say so, and name the case in which it does.\n",
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
    "SendMessage",
  ),
  path: fc.constantFrom("/srv/app/a.ts", "/srv/app/build.log", "/srv/app/data.txt", "/tmp/notes.md"),
  text,
  isError: fc.boolean(),
  stderr: fc.constantFrom(undefined, "a warning"),
  /** A result whose tool use is lost, one that comes twice, one in a subagent's conversation. */
  way: fc.constantFrom("plain", "plain", "lost", "twice", "sidechain", "embedded"),
});
type Use = typeof use extends fc.Arbitrary<infer Made> ? Made : never;

function linesOf({ name, path, text, isError, stderr, way }: Use, index: number): unknown[] {
  const id = `toolu_${index}`;
  const at = { timestamp: `2026-01-05T10:00:${`${index % 60}`.padStart(2, "0")}.000Z`, cwd: "/srv/app" };
  const input = {
    ...{ command: `run ${index}`, file_path: path, old_string: "a", new_string: "b" },
    message: text.slice(0, 900),
  };
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
        // As long, since what is done with a line depends on its length.
        const plain = lines.map((line, at) =>
          line === spaced[at] ? line : line.replace('"cwd":"/', '"cwd":"\\/')
        );
        const [unparsed, parsed] = [
          await convertLines(plain, { detail, redactor }),
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

Deno.test("what a long result says decides what of it is shown, though it is not parsed", async () => {
  const shownOf = async (name: string, input: unknown, text: string) => {
    const content = [{ tool_use_id: "t", type: "tool_result", content: text }];
    const { elements } = await convertLines([
      { type: "user", message: { role: "user", content: "Go" } },
      {
        type: "assistant",
        message: { id: "m", role: "assistant", content: [{ type: "tool_use", id: "t", name, input }] },
      },
      { type: "user", message: { role: "user", content } },
    ]);
    return elements.find(({ name }) => name === "tool_result")?.text ?? "";
  };
  const steps = Array.from({ length: 300 }, (_, step) => `${step + 1}→step ${step} went well`);
  const log = steps.with(150, "151→error: cannot find symbol Cart").join("\n");
  assert.match(await shownOf("Read", { file_path: "/srv/app/build.log" }, log), /cannot find symbol Cart/);
  const packages = Array.from({ length: 60 }, (_, index) => `?   \tacme.example/p${index}\t[no test files]`);
  assert.match(
    await shownOf("Bash", { command: "go test ./..." }, packages.join("\n")),
    /^.*p0\t\[no test files\]\n\[… 58 more \[no test files\] …\]\n.*p59\t\[no test files\]$/,
  );
});
