/**
 * The logs of a session's subagents, in both layouts: `agent-<id>.jsonl` beside the session's log, tied to it by
 * the `sessionId` in its lines (2.0.x), and `agent-<id>.jsonl` anywhere below `<session-id>/subagents` (2.1.20+),
 * where an `agent-<id>.meta.json` with the agent's type may lie beside it (2.1.100+).
 */

import { basename, dirname, join } from "node:path";
import {
  agentIdOf,
  agentLogsIn,
  agentLogsOf,
  agentLogsOfAll,
  findOtherPlaces,
  type OtherPlaces,
  type SkippedPlace,
} from "./agent_log_places.ts";
import { decodeEntry } from "./decode_entry.ts";
import type { UserEntry } from "./entry.ts";
import { asObject, stringField } from "./json.ts";
import { findNames, promptsIn } from "./named_agents.ts";
import { isPlainName, openBelow, readUpTo } from "./session_files.ts";

/** One subagent's log. */
export interface AgentLog {
  readonly path: string;
  readonly agentId: string;
  /** From `.meta.json`: `Explore`, `Plan`, … */
  readonly agentType: string | undefined;
  /** From `.meta.json`. */
  readonly description: string | undefined;
  /** From `.meta.json`: the tool use that started the agent. */
  readonly toolUseId: string | undefined;
  /** The text that the agent was started with: ties it to its tool use where no `.meta.json` does. */
  readonly prompt: string | undefined;
  /** ISO 8601; the agents are in this order. */
  readonly startedAt: string | undefined;
  /**
   * The session's ids, where other sessions may have spoken to the agent, too: beside the session's log all sessions have
   * the same folder. Undefined: all in it is the session's.
   */
  readonly sessionIds?: ReadonlySet<string> | undefined;
  /**
   * All prompts in it, where another session has begun it: it belongs to this one as far as tool uses of this one gave
   * them. Undefined: it is the session's own.
   */
  readonly borrowedFor?: readonly string[] | undefined;
}

const UNDESCRIBED = { agentType: undefined, description: undefined, toolUseId: undefined };

/** Enough for the first line of nearly every agent: its prompt. A longer one is only not recognised by its prompt. */
const HEAD_BYTES = 256 * 1024;

/** What clients write are a few hundred bytes, with the description that a model gave. */
const META_BYTES = 64 * 1024;

/**
 * Finds the agents' logs of a session, by the time they started. Agents that the client only warmed up
 * (`Warmup` prompts of 2.0.x) are left out. What can't be read is not there, but for logs below `subagents`: they are the
 * session's, so that whoever reads them finds out and says so.
 *
 * Logs of other sessions' agents that the session's logs name are among them, as `borrowedFor`.
 *
 * @param logPath the session's own log.
 * @param sessionIds the session's id, and any further ids that its lines carry (forks of 2.0.50 to 2.1.20).
 * @param onSkipped gets the links, the folders that can't be listed, and what is named as a log and is no file, below
 * `subagents`. Beside the log the same may belong to any session, and is not told.
 * @throws the signal's reason when it is aborted.
 */
export async function findAgentLogs(
  logPath: string,
  sessionIds: ReadonlySet<string>,
  onSkipped: (place: SkippedPlace) => void = () => {},
  signal?: AbortSignal,
): Promise<AgentLog[]> {
  const folder = dirname(logPath);
  const stem = basename(logPath).replace(/\.jsonl$/, "");
  const ownNames = new Set([stem, ...sessionIds]);
  const found = new Map<string, AgentLog>();
  for (const name of ownNames) {
    if (!isPlainName(name)) continue;
    for await (const path of agentLogsOf(join(folder, name), onSkipped)) {
      const log = await describeAgentLog(path);
      if (log !== undefined) found.set(path, log);
    }
  }
  for await (const path of agentLogsIn(folder)) {
    if (path === logPath || basename(path) === basename(logPath)) continue;
    const log = await describeAgentLog(path, sessionIds);
    if (log !== undefined) found.set(path, { ...log, sessionIds });
  }
  const places = await findOtherPlaces(folder, ownNames, (path) => found.has(path) || path === logPath);
  for (const log of await borrowedLogs(logPath, sessionIds, [...found.values()], places, signal)) {
    found.set(log.path, log);
  }
  return [...found.values()].toSorted((a, b) =>
    (a.startedAt ?? "").localeCompare(b.startedAt ?? "") || a.path.localeCompare(b.path)
  );
}

/**
 * The logs of other sessions' agents that belong to a session, too: those that its log, or one of its agents' logs, names,
 * and those of the sessions that its lines come from, where a tool use that was interrupted names none.
 */
