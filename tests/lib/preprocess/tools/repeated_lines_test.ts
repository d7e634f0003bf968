import assert from "node:assert/strict";
import { type Converted, convertLines, toolLines, userLine } from "../converting.ts";

const passing = Array.from({ length: 12 }, (_, at) => `ok ${at + 1} - the page number ${at} is drawn`);
const run = (lines: readonly string[], isError = false) =>
  toolLines("Bash", { command: "make test" }, lines.join("\n"), { isError });
const source = Array.from({ length: 20 }, (_, at) => `const value${at} = compute(${at} * 17);`);
const read = (lines: readonly string[]) =>
  toolLines(
    "Read",
    { file_path: "/home/dev/a.ts" },
    lines.map((text, at) => `${at + 1}\t${text}`).join("\n"),
  );
const results = ({ elements }: Converted) =>
  elements.filter(({ name }) => name === "tool_result").map(({ text }) => text);

Deno.test("a command that is run again shows what differs, and its end", async () => {
  const converted = await convertLines([
    userLine("Go"),
    ...run([...passing, "1 warning", "12 passed"]),
    ...run([...passing, "0 warnings", "12 passed"]),
  ]);
  assert.equal(results(converted)[1], "[… 12 lines as in L3 …]\n0 warnings\n12 passed");
  const { deduplicated, kept } = converted.report.ledger;
  assert.equal(deduplicated.reasons["repeated lines"]?.bytes, passing.join("\n").length + 1);
  assert.equal(
    kept.reasons["tool_result"]?.bytes,
    [...passing, "1 warning", "12 passed", "0 warnings", "12 passed"].join("\n").length - 1,
  );
});

Deno.test("errors are shown each time, and all that a failure says", async () => {
  const broken = passing.with(6, "error: page 6 is empty");
  const converted = await convertLines([
    userLine("Go"),
    ...run(broken),
    ...run(broken),
    ...run(broken, true),
  ]);
  assert.deepEqual(results(converted).slice(1), [
    ["[… 4 lines as in L3 …]", ...broken.slice(4)].join("\n"),
    broken.join("\n"),
  ]);
});

Deno.test("a file that is read again after an edit shows what neither the read nor the edit has shown", async () => {
  const [first = "", second = "", third = ""] = source;
  const added = ["// one more line of words", "// and another line of words", "// and a last line of words"];
  const structuredPatch = [{
    oldStart: 2,
    oldLines: 1,
    newStart: 2,
    newLines: 4,
    lines: [` ${second}`, ...added.map((text) => `+${text}`)],
  }];
  const converted = await convertLines([
    userLine("Go"),
    ...read(source),
    ...toolLines("Edit", { file_path: "/home/dev/a.ts", old_string: second, new_string: second }, "updated", {
      toolUseResult: { structuredPatch },
    }),
    ...read([first, second, ...added, ...source.slice(2, 5), "let unheard = third;", ...source.slice(5)]),
    ...read([first, second, third, ...source.slice(3)].toReversed()),
  ]);
  assert.equal(
    results(converted)[2],
    `1\t${first}\n[… 4 lines as in L4 …]\n[… 3 lines as in L3 …]\n9\tlet unheard = third;\n[… 15 lines as in L3 …]`,
  );
  assert.equal(results(converted)[3]?.split("\n").length, 20);
});

Deno.test("with everything kept, repeated lines are", async () => {
  const lines = [userLine("Go"), ...run([...passing, "a"]), ...run([...passing, "b"])];
  const converted = await convertLines(lines, { detail: "everything" });
  assert.equal(results(converted)[1], [...passing, "b"].join("\n"));
});
