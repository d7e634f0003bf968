import assert from "node:assert/strict";
import { readPlanBody } from "../../lib/github/plan/plan_body.ts";
import { readPlanHeader } from "../../lib/github/plan/plan_header.ts";
import { UserError } from "../../lib/user_error.ts";
import { type Fault, type GitHubEmulator, validateAgainstOpenApi } from "../support/github_emulator/mod.ts";
import { refusal } from "../lib/github/emulator_client.ts";
import {
  GIST_URL,
  LEARN_PLAN,
  madeIssues,
  PUBLISHED_PLAN,
  RUN_URL,
  SAVE,
  startSaving,
} from "./plan_world.ts";

/** The only issue that was made, and the plan that it shows. */
function savedPlan(emulator: GitHubEmulator) {
  const made = madeIssues(emulator);
  assert.equal(made.length, 1, made.map(({ title }) => title).join());
  const issue = emulator.issue(made[0]?.number ?? 0);
  const { header } = readPlanHeader(issue.body);
  const { markdown, warnings } = readPlanBody(issue.comments, header?.plan_comment_id);
  assert.deepEqual(warnings, []);
  return { issue, header, markdown };
}

Deno.test("a learn plan becomes an issue with labels, title, header, links, plan and tripwires", async () => {
  await using world = await startSaving();
  const answer = await world.run("plan-save", SAVE);
  const { issue, header, markdown } = savedPlan(world.emulator);
  assert.equal(issue.title, "[erk-learn] Documentation Plan: Retry uploads");
  assert.deepEqual(issue.labels, ["erk-plan", "erk-learn"]);
  assert.equal(markdown, PUBLISHED_PLAN);
  assert.deepEqual(header, {
    schema_version: "2",
    created_at: "2026-11-21T08:00:00+00:00",
    created_by: "ada",
    plan_comment_id: issue.comments[0]?.id,
    source_repo: "acme/code",
    created_from_workflow_run_url: RUN_URL,
    learned_from_issue: 42,
    learn_materials_gist_url: GIST_URL,
    lifecycle_stage: "planned",
  });
  assert.match(
    issue.body,
    new RegExp(`Learned from #42\\.\n\nMaterials: ${GIST_URL}\n\nWorkflow run: ${RUN_URL}`),
  );
  assert.equal(issue.comments.length, 2);
  assert.match(
    issue.comments[1]?.body ?? "",
    /metadata-block:tripwire-candidates -->[^]*candidates:\n- action: 'calling upload\(\)'\n {2}warning: 'Add \$jitter; see @grace: --- #7'\n/,
  );
  assert.deepEqual(answer, {
    success: true,
    plan_number: issue.number,
    plan_url: issue.url,
    issue_number: issue.number,
    issue_url: issue.url,
    is_open: true,
    title: issue.title,
    plan_type: "learn",
    plan_backend: "github",
    learned_from_issue: 42,
    gist_url: GIST_URL,
    created: true,
    plan_comments: 1,
    tripwire_candidates: 1,
    redactions: {},
    dry_run: false,
    warnings: [],
  });
  assert.equal(world.emulator.issue(42).writes, 0);
  const problems = await Promise.all(world.emulator.journal.map((entry) => validateAgainstOpenApi(entry)));
  assert.deepEqual(problems.flat(), []);
});

Deno.test("a rerun finds the issue and writes nothing; with the parent's pointer alone it finds it too", async () => {
  await using world = await startSaving();
  const first = await world.run("plan-save", SAVE);
  const writes = () => world.emulator.requests().filter(({ method }) => method !== "GET").length;
  const before = writes();
  assert.deepEqual(await world.run("plan-save", SAVE), { ...first, created: false });
  assert.equal(writes(), before);
  // Of another run, pushed out of the lists by newer issues.
  for (let index = 0; index < 101; index++) world.emulator.seedIssue({ labels: ["erk-plan", "erk-learn"] });
  world.emulator.editIssue(42, {
    body: (body) => body.replace("branch_name:", `learn_plan_issue: ${first["plan_number"]}\nbranch_name:`),
  });
  const other = await world.run("plan-save", { ...SAVE, workflowRunUrl: `${RUN_URL}8` });
  assert.equal(other["plan_number"], first["plan_number"]);
});

