import assert from "node:assert/strict";
import { intendedDiff, modifiedContent, recordedDiff } from "../../../lib/preprocess/edit_diff.ts";

Deno.test("a recorded patch is shown with one line around each change", () => {
  const lines = [" a", " b", "-old", "+new", " c", " d", " e", " f", "+more", " g"];
  assert.equal(
    recordedDiff({ structuredPatch: [{ oldStart: 3, newStart: 3, lines }] }),
    "@@ -3 +3 @@\n b\n-old\n+new\n c\n f\n+more\n g",
  );
});

Deno.test("without a recorded patch there is none", () => {
  for (const result of [undefined, "Error: x", {}, { structuredPatch: [] }, { structuredPatch: "x" }]) {
    assert.equal(recordedDiff(result), undefined);
  }
});

Deno.test("an edit's parameters give a diff without the lines that stay", () => {
  assert.equal(
    intendedDiff({ old_string: "a\nb\nold\nc\nd", new_string: "a\nb\nnew\nc\nd" }),
    "@@\n b\n-old\n+new\n c",
  );
});

Deno.test("several edits of one call give several pieces", () => {
  const edits = [{ old_string: "a", new_string: "b" }, { old_string: "c", new_string: "" }];
  assert.equal(intendedDiff({ file_path: "x", edits }), "@@\n-a\n+b\n@@\n-c");
});

Deno.test("parameters that hold no replacement give no diff", () => {
  assert.equal(intendedDiff({ file_path: "x", content: "whole" }), undefined);
});

Deno.test("a file's new text is a person's where they changed it and no patch tells how", () => {
  const changed = { userModified: true, content: "x = 3\n" };
  assert.equal(modifiedContent(changed), "x = 3\n");
  assert.equal(modifiedContent({ ...changed, structuredPatch: [{ lines: ["+x = 3"] }] }), undefined);
  assert.equal(modifiedContent({ ...changed, userModified: false }), undefined);
});
