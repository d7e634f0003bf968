import assert from "node:assert/strict";
import { isOutputFile } from "../../../../lib/preprocess/pruning/output_files.ts";
import { assertGrowsLess } from "../../../support/growth.ts";
import { convertLines, toolLines, userLine } from "../converting.ts";

const steps = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `step ${from + index} went well`);
const output = [
  ...steps(0, 150),
  "Traceback (most recent call last):",
  '  File "/app/x.py", line 4, in f',
  "KeyError: 'currency'",
  "tests/test_a.py::test_b FAILED",
  ...steps(150, 300),
].join("\n");
const numbered = (text: string) =>
  text.split("\n").map((line, index) => `${`${index + 1}`.padStart(6)}→${line}`).join("\n");

const shownOf = async (path: string, text: string) => {
  const lines = toolLines("Read", { file_path: path }, numbered(text));
  const { elements, report } = await convertLines([userLine("Go"), ...lines]);
  return { text: elements.find(({ name }) => name === "tool_result")?.text ?? "", ledger: report.ledger };
};

Deno.test("a read of what a run wrote keeps its errors, as the command does that prints it", async () => {
  const { elements } = await convertLines([
    userLine("Go"),
    ...toolLines("Bash", { command: "cat x" }, output),
  ]);
  const printed = elements.find(({ name }) => name === "tool_result")?.text;
  assert.ok(printed?.includes("KeyError: 'currency'"));
  for (
    const path of ["/tmp/build.log", "/t/tasks/b9f3.output", "/x/s1/tool-results/toolu_1.txt", "ci-log.txt"]
  ) {
    const { text, ledger } = await shownOf(path, output);
    assert.equal(text, printed, path);
    const sums = [ledger.kept, ledger.pruned, ledger.deduplicated, ledger.truncated, ledger.unparsed];
    assert.equal(
      ledger.read + ledger.moved_results + ledger.grown,
      sums.reduce((sum, { bytes }) => sum + bytes, ledger.structure),
    );
  }
});

Deno.test("a file of any name is told by what a run alone says", async () => {
  for (const path of ["/tmp/notes.txt", "/tmp/pytest", "/tmp/junit.xml"]) {
    assert.match((await shownOf(path, output)).text, /KeyError: 'currency'/, path);
  }
  const source = `${steps(0, 200).join("\n")}\nraise KeyError('currency')  # error: failed\n${
    steps(200, 400).join("\n")
  }`;
  for (const path of ["/app/x.py", "/tmp/notes.txt", "/app/LICENSE"]) {
    assert.doesNotMatch((await shownOf(path, source)).text, /currency/, path);
  }
  assert.doesNotMatch((await shownOf("/app/test_trace.py", output)).text, /KeyError/);
});

Deno.test("names and words of outputs, and of what is none", () => {
  const runs = [
    "Error: x is not a function\n    at f (/a/b.js:1:2)",
    "=== 2 failed, 3 passed in 0.12s ===",
    "Tests:       1 failed, 2 passed, 3 total",
    "# fail 1",
    "not ok 3 - adds",
    "test result: FAILED. 1 passed; 1 failed",
    "--- FAIL: TestAdd (0.00s)",
    "12 passing (1s)",
    "make[1]: *** [all] Error 2",
    "2026-03-01T10:00:00Z app ERROR no room",
  ];
  for (const text of runs) {
    assert.ok(isOutputFile("/tmp/x.txt", `some words\n${text}\n`), text);
    assert.ok(isOutputFile("/tmp/x.txt", numbered(`some words\n${text}`)), text);
    assert.ok(!isOutputFile("/tmp/x.ts", `some words\n${text}\n`), text);
  }
  for (
    const path of [
      "/a/run.log.1",
      "/a/nohup.out",
      "C:\\x\\logs\\today.txt",
      "/a/errors.txt",
      "test-results.txt",
    ]
  ) {
    assert.ok(isOutputFile(path, "x"), path);
  }
  for (
    const path of ["/a/catalog.ts", "/a/requirements.txt", "/a/robots.txt", "/a/blog.txt", "/a/README.md"]
  ) {
    assert.ok(!isOutputFile(path, "error: failed"), path);
  }
});

Deno.test("what a run says is looked for in time that grows with the text", async () => {
  const time = (text: string) => {
    const start = performance.now();
    isOutputFile("/x.txt", text);
    return performance.now() - start;
  };
  for (
    const words of [
      "::",
      "= 1 failed ",
      "FAILED a",
      "1:00:00",
      "Error at (",
      "thread '",
      "x".repeat(9),
      "\n",
      "\r",
    ]
  ) {
    await assertGrowsLess(40, () => time(words.repeat(160_000)), () => time(words.repeat(10_000)));
  }
});

Deno.test("notes and comments that a session fetched are shown whole, documents and code in their beginning", async () => {
  const comments = Array.from({ length: 40 }, (_, index) => [
    `[27${index}] src/m${index}.ts:${index * 7} by @reviewer`,
    `Comment ${index}: this loop never closes its iterator, please close it in all exits.`,
    "---",
  ]).flat().join("\n");
  const code = Array.from({ length: 120 }, (_, line) => `const value${line} = read(${line});`).join("\n");
  const kept = async (path: string, text: string) => (await shownOf(path, text)).text.split("\n").length;
  for (
    const path of ["/home/a/.claude/projects/p/tool-results/b1.txt", "/tmp/comments.md", "/tmp/scratchpad/a"]
  ) {
    assert.equal(await kept(path, comments), 120, path);
    assert.ok(await kept(path, code) < 45, path);
  }
  for (const path of ["/home/a/app/NOTES.md", "/home/a/.claude/skills/x/SKILL.md"]) {
    assert.ok(await kept(path, comments) < 45, path);
  }
});
