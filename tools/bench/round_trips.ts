/**
 * How economical `trigger` is with GitHub: requests, round trips one after another, bytes and time, with 100 ms added to
 * every request and three sessions of 5 MB. Targets: at most 6 sequential round trips before the workflow is dispatched,
 * at most 1.5 s beyond preprocessing.
 */

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type JournalEntry, startGitHubEmulator } from "../../tests/support/github_emulator/mod.ts";
import {
  PLAN_REPOSITORY,
  seedPlanIssue,
  seedPlanPullRequest,
  seedPlanRepository,
} from "../../tests/support/plan_scenario.ts";
import { generateLog } from "./generate_log.ts";

const SESSION_BYTES = 5_000_000;
const LATENCY_MILLISECONDS = 100;
const SESSION_IDS = ["1", "2", "3"].map((digit) => `5f0c2a9e-3d41-4b7a-9c55-0a1b2c3d4e5${digit}`);
const MAIN = fileURLToPath(new URL("../../main.ts", import.meta.url));
const MAX_ROUND_TRIPS = 6;
const MAX_SECONDS_BEYOND = 1.5;

if (import.meta.main) await main();

async function main(): Promise<void> {
  await using emulator = await startGitHubEmulator();
  const folder = await Deno.makeTempDir({ prefix: "erk-learn-bench-" });
  try {
    const project = join(folder, "widgets");
    await Deno.mkdir(project);
    await writeLogs(join(folder, "claude", "projects", project.replaceAll(/[^A-Za-z0-9]/g, "-")));
    seedPlanRepository(emulator);
    const [planning = "", ...implementation] = SESSION_IDS;
    seedPlanIssue(emulator, { planning, implementation });
    seedPlanPullRequest(emulator);
    const environment = { ...emulator.environment, CLAUDE_CONFIG_DIR: join(folder, "claude"), NO_COLOR: "1" };
    // What the emulator loads at its first requests isn't GitHub's latency.
    await trigger(["--dry-run", "--no-cache"], project, environment);
    emulator.clearJournal();
    emulator.settings.latencyMilliseconds = LATENCY_MILLISECONDS;
    const startedAt = performance.timeOrigin + performance.now();
    const said = await trigger(["--no-cache"], project, environment);
    report(emulator.requests(), said, startedAt);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function writeLogs(folder: string): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  for (const [index, id] of SESSION_IDS.entries()) {
    using file = await Deno.open(join(folder, `${id}.jsonl`), { write: true, create: true });
    for (const line of generateLog(SESSION_BYTES, {}, index + 1)) {
      for (let sent = 0; sent < line.length;) sent += await file.write(line.subarray(sent));
    }
  }
}

async function trigger(
  flags: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<string> {
  const args = [
    "run",
    "--no-check",
    "--allow-all",
    MAIN,
    "trigger",
    "42",
    "--repo",
    PLAN_REPOSITORY,
    ...flags,
  ];
  const { code, stderr } = await new Deno.Command(Deno.execPath(), { args, cwd, env, stdout: "null" })
    .output();
  const said = new TextDecoder().decode(stderr);
  if (code !== 0) throw new Error(`trigger failed: ${said}`);
  return said;
}

function report(requests: readonly JournalEntry[], said: string, startedAt: number): void {
  const dispatch = requests.find(({ path }) => path.endsWith("/dispatches"));
  if (dispatch === undefined) throw new Error("nothing was dispatched");
  const before = requests.filter((request) => endOf(request) <= dispatch.startedAt);
  const chain = longestChain(before);
  const preprocessing = preprocessingSeconds(said);
  const seconds = (endOf(dispatch) - startedAt) / 1000;
  const beyond = seconds - preprocessing;
  console.log(`requests:                ${requests.length}, ${before.length} of them before the dispatch`);
  console.log(
    `bytes:                   ${sum(requests, "requestBytes")} sent, ${
      sum(requests, "responseBytes")
    } received`,
  );
  console.log(`round trips in sequence: ${chain.length} before the dispatch (target: ${MAX_ROUND_TRIPS})`);
  for (const { method, path, graphqlOperation, startedAt: at } of chain) {
    console.log(`  ${((at - startedAt) / 1000).toFixed(2)} s  ${method} ${graphqlOperation ?? path}`);
  }
  console.log(
    `time:                    ${seconds.toFixed(2)} s to the dispatch's answer, ${
      preprocessing.toFixed(2)
    } s of it ` +
      `preprocessing, ${beyond.toFixed(2)} s beyond (target: ${MAX_SECONDS_BEYOND} s)`,
  );
}

/** The longest row of requests of which each begins after the one before it was answered. */
export function longestChain<Request extends Pick<JournalEntry, "startedAt" | "durationMilliseconds">>(
  requests: readonly Request[],
): Request[] {
  // Each ends as soon as it can: taking always the one that is answered first leaves most room for others.
  const chain: Request[] = [];
  for (const request of requests.toSorted((one, other) => endOf(one) - endOf(other))) {
    const last = chain.at(-1);
    if (last === undefined || request.startedAt >= endOf(last)) chain.push(request);
  }
  return chain;
}

function endOf(
  { startedAt, durationMilliseconds }: Pick<JournalEntry, "startedAt" | "durationMilliseconds">,
): number {
  return startedAt + (durationMilliseconds ?? 0);
}

/** From the step's line: `✓ Preprocess the sessions: … (521 ms)`. */
function preprocessingSeconds(said: string): number {
  const [, amount = "", unit = ""] = /Preprocess the sessions: .*\(([\d.]+) (ms|s)\)\s*$/m.exec(said) ?? [];
  if (amount === "") throw new Error(`no duration of preprocessing in: ${said}`);
  return Number(amount) / (unit === "ms" ? 1000 : 1);
}

function sum(requests: readonly JournalEntry[], field: "requestBytes" | "responseBytes"): string {
  const bytes = requests.reduce((total, request) => total + request[field], 0);
  return `${(bytes / 1000).toFixed(1)} kB`;
}