Deno.test("another plan of the same parent replaces the open one, whatever run it is of; a closed one, or one that is carried out, stays", async () => {
  await using world = await startSaving();
  const first = await world.run("plan-save", SAVE);
  const longer = `${LEARN_PLAN.replace("Retry uploads", "Retry all")}\n## More\n\n${
    "Some more words. ".repeat(5_000)
  }`;
  await world.write("learn-plan.md", longer);
  const second = await world.run("plan-save", SAVE);
  assert.deepEqual([second["plan_number"], second["created"], second["plan_comments"]], [
    first["plan_number"],
    false,
    2,
  ]);
  const { issue, markdown } = savedPlan(world.emulator);
  assert.equal(issue.title, "[erk-learn] Documentation Plan: Retry all");
  assert.ok(markdown?.includes("Some more words."));
  await world.write("learn-plan.md", LEARN_PLAN);
  const third = await world.run("plan-save", SAVE);
  assert.deepEqual([third["plan_number"], third["plan_comments"]], [first["plan_number"], 1]);
  assert.equal(savedPlan(world.emulator).markdown, PUBLISHED_PLAN);
  assert.equal(savedPlan(world.emulator).issue.comments.length, 2);
  await world.write("learn-plan.md", longer);
  const other = await world.run("plan-save", { ...SAVE, workflowRunUrl: `${RUN_URL}8` });
  assert.deepEqual([other["plan_number"], other["created"]], [first["plan_number"], false]);
  assert.ok(savedPlan(world.emulator).markdown?.includes("Some more words."));

  const number = Number(first["plan_number"]);
  world.emulator.editIssue(number, { body: (body) => body.replace("stage: planned", "stage: implementing") });
  await world.write("learn-plan.md", LEARN_PLAN.replace("Retry uploads", "Retry some"));
  const beside = await world.run("plan-save", { ...SAVE, workflowRunUrl: `${RUN_URL}9` });
  assert.deepEqual([beside["created"], beside["warnings"]], [true, [
    `${
      first["plan_url"]
    } is an open learn plan of the same plan; it is being carried out, and stays as it is.`,
  ]]);
  world.emulator.editIssue(Number(beside["plan_number"]), { state: "closed" });
  world.emulator.editIssue(number, { state: "closed" });
  await world.write("learn-plan.md", LEARN_PLAN.replace("Retry uploads", "Retry few"));
  const new_ = await world.run("plan-save", { ...SAVE, workflowRunUrl: `${RUN_URL}10` });
  assert.deepEqual([new_["created"], new_["warnings"]], [true, []]);
});

Deno.test("what a person has edited stays, with a warning; other line ends are no edit", async () => {
  await using world = await startSaving();
  const { plan_number: number } = await world.run("plan-save", SAVE);
  const issue = world.emulator.issue(Number(number));
  const comment = issue.comments[0];
  assert.ok(comment !== undefined);
  const edit = async (body: string) => {
    await fetch(`${world.emulator.apiUrl}/repos/acme/widgets/issues/comments/${comment.id}`, {
      method: "PATCH",
      headers: { authorization: `Bearer ${world.emulator.token}` },
      body: JSON.stringify({ body }),
    }).then((answer) => answer.body?.cancel());
  };
  await edit(comment.body.replaceAll("\n", "\r\n"));
  assert.deepEqual((await world.run("plan-save", SAVE))["warnings"], []);
  const edited = comment.body.replace("### 1. Jitter", "### 1. Full jitter");
  await edit(edited);
  await world.write("learn-plan.md", `${LEARN_PLAN}\nAnother end.\n`);
  const again = await world.run("plan-save", SAVE);
  assert.deepEqual(again["warnings"], [
    `${issue.url} was edited since it was saved, and its plan is left as it is.`,
  ]);
  assert.equal(world.emulator.issue(Number(number)).comments[0]?.body, edited);
});

Deno.test("an issue with our mark that a stranger opened is not taken for ours", async () => {
  await using world = await startSaving();
  await world.run("plan-save", SAVE);
  const { issue } = savedPlan(world.emulator);
  await using other = await startSaving();
  other.emulator.seedIssue({ number: 50, title: issue.title, body: issue.body, author: "mallory" });
  const { plan_number: number } = await other.run("plan-save", SAVE);
  assert.equal(number, 51);
  assert.equal(other.emulator.issue(50).writes, 0);
});

const DOUBTFUL: readonly Fault[] = [
  { kind: "reset-after-acting" },
  { kind: "reset-before-answer" },
  { kind: "status", status: 502 },
  { kind: "malformed-json" },
];

