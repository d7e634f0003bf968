import assert from "node:assert/strict";
import { fitToSave } from "../../../../lib/learn/plan/fit_to_save.ts";
import { judgePlanContent } from "../../../../lib/learn/plan/plan_content.ts";
import { renderLearnPlan } from "../../../../lib/learn/plan/render_learn_plan.ts";
import { A_PLAN, anItem, FACTS } from "./a_plan.ts";

const PARENT = "Retry uploads";

Deno.test("a plan whose title is too short, or has no letters, is named", () => {
  const cases = [
    ["重试", "Documentation Plan: 重试"],
    ["  API ", "Documentation Plan: API"],
    ["[erk-learn] خطة", "Documentation Plan: خطة"],
    ["😀😀😀😀😀😀", `Documentation Plan: ${PARENT}`],
    ["   ", `Documentation Plan: ${PARENT}`],
    ["Retries", "Retries"],
    ["Documentation Plan: Retries", "Documentation Plan: Retries"],
  ] as const;
  for (const [title, expected] of cases) {
    const plan = fitToSave({ ...A_PLAN, title }, PARENT);
    assert.equal(plan.title, expected);
    assert.deepEqual(judgePlanContent(renderLearnPlan(plan, FACTS)).problems, []);
  }
});

Deno.test("what a model did not fill in is left out, the rest stays as it is", () => {
  assert.deepEqual(fitToSave(A_PLAN, PARENT), A_PLAN);
  const [tripwire] = A_PLAN.tripwires;
  assert.ok(tripwire);
  const unfilled = {
    ...A_PLAN,
    context: "TODO\n\nUploads are retried.",
    items: [
      anItem({ title: "reasons", sourceAttribution: "TBD", draftContent: "TODO: write this\n\n- [ ] TODO" }),
      anItem({ title: "nothing", rationale: "TBD", draftContent: "TODO" }),
      anItem({ title: "code", draftContent: "Mark it so:\n\n```ts\n// ready\n```\n\nTODO" }),
    ],
    tripwires: [{ ...tripwire, warning: "TBD" }, tripwire],
  };
  assert.notDeepEqual(judgePlanContent(renderLearnPlan(unfilled, FACTS)).problems, []);
  const plan = fitToSave(unfilled, PARENT);
  assert.equal(plan.context, "Uploads are retried.");
  assert.deepEqual(plan.items.map(({ title, draftContent }) => [title, draftContent]), [
    ["reasons", anItem().rationale],
    ["code", "Mark it so:\n\n```ts\n// ready\n```\n\nTODO"],
  ]);
  assert.deepEqual(plan.tripwires, [tripwire]);
  assert.deepEqual(judgePlanContent(renderLearnPlan(plan, FACTS)).problems, []);
});

Deno.test("a draft that stands in a fence for Markdown is taken out of it, and situations without words are left out", () => {
  const draftOf = (draftContent: string) =>
    fitToSave({ ...A_PLAN, items: [anItem({ draftContent })] }, PARENT).items[0]?.draftContent;
  const code = "# Uploads\n\nRetry:\n\n```ts\nretry();\n```\n\nNever without a limit.";
  assert.equal(draftOf(`\`\`\`markdown\n${code}\n\`\`\`\n`), code);
  assert.equal(draftOf(`~~~~md\n${code}\n~~~~`), code);
  for (
    const kept of [
      code,
      "```ts\nretry();\n```",
      "```markdown\n# One\n```\n\nand\n\n```markdown\n# Other\n```",
      "```markdown\n# Uploads\n```\n\nbehind it",
    ]
  ) assert.equal(draftOf(kept), kept);
  const [item] = fitToSave(
    { ...A_PLAN, items: [anItem({ readWhen: ["", " \n", "changing\n uploads "] })] },
    PARENT,
  ).items;
  assert.deepEqual(item?.readWhen, ["changing uploads"]);
});
