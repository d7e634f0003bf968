import assert from "node:assert/strict";
import { convertLines, toolLines, userLine } from "../converting.ts";

/** What is shown of a file that was read. */
async function shown(answer: string): Promise<string | undefined> {
  const { elements } = await convertLines([
    userLine("Go"),
    ...toolLines("Read", { file_path: "/a" }, answer),
  ]);
  return elements.find(({ name }) => name === "tool_result")?.text;
}

Deno.test("of lines that a reader numbered, each row shows the number of its first", async () => {
  assert.equal(await shown("     9→a\n    10→  b\n    11→\n    12→c"), "9→a\n  b\n\nc");
  assert.equal(await shown("1\ta\n2\tb\n7\tc\n8\td"), "1\ta\nb\n7\tc\nd");
  const long = await shown(
    Array.from({ length: 90 }, (_, line) => `${line + 1}→line ${line + 1}`).join("\n"),
  );
  assert.match(long ?? "", /^1→line 1\nline 2\n/);
  assert.match(long ?? "", /\nline 30\n\[… 58 lines …\]\n89→line 89\nline 90$/);
});

Deno.test("what only looks like a line's number stays", async () => {
  assert.equal(await shown("1\t5\ta\n2\t6\tb\n3\tc"), "1\t5\ta\n2\t6\tb\nc");
  assert.equal(await shown("7 a\n8 b\nc\n3→d"), "7 a\n8 b\nc\n3→d");
  assert.equal(await shown("4→a\n4→b\n3→c"), "4→a\n4→b\n3→c");
});
