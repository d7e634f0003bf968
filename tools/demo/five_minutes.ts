/**
 * A new user's five minutes, played for real: an empty repository with a remote, a home folder of its own, GitHub emulated on
 * this machine, and a terminal in which the commands of `docs/guide.md` are typed. The workflow that `init` wrote runs on
 * runners that are played here, too.
 *
 *     deno task demo:team
 */

import { join } from "node:path";
import { readPlanBody } from "../../lib/github/plan/plan_body.ts";
import { type GitHubEmulator, startGitHubEmulator } from "../../tests/support/github_emulator/mod.ts";
import {
  PLAN_ISSUE,
  PLAN_REPOSITORY,
  seedDemoSessions,
  seedPlanIssue,
  seedPlanPullRequest,
} from "../../tests/support/plan_scenario.ts";
import {
  type Action,
  downloadArtifact,
  runWorkflow,
  uploadArtifact,
} from "../../tests/support/workflow_runner/mod.ts";
import { denoFolder, makeProgram } from "../../tests/support/workflow_runner/program_from_source.ts";

const WORKFLOW = ".github/workflows/learn.yml";
const [OWNER = "", NAME = ""] = PLAN_REPOSITORY.split("/");

/** How much of the learn plan is shown. Lines. */
const SHOWN_LINES = 20;

/** Folders of the play, and the variables of its terminal. */
interface Stage {
  readonly emulator: GitHubEmulator;
  readonly home: string;
  readonly clone: string;
  readonly remote: string;
  readonly tools: string;
  readonly environment: Readonly<Record<string, string>>;
}

