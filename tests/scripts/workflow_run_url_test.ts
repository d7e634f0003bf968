import assert from "node:assert/strict";
import { refusal } from "../lib/github/emulator_client.ts";
import { seedPlanIssue } from "../support/plan_scenario.ts";
import { RUN_URL, startPlanWorld } from "./plan_world.ts";

/** Of no page, or not on one line by itself. */
const WRONG = [
  "javascript:alert(1)",
  "data:text/html,x",
  "file:///etc/passwd",
  "ftp://ghe.example/x",
  "nothing",
  "https://ghe.example/a b",
  "https://ghe.example/a\n# Title",
  "https://ghe.example/](https://evil.example)",
];

Deno.test("the address of a workflow run is one that people may follow", async () => {
  await using world = await startPlanWorld();
  seedPlanIssue(world.emulator, { planning: "session-1" });
  const commands = {
    "track-learn-failure": { issue: "42", stage: "analyse" },
    "track-learn-evaluation": { issue: "42", readableSessions: "1", totalSessions: "1" },
    "plan-save": { planFile: "learn-plan.md" },
    "save-learn-result": { issue: "42", agentsDir: "learn-agents" },
    "start-async-learn": { issue: "42" },
  };
  for (const [command, input] of Object.entries(commands)) {
    for (const workflowRunUrl of WRONG) {
      const error = await refusal(world.run(command, { ...input, workflowRunUrl }));
      assert.match(error.message, /--workflow-run-url: give the workflow run's address/, command);
      assert.equal(error.exitStatus, 2);
    }
  }
  assert.deepEqual(world.emulator.requests(), []);
  await world.run("track-learn-failure", {
    ...commands["track-learn-failure"],
    workflowRunUrl: `${RUN_URL}/attempts/2?x=1#y`,
  });
  assert.match(world.emulator.issue(42).comments.at(-1)?.body ?? "", /actions\/runs\/77\/attempts\/2\?x=1#y/);
});
