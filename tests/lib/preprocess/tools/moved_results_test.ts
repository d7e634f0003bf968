import assert from "node:assert/strict";
import { join } from "node:path";
import { type Converted, convertFile, convertLines, inFolder, toolLines, userLine } from "../converting.ts";

const rows = Array.from({ length: 900 }, (_, index) => `ok ${index} of the suite, and some words`).join("\n");
const output = `${rows}\nError: the last one\n# fail 1`;
const preview =
  `<persisted-output>\nOutput too large (35.1KB). Full output saved to: /home/dev/.claude/projects/x/tool-results/b1.txt\n\nPreview (first 2KB):\n${
    rows.slice(0, 2000)
  }\n...\n</persisted-output>`;

const resultOf = ({ elements }: Converted) => elements.find(({ name }) => name === "tool_result")?.text ?? "";

Deno.test("a moved result whose file is gone is taken from the copy beside the message", async () => {
  const copies = [
    { stdout: output, stderr: "", interrupted: false },
    { content: output, numLines: 902 },
    { content: [{ type: "text", text: output }] },
    { type: "text", file: { filePath: "/a", content: output } },
    [{ type: "text", text: output }],
    output,
  ];
  for (const toolUseResult of copies) {
    const lines = toolLines("Bash", { command: "npm test" }, preview, { toolUseResult });
    const converted = await convertLines([userLine("Go"), ...lines]);
    const text = resultOf(converted);
    assert.match(
      text,
      /^ok 0 of[^]*Error: the last one[^]*# fail 1$/,
      JSON.stringify(toolUseResult).slice(0, 40),
    );
    assert.doesNotMatch(text, /persisted-output/);
    const { deduplicated, pruned, grown } = converted.report.ledger;
    assert.equal(deduplicated.reasons["preview of a moved result"]?.count, 1);
    assert.ok((pruned.reasons["toolUseResult copy"]?.bytes ?? 0) < 10);
    assert.ok(grown === 0);
  }
});

Deno.test("of a copy that newer clients cut it is said that the rest is gone", async () => {
  const toolUseResult = { stdout: rows, persistedOutputSize: rows.length + 1234 };
  const lines = toolLines("Bash", { command: "x" }, preview, { toolUseResult });
  assert.match(
    resultOf(await convertLines([userLine("Go"), ...lines])),
    /\n\[… 1234 bytes that are gone …\]$/,
  );
});

Deno.test("a moved result without its file and without a copy keeps its preview", async () => {
  for (const toolUseResult of [undefined, preview, { stdout: "" }]) {
    const lines = toolLines("Bash", { command: "x" }, preview, { toolUseResult });
    const converted = await convertLines([userLine("Go"), ...lines]);
    assert.match(resultOf(converted), /^<persisted-output>/);
    assert.equal(converted.report.ledger.pruned.reasons["moved result that is gone"]?.count, 1);
  }
});

Deno.test("of several results in a line none is taken from the copy, which may be of another one", async () => {
  const [use, result] = toolLines("Bash", { command: "x" }, preview, { toolUseResult: { stdout: output } });
  const { content } = result?.message as { content: unknown[] };
  const other = { type: "tool_result", tool_use_id: "other", content: "ok" };
  const message = { role: "user", content: [...content, other] };
  assert.match(
    resultOf(await convertLines([userLine("Go"), use, { ...result, message }])),
    /^<persisted-output>/,
  );
});

Deno.test("a file that quotes a preview is no moved result", async () => {
  const answer = `The file /a has been updated. See:\n${preview}`;
  const lines = toolLines("Write", { file_path: "/a" }, answer, { toolUseResult: { content: output } });
  assert.match(resultOf(await convertLines([userLine("Go"), ...lines])), /<persisted-output>/);
});

Deno.test("an image beside a moved result is shown", async () => {
  const image = { type: "image", source: { type: "base64", media_type: "image/png", data: "AAAA" } };
  const content = [{ type: "text", text: preview }, image];
  const lines = toolLines("Bash", { command: "npm test" }, content, { toolUseResult: { stdout: output } });
  const { elements } = await convertLines([userLine("Go"), ...lines]);
  assert.equal(elements.filter(({ name }) => name === "image").length, 1);
});

Deno.test("a result that was moved as a list of blocks is shown as its lines", async () => {
  await inFolder(async (folder) => {
    const session = "11111111-2222-4333-8444-555555555555";
    const results = join(folder, session, "tool-results");
    await Deno.mkdir(results, { recursive: true });
    const moved = async (name: string, content: string) => {
      await Deno.writeTextFile(join(results, name), content);
      const shown = preview.replace(/saved to: \S+/, `saved to: ${join(results, name)}`);
      const path = join(folder, `${session}.jsonl`);
      const lines = [userLine("Go"), ...toolLines("mcp__db__query", { q: "x" }, shown)];
      await Deno.writeTextFile(path, lines.map((line) => JSON.stringify(line)).join("\n"));
      return resultOf(await convertFile(path));
    };
    const blocks = [{ type: "text", text: rows }, { type: "text", text: "the end" }];
    assert.match(await moved("one.json", JSON.stringify(blocks)), /^ok 0 of[^\n]*\nok 1 of[^]*\nthe end$/);
    assert.match(await moved("two.json", `${JSON.stringify(blocks)} and more`), /^\[\{"type":"text"/);
  });
});

Deno.test("a moved result tells how much of it the agent saw", async () => {
  const sentence =
    "Error: result (86,042 characters) exceeds maximum allowed tokens. Output has been saved to /x/tool-results/b1.txt";
  const small =
    "<persisted-output>\nFull output saved to: /x/b1.txt\n\nPreview (first 2KB):\nok\n</persisted-output>";
  for (const [shown, saw] of [[preview, "2 KB"], [sentence, "nothing"], [small, "1 KB"]]) {
    const lines = toolLines("Bash", { command: "npm test" }, shown, { toolUseResult: { stdout: "ok" } });
    const { elements } = await convertLines([userLine("Go"), ...lines]);
    assert.equal(elements.find(({ name }) => name === "tool_result")?.attributes.agent_saw, saw);
  }
  const gone = await convertLines(toolLines("Bash", { command: "x" }, preview));
  assert.equal(gone.elements.find(({ name }) => name === "tool_result")?.attributes.agent_saw, undefined);
});