async function play(): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "erk-learn-five-minutes-" });
  try {
    await using emulator = await startGitHubEmulator();
    const stage = await setStage(folder, emulator);
    narrate(
      `GitHub is emulated at ${emulator.serverUrl}. ${PLAN_REPOSITORY} has a README and no workflow; GH_TOKEN is set.`,
    );
    const prepared = JSON.parse(await type("erk-learn init", stage));
    await type(
      `git add ${WORKFLOW} .erk/learn.json && git commit --quiet -m "Set up erk-learn" && git push --quiet`,
      stage,
    );
    await publish(prepared.labels_created, stage);
    await type("erk-learn doctor", stage);
    narrate(
      `Plan #${PLAN_ISSUE} has been implemented in six sessions on this machine, its pull request reviewed and merged.`,
    );
    await type(`erk-learn trigger ${PLAN_ISSUE}`, stage);
    await runOnGitHub(stage);
    showPlan(emulator);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function setStage(folder: string, emulator: GitHubEmulator): Promise<Stage> {
  const home = join(folder, "home");
  const clone = join(folder, NAME);
  const remote = join(folder, "remote.git");
  const tools = join(folder, "tools");
  await Deno.mkdir(home);
  await makeProgram(tools);
  emulator.seedRepository({ owner: OWNER, name: NAME });
  const environment = {
    ...emulator.environment,
    HOME: home,
    PATH: `${tools}:${Deno.env.get("PATH") ?? "/usr/bin:/bin"}`,
    DENO_DIR: await denoFolder(),
    DENO_NO_UPDATE_CHECK: "1",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_AUTHOR_NAME: "Ada",
    GIT_AUTHOR_EMAIL: "ada@example.test",
    GIT_COMMITTER_NAME: "Ada",
    GIT_COMMITTER_EMAIL: "ada@example.test",
  };
  const stage: Stage = { emulator, home, clone, remote, tools, environment };
  await shell(
    `git init --quiet --bare --initial-branch=main ${remote} && git clone --quiet ${remote} ${clone} 2>/dev/null && cd ${clone} &&
     echo "# Widgets" > README.md && git add . && git commit --quiet -m Begin && git push --quiet -u origin main &&
     git remote set-url origin ${emulator.serverUrl}/${PLAN_REPOSITORY} && git remote set-url --push origin ${remote}`,
    { ...stage, clone: folder },
  );
  return stage;
}

/** What GitHub knows once the default branch has the workflow, and the plan that landed there meanwhile. */
async function publish(labels: readonly string[], { emulator, clone, home }: Stage): Promise<void> {
  const text = await Deno.readTextFile(join(clone, WORKFLOW));
  const inputs = ["issue_number", "gist_url", "distinct_id", "model_name"];
  emulator.seedRepository({
    owner: OWNER,
    name: NAME,
    labels,
    files: { [WORKFLOW]: text },
    workflows: [{ file: "learn.yml", inputs }],
  });
  seedPlanIssue(emulator, await seedDemoSessions(emulator, join(home, ".claude")));
  seedPlanPullRequest(emulator);
}

/** Runs the workflow that was dispatched: from the file in the repository, without a model's key. */
async function runOnGitHub({ emulator, home, clone, remote, tools, environment }: Stage): Promise<void> {
  const run = emulator.workflowRuns().at(-1);
  if (run === undefined) throw new Error("no workflow run was dispatched.");
  narrate(`GitHub runs "${run.displayTitle}". No secret ANTHROPIC_API_KEY is set, so it learns by rules.`);
  const checkout: Action = async ({ workspace }) => {
    await shell(
      `git clone --quiet ${remote} ${workspace} && cd ${workspace} && git remote set-url origin ${emulator.serverUrl}/${PLAN_REPOSITORY}`,
      { clone: home, environment },
    );
  };
  const outcome = await runWorkflow(await Deno.readTextFile(join(clone, WORKFLOW)), {
    inputs: { model_name: "", ...run.inputs },
    secrets: {},
    github: {
      token: emulator.seedToken({ kind: "actions" }),
      server_url: emulator.serverUrl,
      repository: PLAN_REPOSITORY,
      run_id: String(run.id),
    },
    actions: {
      "actions/checkout": checkout,
      "actions/upload-artifact": uploadArtifact,
      "actions/download-artifact": downloadArtifact,
      "erk-learn/erk-learn": ({ addPath }) => Promise.resolve(addPath(tools)),
    },
    runnerEnv: {
      PATH: Deno.env.get("PATH") ?? "/usr/bin:/bin",
      HOME: home,
      CI: "true",
      GITHUB_ACTIONS: "true",
      GITHUB_REPOSITORY: PLAN_REPOSITORY,
      GITHUB_RUN_ID: String(run.id),
      GITHUB_API_URL: emulator.apiUrl,
      GITHUB_SERVER_URL: emulator.serverUrl,
      DENO_DIR: environment.DENO_DIR ?? "",
      DENO_NO_UPDATE_CHECK: "1",
      NO_COLOR: "1",
    },
  });
  for (const [job, { result }] of Object.entries(outcome.jobs)) console.log(`  ${job}: ${result}`);
  const summary = outcome.steps.map(({ summary }) => summary).findLast((text) => text !== "") ?? "";
  narrate("The run's summary begins so:");
  for (const line of summary.split("\n").slice(0, SHOWN_LINES)) console.log(`  ${line}`);
  const failed = outcome.steps.find(({ outcome: end }) => end === "failure");
  if (failed !== undefined) throw new Error(`the step "${failed.name}" failed: ${failed.said}`);
}

function showPlan(emulator: GitHubEmulator): void {
  const plan = emulator.issues().find(({ labels }) => labels.includes("erk-learn"));
  if (plan === undefined) throw new Error("the workflow left no learn plan.");
  const lines = (readPlanBody(plan.comments, undefined).markdown ?? "").split("\n");
  narrate(
    `Issue #${plan.number} "${plan.title}" (${plan.labels.join(", ")}) begins so (${lines.length} lines):`,
  );
  for (const line of lines.slice(0, SHOWN_LINES)) console.log(`  ${line}`);
}

/** Types a line at the stage's terminal: shows it, what it said, and gives its answer. */
async function type(line: string, stage: Stage): Promise<string> {
  console.log(`\n$ ${line}`);
  return await shell(line, stage, true);
}

async function shell(
  line: string,
  { clone, environment }: Pick<Stage, "clone" | "environment">,
  shown = false,
) {
  const { code, stdout, stderr } = await new Deno.Command("sh", {
    args: ["-c", line],
    cwd: clone,
    clearEnv: true,
    env: { ...environment },
    stdin: "null",
  }).output();
  const [answer, said] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes).trimEnd());
  // A terminal replaces the lines of steps that have begun by those of steps that have ended.
  if (shown) { for (const line of (said ?? "").split("\n")) if (!line.startsWith("… ")) console.log(line); }
  if (code !== 0) throw new Error(`"${line}" ended with status ${code}: ${said} ${answer}`);
  return answer ?? "";
}

function narrate(text: string): void {
  console.log(`\n# ${text}`);
}

if (import.meta.main) {
  try {
    await play();
  } catch (error) {
    console.error(`demo:team: ${error instanceof Error ? error.message : error}`);
    Deno.exit(1);
  }
  Deno.exit(0);
}
