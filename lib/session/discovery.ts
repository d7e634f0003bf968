/** Which session logs a plan can learn from: the tracked ones, else the newest of this project. */

import { join } from "node:path";
import { ofFiles } from "../in_lanes.ts";
import { reasonOf } from "../file_failure.ts";
import { wasOnBranch } from "./discovery/branch_of_log.ts";
import {
  allProjectFolders,
  isAgentId,
  isLogId,
  logsIn,
  newestFirst,
  type OnUnreadable,
  type SessionLog,
} from "./discovery/logs.ts";
import { projectFoldersOf } from "./discovery/project_folders.ts";

export { isLogId } from "./discovery/logs.ts";

/** How many sessions the fallback gives at most. From the plan-issue protocol. */
const MAX_FALLBACK_SESSIONS = 10;

/** Smaller logs hold no conversation worth reading. From the plan-issue protocol. */
const MIN_FALLBACK_BYTES = 1_024;

/** The session that was uploaded by whoever implemented the plan elsewhere. */
export interface TrackedRemoteSession {
  readonly sessionId: string;
  /** Where the session's gist is; undefined for a legacy session. */
  readonly gistUrl?: string | undefined;
  /** The workflow run whose artifact holds a legacy session. */
  readonly runId?: string | undefined;
}

/** What a plan issue says about its sessions. */
export interface TrackedSessions {
  readonly planning?: string | undefined;
  /** In order of mention, each once. */
  readonly implementation: readonly string[];
  readonly learn: readonly string[];
  readonly remote?: TrackedRemoteSession | undefined;
}

/** Where and for whom to look. */
export interface DiscoveryOptions {
  /** `$CLAUDE_CONFIG_DIR` or `~/.claude`; undefined: it isn't known where logs are. */
  readonly claudeFolder: string | undefined;
  /** Absolute; the fallback looks at its project folders and those of its parents. */
  readonly workingDirectory: string;
  /** Root of the work tree: how far up every parent counts. */
  readonly projectRoot?: string | undefined;
  /** The current git branch: the fallback keeps to its sessions. */
  readonly branch?: string | undefined;
  readonly tracked: TrackedSessions;
  readonly signal?: AbortSignal;
}

/** Planning sessions weigh differently for learning; everything else counts as implementation. */
export type SessionType = "planning" | "impl";

export interface LocalSession extends SessionLog {
  readonly sessionType: SessionType;
}

export interface RemoteSession extends TrackedRemoteSession {
  readonly sessionType: SessionType;
}

/** A tracked session without a log to read on this machine. */
export interface MissingSession {
  readonly sessionId: string;
  /** `empty`: the log has no bytes; `invalid`: what the issue says can't be a session's id. */
  readonly reason: "not found" | "empty" | "invalid";
}

export interface DiscoveredSessions {
  /** Tracked sessions with a log here, in order: planning, implementation, learn. */
  readonly readable: readonly LocalSession[];
  /** Newest first; only where no tracked session is readable. */
  readonly fallback: readonly LocalSession[];
  /** `undefined` also where its log is here: a session is taken once. */
  readonly remote: RemoteSession | undefined;
  readonly missing: readonly MissingSession[];
  /** Sentences about what was left out, for a person. */
  readonly warnings: readonly string[];
}

/**
 * Finds the sessions of a plan. Reads folders, and for the fallback as much of its logs as tells their branch;
 * what isn't there or can't be read is named in the answer, never thrown.
 */
