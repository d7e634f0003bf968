import assert from "node:assert/strict";
import { NORMAL_DETAIL } from "../../../../lib/preprocess/pruning/detail.ts";
import { pruneLines } from "../../../../lib/preprocess/pruning/prune_text.ts";

const sentence = (about: string) =>
  `The function of ${about} handles its input in a way that needs a look, see its callers.`;

/** A review of findings below three headings. */
function review(findings: number, paragraphs = 1): string[] {
  const lines = ["# Review", ""];
  for (const [index, severity] of ["Critical", "Important", "Suggestions"].entries()) {
    lines.push(`## ${severity}`, "");
    for (let finding = 0; finding < findings; finding++) {
      const number = index * findings + finding + 1;
      lines.push(`### ${number}. Title of a finding`, "", `**src/mod${number}.go:${number}**`, "");
      for (let paragraph = 0; paragraph < paragraphs; paragraph++) lines.push(sentence(`${number}`), "");
    }
  }
  return [...lines, "**Verdict: changes are needed**"];
}

/** The headings that a line of a text stands below. */
function headingsAbove(lines: readonly string[], line: number): string[] {
  const open: string[] = [];
  for (const text of lines.slice(0, line)) {
    const level = /^#+(?= )/.exec(text)?.[0].length ?? 0;
    if (level > 0) open.splice(level - 1, Infinity, text);
  }
  return open;
}

Deno.test("a report is whole where its characters have room, however many lines it has", () => {
  const report = review(12).join("\n");
  assert.equal(pruneLines(report, NORMAL_DETAIL.importantResult).text, report);
});

Deno.test("of a longer one all headings are kept, and something below each", () => {
  const lines = review(12, 6);
  const text = `${pruneLines(lines.join("\n"), NORMAL_DETAIL.importantResult).text}`;
  assert.ok(text.length <= NORMAL_DETAIL.importantResult.characters, `${text.length}`);
  const kept = text.split("\n");
  assert.deepEqual(lines.filter((line) => /^(?:#|\*\*)/.test(line) && !kept.includes(line)), []);
  for (let number = 1; number <= 36; number++) assert.ok(kept.includes(sentence(`${number}`)), `${number}`);
});

Deno.test("in any Markdown the headings of what is kept are, in a read with the numbers of its lines", () => {
  const lines = review(12, 3);
  const numbered = lines.map((line, index) => `${`${index + 1}`.padStart(6)}→${line}`);
  const reading = { ...NORMAL_DETAIL.result, tailLines: 2, errorLines: 0 };
  for (
    const [given, limits] of [
      [lines, NORMAL_DETAIL.result],
      [lines, NORMAL_DETAIL.injected],
      [lines, NORMAL_DETAIL.summary],
      [numbered, reading],
    ] as const
  ) {
    const kept = `${pruneLines(given.join("\n"), limits).text}`.split("\n");
    const [last] = headingsAbove(lines, lines.length).slice(-1);
    assert.ok(kept.some((line) => line.endsWith(last ?? "-")), kept.join("\n"));
    assert.equal(kept.at(-1), given.at(-1));
    assert.ok(kept.some((line) => line.endsWith("## Suggestions")));
  }
});

Deno.test("comments of code are no headings, nor what stands in a fence", () => {
  const code = Array.from(
    { length: 200 },
    (_, line) => line % 9 === 0 ? `# part ${line}` : `x${line} = f(${line}) + y`,
  );
  const fenced = ["```", "## not a heading", "### nor this", ...code, "```", "last words of it all"];
  for (const lines of [code, fenced]) {
    const { text } = pruneLines(lines.join("\n"), { ...NORMAL_DETAIL.result, errorLines: 0 });
    assert.equal(`${text}`.split("\n").length, 39);
  }
});
