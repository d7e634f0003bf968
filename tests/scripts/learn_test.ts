import assert from "node:assert/strict";
import { join } from "node:path";
import { readPlanBody } from "../../lib/github/plan/plan_body.ts";
import { readPlanHeader } from "../../lib/github/plan/plan_header.ts";
import { readPlanData } from "../../lib/learn/plan/plan_data.ts";
import { seedPlanIssue, seedPlanPullRequest } from "../support/plan_scenario.ts";
import { PLANS, seedLearnPlan } from "./consolidate_world.ts";
import { learnIn, personWho, seedImplementWorkflow, seedPlan } from "./learn_world.ts";
import {
  conversation,
  failureOf,
  IMPLEMENTATION,
  inWorld,
  PLANNING,
  REMOTE,
  writesTo,
} from "./trigger_world.ts";

Deno.test("a learn plan is made of the plan's sessions and saved: issue, tripwires, data, and the plan's header", () =>
  inWorld(async (world) => {
    await seedPlan(world);
    const result = await learnIn(world);
    assert.equal(result.learn_status, "completed_with_plan");
    assert.ok(result.saved && result.analysis !== null);
    const number = result.learn_plan_issue ?? assert.fail("no learn plan");
    const issue = world.emulator.issue(number);
    assert.match(issue.title, /^\[erk-learn\] /);
    assert.deepEqual([...issue.labels].sort(), ["erk-learn", "erk-plan"]);
    const { header } = readPlanHeader(issue.body);
    assert.deepEqual([header?.learned_from_issue, header?.learn_materials_gist_url], [42, result.gist_url]);
    const { learn_status, learn_plan_issue, last_learn_at } = world.header();
    assert.deepEqual([learn_status, learn_plan_issue, typeof last_learn_at], [
      "completed_with_plan",
      number,
      "string",
    ]);

    const markdown = readPlanBody(issue.comments, header?.plan_comment_id).markdown ?? "";
    assert.match(markdown, /retry helper in src\/upload\/retry\.ts/);
    assert.ok(result.gist_url !== null && markdown.includes(result.gist_url));
    const author = issue.comments.find(({ id }) => id === header?.plan_comment_id)?.author ?? "";
    const data = readPlanData(issue.comments, { markdown, author });
    assert.deepEqual([data.from, data.warnings, data.plan.items.length], ["data", [], result.analysis.items]);
    assert.equal(result.analysis.engine, "offline");
    assert.deepEqual(result.next.choice, "none");
  }));

Deno.test("a plan on which nothing can be noted is refused before anything is done", () =>
  inWorld(async (world) => {
    await seedPlan(world);
    world.emulator.editIssue(42, { body: (body) => body.replace("created_by: ada", "created_by: [ada") });
    const before = world.emulator.requests().length;
    const error = await failureOf(learnIn(world));
    assert.match(
      error.message,
      /^The body of #42 of acme\/widgets has no readable plan-header block to write to/,
    );
    assert.equal(world.emulator.issues().filter(({ labels }) => labels.includes("erk-learn")).length, 0);
    assert.ok(world.emulator.requests().length - before < 5);
    // Nothing is to be noted there.
    assert.ok((await learnIn(world, { save: false })).analysis);
  }));

