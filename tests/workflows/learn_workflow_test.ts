import assert from "node:assert/strict";
import { readPlanHeader } from "../../lib/github/plan/plan_header.ts";
import { goodScripts, LEARN_MATERIALS, LEARN_PLAN } from "../support/learn_scenario.ts";
import { reply } from "../support/model_emulator/mod.ts";
import { PLAN_ISSUE, seedPlanIssue, seedPlanPullRequest } from "../support/plan_scenario.ts";
import type { WorkflowOutcome } from "../support/workflow_runner/mod.ts";
import { assertSeparateCredentials } from "./separate_credentials.ts";
import { type WorkflowWorld, workflowWorld, type WorkflowWorldOptions } from "./workflow_world.ts";

/** Bash scripts on a runner don't depend on the version of Deno; the oldest stalls with the emulators in one process. */
const ignore = Deno.build.os === "windows" || Deno.version.deno.startsWith("2.7.");

/** A world with plan #42, whose materials lie in a gist. */
async function learnWorld(
  options: WorkflowWorldOptions = {},
): Promise<WorkflowWorld & { readonly gist: string }> {
  const world = await workflowWorld({ scripts: goodScripts(), ...options });
  const { github } = world;
  const line = "=".repeat(60);
  const packed = Object.entries(LEARN_MATERIALS).map(([name, text]) =>
    `${line}\nFILE: ${name}\n${line}\n${text}\n\n`
  );
  const gist = github.seedGist({ files: { "learn-materials-plan-42.txt": packed.join("") } }).htmlUrl;
  seedPlanIssue(github, {}, { header: { learn_status: "pending", learn_materials_gist_url: gist } });
  seedPlanPullRequest(github);
  return { ...world, gist };
}

const results = ({ jobs }: WorkflowOutcome) =>
  Object.fromEntries(Object.entries(jobs).map(([id, { result }]) => [id, result]));
const saidBy = ({ steps }: WorkflowOutcome) => steps.map(({ name, said }) => `${name}: ${said}`).join("\n");
const header = ({ github }: WorkflowWorld) => readPlanHeader(github.issue(PLAN_ISSUE).body).header ?? {};

