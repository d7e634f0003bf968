import assert from "node:assert/strict";
import { withoutRepeatedPaths } from "../../../../lib/preprocess/tools/search_lines.ts";
import { convertLines, toolLines, userLine } from "../converting.ts";

const shown = (...lines: readonly string[]) => `${withoutRepeatedPaths(lines.join("\n"))}`.split("\n");

Deno.test("of lines of one file that follow each other the first names it", () => {
  assert.deepEqual(
    shown("src/a.ts:1:import b", "src/a.ts:20:b(1: 2);", "src/b.ts:3:export b", "src/a.ts:30:end"),
    ["src/a.ts:1:import b", "20:b(1: 2);", "src/b.ts:3:export b", "src/a.ts:30:end"],
  );
});

Deno.test("lines around what was found are of its file, named from the root or from the folder on", () => {
  assert.deepEqual(
    shown(
      "/home/dev/app/src/a-1-b.ts-9-before",
      "src/a-1-b.ts:10:found",
      "/home/dev/app/src/a-1-b.ts-11-behind",
      "--",
      "/home/dev/app/src/a-1-b.ts-29-before",
      "src/a-1-b.ts:30:found",
    ),
    [
      "/home/dev/app/src/a-1-b.ts-9-before",
      "src/a-1-b.ts:10:found",
      "11-behind",
      "--",
      "29-before",
      "30:found",
    ],
  );
});

Deno.test("behind anything else the file is named again; lists of files and counts stay as they are", () => {
  assert.deepEqual(shown("a.ts:1:x", "[… 3 lines …]", "a.ts:9:y"), ["a.ts:1:x", "[… 3 lines …]", "a.ts:9:y"]);
  for (
    const lines of [["Found 2 files", "src/a.ts", "src/b.ts"], ["src/a.ts:3", "src/a.ts:4"], ["1:x", "2:y"]]
  ) {
    assert.deepEqual(shown(...lines), lines);
  }
});

Deno.test("a search's result names each file once, and the ledger counts what that saves", async () => {
  const found = "src/a.ts:1:import b\nsrc/a.ts:20:b();";
  const lines = [userLine("Go"), ...toolLines("Grep", { pattern: "b" }, found)];
  const { elements, report } = await convertLines(lines);
  assert.equal(elements.find(({ name }) => name === "tool_result")?.text, "src/a.ts:1:import b\n20:b();");
  assert.equal(report.ledger.deduplicated.reasons["repeated path of a search"]?.bytes, "src/a.ts:".length);
  const everything = await convertLines(lines, { detail: "everything" });
  assert.equal(everything.elements.find(({ name }) => name === "tool_result")?.text, found);
});