Deno.test("learning again from a plan whose learn plan was consolidated leaves the consolidated one in its place", () =>
  inWorld(async (world) => {
    await seedPlan(world);
    const { learn_plan_issue: first } = await learnIn(world);
    assert.ok(first);
    const consolidated = 90;
    world.emulator.seedIssue({
      number: consolidated,
      title: "[erk-learn] Both",
      labels: ["erk-plan", "erk-learn"],
    });
    world.emulator.editIssue(first, { state: "closed" });
    world.emulator.editIssue(42, {
      body: (body) => body.replace(/learn_plan_issue: \d+/, `learn_plan_issue: ${consolidated}`),
    });
    const forced = await learnIn(world, { force: true });
    assert.equal(forced.learn_plan_issue, consolidated);
    assert.equal(readPlanHeader(world.emulator.issue(42).body).header?.learn_plan_issue, consolidated);
    assert.match(forced.warnings.join(), /which took its place, stays the learn plan of #42/);
    // Closed as well: then it took nobody's place.
    world.emulator.editIssue(consolidated, { state: "closed" });
    assert.equal((await learnIn(world, { force: true })).learn_plan_issue, first);
  }));

Deno.test("--force says so where a learn plan that another program made stays open beside the new one", () =>
  inWorld(async (world) => {
    await seedPlan(world);
    const older = 90;
    const seed = { number: older, title: "[erk-learn] Older", labels: ["erk-plan", "erk-learn"] };
    world.emulator.seedIssue(seed);
    world.emulator.editIssue(42, {
      body: (body) =>
        body.replace(/learn_status: \w+/, `learn_status: completed_with_plan\nlearn_plan_issue: ${older}`),
    });
    const forced = await learnIn(world, { force: true });
    assert.notEqual(forced.learn_plan_issue, older);
    assert.match(
      forced.warnings.join(),
      /issues\/90, the learn plan of #42 until now, stays open: close it, or join both with "erk-learn consolidate-learn-plans 90 \d+"/,
    );
    world.emulator.editIssue(older, { state: "closed" });
    assert.deepEqual((await learnIn(world, { force: true })).warnings, []);
  }));

Deno.test("a plan that has been learned from is left alone; --force learns again, into the same issue", () =>
  inWorld(async (world) => {
    await seedPlan(world);
    const first = await learnIn(world);
    const writes = writesTo(world.emulator).length;
    const again = await learnIn(world);
    assert.deepEqual(
      [again.already_learned, again.learn_plan_issue, again.learn_plan_issue_url],
      [true, first.learn_plan_issue, first.learn_plan_issue_url],
    );
    assert.equal(writesTo(world.emulator).length, writes);
    const forced = await learnIn(world, { force: true });
    assert.equal(forced.learn_plan_issue, first.learn_plan_issue);
    assert.equal(world.emulator.gists().length, 1);
  }));

Deno.test("a session that ran elsewhere counts among those of the plan, also where it can't be had", () =>
  inWorld(async (world) => {
    await seedPlan(world, {
      last_session_gist_url: `${world.emulator.serverUrl}/gist/ada/${"0".repeat(32)}`,
      last_session_id: REMOTE,
      last_session_source: "remote",
    });
    await learnIn(world);
    const told = world.emulator.issue(42).comments.map(({ body }) => body);
    assert.match(told.at(-1) ?? "", /Learn evaluation: 2 of 3 sessions were readable\./);
  }));

Deno.test("a plan that is pending is gone on with", () =>
  inWorld(async (world) => {
    await seedPlan(world, { learn_status: "pending" });
    assert.equal((await learnIn(world)).learn_status, "completed_with_plan");
  }));

Deno.test("where a workflow run is learning from the plan, too, learn says so and goes on", () =>
  inWorld(async (world) => {
    const id = world.emulator.seedWorkflowRun({ workflow: "learn.yml", status: "in_progress" });
    await seedPlan(world, { learn_status: "pending", learn_run_id: String(id) });
    const said = new RegExp(`learning from plan #42 at this moment, too.*/actions/runs/${id}`);
    // Part of that very run.
    const within = await learnIn(world, { dryRun: true }, { environment: { GITHUB_RUN_ID: String(id) } });
    assert.doesNotMatch(within.warnings.join(), said);
    const beside = await learnIn(world);
    assert.match(beside.warnings.join(), said);
    assert.equal(beside.learn_status, "completed_with_plan");
  }));

const LOST = [
  ["the plan's data", /\/issues\/(?!42\/)\d+\/comments$/, 1],
  ["that learning ran", /\/issues\/42\/comments$/, 0],
] as const;

for (const [what, path, after] of LOST) {
  Deno.test(`when ${what} could not be written, the next run completes it and makes nothing twice`, () =>
    inWorld(async (world) => {
      await seedPlan(world);
      const fault = { kind: "status", status: 403 } as const;
      world.emulator.faults.inject({ method: "POST", path, after, times: 1, fault });
      const first = await learnIn(world);
      assert.match(first.warnings.join("\n"), /Run the same command again to complete it\./);
      const again = await learnIn(world);
      assert.deepEqual([again.already_learned, again.warnings], [true, []]);
      const made = world.emulator.issue(first.learn_plan_issue ?? 0).comments.map(({ body }) => body);
      assert.equal(made.filter((body) => body.includes("metadata-block:learn-plan-data -->")).length, 1);
      const told = world.emulator.issue(42).comments.map(({ body }) => body);
      assert.equal(told.filter((body) => body.includes("metadata-block:learn-invoked -->")).length, 1);
      const writes = writesTo(world.emulator).length;
      await learnIn(world);
      assert.equal(writesTo(world.emulator).length, writes);
    }));
}

Deno.test("--dry-run, --no-save and --estimate write nothing to GitHub", () =>
  inWorld(async (world) => {
    await seedPlan(world);
    for (const changes of [{ dryRun: true }, { save: false }, { estimate: true }]) {
      const result = await learnIn(world, changes);
      assert.deepEqual([result.saved, result.learn_plan_issue, result.gist_url], [false, null, null]);
      assert.equal(result.analysis === null, "estimate" in changes);
      assert.deepEqual(writesTo(world.emulator), []);
    }
    const folder = join(world.project, ".erk", "scratch", "sessions", "learn-42", "learn-agents");
    assert.match(await Deno.readTextFile(join(folder, "learn-plan.md")), /^# /);
  }));

Deno.test("a run that fails while it saves says what is kept; the next one makes nothing twice", () =>
  inWorld(async (world) => {
    await seedPlan(world);
    for (const path of [/\/issues$/, /\/issues\/\d+\/comments$/, /\/issues\/42$/]) {
      const method = String(path).includes("42") ? "PATCH" : "POST";
      const fault = { kind: "status", status: 403 } as const;
      world.emulator.faults.inject({ method, path, times: 1, fault });
      const error = await failureOf(learnIn(world));
      assert.match(error.detail ?? "", /the answers of the agents are in .*learn-agents/);
    }
    const result = await learnIn(world);
    assert.equal(result.learn_status, "completed_with_plan");
    const made = writesTo(world.emulator).filter((write) =>
      /^POST \/(?:repos\/acme\/widgets\/issues|gists)$/.test(write)
    );
    // The first attempt at the issue was refused.
    assert.deepEqual(made, [
      "POST /gists",
      "POST /repos/acme/widgets/issues",
      "POST /repos/acme/widgets/issues",
    ]);
  }));

Deno.test("with nothing to learn the plan says so, and why", () =>
  inWorld(async (world) => {
    await world.writeLog(PLANNING, conversation(PLANNING, "Plan the retry of uploads.", "Here is the plan."));
    seedPlanIssue(world.emulator, { planning: PLANNING });
    const result = await learnIn(world);
    assert.deepEqual([result.learn_status, result.learn_plan_issue, result.saved], [
      "completed_no_plan",
      null,
      true,
    ]);
    assert.equal(world.header()["learn_status"], "completed_no_plan");
    const words = world.emulator.issue(42).comments.map(({ body }) => body).join("\n");
    assert.match(words, /Nothing to document\n\nThere is nothing to learn: no pull request changes/);
  }));

Deno.test("a plan isn't held for learned while GitHub doesn't give its pull request or the review", async () => {
  for (const paths of [[/\/widgets\/pulls$/], [/\/graphql$/, /\/issues\/57\/comments$/]]) {
    await inWorld(async (world) => {
      await world.writeLog(
        PLANNING,
        conversation(PLANNING, "Plan the retry of uploads.", "Here is the plan."),
      );
      seedPlanIssue(world.emulator, { planning: PLANNING });
      seedPlanPullRequest(world.emulator);
      const fault = { kind: "status", status: 403 } as const;
      for (const path of paths) world.emulator.faults.inject({ path, times: 99, fault });
      const error = await failureOf(learnIn(world));
      assert.match(error.message, /not all of it could be read; run "erk-learn trigger 42" or/);
      assert.match(
        error.detail ?? "",
        /The review comments in pr-review-comments\.json and pr-discussion-comments/,
      );
      assert.notEqual(world.header()["learn_status"], "completed_no_plan");
      world.emulator.faults.clear();
      const { learn_status } = await learnIn(world);
      assert.equal(learn_status, "completed_with_plan");
    });
  }
});

Deno.test("a person is shown the plan and asked; who declines keeps it on the disk alone", () =>
  inWorld(async (world) => {
    await seedPlan(world);
    const { person, seen } = personWho([false]);
    const result = await learnIn(world, {}, { person });
    assert.deepEqual([result.saved, result.learn_plan_issue], [false, null]);
    assert.match(seen.read[0] ?? "", /^# .*\n\n## Context/);
    assert.deepEqual(seen.asked, ["Save this learn plan as an issue?"]);
    assert.ok(!writesTo(world.emulator).some((write) => write.includes("/issues")));
  }));

Deno.test("a person who agrees chooses what is done: submitted, the workflow gets the learn plan's number", () =>
  inWorld(async (world) => {
    seedImplementWorkflow(world);
    await seedPlan(world);
    const { person, seen } = personWho([true, "submit"]);
    const result = await learnIn(world, {}, { person });
    assert.equal(result.next.choice, "submit");
    assert.match(seen.asked[1] ?? "", new RegExp(`issue #${result.learn_plan_issue}`));
    const run = world.emulator.workflowRuns().at(-1);
    assert.deepEqual(run?.inputs, { issue_number: String(result.learn_plan_issue) });
    assert.equal(result.next.run_id, String(run?.id));
  }));

Deno.test("a person joins the learn plan with the other open ones, and goes on with the result", () =>
  inWorld(async (world) => {
    seedImplementWorkflow(world);
    await seedPlan(world);
    await seedLearnPlan(world.emulator, { number: 90, parent: undefined, plan: PLANS[1] });
    const { person, seen } = personWho([true, "consolidate", false, "consolidate", true, "submit"]);
    const { next, learn_plan_issue: saved, warnings } = await learnIn(world, {}, { person });
    const joined = next.consolidated_into ?? assert.fail("nothing was joined");
    assert.deepEqual(warnings, []);
    // Declined at first.
    assert.match(seen.asked[3] ?? "", new RegExp(`issue #${saved}\\.`));
    assert.match(seen.asked[5] ?? "", new RegExp(`issue #${joined}\\.`));
    assert.deepEqual(
      [90, saved ?? 0, joined].map((number) => world.emulator.issue(number).state),
      ["closed", "closed", "open"],
    );
    assert.equal(world.header()["learn_plan_issue"], joined);
    assert.deepEqual(world.emulator.workflowRuns().at(-1)?.inputs, { issue_number: String(joined) });
  }));

Deno.test("in CI the learn plan is submitted where the workflow exists, and else left", async () => {
  for (const [exists, choice, runs] of [[true, "submit", 1], [false, "done", 0]] as const) {
    await inWorld(async (world) => {
      if (exists) seedImplementWorkflow(world);
      await seedPlan(world);
      const { next } = await learnIn(world, {}, { environment: { GITHUB_ACTIONS: "true" } });
      assert.deepEqual([next.choice, world.emulator.workflowRuns().length], [choice, runs]);
    });
  }
});

Deno.test("materials of a gist or folder are taken as they are; those of another plan are refused", () =>
  inWorld(async (world) => {
    await seedPlan(world);
    const { gist_url } = await learnIn(world);
    assert.ok(gist_url !== null);
    const fromGist = await learnIn(world, { gistUrl: gist_url, force: true });
    const materials = join(world.project, ".erk", "scratch", "learn-42");
    const fromFolder = await learnIn(world, { learnDir: materials, force: true });
    assert.deepEqual([fromGist.analysis?.items, fromGist.gist_url], [fromFolder.analysis?.items, gist_url]);
    assert.equal(world.emulator.gists().length, 1);
    seedPlanIssue(world.emulator, {}, { number: 43 });
    const error = await failureOf(learnIn(world, { issue: { number: 43 }, gistUrl: gist_url }));
    assert.match(error.message, /holds materials of plan #42, not of plan #43/);
  }));

Deno.test("without any session there is nothing to learn from, and nothing is written", () =>
  inWorld(async (world) => {
    seedPlanIssue(world.emulator, { planning: PLANNING });
    const error = await failureOf(learnIn(world));
    assert.equal(error.message, "No session data available for learning");
    assert.deepEqual(writesTo(world.emulator), []);
  }));

Deno.test("materials of which no session can be read are no result: the plan stays to be learned from", () =>
  inWorld(async (world) => {
    const materials = await Deno.makeTempDir({ dir: world.project });
    const damaged = join(materials, `planning-${PLANNING}.xml`);
    seedPlanIssue(world.emulator, { planning: PLANNING });
    for (const content of ["", "hello", "<html><body>502 Bad Gateway</body></html>", '<session id="0b5']) {
      await Deno.writeTextFile(damaged, content);
      const error = await failureOf(learnIn(world, { learnDir: materials }));
      assert.equal(error.message, "No session data available for learning");
      assert.match(
        error.detail ?? "",
        /no session that can be read.*holds nothing of a session and is left out/,
      );
    }
    assert.deepEqual(writesTo(world.emulator), []);
    // What is missing beside what was read is said where people look.
    await Deno.writeTextFile(
      join(materials, `impl-${IMPLEMENTATION}.xml`),
      `<session id="${IMPLEMENTATION}"><user ref="L1">Hello.</user></session>`,
    );
    assert.equal((await learnIn(world, { learnDir: materials })).learn_status, "completed_no_plan");
    const words = world.emulator.issue(42).comments.map(({ body }) => body).join("\n");
    assert.match(words, /What is missing:\n\n- (.*\n)*- planning-.*\.xml holds nothing of a session/);
  }));

Deno.test("an evaluation whose header couldn't be written is completed without a second comment", async () => {
  await inWorld(async (world) => {
    await seedPlan(world);
    const fault = { kind: "status" as const, status: 422, body: { message: "Validation Failed" } };
    world.emulator.faults.inject({ method: "PATCH", path: /\/issues\/42$/, after: 1, times: 1, fault });
    const first = await learnIn(world);
    assert.match(first.warnings.join(), /doesn't say that learning ran/);
    const invoked = () =>
      world.emulator.issue(42).comments.filter(({ body }) => body.includes("metadata-block:learn-invoked"))
        .length;
    assert.equal(invoked(), 1);
    assert.equal((await learnIn(world)).already_learned, true);
    assert.equal(invoked(), 1);
    assert.match(world.emulator.issue(42).body, /last_learn_at: '/);
  });
});
