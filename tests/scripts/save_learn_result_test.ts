import assert from "node:assert/strict";
import { join } from "node:path";
import { refusal } from "../lib/github/emulator_client.ts";
import { writeLearnScenarioAnswers } from "../support/learn_scenario.ts";
import { seedPlanIssue } from "../support/plan_scenario.ts";
import { inFolder } from "../support/temporary_folder.ts";
import { startPlanWorld } from "./plan_world.ts";

Deno.test("the analysis of another repository's plan with the same number is refused", async () => {
  await using world = await startPlanWorld();
  seedPlanIssue(world.emulator, { planning: "session-1" });
  await inFolder(async (folder) => {
    await writeLearnScenarioAnswers(folder);
    const save = () => world.run("save-learn-result", { issue: "42", agentsDir: folder });
    const path = join(folder, "run.json");
    const record = await Deno.readTextFile(path);
    await Deno.writeTextFile(path, record.replace('"acme/widgets"', '"acme/gadgets"'));
    const { message } = await refusal(save());
    assert.match(message, /holds the analysis of a plan of acme\/gadgets, not of acme\/widgets/);
    assert.equal(world.emulator.issues().length, 1);
    await Deno.writeTextFile(path, record.replace('"acme/widgets"', '"Acme/Widgets"'));
    await save();
    assert.ok(world.emulator.issues().length > 1);
  });
});

Deno.test("the comment counts all sessions that the plan names, an uploaded one among them", async () => {
  await using world = await startPlanWorld();
  const remote = { id: "session-9", gistUrl: "https://gist.github.com/ada/0123", gistId: "0123" };
  const implementation = ["session-2", "session-3", "session-4", "session-5", "session-6", "session-7"];
  seedPlanIssue(world.emulator, { planning: "session-1", implementation, remote });
  await inFolder(async (folder) => {
    await writeLearnScenarioAnswers(folder);
    await world.run("save-learn-result", { issue: "42", agentsDir: folder });
  });
  assert.match(world.emulator.issue(42).comments.at(-1)?.body ?? "", /^total_sessions: 8$/m);
});
