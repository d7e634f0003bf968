import assert from "node:assert/strict";
import { convertLines, toolLines, userLine } from "../converting.ts";

/** What is shown of what a command printed, or a tool. */
async function shown(answer: string, tool = "Bash"): Promise<string | undefined> {
  const { elements } = await convertLines([userLine("Go"), ...toolLines(tool, { command: "make" }, answer)]);
  return elements.find(({ name }) => name === "tool_result")?.text;
}

Deno.test("rules that a command draws are short, but for those of its last line", async () => {
  const rule = "━".repeat(60);
  assert.equal(
    await shown(`╭${"─".repeat(40)}╮\n│ checks │\n${rule} 3 failed\n${rule} done`),
    `╭───╮\n│ checks │\n━━━ 3 failed\n${rule} done`,
  );
  const long = await shown([...Array(90).keys()].map((row) => `row ${row} ${rule}`).join("\n"));
  assert.match(long ?? "", /^row 0 ━━━\nrow 1 ━━━\n/);
  assert.match(long ?? "", /lines …\]\nrow 8\d ━━━\n/);
});

Deno.test("short rules, those in ASCII, and what other tools show stay", async () => {
  for (const text of ["─────\na", `${"=".repeat(70)}\na`]) assert.equal(await shown(text), text);
  const drawn = `"${"─".repeat(20)}"\na`;
  assert.equal(await shown(drawn, "mcp__notes__get"), drawn);
});