Deno.test({
  name: "learn.yml gathers, analyses and saves a learn plan, each job with its own credential alone",
  ignore,
  async fn() {
    await using world = await learnWorld();
    const outcome = await world.run("learn.yml", { issue_number: "42", gist_url: world.gist });
    assert.deepEqual(
      results(outcome),
      { gather: "success", sessions: "skipped", analyse: "success", save: "success", failed: "skipped" },
      saidBy(outcome),
    );
    assertSeparateCredentials(outcome);
    const { learn_status, learn_plan_issue } = header(world);
    assert.equal(learn_status, "completed_with_plan");
    const plan = world.github.issue(learn_plan_issue ?? 0);
    assert.equal(plan.title, `[erk-learn] ${LEARN_PLAN.title}`);
    assert.deepEqual([...plan.labels].sort(), ["erk-learn", "erk-plan"]);
    assert.match(
      readPlanHeader(plan.body).header?.created_from_workflow_run_url ?? "",
      /\/actions\/runs\/1001$/,
    );
    const summaries = outcome.steps.map(({ summary }) => summary).join("");
    assert.match(summaries, /### The agents\n/);
    assert.match(summaries, /\[learn plan\]\(http/);
    // No token of GitHub's went to the model, and no key to GitHub.
    const asked = world.models.requests.map(({ body, headers }) => JSON.stringify([body, headers])).join();
    assert.ok(!asked.includes(world.github.token));
  },
});

Deno.test({
  name: "a failing agent ends learn.yml with a comment on the plan that says where and how to go on",
  ignore,
  async fn() {
    const scripts = [
      { when: { agent: "plan-synthesizer" as const }, replies: [reply.refusal()] },
      ...goodScripts(),
    ];
    await using world = await learnWorld({ scripts });
    const outcome = await world.run("learn.yml", { issue_number: "42", gist_url: world.gist });
    assert.deepEqual(
      results(outcome),
      { gather: "success", sessions: "skipped", analyse: "failure", save: "skipped", failed: "success" },
      saidBy(outcome),
    );
    assert.equal(header(world).learn_status, "not_started");
    const comment = world.github.issue(PLAN_ISSUE).comments.at(-1)?.body ?? "";
    assert.match(
      comment,
      /^📚 Learning failed\n\nStage: analyse\..*\/actions\/runs\/1001\n\nTo go on: run the failed jobs again, or `erk-learn trigger 42`\./,
    );
  },
});

Deno.test({
  name: "without a model's key learn.yml learns by rules and says so",
  ignore,
  async fn() {
    await using world = await learnWorld({ scripts: [] });
    const outcome = await world.run("learn.yml", { issue_number: "42" }, {});
    assert.equal(results(outcome).save, "success", saidBy(outcome));
    assert.match(header(world).learn_status ?? "", /^completed_/);
    assert.deepEqual(world.models.requests, []);
    assert.match(saidBy(outcome), /::notice title=erk-learn::No model was asked/);
  },
});

Deno.test({
  name: "with a subscription's token alone learn.yml installs the pinned claude program, and asks it",
  ignore,
  async fn() {
    await using world = await learnWorld({ scripts: [] });
    await world.addProgram("npm", 'echo "$@" > "$HOME/npm-called"');
    await world.addProgram("claude", 'echo "asked" >> "$HOME/claude-called"; echo "{}"; exit 1');
    const outcome = await world.run("learn.yml", { issue_number: "42" }, {
      CLAUDE_CODE_OAUTH_TOKEN: "not-a-token",
    });
    assert.match(
      await Deno.readTextFile(`${world.home}/npm-called`),
      /^install --global .*@anthropic-ai\/claude-code@\d+\.\d+\.\d+\n$/,
    );
    assert.match(saidBy(outcome), /claude-code \(CLAUDE_CODE_OAUTH_TOKEN is set/);
    assertSeparateCredentials(outcome);
    assert.equal(results(outcome).failed, "success");
  },
});

/** Inputs that would do harm if they reached a shell or an address; where the run has to end. */
const HOSTILE: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ["a command in the issue number", { issue_number: "1; touch harm #" }],
  ["a substitution in the issue number", { issue_number: "$(touch harm)" }],
  ["an option in the issue number", { issue_number: "--output-dir=harm" }],
  ["line breaks in the issue number", { issue_number: "42\ntouch harm" }],
  ["another repository's plan", { issue_number: "https://github.com/evil/repo/issues/1" }],
  ["another way to write a number", { issue_number: "#42" }],
  ["a number with a zero before it", { issue_number: "042" }],
  ["a plan's address", { issue_number: "https://github.com/acme/widgets/issues/42" }],
  ["a command in the gist's address", { issue_number: "42", gist_url: "x; touch harm" }],
  ["another host's gist", { issue_number: "42", gist_url: "http://169.254.169.254/latest/meta-data" }],
  ["a file as a gist", { issue_number: "42", gist_url: "file:///etc/passwd" }],
  ["options as a gist", { issue_number: "42", gist_url: "--learn-dir=/etc" }],
];

Deno.test({
  name: "hostile inputs end in the first job, run nothing, and send no token elsewhere",
  ignore,
  async fn() {
    await using world = await learnWorld();
    for (const [what, inputs] of HOSTILE) {
      const outcome = await world.run("learn.yml", inputs);
      assert.equal(results(outcome).gather, "failure", `${what}: ${saidBy(outcome)}`);
      assert.equal(results(outcome).analyse, "skipped", what);
      if (inputs.issue_number !== "42") {
        assert.match(
          saidBy(outcome),
          /::error title=erk-learn::Give the plan issue's number alone, such as 42\./,
        );
        assert.equal(results(outcome).failed, "success", "no plan is told");
      }
      assert.doesNotMatch(saidBy(outcome), /^ {4}at /m, `${what}: no stack trace`);
      assert.ok(!await Deno.stat("harm").then(() => true, () => false), what);
    }
    assert.deepEqual(world.models.requests, []);
  },
});

Deno.test({
  name: "a hostile model name reaches the model's address as a name and nothing else",
  ignore,
  async fn() {
    await using world = await learnWorld();
    const outcome = await world.run("learn.yml", {
      issue_number: "42",
      gist_url: world.gist,
      model_name: "$(touch harm); --engine offline",
    });
    assert.equal(results(outcome).analyse, "failure", saidBy(outcome));
    assert.ok(!await Deno.stat("harm").then(() => true, () => false));
    assert.equal(results(outcome).failed, "success");
  },
});
