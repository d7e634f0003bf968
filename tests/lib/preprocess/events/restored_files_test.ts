import assert from "node:assert/strict";
import { conversational, convertLines, toolLines, userLine } from "../converting.ts";

const attached = (filename: string) => {
  const file = { filePath: filename, content: `the text of ${filename}` };
  return conversational({
    type: "attachment",
    attachment: { type: "file", filename, content: { type: "text", file } },
  });
};
const boundary = () =>
  conversational({ type: "system", subtype: "compact_boundary", content: "Conversation compacted" });
const summary = () => userLine("It was about files.", { isCompactSummary: true });
const read = (path: string) => toolLines("Read", { file_path: path }, `1\tthe text of ${path}`);

/** Paths and texts of the files that are shown as attached. */
async function shown(...lines: readonly unknown[]) {
  const { elements, report } = await convertLines([userLine("Go"), ...lines]);
  assert.equal(report.ledger.grown, 0);
  const files = elements.filter(({ attributes }) => attributes.kind === "attached_file");
  return files.map(({ attributes: { path, restored }, text }) => [path, restored, text]);
}

Deno.test("a file that the client attaches again behind a compaction is named where the log shows it already", async () => {
  assert.deepEqual(
    await shown(...read("/a"), boundary(), summary(), attached("/a"), attached("/b")),
    [["/a", "yes", ""], ["/b", undefined, "the text of /b"]],
  );
});

Deno.test("one that a person attaches is shown", async () => {
  const one = ["/a", undefined, "the text of /a"];
  assert.deepEqual(await shown(...read("/a"), attached("/a")), [one]);
  assert.deepEqual(await shown(...read("/a"), boundary(), summary(), userLine("See @/a"), attached("/a")), [
    one,
  ]);
});
