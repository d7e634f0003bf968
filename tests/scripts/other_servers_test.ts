import assert from "node:assert/strict";
import { join } from "node:path";
import { downloadLearnMaterials } from "../../scripts/download_learn_materials.ts";
import { getPrForPlan } from "../../scripts/get_pr_for_plan.ts";
import { triggerAsyncLearn } from "../../scripts/trigger_async_learn.ts";
import { PLAN_BRANCH, PLAN_ISSUE, seedPlanIssue } from "../support/plan_scenario.ts";
import {
  conversation,
  IMPLEMENTATION,
  INPUT,
  inWorld,
  PLANNING,
  REMOTE,
  seedOrdinaryPlan,
} from "./trigger_world.ts";

Deno.test("on an older enterprise server, with gists on a host of their own, the whole way works", () =>
  inWorld(async (world) => {
    const { emulator } = world;
    emulator.settings.dispatchReturnsRunDetails = false;
    emulator.settings.gistTruncationBytes = 100; // so that the raw address is needed
    const lines = conversation(REMOTE, "Run it in CI.", "Done.").map((line) => `${JSON.stringify(line)}\n`);
    const gist = emulator.seedGist({ files: { [`session-${REMOTE}.jsonl`]: lines.join("") } });
    await seedOrdinaryPlan(world, { remote: { id: REMOTE, gistUrl: gist.htmlUrl, gistId: gist.id } });
    const answer = await triggerAsyncLearn(INPUT, world.context);
    assert.deepEqual(answer.warnings, []);
    assert.equal(answer.run_id, String(emulator.workflowRuns()[0]?.id));
    const outputDir = "materials";
    const downloaded = await downloadLearnMaterials(
      { gistUrl: answer.gist_url ?? "", outputDir },
      world.context,
    );
    assert.equal(downloaded.verified, true);
    assert.match(await Deno.readTextFile(join(downloaded.output_dir, `impl-${REMOTE}.xml`)), /Run it in CI/);
    // The API is below /api/v3 on one host, the raw files on another, which never gets the token.
    assert.match(emulator.apiUrl, /\/api\/v3$/);
    const raw = emulator.requests({ server: "web" });
    assert(raw.length >= 2);
    assert(raw.every(({ requestHeaders }) => requestHeaders["authorization"] === "absent"));
    assert.equal(emulator.requests({ status: 404 }).length, 0);
  }, { enterprise: true }));

Deno.test("a plan about another repository: its pull request is there, issue, gist and run are the plan's", () =>
  inWorld(async (world) => {
    const { emulator } = world;
    emulator.seedRepository({ owner: "acme", name: "code" });
    for (const [id, prompt] of [[PLANNING, "Plan."], [IMPLEMENTATION, "Do."]] as const) {
      await world.writeLog(id, conversation(id, prompt, "Done."));
    }
    seedPlanIssue(emulator, { planning: PLANNING, implementation: [IMPLEMENTATION] }, {
      header: { source_repo: "acme/code" },
    });
    emulator.seedPullRequest({
      repository: "acme/code",
      number: 8,
      head: PLAN_BRANCH,
      state: "merged",
      discussion: [{ author: "grace", body: "Said in the code's repository." }],
    });
    const found = await getPrForPlan({ issue: { number: PLAN_ISSUE } }, world.context);
    assert.equal(found.pr_number, 8);
    assert.match(found.pr.url, /\/acme\/code\/pull\/8$/);
    const answer = await triggerAsyncLearn(INPUT, world.context);
    assert.equal(emulator.workflowRuns()[0]?.repository, "acme/widgets");
    assert.match(JSON.stringify(emulator.gists()[0]?.files), /Said in the code's repository/);
    assert.equal(world.header()["learn_status"], "pending");
    assert.deepEqual(answer.warnings, []);
  }));
