import assert from "node:assert/strict";
import { publishableMarkdown } from "../../../../lib/github/markdown/publishable_markdown.ts";
import { splitPlan } from "../../../../lib/github/plan/split_plan.ts";
import { assertGrowsLess } from "../../../support/growth.ts";

const PLACE = {
  serverUrl: "https://github.com",
  repository: { owner: "acme", name: "widgets" },
  linkedIssues: [],
};

/** Milliseconds to publish and split a text that repeats a piece, the fastest of two runs. */
function timeOf(piece: string, characters: number): number {
  const text = `# Title\n\n${piece.repeat(characters / piece.length)}`;
  return Math.min(...[1, 2].map(() => {
    const start = performance.now();
    const parts = splitPlan(publishableMarkdown(text, PLACE), 60_000);
    assert.ok(parts.length > 0);
    return performance.now() - start;
  }));
}

for (const piece of ["@a ", "<!-- ", "*a_", "[", "`a``b", "</details>", "<!--\n```\n-->\n"]) {
  Deno.test(`eight times as much of ${JSON.stringify(piece)} is not published in 64 times the time`, async () => {
    timeOf(piece, 10_000); // Compiled before it is measured.
    // Both are split; shorter texts aren't.
    await assertGrowsLess(40, () => timeOf(piece, 640_000), () => timeOf(piece, 80_000));
  });
}
