/**
 * The logs of a session's subagents, in both layouts: `agent-<id>.jsonl` beside the session's log, tied to it by
 * the `sessionId` in its lines (2.0.x), and `agent-<id>.jsonl` anywhere below `<session-id>/subagents` (2.1.20+),
 * where an `agent-<id>.meta.json` with the agent's type may lie beside it (2.1.100+).
 */

import { basename, dirname, join } from "node:path";
import { decodeEntry } from "./decode_entry.ts";
import type { UserEntry } from "./entry.ts";
import { reasonOf } from "../file_failure.ts";
import { asObject, stringField } from "./json.ts";
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
}

/** What may hold logs of agents and is not read. */
export interface SkippedPlace {
  readonly path: string;
  /** Follows "can't be read: ". */
  readonly reason: string;
}

const IS_LINK = "it is a link, which is not followed";

const UNDESCRIBED = { agentType: undefined, description: undefined, toolUseId: undefined };

const AGENT_LOG_NAME = /^agent-(.+)\.jsonl$/s;

/** Workflow-style agents lie a few folders below `subagents`. */
const MAX_FOLDER_DEPTH = 8;

/** Enough for the first line of nearly every agent: its prompt. A longer one is only not recognised by its prompt. */
const HEAD_BYTES = 256 * 1024;

/** What clients write are a few hundred bytes, with the description that a model gave. */
const META_BYTES = 64 * 1024;

/**
 * Finds the agents' logs of a session, by the time they started. Agents that the client only warmed up
 * (`Warmup` prompts of 2.0.x) are left out. What can't be read is not there, but for logs below `subagents`: they are the
 * session's, so that whoever reads them finds out and says so.
 *
 * @param logPath the session's own log.
 * @param sessionIds the session's id, and any further ids that its lines carry (forks of 2.0.50 to 2.1.20).
 * @param onSkipped gets the links, the folders that can't be listed, and what is named as a log and is no file, below
 * `subagents`. Beside the log the same may belong to any session, and is not told.
 */
export async function findAgentLogs(
  logPath: string,
  sessionIds: ReadonlySet<string>,
  onSkipped: (place: SkippedPlace) => void = () => {},
): Promise<AgentLog[]> {
  const folder = dirname(logPath);
  const stem = basename(logPath).replace(/\.jsonl$/, "");
  const found = new Map<string, AgentLog>();
  for (const name of new Set([stem, ...sessionIds])) {
    if (!isPlainName(name)) continue;
    const subagents = await subagentsOf(join(folder, name), onSkipped);
    if (subagents === undefined) continue;
    for await (const path of agentLogsBelow(subagents, MAX_FOLDER_DEPTH, onSkipped)) {
      const log = await describeAgentLog(path);
      if (log !== undefined) found.set(path, log);
    }
  }
  for await (const path of agentLogsBelow(folder, 0)) {
    if (path === logPath || basename(path) === basename(logPath)) continue;
    const log = await describeAgentLog(path, sessionIds);
    if (log !== undefined) found.set(path, log);
  }
  return [...found.values()].toSorted((a, b) =>
    (a.startedAt ?? "").localeCompare(b.startedAt ?? "") || a.path.localeCompare(b.path)
  );
}

/**
 * The folder of a session's agents, if it has any. Links are not followed, here or further down: what they lead to is no
 * part of the session.
 */
async function subagentsOf(
  sessionFolder: string,
  onSkipped: (place: SkippedPlace) => void,
): Promise<string | undefined> {
  const folder = join(sessionFolder, "subagents");
  for (const path of [sessionFolder, folder]) {
    try {
      const state = await Deno.lstat(path);
      // A link named for the session is skipped where it has agents, and is nobody's loss where it hasn't.
      if (state.isSymlink && await isFolder(folder)) onSkipped({ path, reason: IS_LINK });
      if (!state.isDirectory) return undefined;
    } catch (error) {
      if (!isMissing(error)) onSkipped({ path, reason: reasonOf(error) });
      return undefined;
    }
  }
  return folder;
}

async function* agentLogsBelow(
  folder: string,
  depth: number,
  onSkipped: (place: SkippedPlace) => void = () => {},
): AsyncGenerator<string> {
  const subfolders: string[] = [];
  try {
    for await (const item of Deno.readDir(folder)) {
      const path = join(folder, item.name);
      const isNamedAsLog = AGENT_LOG_NAME.test(item.name);
      if (item.isFile && isNamedAsLog) yield path;
      else if (item.isDirectory && depth > 0) subfolders.push(path);
      else if (item.isSymlink && (isNamedAsLog || await isFolder(path))) onSkipped({ path, reason: IS_LINK });
      else if (!item.isFile && isNamedAsLog) onSkipped({ path, reason: "it is no regular file" });
    }
  } catch (error) {
    if (!isMissing(error)) onSkipped({ path: folder, reason: `it can't be listed (${reasonOf(error)})` });
    return;
  }
  for (const subfolder of subfolders) yield* agentLogsBelow(subfolder, depth - 1, onSkipped);
}

/** Links followed. */
async function isFolder(path: string): Promise<boolean> {
  return await Deno.stat(path).then(({ isDirectory }) => isDirectory, () => false);
}

function isMissing(error: unknown): boolean {
  return error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory;
}

/** Reads an agent's beginning; undefined for a warm-up, an empty file, or an agent of another session. */
async function describeAgentLog(
  path: string,
  ofSessions?: ReadonlySet<string>,
): Promise<AgentLog | undefined> {
  const agentId = AGENT_LOG_NAME.exec(basename(path))?.[1];
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
