/**
 * The logs of a session's subagents, in both layouts: `agent-<id>.jsonl` beside the session's log, tied to it by
 * the `sessionId` in its lines (2.0.x), and `agent-<id>.jsonl` anywhere below `<session-id>/subagents` (2.1.20+),
 * where an `agent-<id>.meta.json` with the agent's type may lie beside it (2.1.100+).
 */

import { basename, dirname, join } from "node:path";
import { agentLogsIn, agentLogsOf, type SkippedPlace } from "./agent_log_places.ts";
import { type AgentLog, describeAgentLog } from "./describe_agent_log.ts";
import { findNames } from "./named_agents.ts";
import { OtherAgents } from "./other_agents.ts";
import { isPlainName } from "./session_files.ts";

/**
 * Finds every log of an agent that a conversion of the session may read: the session's own, and those of other sessions'
 * agents that its logs name. To find names reads all of these logs.
 *
 * @param logPath the session's own log.
 * @param sessionIds as for `findOwnAgentLogs`.
 * @param onSkipped as for `findOwnAgentLogs`.
 */
export async function findAgentLogs(
  logPath: string,
  sessionIds: ReadonlySet<string>,
  onSkipped?: (place: SkippedPlace) => void,
): Promise<AgentLog[]> {
  const own = await findOwnAgentLogs(logPath, sessionIds, onSkipped);
  const others = new OtherAgents(logPath, sessionIds, own);
  // The logs need not be read for names where nothing is there to be borrowed.
  if (!others.areThere()) return own;
  const borrowed: AgentLog[] = [];
  let unread = [logPath, ...own.map(({ path }) => path)];
  // An agent's log names the agents that it started.
  while (unread.length > 0) {
    const logs: AgentLog[] = [];
    for (const path of unread) {
      const named = await findNames(path);
      for (const agentId of named.agentIds) logs.push(...await others.ofAgent(agentId));
      if (path !== logPath) continue;
      for (const sessionId of named.sessionIds) logs.push(...await others.ofSession(sessionId));
    }
    borrowed.push(...logs);
    unread = logs.map(({ path }) => path);
  }
  return [...own, ...borrowed];
}

/**
 * Finds the agents' logs of a session, by the time they started. Agents that the client only warmed up
 * (`Warmup` prompts of 2.0.x) are left out. What can't be read is not there, except logs below `subagents`: they are the
 * session's, so that whoever reads them finds out and says so.
 *
 * @param logPath the session's own log.
 * @param sessionIds the session's id, and any further ids that its lines carry (forks of 2.0.50 to 2.1.20).
 * @param onSkipped gets the links, the folders that can't be listed, and what is named as a log and is no file, below
 * `subagents`. Beside the log the same may belong to any session, and is not told.
 */
export async function findOwnAgentLogs(
  logPath: string,
  sessionIds: ReadonlySet<string>,
  onSkipped: (place: SkippedPlace) => void = () => {},
): Promise<AgentLog[]> {
  const folder = dirname(logPath);
  const stem = basename(logPath).replace(/\.jsonl$/, "");
  const found = new Map<string, AgentLog>();
  for (const name of new Set([stem, ...sessionIds])) {
    if (!isPlainName(name)) continue;
    for await (const path of agentLogsOf(join(folder, name), onSkipped)) {
      const log = describeAgentLog(path);
      if (log !== undefined) found.set(path, log);
    }
  }
  for await (const path of agentLogsIn(folder)) {
    if (path === logPath || basename(path) === basename(logPath)) continue;
    const log = describeAgentLog(path, sessionIds);
    if (log !== undefined) found.set(path, { ...log, sessionIds });
  }
  return [...found.values()].toSorted((a, b) =>
    compare(a.startedAt ?? "", b.startedAt ?? "") || compare(a.path, b.path)
  );
}

/** By characters: languages order them differently, and a session is to be the same everywhere. */
function compare(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
