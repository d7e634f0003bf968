import assert from "node:assert/strict";
import { convertLines, toolLines, userLine } from "../converting.ts";
import { intendedDiff, modifiedContent, recordedDiff } from "../../../../lib/preprocess/tools/edit_diff.ts";

Deno.test("a recorded patch is shown with one line around each change", () => {
  const lines = [" a", " b", "-old", "+new", " c", " d", " e", " f", "+more", " g"];
  assert.equal(
    recordedDiff({ structuredPatch: [{ oldStart: 3, newStart: 3, lines }] }),
    "@@ -4 +4 @@\n b\n-old\n+new\n c\n d\n e\n f\n+more\n g",
  );
});

Deno.test("lines between two changes of a recorded patch stay, or a mark tells where the lines behind them stand", () => {
  const between = Array.from({ length: 6 }, (_, line) => ` const unchanged${line} = ${line};`);
  const lines = [" a", "+new", " b", ...between, "-old", "\\ No newline at end of file"];
  assert.equal(
    recordedDiff({ structuredPatch: [{ oldStart: 40, newStart: 50, lines }] }),
    [
      "@@ -40 +50 @@",
      " a",
      "+new",
      " b",
      "@@ -47 +58 @@",
      between.at(-1),
      "-old",
      "\\ No newline at end of file",
    ].join("\n"),
  );
  assert.match(recordedDiff({ structuredPatch: [{ lines }] }) ?? "", /^@@ -\? \+\? @@\n a\n/);
});

Deno.test("without a recorded patch there is none", () => {
  for (const result of [undefined, "Error: x", {}, { structuredPatch: [] }, { structuredPatch: "x" }]) {
    assert.equal(recordedDiff(result), undefined);
  }
});

Deno.test("a recorded patch without lines is none, beside one with lines too", () => {
  const empty = [{}, { lines: "x" }, { oldStart: 1, oldLines: 1, newStart: 1, newLines: 1, lines: [] }, null];
  assert.equal(recordedDiff({ structuredPatch: empty }), undefined);
  const hunk = { oldStart: 1, newStart: 1, lines: ["-a", "+b"] };
  assert.equal(recordedDiff({ structuredPatch: [...empty, hunk] }), "@@ -1 +1 @@\n-a\n+b");
});

const diffOf = (name: string, input: Record<string, unknown>) => intendedDiff({ name, input });

Deno.test("an edit's parameters give a diff without the lines that stay", () => {
  const input = { old_string: "a\nb\nold\nc\nd", new_string: "a\nb\nnew\nc\nd" };
  assert.equal(diffOf("Edit", input)?.diff, "@@\n b\n-old\n+new\n c");
});

Deno.test("several edits of one call give several pieces", () => {
  const edits = [{ old_string: "a", new_string: "b" }, { old_string: "c", new_string: "" }];
  assert.equal(diffOf("MultiEdit", { file_path: "x", edits })?.diff, "@@\n-a\n+b\n@@\n-c");
});

Deno.test("parameters that hold no replacement give no diff", () => {
  assert.equal(diffOf("Write", { file_path: "x", content: "whole" }), undefined);
  assert.equal(diffOf("Search", { new_text: "whole", edits: [{ name: "a" }] }), undefined);
});

Deno.test("any tool's replacement is one, whatever it calls its texts", () => {
  const diff = "@@\n-a\n+b";
  assert.deepEqual(diffOf("str_replace_editor", { command: "str_replace", old_str: "a", new_str: "b" }), {
    diff,
    names: new Set(["old_str", "new_str"]),
  });
  assert.deepEqual(diffOf("mcp__files__edit", { edits: [{ oldText: "a", newText: "b" }], dryRun: true }), {
    diff,
    names: new Set(["oldText", "newText", "edits"]),
  });
  assert.equal(diffOf("NotebookEdit", { cell_id: "c", new_source: "b" })?.diff, "@@\n+b");
});

Deno.test("a text that is to be replaced by the same is said not to change", () => {
  const same = { old_string: "a\nb", new_string: "a\nb" };
  assert.equal(diffOf("Edit", same)?.diff, "[no change]");
  const edits = [same, { old_string: "c", new_string: "d" }];
  assert.equal(diffOf("MultiEdit", { edits })?.diff, "[no change]\n@@\n-c\n+d");
});

Deno.test("a file's new text is a person's where they changed it and no patch tells how", () => {
  const changed = { userModified: true, content: "x = 3\n" };
  assert.equal(modifiedContent(changed), "x = 3\n");
  assert.equal(modifiedContent({ ...changed, structuredPatch: [{ lines: ["+x = 3"] }] }), undefined);
  assert.equal(modifiedContent({ ...changed, userModified: false }), undefined);
});

Deno.test("a file that was written over without a patch shows what was there before", () => {
  const diff = "@@ -2 +2 @@\n keep\n-gone\n+fresh";
  const result = { structuredPatch: [], originalFile: "first\nkeep\ngone" };
  assert.equal(recordedDiff({ ...result, content: "first\nkeep\nfresh" }), diff);
  assert.equal(recordedDiff(result, { content: "first\nkeep\nfresh" }), diff);
  assert.equal(
    recordedDiff({ old_source: "keep\ngone", new_source: "keep\nfresh" }),
    "@@\n keep\n-gone\n+fresh",
  );
  assert.equal(recordedDiff({ ...result, originalFile: null }, { content: "fresh" }), undefined);
});

Deno.test("a notebook's cell is compared with what stood in it", async () => {
  const cells = [
    { id: "a", source: ["import x\n", "x.load()"] },
    { id: "b", source: "keep\ngone" },
  ];
  const original_file = JSON.stringify({ cells, metadata: { padding: "-".repeat(4000) } });
  const diff = "@@\n keep\n-gone\n+fresh";
  const input = { notebook_path: "/home/dev/a.ipynb", cell_id: "b", new_source: "keep\nfresh" };
  assert.equal(recordedDiff({ original_file }, input), diff);
  assert.equal(recordedDiff({ original_file }, { ...input, cell_id: "cell-1" }), diff);
  assert.equal(recordedDiff({ original_file }, { ...input, cell_id: undefined, cell_number: 1 }), diff);
  assert.equal(
    recordedDiff({ original_file }, { ...input, cell_id: "a" }),
    "@@\n-import x\n-x.load()\n+keep\n+fresh",
  );
  assert.equal(recordedDiff({ original_file }, { ...input, edit_mode: "insert" }), undefined);
  assert.equal(recordedDiff({ original_file }, { ...input, cell_id: "c" }), undefined);
  assert.equal(recordedDiff({ original_file: "{" }, input), undefined);
  // Also where the record is so long that a copy is cut out of the line, and where the client tells the old source.
  for (const record of [{ original_file }, { old_source: "keep\ngone", padding: "-".repeat(4000) }]) {
    const { elements } = await convertLines([
      userLine("Go"),
      ...toolLines("NotebookEdit", input, "Updated cell b with keep\nfresh", { toolUseResult: record }),
    ]);
    assert.equal(elements.find(({ name }) => name === "diff")?.text, diff);
  }
});
