import assert from "node:assert/strict";
import { convertLines, toolLines, userLine } from "../converting.ts";

const planOf = (changed = "") =>
  ["# Plan", ...Array.from({ length: 40 }, (_, index) => `${index}. Change module ${index}`), changed].join(
    "\n",
  );
const propose = (plan: string) =>
  toolLines("ExitPlanMode", { plan, launchSwarm: true }, "Refused", { isError: true });
const write = (plan: string) =>
  toolLines("Write", { file_path: "/home/dev/.claude/plans/x.md", content: plan }, "File created");

/** What becomes of the plans that are proposed. */
async function proposals(...lines: readonly unknown[]) {
  const { elements, report } = await convertLines([userLine("Plan it"), ...lines]);
  assert.equal(report.ledger.grown, 0);
  const plans = elements.filter(({ name, attributes }) => name === "param" && attributes.name === "plan");
  return plans.map(({ attributes: { same_as, changes }, text }) => ({ same_as, changes, text }));
}

Deno.test("a plan that is proposed as it was written, or proposed before, is shown once", async () => {
  const plan = planOf();
  const repeated = { same_as: "L2", changes: undefined, text: "" };
  assert.deepEqual(await proposals(...write(plan), ...propose(plan), ...propose(`${plan}\n`)), [
    repeated,
    repeated,
  ]);
  const [first, second] = await proposals(...propose(plan), ...propose(plan));
  assert.deepEqual([first?.text.trim(), second], [plan.trim(), repeated]);
});

Deno.test("of one that was changed what changed is shown, and all of one that is another", async () => {
  const changed = planOf().replace("7. Change", "7. Move");
  const [, second] = await proposals(...propose(planOf()), ...propose(changed));
  assert.equal(second?.changes, "L2");
  assert.match(second?.text ?? "", /-7\. Change module 7\n\+7\. Move module 7/);
  const other = planOf().replaceAll("Change", "Leave");
  assert.equal((await proposals(...propose(planOf()), ...propose(other)))[1]?.text.trim(), other.trim());
  const short = "1. Do it";
  assert.deepEqual((await proposals(...propose(short), ...propose(short))).map(({ text }) => text), [
    short,
    short,
  ]);
});
