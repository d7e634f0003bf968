/** Plans that a person approved: whole, and once. */

import assert from "node:assert/strict";
import { approvedPlan } from "../../../../lib/preprocess/tools/approved_plan.ts";
import { assistantLine, convertLines, type ParsedElement, toolLines, userLine } from "../converting.ts";

const plan = Array.from({ length: 200 }, (_, step) => `${step}. Change what the file of step ${step} does`)
  .join("\n");
const OPENING = "User has approved your plan. You can now start coding.";
const answerWith = (text: string, heading = "## Approved Plan:") => `${OPENING}\n\n${heading}\n${text}`;

const resultOf = (elements: readonly ParsedElement[]) =>
  elements.filter(({ name }) => name === "tool_result").at(-1);

Deno.test("a plan that stands in the answer alone is kept whole", async () => {
  for (const heading of ["## Approved Plan:", "## Approved Plan (edited by user):"]) {
    const answer = answerWith(plan, heading);
    const { elements } = await convertLines([userLine("Go"), ...toolLines("ExitPlanMode", {}, answer)]);
    assert.equal(resultOf(elements)?.text, answer, heading);
  }
});

Deno.test("a plan that was approved as it is in the tool use is not shown again", async () => {
  const { elements, xml, report: { ledger } } = await convertLines([
    userLine("Go"),
    ...toolLines("ExitPlanMode", { plan }, answerWith(`${plan}\n`)),
  ]);
  const result = resultOf(elements);
  assert.deepEqual([result?.text, result?.attributes.same_as], [OPENING, "L2"]);
  assert.equal(xml.split("step 150").length, 2);
  assert.ok((ledger.deduplicated.reasons["repeated text"]?.bytes ?? 0) > plan.length);
});

Deno.test("a plan that was approved as it stands in the agent's file is not shown again, a changed one is", async () => {
  const lines = (approved: string) => [
    userLine("Go"),
    ...toolLines(
      "Write",
      { file_path: "/home/dev/.claude/plans/calm-otter.md", content: plan },
      "File created successfully at: /home/dev/.claude/plans/calm-otter.md",
    ),
    ...toolLines("ExitPlanMode", {}, answerWith(approved)),
  ];
  const same = resultOf((await convertLines(lines(plan))).elements);
  assert.deepEqual([same?.text, same?.attributes.same_as], [OPENING, "L2"]);
  const changed = resultOf((await convertLines(lines(`${plan}\nAnd then test it`))).elements);
  assert.deepEqual([changed?.text, changed?.attributes.same_as], [
    answerWith(`${plan}\nAnd then test it`),
    undefined,
  ]);
});

Deno.test("a plan that only the client's record has is shown", async () => {
  const { elements } = await convertLines([
    userLine("Go"),
    ...toolLines("ExitPlanMode", {}, OPENING, { toolUseResult: { plan, isAgent: false } }),
  ]);
  assert.equal(resultOf(elements)?.text, answerWith(plan));
});

Deno.test("a plan that only the client's record has stands with the reason for which it was refused", async () => {
  const refusal =
    "The user doesn't want to proceed with this tool use. The tool use was rejected. To tell you how to proceed, the user said:\nToo risky";
  const lines = toolLines("ExitPlanMode", {}, refusal, { isError: true, toolUseResult: { plan } });
  const { elements } = await convertLines([userLine("Go"), ...lines]);
  assert.deepEqual([resultOf(elements)?.attributes.denied, resultOf(elements)?.text], [
    "yes",
    `Rejected plan:\n${plan}`,
  ]);
  assert.ok(elements.some(({ name, text }) => name === "user" && text === "Too risky"));
});

Deno.test("a plan is kept whole where the line of its tool use is lost", async () => {
  const answer = answerWith(plan);
  const lines = [userLine("Go"), assistantLine("Well"), toolLines("ExitPlanMode", {}, answer)[1]];
  assert.equal(resultOf((await convertLines(lines)).elements)?.text, answer);
});

Deno.test("an answer of an unknown tool is told by how it begins, behind any white space", () => {
  for (const space of ["", "\n\n", " ".repeat(100), "\n".repeat(500)]) {
    assert.equal(approvedPlan(`${space}${answerWith(plan)}`, "")?.plan, plan);
    assert.equal(approvedPlan(`${space}And then: ${answerWith(plan)}`, ""), undefined);
  }
});

Deno.test("a plan that a person changed before approving it is marked, however long it is", async () => {
  for (const approved of ["Change the name", plan]) {
    const toolUseResult = { plan: approved, isAgent: false, planWasEdited: true };
    const { elements } = await convertLines([
      userLine("Go"),
      ...toolLines("ExitPlanMode", {}, OPENING, { toolUseResult }),
    ]);
    assert.equal(resultOf(elements)?.attributes.modified, "user");
  }
});
