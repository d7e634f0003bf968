/** `get-learn-sessions`: which sessions a plan can learn from, and where they lie. */

import { z } from "zod";
import { type Context, defineCommand, GITHUB_PERMISSIONS, runAlone } from "../lib/cli/mod.ts";
import { planIssueOfBranch } from "../lib/git/mod.ts";
import {
  type IssueReference,
  issueReferenceSchema,
  type PlanIssue,
  readPlanIssue,
  type RepositoryName,
  requirePlan,
  trackedSessions,
} from "../lib/github/mod.ts";
import {
  discoverSessions,
  type LocalSession,
  type MissingSession,
  type RemoteSession,
} from "../lib/session/discovery.ts";
import { UserError } from "../lib/user_error.ts";
import { listed } from "../lib/wording.ts";

const inputSchema = z.object({ issue: issueReferenceSchema.optional() });

const sourceSchema = z.object({
  source_type: z.enum(["local", "remote"]),
  session_id: z.string(),
  session_type: z.enum(["planning", "impl"]),
  /** The workflow run whose artifact holds a legacy remote session. */
  run_id: z.string().nullable(),
  /** Absolute; null for a remote session. */
  path: z.string().nullable(),
  /** The gist that holds a remote session. */
  gist_url: z.string().nullable(),
});

// Field by field what the plan-issue protocol names, for the programs that read it.
const resultSchema = z.object({
  success: z.literal(true),
  plan_id: z.string(),
  issue_number: z.number().int(),
  planning_session_id: z.string().nullable(),
  implementation_session_ids: z.array(z.string()),
  learn_session_ids: z.array(z.string()),
  /** Tracked sessions whose log is on this machine. */
  readable_session_ids: z.array(z.string()),
  /** Logs of the readable sessions, or of the fallback. */
  session_paths: z.array(z.string()),
  /** Sessions of the fallback. */
  local_session_ids: z.array(z.string()),
  last_remote_impl_at: z.string().nullable(),
  last_remote_impl_run_id: z.string().nullable(),
  last_remote_impl_session_id: z.string().nullable(),
  /** Local ones first. */
  session_sources: z.array(sourceSchema),
  last_session_gist_url: z.string().nullable(),
  last_session_id: z.string().nullable(),
  last_session_source: z.string().nullable(),
  /** Materials that were uploaded already. */
  gist_url: z.string().nullable(),
  /** Whether the local sessions are this project's newest, for want of a tracked one. */
  fallback: z.boolean(),
  warnings: z.array(z.string()),
});

export type GetLearnSessionsInput = z.output<typeof inputSchema>;
export type GetLearnSessionsResult = z.output<typeof resultSchema>;
export type SessionSource = z.output<typeof sourceSchema>;

/** A plan as a person named it. */
export interface PlanReference {
  readonly repository: RepositoryName;
  readonly number: number;
}

/**
 * Which plan is meant: the given one, else the one that the current branch is named after.
 *
 * @throws {UserError} if there is neither, or the repository can't be told.
 */
export async function resolvePlan(
  issue: IssueReference | undefined,
  context: Context,
): Promise<PlanReference> {
  if (issue !== undefined) {
    return { repository: await context.repository(issue), number: issue.number };
  }
  const branch = await context.git.currentBranch();
  const number = planIssueOfBranch(branch);
  if (number !== undefined) return { repository: await context.repository(), number };
  throw new UserError(
    "No issue given, and the current branch names none (P<issue>-…): give the plan issue's number or address.",
    { detail: branch === undefined ? "there is no current branch" : `the current branch is ${branch}` },
  );
}

/** What is said where nothing tells where the client keeps its logs. */
export const HOME_UNKNOWN =
  "Neither HOME nor CLAUDE_CONFIG_DIR is set, so it isn't known where Claude Code's logs are: set one of them.";

