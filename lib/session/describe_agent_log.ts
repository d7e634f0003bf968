/** What the beginning of a subagent's log, and the description beside it, tell about the agent. */

import { refuseIfTooManyAreOpen } from "../file_failure.ts";
import { agentIdOf } from "./agent_log_places.ts";
import { decodeEntry } from "./decode_entry.ts";
import { textsOf, type UserEntry } from "./entry.ts";
import { asObject, stringField } from "./json.ts";
import { readBeginning } from "./session_files.ts";

/** One subagent's log. */
export interface AgentLog {
  readonly path: string;
  readonly agentId: string;
  /** From `.meta.json`, or where none lies beside the log from its first answer: `Explore`, `Plan`, … */
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
   * If another session began it: all prompts in it. What follows a prompt that a tool use of this session gave belongs to this
   * session. Undefined: it is the session's own.
   */
  readonly borrowedFor?: readonly string[] | undefined;
}

const UNDESCRIBED = { agentType: undefined, description: undefined, toolUseId: undefined };

/** Enough for the first line of nearly every agent: its prompt. A longer one is only not recognised by its prompt. */
const HEAD_BYTES = 256 * 1024;

/** What clients write are a few hundred bytes, with the description that a model gave. */
const META_BYTES = 64 * 1024;

/** Reads an agent's beginning; undefined for a warm-up, an empty file, or an agent of another session. */
export function describeAgentLog(path: string, ofSessions?: ReadonlySet<string>): AgentLog | undefined {
  const agentId = agentIdOf(path);
  const head = readHead(path);
  if (agentId === undefined || head === undefined || head === "") {
    // Of a name that is not UTF-8 nobody knows how to open it.
    if (agentId === undefined || head === "" || ofSessions !== undefined) return undefined;
    return { path, agentId, ...UNDESCRIBED, prompt: undefined, startedAt: undefined };
  }
  const first = firstPrompt(head);
  // A first line beyond the head still names its session near its start.
  const sessionId = first?.sessionId ?? /"sessionId"\s*:\s*"([^"\\]+)"/.exec(head)?.[1];
  if (ofSessions !== undefined && !ofSessions.has(sessionId ?? "")) return undefined;
  const prompt = first === undefined ? undefined : textsOf(first);
  if (isWarmupPrompt(prompt)) return undefined;
  const meta = readMeta(path.replace(/\.jsonl$/, ".meta.json"));
  const agentType = meta.agentType ?? ATTRIBUTED.exec(head)?.[1];
  return { path, agentId, ...meta, agentType, prompt, startedAt: first?.timestamp };
}

/** What the lines of an agent's answers say of it; in texts the quotes have backslashes. */
const ATTRIBUTED = /"attributionAgent"\s*:\s*"([^"\\]{1,200})"/;

/** Whether a prompt is the one with which clients of 2.0.x warm up their agents. */
export function isWarmupPrompt(prompt: string | undefined): boolean {
  return prompt !== undefined && /^\s*warm-?up[.!]?\s*$/i.test(prompt);
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

function readHead(path: string): string | undefined {
  try {
    return readBeginning(path, HEAD_BYTES);
  } catch (error) {
    refuseIfTooManyAreOpen(error);
    return undefined;
  }
}

function readMeta(path: string): Pick<AgentLog, "agentType" | "description" | "toolUseId"> {
  try {
    // Zod would take 6 MB of every worker for these three.
    const meta = asObject(JSON.parse(readBeginning(path, META_BYTES))) ?? {};
    return {
      agentType: stringField(meta, "agentType"),
      description: stringField(meta, "description"),
      toolUseId: stringField(meta, "toolUseId"),
    };
  } catch (error) {
    refuseIfTooManyAreOpen(error);
    return UNDESCRIBED;
  }
}
