import assert from "node:assert/strict";
import { judgePlanContent } from "../../../../lib/learn/plan/plan_content.ts";
import { planHeading, planTitle } from "../../../../lib/learn/plan/plan_title.ts";

const WORDS = "The retries of uploads are documented here, with their jitter and their limits.";
const VALID = `# Documentation Plan: Retries\n\n${WORDS}\n\n## Items\n\n- Write docs/retry.md\n`;

const CASES: readonly (readonly [what: string, plan: string, problems: readonly RegExp[]])[] = [
  ["a plan", VALID, []],
  ["a plan with other line ends", VALID.replaceAll("\n", "\r\n"), []],
  ["a plan with sections and no list", `# Title\n\n${WORDS}\n\n## One\n\n${WORDS}`, []],
  ["nothing", " \n\t\n", [/^The plan is empty\.$/]],
  ["a few words", "# Title here\n\n- a", [/too short: 17 characters, at least 100/]],
  ["no heading", `${WORDS}\n\n- ${WORDS}`, [/no heading with words/]],
  ["a heading without letters", `# 🎈 1\n\n${WORDS}\n\n- ${WORDS}`, [/no heading with words/]],
  ["a heading in a code block", `\`\`\`\n# Title\n\`\`\`\n\n- ${WORDS}\n- ${WORDS}`, [
    /no heading with words/,
  ]],
  ["a heading that is no title", `# Plan\n\n- ${WORDS}\n- ${WORDS}`, [/"Plan" is too short/]],
  ["no items", `# Documentation Plan\n\n${WORDS}\n\n${WORDS}`, [/no items/]],
  ["empty sections", `# Documentation Plan\n\n${WORDS}\n\n## One\n\n## Two\n\n---`, [/no items/]],
  ["a megabyte", `# Title\n\n- ${"word ".repeat(210_000)}`, [/more than the 1000000/]],
  [
    "placeholders",
    `${VALID}- TODO\n- **Draft**: [insert content here]\n{{title}}\n> Lorem ipsum dolor\n- [ ] <your text>\nTODO: write this\n`,
    [/^Placeholders were not filled in: line 8, 9, 10, 11, 12 and 1 more\.$/],
  ],
  ["a draft that is nothing else", `${VALID}\n\`\`\`md\nTODO\n\`\`\`\n`, [/line 9\./]],
  [
    "words and code that only name placeholders",
    `${VALID}- TODO comments must name an owner, says review\n- \`TODO\` is found by lint\n- the {{name}} variable\n\n\`\`\`ts\n// x\nTODO\n\`\`\`\n`,
    [],
  ],
];

for (const [what, plan, problems] of CASES) {
  Deno.test(`judging ${what}`, () => {
    const judged = judgePlanContent(plan).problems;
    assert.equal(judged.length, problems.length, judged.join(" "));
    problems.forEach((problem, index) => assert.match(judged[index] ?? "", problem));
  });
}

Deno.test("the details are those that older callers read", () => {
  assert.deepEqual(judgePlanContent("# A\n\n- b\n").details, {
    length: 8,
    has_headers: true,
    has_lists: true,
  });
  assert.deepEqual(judgePlanContent("a").details, { length: 1, has_headers: false, has_lists: false });
});

Deno.test("the title is the first heading of the first level, tagged once, in one line that GitHub takes", () => {
  assert.equal(planHeading("## Two\n\n# One `x` #\n\n# Three"), "One `x`");
  assert.equal(planHeading("## Two\n\ntext"), "Two");
  assert.equal(planHeading("Under\nlined\n=====\n"), "Under lined");
  assert.equal(planTitle("Documentation Plan: X", "learn"), "[erk-learn] Documentation Plan: X");
  assert.equal(planTitle("[erk-learn] X", "learn"), "[erk-learn] X");
  assert.equal(planTitle("Closes #1 @ada", "learn"), "[erk-learn] Closes #\u200b1 @\u200bada");
  assert.equal(planTitle("a\0b", "standard"), "[erk-plan] a\\u{0}b");
  const long = planTitle(`${"x".repeat(242)}🎈${"y".repeat(50)}`, "learn");
  assert.ok(long.length <= 256 && long.endsWith("…") && long.isWellFormed());
});