/** Finds the sessions of a plan that was already read. No network. */
export async function discoverPlanSessions(
  plan: PlanIssue,
  context: Context,
): Promise<GetLearnSessionsResult> {
  const tracked = trackedSessions(plan);
  const found = await discoverSessions({
    claudeFolder: context.claudeFolder,
    workingDirectory: context.workingDirectory,
    projectRoot: await context.projectRoot(),
    branch: await context.git.currentBranch(),
    tracked,
    signal: context.signal,
  });
  const local = [...found.readable, ...found.fallback];
  const header = plan.header ?? {};
  return {
    success: true,
    plan_id: String(plan.number),
    issue_number: plan.number,
    planning_session_id: tracked.planning ?? null,
    implementation_session_ids: [...tracked.implementation],
    learn_session_ids: [...tracked.learn],
    readable_session_ids: found.readable.map(({ sessionId }) => sessionId),
    session_paths: local.map(({ path }) => path),
    local_session_ids: found.fallback.map(({ sessionId }) => sessionId),
    last_remote_impl_at: header.last_remote_impl_at ?? null,
    last_remote_impl_run_id: header.last_remote_impl_run_id ?? null,
    last_remote_impl_session_id: header.last_remote_impl_session_id ?? null,
    session_sources: sourcesOf(local, found.remote),
    last_session_gist_url: header.last_session_gist_url ?? null,
    last_session_id: header.last_session_id ?? null,
    last_session_source: header.last_session_source ?? null,
    gist_url: header.learn_materials_gist_url ?? null,
    fallback: found.fallback.length > 0,
    warnings: [
      ...plan.headerWarnings,
      ...plan.eventWarnings,
      ...tracked.warnings,
      ...found.warnings,
      ...context.claudeFolder === undefined ? [HOME_UNKNOWN] : [],
      ...describeMissing(found.missing),
    ],
  };
}

function sourcesOf(local: readonly LocalSession[], remote: RemoteSession | undefined): SessionSource[] {
  const onThisMachine = local.map(({ sessionId, sessionType, path }): SessionSource => ({
    source_type: "local",
    session_id: sessionId,
    session_type: sessionType,
    run_id: null,
    path,
    gist_url: null,
  }));
  if (remote === undefined) return onThisMachine;
  return [...onThisMachine, {
    source_type: "remote",
    session_id: remote.sessionId,
    session_type: remote.sessionType,
    run_id: remote.runId ?? null,
    path: null,
    gist_url: remote.gistUrl ?? null,
  }];
}

/**
 * Reads a plan issue and finds its sessions.
 *
 * @throws {UserError} if the plan can't be told, read, or is none.
 */
export async function getLearnSessions(
  input: GetLearnSessionsInput,
  context: Context,
): Promise<GetLearnSessionsResult> {
  const { repository, number } = await resolvePlan(input.issue, context);
  const step = context.progress.step(`Find the sessions of plan #${number}`);
  try {
    const plan = await readPlanIssue(await context.github(), repository, number);
    requirePlan(plan);
    const result = await discoverPlanSessions(plan, context);
    step.done(summary(result));
    for (const warning of result.warnings) context.progress.warn(warning);
    return result;
  } catch (error) {
    step.failed("the plan can't be read");
    throw error;
  }
}

function summary({ session_sources: sources, fallback }: GetLearnSessionsResult): string {
  const remote = sources.filter(({ source_type: type }) => type === "remote").length;
  const local = sources.length - remote;
  return `${local} local${fallback ? " (none tracked: the newest of this project)" : ""}, ${remote} remote`;
}

/** Empty logs are normal (a session that was opened and closed again) and not worth a warning. */
function describeMissing(missing: readonly MissingSession[]): string[] {
  const ids = missing.filter(({ reason }) => reason === "not found").map(({ sessionId }) => sessionId);
  if (ids.length === 0) return [];
  const sessions = ids.length === 1 ? "1 session of the plan has" : `${ids.length} sessions of the plan have`;
  return [`${sessions} no log on this machine: ${listed(ids, LISTED_IDS)}`];
}

/** A plan that many bots comment on may name hundreds of sessions. */
const LISTED_IDS = 10;

export const command = defineCommand({
  name: "get-learn-sessions",
  summary: "List the sessions that a plan can learn from",
  description:
    "Reads the plan issue's header and comments and looks for the logs of the sessions named there. Where none " +
    "of them is on this machine, the newest sessions of this project and branch are listed instead.",
  arguments: [{
    name: "issue",
    description: "the plan issue: number or address (default: from the branch P<issue>-…)",
    required: false,
  }],
  examples: [
    { command: "erk-learn get-learn-sessions 42", explanation: "Lists the sessions of plan #42 as JSON" },
    {
      command: "erk-learn get-learn-sessions",
      explanation: "The same on a branch such as P42-retry-uploads",
    },
  ],
  permissions: { ...GITHUB_PERMISSIONS, write: false },
  input: inputSchema,
  result: resultSchema,
  run: getLearnSessions,
});

if (import.meta.main) await runAlone(command);