async function borrowedLogs(
  logPath: string,
  sessionIds: ReadonlySet<string>,
  own: readonly AgentLog[],
  { folders, logs }: OtherPlaces,
  signal: AbortSignal | undefined,
): Promise<AgentLog[]> {
  // Nothing is there to be borrowed: the log need not be read for names.
  if (folders.length === 0 && logs.size === 0) return [];
  const borrowed = new Map<string, AgentLog>();
  const borrow = async (path: string, ofSessions?: ReadonlySet<string>) => {
    const log = borrowed.has(path) ? undefined : await describeAgentLog(path, ofSessions);
    if (log === undefined) return;
    borrowed.set(path, { ...log, sessionIds, borrowedFor: await promptsIn(path, signal) });
  };
  const { agentIds, sessionIds: origins } = await findNames([logPath], signal);
  for (const id of sessionIds) origins.delete(id);
  for (const folder of folders.filter((folder) => origins.has(basename(folder)))) {
    for await (const path of agentLogsOf(folder)) await borrow(path);
  }
  if (origins.size > 0) { for (const path of logs.values()) await borrow(path, origins); }
  const known = new Set(own.map(({ agentId }) => agentId));
  for (const id of (await findNames(own.map(({ path }) => path), signal)).agentIds) agentIds.add(id);
  let named = agentIds;
  let elsewhere: ReadonlyMap<string, readonly string[]> | undefined;
  for (;;) {
    const before = new Set(borrowed.keys());
    for (const agentId of named.difference(known)) {
      known.add(agentId);
      elsewhere ??= await agentLogsOfAll(folders);
      for (const path of [logs.get(agentId), ...elsewhere.get(agentId) ?? []]) {
        if (path !== undefined) await borrow(path);
      }
    }
    // An agent's log names the agents that it started.
    const added = [...borrowed.keys()].filter((path) => !before.has(path));
    if (added.length === 0) return [...borrowed.values()];
    named = (await findNames(added, signal)).agentIds;
  }
}

/** Reads an agent's beginning; undefined for a warm-up, an empty file, or an agent of another session. */
async function describeAgentLog(
  path: string,
  ofSessions?: ReadonlySet<string>,
): Promise<AgentLog | undefined> {
  const agentId = agentIdOf(path);
  const head = await readHead(path);
  if (agentId === undefined || head === undefined || head === "") {
    // Of a name that is not UTF-8 nobody knows how to open it.
    if (agentId === undefined || head === "" || ofSessions !== undefined) return undefined;
    return { path, agentId, ...UNDESCRIBED, prompt: undefined, startedAt: undefined };
  }
  const first = firstPrompt(head);
  // A first line beyond the head still names its session near its start.
  const sessionId = first?.sessionId ?? /"sessionId"\s*:\s*"([^"\\]+)"/.exec(head)?.[1];
  if (ofSessions !== undefined && !ofSessions.has(sessionId ?? "")) return undefined;
  const prompt = first === undefined ? undefined : textOf(first);
  if (isWarmupPrompt(prompt)) return undefined;
  const meta = await readMeta(path.replace(/\.jsonl$/, ".meta.json"));
  return { path, agentId, ...meta, prompt, startedAt: first?.timestamp };
}

/** Whether a prompt is the one with which clients of 2.0.x warm up their agents. */
export function isWarmupPrompt(prompt: string | undefined): boolean {
  return prompt !== undefined && /^\s*warm-?up[.!]?\s*$/i.test(prompt);
}

function textOf(entry: UserEntry): string {
  return entry.content.flatMap((block) => block.type === "text" ? [block.text] : []).join("\n");
}

function firstPrompt(head: string): UserEntry | undefined {
  for (const [index, text] of head.split("\n").entries()) {
    try {
      const entry = decodeEntry(JSON.parse(text), { line: index + 1, position: 1, cut: false });
      if (entry?.kind === "user") return entry;
    } catch {
      continue; // A broken first line: the next one may do.
    }
  }
  return undefined;
}

async function readBeginning(path: string, bytes: number): Promise<string> {
  using file = await openBelow(dirname(path), basename(path));
  return new TextDecoder().decode(await readUpTo(file, bytes));
}

async function readHead(path: string): Promise<string | undefined> {
  try {
    return await readBeginning(path, HEAD_BYTES);
  } catch {
    return undefined;
  }
}

async function readMeta(path: string): Promise<Pick<AgentLog, "agentType" | "description" | "toolUseId">> {
  try {
    // Zod would take 6 MB of every worker for these three.
    const meta = asObject(JSON.parse(await readBeginning(path, META_BYTES))) ?? {};
    return {
      agentType: stringField(meta, "agentType"),
      description: stringField(meta, "description"),
      toolUseId: stringField(meta, "toolUseId"),
    };
  } catch {
    return UNDESCRIBED;
  }
}
