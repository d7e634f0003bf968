import assert from "node:assert/strict";
import { join } from "node:path";
import type { PreprocessOptions } from "../../../../lib/preprocess/mod.ts";
import { type Converted, convertFile, inFolder, toolLines, userLine } from "../converting.ts";

const preview =
  "<persisted-output>\nOutput too large. Full output saved to: /x/tool-results/r.txt\n\nPreview (first 2KB):\nrow\n...\n</persisted-output>";

/** A session with a moved result of this text. */
async function convertMoved(text: string, options: Partial<PreprocessOptions> = {}): Promise<Converted> {
  return await inFolder(async (folder) => {
    await Deno.mkdir(join(folder, "s", "tool-results"), { recursive: true });
    await Deno.writeTextFile(join(folder, "s", "tool-results", "r.txt"), text);
    const lines = [userLine("Go"), ...toolLines("Bash", { command: "npm test" }, preview)];
    await Deno.writeTextFile(
      join(folder, "s.jsonl"),
      lines.map((line) => `${JSON.stringify(line)}\n`).join(""),
    );
    return await convertFile(join(folder, "s.jsonl"), options);
  });
}

const resultOf = ({ elements }: Converted) => elements.find(({ name }) => name === "tool_result")?.text ?? "";

const routine = (lines: number) => "plain output line\n".repeat(lines);

Deno.test("errors in the middle of a moved result of many megabytes are shown with what belongs to them", async () => {
  const trace = "doing the odd thing\nError: MIDDLE broke\n    at work (src/middle.ts:3:4)\n";
  for (const before of [300_000, 600_000]) {
    const converted = await convertMoved(`${routine(before)}${trace}${routine(300_000)}2 failed, 7 passed`);
    const text = resultOf(converted);
    assert.match(text, /^plain output line\n/);
    assert.match(text, /\ndoing the odd thing\nError: MIDDLE broke\n {4}at work \(src\/middle\.ts:3:4\)\n/);
    assert.match(text, /\n2 failed, 7 passed$/);
  }
});

Deno.test("notes tell how many lines of a moved result of many megabytes are missing, in one note each", async () => {
  const text = resultOf(await convertMoved(`${routine(300_000)}Error: MIDDLE broke\n${routine(400_000)}`));
  const missing = [...text.matchAll(/^\[… (\d+) lines …\]$/gm)].map(([, lines]) => Number(lines));
  const shown = text.split("\n").length - missing.length;
  assert.equal(missing.length, 2);
  assert.equal(missing.reduce((sum, lines) => sum + lines) + shown, 700_001);
});

Deno.test("colours don't hide an error in a moved result of many megabytes", async () => {
  const text = resultOf(
    await convertMoved(`${routine(300_000)}\u001b[31mError\u001b[0m: MIDDLE broke\r\n${routine(300_000)}`),
  );
  assert.match(text, /\nError: MIDDLE broke\n/);
});

Deno.test("an error in the middle of one line of many megabytes is shown with its surroundings", async () => {
  const text = resultOf(
    await convertMoved(
      `${"some words ".repeat(400_000)}Error: MIDDLE broke ${"more words ".repeat(400_000)}`,
    ),
  );
  assert.match(text, /some words Error: MIDDLE broke more words/);
});

Deno.test("a secret in what is shown of a moved result of many megabytes is taken out", async () => {
  const secret = ["hunter2", "Swordfish", "9x"].join("");
  const text = resultOf(
    await convertMoved(`${routine(300_000)}Error: login failed, password=${secret}\n${routine(300_000)}`),
  );
  assert.match(text, /Error: login failed, password=\[redacted:/);
  assert.ok(!text.includes(secret));
});

Deno.test("the ledger tells where all bytes of a moved result of many megabytes went", async () => {
  const whole = `${"é plain output line\n".repeat(300_000)}Error: MIDDLE broke\n${routine(1)}`;
  const { ledger } = (await convertMoved(whole)).report;
  const { kept, pruned, deduplicated, truncated, unparsed, structure } = ledger;
  assert.equal(ledger.moved_results, new TextEncoder().encode(whole).length);
  assert.equal(
    ledger.read + ledger.moved_results + ledger.grown,
    [kept, pruned, deduplicated, truncated, unparsed].reduce((sum, { bytes }) => sum + bytes, structure),
  );
  assert.equal(ledger.grown, 0);
  assert.ok(structure < 2000, `${structure}`);
});

Deno.test("where everything is kept, so is a moved result of many megabytes", async () => {
  const whole = Array.from({ length: 250_000 }, (_, row) => `row ${row} of the output`).join("\n");
  const { elements } = await convertMoved(whole, { detail: "everything" });
  const text = elements.filter(({ name }) => name === "tool_result").map((element) => element.text).join("");
  assert.ok(text.includes("row 160000 of") && text.includes("row 249999 of"));
});