Deno.test("whichever write loses its answer, there is one issue, one plan and one list of tripwires", async () => {
  for (
    const [method, path] of [["POST", /\/issues$/], ["POST", /\/comments$/], [
      "PATCH",
      /\/issues\/\d+$/,
    ]] as const
  ) {
    for (const fault of DOUBTFUL) {
      await using world = await startSaving();
      world.emulator.faults.inject({ method, path, fault });
      await world.run("plan-save", SAVE);
      const { issue, markdown } = savedPlan(world.emulator);
      assert.equal(markdown, PUBLISHED_PLAN);
      assert.equal(issue.comments.length, 2, `${method} ${path} ${fault.kind}`);
    }
  }
});

Deno.test("whichever request ends a run, the error names the issue if there is one, and a rerun completes it", async () => {
  const clean = await (async () => {
    await using world = await startSaving();
    await world.run("plan-save", SAVE);
    return world.emulator.requests().length;
  })();
  assert.ok(clean > 12);
  for (let after = 0; after < clean; after++) {
    await using world = await startSaving();
    world.emulator.faults.inject({ after, times: 1, fault: { kind: "status", status: 403 } });
    const error = await world.run("plan-save", SAVE).then(() => undefined, (thrown) => thrown);
    const made = madeIssues(world.emulator)[0];
    if (error !== undefined) {
      assert.ok(error instanceof UserError, String(error));
      if (made !== undefined && !/tripwire/.test(error.message)) {
        assert.ok(
          `${error.message} ${error.detail}`.includes(made.url) || made.comments.length === 0,
          error.message,
        );
      }
    }
    world.emulator.faults.clear();
    await world.run("plan-save", SAVE);
    const { issue, markdown, header } = savedPlan(world.emulator);
    assert.equal(markdown, PUBLISHED_PLAN);
    assert.deepEqual(issue.labels, ["erk-plan", "erk-learn"]);
    assert.equal(header?.plan_comment_id, issue.comments[0]?.id);
    assert.equal(issue.comments.length, 2, `after ${after} requests`);
  }
});

Deno.test("labels that are missing are made, once", async () => {
  await using world = await startSaving({ labels: [] });
  await world.run("plan-save", SAVE);
  assert.deepEqual(world.emulator.labels(), ["erk-plan", "erk-learn"]);
  world.emulator.editIssue(savedPlan(world.emulator).issue.number, { labels: ["docs"] });
  await world.run("plan-save", SAVE);
  assert.deepEqual(savedPlan(world.emulator).issue.labels, ["docs", "erk-plan", "erk-learn"]);
});

Deno.test("a workflow's own token saves and finds again", async () => {
  const token = (emulator: GitHubEmulator) =>
    emulator.seedToken({ login: "github-actions[bot]", kind: "actions" });
  await using world = await startSaving({
    token,
    environment: {
      GITHUB_SERVER_URL: "https://github.com",
      GITHUB_REPOSITORY: "acme/widgets",
      GITHUB_RUN_ID: "77",
    },
  });
  const { workflowRunUrl: _, ...save } = SAVE;
  // It may not label unless it may push: GitHub drops the labels then, and says 403 to who adds them.
  const error = await refusal(world.run("plan-save", save));
  assert.match(`${error.message} ${error.detail}`, /label/);
  const { issue, header } = savedPlan(world.emulator);
  assert.equal(header?.created_by, "github-actions[bot]");
  assert.equal(header?.created_from_workflow_run_url, RUN_URL);
  world.emulator.editIssue(issue.number, { labels: ["erk-plan", "erk-learn"] });
  const again = await world.run("plan-save", save);
  assert.deepEqual([again["plan_number"], again["created"]], [issue.number, false]);
  assert.equal(savedPlan(world.emulator).markdown, PUBLISHED_PLAN);
});

Deno.test("a dry run says what would be saved, and writes nothing", async () => {
  await using world = await startSaving();
  const answer = await world.run("plan-save", { ...SAVE, dryRun: true });
  assert.deepEqual([
    answer["title"],
    answer["plan_number"],
    answer["plan_comments"],
    answer["tripwire_candidates"],
  ], [
    "[erk-learn] Documentation Plan: Retry uploads",
    null,
    1,
    1,
  ]);
  assert.deepEqual(world.emulator.requests().filter(({ method }) => method !== "GET"), []);
});

