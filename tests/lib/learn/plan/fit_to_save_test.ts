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
