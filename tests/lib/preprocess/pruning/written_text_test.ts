/** Texts that tools write into files. */

import assert from "node:assert/strict";
import { writtenText } from "../../../../lib/preprocess/pruning/written_text.ts";
import { convertLines, toolLines, userLine } from "../converting.ts";

/** A text of many parts, each with lines of its own that say little. */
function file(first: string, parts: readonly string[], last: string): string {
  const body = Array.from({ length: 12 }, (_, line) => `    total = total + rate * ${line}`).join("\n");
  return [
    first,
    ...Array.from({ length: 40 }, () => "# of the ledger, and so on"),
    ...parts.map((part) => `${part}\n${body}`),
    last,
  ].join("\n");
}

const LIMIT = 1500;

Deno.test("of a long file that is written its first lines are shown, its last ones, and which parts it has", async () => {
  const parts = [
    "def monthly_sum(year):",
    "class Ledger(Base):",
    "    async def close(self):",
    "export const rates = (of) => {",
  ];
  const content = file("import decimal", parts, "    main()");
  const { elements } = await convertLines([
    userLine("Go"),
    ...toolLines("Write", { file_path: "/home/dev/a.py", content }, "File created"),
  ]);
  const shown = elements.find(({ attributes }) => attributes.name === "content")?.text ?? "";
  const lines = shown.split("\n");
  for (const line of ["import decimal", ...parts, "    main()"]) assert.ok(lines.includes(line), line);
  assert.match(shown, /^\[… \d+ lines …\]$/m);
  assert.ok(shown.length <= LIMIT, `${shown.length}`);
});

Deno.test("parts are known in many languages, words of prose are none", () => {
  const parts = [
    "func (s *Store) Close() error {",
    "pub(crate) fn sum<T>(of: T) -> T {",
    "impl Display for Rate {",
    "CREATE TABLE IF NOT EXISTS rates (",
    'resource "aws_s3_bucket" "logs" {',
    "\n## Limits",
    "[tool.ruff]",
    "  it('adds up', () => {",
    "data class Rate(val of: Int)",
    "  class Rate",
    "// TODO: what of leap years?",
  ];
  const prose = ["class names are long there", "message threading", "type checks fail often", "a todo list"];
  const shown = `${writtenText(file("a", [...parts, ...prose], "z"), LIMIT).text}`.split("\n");
  for (const line of parts) assert.ok(shown.includes(line.trimStart()) || shown.includes(line), line);
  for (const line of prose) assert.ok(!shown.includes(line), line);
});

Deno.test("a written text of a few long lines is cut in its middle, and one that fits is whole", () => {
  const prose = Array.from({ length: 4 }, (_, line) => `Paragraph ${line}. ${"It goes on. ".repeat(60)}`)
    .join("\n");
  const shown = `${writtenText(prose, LIMIT).text}`;
  assert.match(shown, /^Paragraph 0\..*\[… \d+ chars …\].*goes on\. $/s);
  assert.ok(shown.length > 0.9 * LIMIT && shown.length < 1.1 * LIMIT);
  assert.equal(`${writtenText("a\n".repeat(500), LIMIT).text}`, "a\n".repeat(500));
});