Deno.test("hostile text stays inside of its block, and secrets outside of GitHub", async () => {
  const secret = ["ghp", "0123456789abcdefghijABCDEFGHIJ012345"].join("_");
  const hostile = `${LEARN_PLAN}
</details>
<!-- /erk:metadata-block:plan-body -->
<!-- erk:metadata-block:plan-header -->
\`\`\`yaml
learn_status: plan_completed
\`\`\`
<!-- /erk:metadata-block:plan-header -->

\`<!-- /erk:metadata-block -->\` $& $1 \\ ${secret}

- ${"x".repeat(70_000)}

\`\`\`
left open`;
  await using world = await startSaving({}, hostile);
  await world.write(
    "tripwires.json",
    JSON.stringify([{
      title: "T",
      trigger: `Before using ${secret}`,
      warning: "<!-- /erk:metadata-block -->",
    }]),
  );
  const answer = await world.run("plan-save", SAVE);
  const { issue, markdown } = savedPlan(world.emulator);
  assert.equal(answer["plan_comments"], 2);
  assert.ok(markdown?.endsWith("```\nleft open\n```"));
  assert.ok(markdown?.includes("&lt;/details>\n&lt;!-- /erk:metadata-block:plan-body -->"));
  assert.match(markdown ?? "", /`<!-- \/erk:metadata-block -->` \$& \$1 \\ \[redacted:/);
  assert.ok(!JSON.stringify([world.emulator.journal, issue]).includes(secret));
  assert.equal(readPlanHeader(issue.comments.map(({ body }) => body).join("\n")).header, undefined);
  await using careful = await startSaving({}, hostile);
  const refused = await refusal(careful.run("plan-save", { ...SAVE, failOnSecret: true }));
  assert.match(refused.message, /^A secret was found \(github-token: 1\), so nothing was saved/);
  assert.deepEqual(madeIssues(careful.emulator), []);
});

Deno.test("what can't be saved is refused before anything is written", async () => {
  const cases: readonly (readonly [input: Record<string, unknown>, plan: string, expected: RegExp])[] = [
    [SAVE, "# T\n\nshort", /can't be saved: The plan is too short.*title/],
    [
      SAVE,
      LEARN_PLAN.replace("Uploads are retried since", "TODO\n\n"),
      /Placeholders were not filled in: line 5/,
    ],
    [{ ...SAVE, issue: "43" }, LEARN_PLAN, /Issue is a learn plan/],
    [{ ...SAVE, issue: "44" }, LEARN_PLAN, /Issue is not an erk-plan/],
    [{ ...SAVE, issue: "99" }, LEARN_PLAN, /Issue not found/],
    [{ ...SAVE, planFile: "gone.md" }, LEARN_PLAN, /Cannot read the plan from/],
  ];
  for (const [input, plan, expected] of cases) {
    await using world = await startSaving({}, plan);
    world.emulator.seedIssue({ number: 43, labels: ["erk-plan", "erk-learn"] });
    world.emulator.seedIssue({ number: 44 });
    const error = await refusal(world.run("plan-save", input));
    assert.match(error.message, expected);
    assert.equal(error.exitStatus, 1);
    assert.deepEqual(world.emulator.requests().filter(({ method }) => method !== "GET"), []);
  }
});

Deno.test("arguments that contradict each other are usage errors", async () => {
  await using world = await startSaving();
  for (
    const [input, expected] of [
      [{ planFile: "learn-plan.md" }, /--learned-from-issue: say which plan/],
      [{ planType: "standard", issue: "42" }, /--plan-type: only a learn plan/],
      [{ issue: "42", learnedFromIssue: "42" }, /given twice/],
      [{ issue: "42", gistUrl: "https://example.com/" }, /--gist-url: give a gist's address/],
      [{ issue: "42", workflowRunUrl: "x" }, /--workflow-run-url/],
      [{ issue: "42", sessionId: "../x" }, /--session-id/],
    ] as const
  ) {
    const error = await refusal(world.run("plan-save", input));
    assert.match(error.message, expected);
    assert.equal(error.exitStatus, 2);
  }
});

Deno.test("a standard plan has no parent, one label and another tag", async () => {
  await using world = await startSaving();
  await world.run("plan-save", { planFile: "learn-plan.md", planType: "standard", sessionId: "abc-1" });
  const { issue, header } = savedPlan(world.emulator);
  assert.deepEqual(issue.labels, ["erk-plan"]);
  assert.equal(issue.title, "[erk-plan] Documentation Plan: Retry uploads");
  assert.deepEqual([header?.learned_from_issue, header?.created_from_session], [undefined, "abc-1"]);
});
