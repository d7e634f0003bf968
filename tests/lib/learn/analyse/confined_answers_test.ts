import assert from "node:assert/strict";
import { judgePlanContent } from "../../../../lib/learn/plan/plan_content.ts";
import { normalizeTripwireCandidates } from "../../../../lib/learn/plan/tripwire_candidates.ts";
import { LEARN_PLAN } from "../../../support/learn_scenario.ts";
import { json } from "../../../support/model_emulator/replies.ts";
import { inAnalysisWorld } from "./analysing.ts";

Deno.test("paths that a model gives stay in the repository, and its actions fit what is there", () => {
  const [first, second] = LEARN_PLAN.items;
  const [tripwire] = LEARN_PLAN.tripwires;
  const tripwires = [{ ...tripwire, targetDocPath: "/etc/motd" }];
  const answer = {
    ...LEARN_PLAN,
    items: [
      { ...first, location: "/home/ada/widgets/docs/uploads.md", action: "CREATE" },
      { ...second, location: "docs/new.md", action: "UPDATE" },
      { ...second, title: "A key", location: "~/.ssh/authorized_keys" },
    ],
    tripwires,
  };
  return inAnalysisWorld([
    { when: { agent: "plan-synthesizer" }, replies: [json(answer)] },
    { when: { agent: "tripwire-extractor" }, replies: [json({ tripwires })] },
  ], async ({ run, read }) => {
    await run();
    const plan = JSON.parse(await read("learn-plan.json"));
    assert.deepEqual(
      plan.items.map(({ location, action }: typeof LEARN_PLAN.items[number]) => [location, action]),
      [
        ["docs/uploads.md", "UPDATE"],
        ["docs/new.md", "CREATE"],
        ["(outside of the repository: ~/.ssh/authorized_keys)", "UPDATE"],
      ],
    );
    assert.match(await read("learn-plan.md"), /\*\*Location:\*\* `\(outside of the repository: /);
    const { candidates } = JSON.parse(await read("tripwire-candidates.json"));
    assert.equal(candidates[0].target_doc_path, "(outside of the repository: /etc/motd)");
    // As it is stored for readers of tripwires.
    assert.equal(normalizeTripwireCandidates(candidates).candidates[0]?.target_doc_path, "tripwires.md");
  });
});

Deno.test("an answer whose title says nothing doesn't keep the plan from being saved, also from the cache", () => {
  const answer = { ...LEARN_PLAN, title: "重试" };
  return inAnalysisWorld([
    { when: { agent: "plan-synthesizer" }, replies: [json(answer)] },
  ], async ({ run, read, models }) => {
    for (let turn = 0; turn < 2; turn++) {
      await run();
      assert.equal(JSON.parse(await read("learn-plan.json")).title, "Documentation Plan: 重试");
      assert.deepEqual(judgePlanContent(await read("learn-plan.md")).problems, []);
    }
    assert.equal(models.questions.filter(({ agent }) => agent === "plan-synthesizer").length, 1);
  });
});
