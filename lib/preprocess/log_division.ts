/** A subagent's log divided where tool uses woke the agent again: each part stands with the tool use that brought it about. */

import { type Entry, findResumedAgents, type UserEntry } from "../session/mod.ts";
import type { AgentLogPart } from "./agent_index.ts";
import { plainText } from "./block_text.ts";
import { isInterruption } from "./origin.ts";

/** For each further part a log is read once more from its beginning; clients wake an agent a few times. */
const MOST_PARTS = 32;

/** The prompts with which agents were woken again: looked for once, when an agent's log has more than one prompt. */
export class ResumedAgents {
  readonly #paths: readonly string[];
  readonly #signal: AbortSignal | undefined;
  #prompts: Promise<Map<string, ReadonlySet<string>>> | undefined;

  /** @param paths the logs in which such tool uses may stand. */
  constructor(paths: readonly string[], signal: AbortSignal | undefined) {
    this.#paths = paths;
    this.#signal = signal;
  }

  /** The prompt of the tool use that woke the agent with a line, or undefined where none did; the client may add to it. */
  async promptIn(agentId: string, entry: UserEntry): Promise<string | undefined> {
    this.#prompts ??= findResumedAgents(this.#paths, this.#signal);
    const prompts = [...(await this.#prompts).get(agentId) ?? []];
    const text = plainText(entry.content).trimStart();
    const found = prompts.filter((prompt) => text.startsWith(prompt.trim()));
    return found.toSorted((one, other) => other.length - one.length)[0];
  }
}

/** Which entries of a log belong to one part of it. */
export class LogDivision {
  readonly #part: AgentLogPart;
  readonly #resumed: ResumedAgents;
  /** The prompt that begins no part of its own any more. */
  #wokenWith: string | undefined;
  #hasSpoken = false;
  /** What follows the part, once it has ended. */
  #rest: AgentLogPart | undefined;

  constructor(part: AgentLogPart, resumed: ResumedAgents) {
    this.#part = part;
    this.#resumed = resumed;
    this.#wokenWith = part.from === undefined ? part.wokenWith : undefined;
  }

  /** What follows the part, where it has ended. */
  get rest(): AgentLogPart | undefined {
    return this.#rest;
  }

  /** Whether an entry belongs to the part, as far as is known without `divideAt`. */
  includes(entry: Entry): boolean {
    const { from } = this.#part;
    if (this.#rest !== undefined || (from !== undefined && isBefore(entry, from))) return false;
    this.#hasSpoken ||= entry.kind === "user" || entry.kind === "assistant";
    return true;
  }

  /** Whether `divideAt` is to be asked about an entry before `includes`: nearly no entry is a further prompt. */
  mayDivideAt(entry: Entry): entry is UserEntry {
    if (entry.kind !== "user" || !this.#hasSpoken || this.#rest !== undefined) return false;
    const [first] = entry.content;
    return first?.type === "text" && !entry.isMeta && !isInterruption(first.text) &&
      (this.#part.partsBefore ?? 0) < MOST_PARTS - 1;
  }

  /** Ends the part where a tool use woke the agent with this entry. */
  async divideAt(entry: UserEntry): Promise<void> {
    const prompt = await this.#resumed.promptIn(this.#part.agentId, entry);
    if (prompt === undefined) return;
    if (prompt === this.#wokenWith) {
      this.#wokenWith = undefined;
      return;
    }
    this.#rest = {
      ...this.#part,
      description: undefined,
      toolUseId: undefined,
      prompt,
      startedAt: entry.timestamp,
      from: { line: entry.line, position: entry.position },
      partsBefore: (this.#part.partsBefore ?? 0) + 1,
      wokenWith: undefined,
    };
  }
}

function isBefore(entry: Entry, { line, position }: Pick<Entry, "line" | "position">): boolean {
  return entry.line < line || (entry.line === line && entry.position < position);
}
