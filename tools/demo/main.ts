/**
 * The main job, with nothing to set up: an emulated GitHub on this machine, a plan issue #42 whose pull request is
 * merged, session logs, and then what a person does (`erk-learn trigger 42`), what CI does first
 * (`erk-learn download-learn-materials`), and what comes of it (`erk-learn learn 42`, by rules alone: without a model).
 *
 *     deno task demo
 *     deno task demo -- --logs <dir>     with your own session logs (read only; nothing leaves this machine)
 */

import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { formatBytes } from "../../lib/cli/mod.ts";
import { readPlanBody } from "../../lib/github/plan/plan_body.ts";
import { type GitHubEmulator, startGitHubEmulator } from "../../tests/support/github_emulator/mod.ts";
import {
  PLAN_REPOSITORY,
  type PlanSessions,
  seedDemoSessions,
  seedPlanIssue,
  seedPlanPullRequest,
  seedPlanRepository,
} from "../../tests/support/plan_scenario.ts";
import { copyOwnLogs } from "./own_logs.ts";

const MAIN = new URL("../../main.ts", import.meta.url).href;

const HELP = `Usage: deno task demo [-- --logs <dir>]

The whole pipeline against a GitHub that is emulated on this machine: nothing to set up, no token.

  --logs <dir>  your own session logs in place of made-up ones, such as a folder in ~/.claude/projects; they are only
                read, and nothing leaves this machine
  -h, --help    show this help
`;

async function demo(): Promise<void> {
  const { values } = parseArgs({
    args: Deno.args.filter((word) => word !== "--"),
    options: { logs: { type: "string" }, help: { type: "boolean", short: "h" } },
  });
  if (values.help === true) {
    console.log(HELP);
    return;
  }
  const folder = await Deno.makeTempDir({ prefix: "erk-learn-demo-" });
  const claudeFolder = join(folder, "claude");
  const project = join(folder, "widgets");
  await Deno.mkdir(project);

  await using emulator = await startGitHubEmulator();
  say(
    `GitHub is emulated at ${emulator.apiUrl}: repository ${PLAN_REPOSITORY}, plan issue #42, merged pull request #57.`,
  );
  seedPlanRepository(emulator);
  const sessions = values.logs === undefined
    ? await madeUpSessions(emulator, claudeFolder)
    : await ownSessions(resolve(values.logs), claudeFolder);
  seedPlanIssue(emulator, sessions);
  seedPlanPullRequest(emulator);

  const environment = { ...emulator.environment, CLAUDE_CONFIG_DIR: claudeFolder };
  const answer = await erkLearn(["trigger", "42", "--repo", PLAN_REPOSITORY], project, environment);
  const { gist_url: gistUrl } = answer;
  if (typeof gistUrl !== "string") throw new Error("trigger gave no gist.");
  const downloaded = join(folder, "ci");
  const materials = await erkLearn(
    ["download-learn-materials", "--gist-url", gistUrl, "--output-dir", downloaded],
    project,
    environment,
  );
  const learned = await erkLearn(
    ["learn", "42", "--engine", "offline", "--yes", "--repo", PLAN_REPOSITORY],
    project,
    environment,
    ["issue_number", "learn_status", "learn_plan_issue_url", "saved"],
  );
  await tell(answer, materials, { claudeFolder, downloaded, emulator });
  tellPlan(learned, emulator);
  if (values.logs === undefined && learned["saved"] !== true) {
    throw new Error("No learn plan was saved from the session logs that were made up");
  }
}

async function madeUpSessions(emulator: GitHubEmulator, claudeFolder: string): Promise<PlanSessions> {
  const sessions = await seedDemoSessions(emulator, claudeFolder);
  say(
    "Session logs are made up: planning, two implementations with subagents, one in a gist, an empty one, a warm-up.",
  );
  return sessions;
}

async function ownSessions(logsFolder: string, claudeFolder: string): Promise<PlanSessions> {
  const { sessionIds, leftOut } = await copyOwnLogs(logsFolder, claudeFolder);
  say(
    `Session logs: ${sessionIds.length} from ${logsFolder}, the oldest as the planning session` +
      (leftOut === 0 ? "." : `; ${leftOut} older ones are left out.`),
  );
  const [planning, ...implementation] = sessionIds;
  return { ...(planning === undefined ? {} : { planning }), implementation };
}

/**
 * Runs erk-learn as a person would, its progress on this terminal, and gives its answer.
 *
 * @param shown fields of the answer to print; default: all.
 */
async function erkLearn(
  args: readonly string[],
  project: string,
  environment: Readonly<Record<string, string>>,
  shown?: readonly string[],
): Promise<Record<string, unknown>> {
  say(`\n$ erk-learn ${args.join(" ")}`);
  const { code, stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-all", MAIN, ...args],
    cwd: project,
    env: { ...environment },
    stdout: "piped",
    stderr: "inherit",
  }).output();
  const text = new TextDecoder().decode(stdout);
  if (code !== 0) throw new Error(`erk-learn ended with status ${code}: ${text}`);
  const answer = JSON.parse(text);
  const fields = shown?.map((name) => [name, answer[name]]);
  console.log(fields === undefined ? text.trimEnd() : JSON.stringify(Object.fromEntries(fields), null, 2));
  return answer;
}

async function tell(
  answer: Record<string, unknown>,
  downloaded: Record<string, unknown>,
  places: { claudeFolder: string; downloaded: string; emulator: GitHubEmulator },
): Promise<void> {
  const materials = answer["materials"] as { bytes_in: number; bytes_out: number; tokens: number };
  const run = places.emulator.workflowRuns().at(-1);
  const kept = (100 * materials.bytes_out) / materials.bytes_in;
  const names = downloaded["files"] as string[];
  say("\nWhat CI downloaded:");
  for (const name of names.toSorted()) {
    const { size } = await Deno.stat(join(places.downloaded, name));
    say(`  ${formatBytes(size).padStart(9)}  ${name}`);
  }
  say(
    `\n${formatBytes(materials.bytes_in)} of logs became ${formatBytes(materials.bytes_out)} ` +
      `(−${(100 - kept).toFixed(1)} %), about ${materials.tokens} tokens.`,
  );
  say(
    `The workflow run ${run?.id} "${run?.displayTitle}" is ${run?.status}, with these inputs: ${
      JSON.stringify(run?.inputs)
    }`,
  );
  say(`Logs:      ${places.claudeFolder}`);
  say(`Materials: ${places.downloaded}`);
}

/** How much of the learn plan is shown. */
const SHOWN_LINES = 40;

function tellPlan(learned: Record<string, unknown>, emulator: GitHubEmulator): void {
  const number = learned["learn_plan_issue"];
  if (typeof number !== "number") {
    say("\nThere is no learn plan: nothing that is worth documenting was found.");
    return;
  }
  const issue = emulator.issue(number);
  const lines = (readPlanBody(issue.comments, undefined).markdown ?? "").split("\n");
  say(`\nLearn plan #${number} "${issue.title}" begins so (${lines.length} lines):\n`);
  for (const line of lines.slice(0, SHOWN_LINES)) say(`  ${line}`);
}

function say(line: string): void {
  console.error(line);
}

if (import.meta.main) {
  try {
    await demo();
  } catch (error) {
    console.error(`demo: ${error instanceof Error ? error.message : error}`);
    Deno.exit(1);
  }
  Deno.exit(0);
}