export async function discoverSessions(options: DiscoveryOptions): Promise<DiscoveredSessions> {
  const { tracked } = options;
  const sessionType = (id: string): SessionType => id === tracked.planning ? "planning" : "impl";
  const warnings: string[] = [];

  const unreadable = new Map<string, string>();
  const onUnreadable = (folder: string, reason: string) => void unreadable.set(folder, reason);
  const { logs, missing } = await findTracked(options, onUnreadable);
  const readable = logs.map((log) => ({ ...log, sessionType: sessionType(log.sessionId) }));
  warnings.push(...missing.filter(({ reason }) => reason === "invalid").map(describeInvalid));

  const fallback = readable.length > 0 ? [] : await findFallback(options, warnings, onUnreadable);
  const isLocal = (id: string) => [...readable, ...fallback].some(({ sessionId }) => sessionId === id);
  const remote = tracked.remote === undefined || !isLogId(tracked.remote.sessionId) ||
      isLocal(tracked.remote.sessionId)
    ? undefined
    : { ...tracked.remote, sessionType: sessionType(tracked.remote.sessionId) };
  if (missing.length > 0 || readable.length === 0) warnings.push(...[...unreadable].map(describeUnreadable));
  return {
    readable,
    fallback: fallback.map((log) => ({ ...log, sessionType: sessionType(log.sessionId) })),
    remote,
    missing: missing.filter(({ sessionId }) => sessionId !== remote?.sessionId),
    warnings,
  };
}

/** The remote session last: its log is here where this machine uploaded it. */
function trackedIds(tracked: TrackedSessions): string[] {
  const ids = [tracked.planning, ...tracked.implementation, ...tracked.learn, tracked.remote?.sessionId];
  return [...new Set(ids.filter((id) => id !== undefined))];
}

async function findTracked(
  options: DiscoveryOptions,
  onUnreadable: OnUnreadable,
): Promise<{ logs: SessionLog[]; missing: MissingSession[] }> {
  const ids = trackedIds(options.tracked);
  const wanted = new Set(ids.filter(isLogId));
  const { claudeFolder } = options;
  const folders = wanted.size === 0 || claudeFolder === undefined
    ? []
    : await allProjectFolders(join(claudeFolder, "projects"), onUnreadable);
  const isWanted = (id: string) => wanted.has(id);
  const found = (await ofFiles(folders, (folder) => logsIn(folder, isWanted, onUnreadable))).flat();
  const logs: SessionLog[] = [];
  const missing: MissingSession[] = [];
  for (const sessionId of ids) {
    const copies = found.filter((log) => log.sessionId === sessionId).sort(newestFirst);
    // A resumed session may have been moved to another folder: the newest copy goes on longest.
    const log = copies.find(({ bytes }) => bytes > 0);
    if (log !== undefined) logs.push(log);
    else if (!wanted.has(sessionId)) missing.push({ sessionId, reason: "invalid" });
    else missing.push({ sessionId, reason: copies.length > 0 ? "empty" : "not found" });
  }
  return { logs, missing };
}

async function findFallback(
  options: DiscoveryOptions,
  warnings: string[],
  onUnreadable: OnUnreadable,
): Promise<SessionLog[]> {
  const { claudeFolder, workingDirectory, projectRoot, branch, signal } = options;
  if (claudeFolder === undefined) return [];
  const folders = await projectFoldersOf(join(claudeFolder, "projects"), workingDirectory, projectRoot);
  const isSession = (id: string) => !isAgentId(id);
  const logs = (await ofFiles(folders, (folder) => logsIn(folder, isSession, onUnreadable))).flat();
  const chosen: SessionLog[] = [];
  for (const log of logs.filter(({ bytes }) => bytes >= MIN_FALLBACK_BYTES).sort(newestFirst)) {
    if (chosen.length === MAX_FALLBACK_SESSIONS) break;
    if (chosen.some(({ sessionId }) => sessionId === log.sessionId)) continue;
    if (branch === undefined || await isOnBranch(log, branch, warnings, signal)) chosen.push(log);
  }
  return chosen;
}

async function isOnBranch(
  log: SessionLog,
  branch: string,
  warnings: string[],
  signal: AbortSignal | undefined,
): Promise<boolean> {
  try {
    return await wasOnBranch(log.path, branch, signal);
  } catch (error) {
    signal?.throwIfAborted();
    warnings.push(`The session log ${log.path} can't be read (${reasonOf(error)}) and is left out.`);
    return false;
  }
}

function describeUnreadable([folder, reason]: readonly [string, string]): string {
  return `The folder ${folder} can't be read (${reason}), so sessions in it aren't found: change its permissions.`;
}

function describeInvalid({ sessionId }: MissingSession): string {
  return `The plan names ${
    JSON.stringify(sessionId.slice(0, 100))
  } as a session, which can't be a session's id; it is left out.`;
}
