/**
 * A subagent's log divided where tool uses woke the agent again: each part stands with the tool use that brought it about,
 * in the session that this one belongs to.
 */

import {
  type Entry,
  findGivenPrompts,
  findNames,
  findResumedAgents,
  type GivenPrompts,
  type UserEntry,
} from "../../session/mod.ts";
import { type AgentLogPart, isGivenPrompt } from "../agents/agent_index.ts";
import { plainText } from "../tools/block_text.ts";
import { isInterruption } from "../words/origin.ts";

/** For each further part a log is read once more from its beginning; clients wake an agent a few times. */
const MOST_PARTS = 32;

/** The prompts that a session's tool uses gave to agents: looked for once, when an agent's log has more than one of them. */
export class ResumedAgents {
  readonly #path: string;
  readonly #agentPaths: string[];
  readonly #signal: AbortSignal | undefined;
  #prompts: Promise<ReadonlyMap<string, ReadonlySet<string>>> | undefined;
  #all: Promise<GivenPrompts> | undefined;
  /** Sessions whose history this one has. */
  #origins: Promise<Set<string>> | undefined;

  /** @param path the session's log. @param agentPaths its agents' logs, in which such tool uses may stand, too. */
  constructor(path: string, agentPaths: readonly string[], signal: AbortSignal | undefined) {
    this.#path = path;
    this.#agentPaths = [...agentPaths];
    this.#signal = signal;
  }

  /** Another log in which such tool uses may stand. */
  addLog(path: string): void {
    this.#agentPaths.push(path);
    this.#prompts = undefined;
    this.#all = undefined;
  }

  get #paths(): readonly string[] {
    return [this.#path, ...this.#agentPaths];
  }

  /** The prompt of the tool use that woke the agent with a line, or undefined where none did; the client may add to it. */
  async promptIn(agentId: string, entry: UserEntry): Promise<string | undefined> {
    this.#prompts ??= findResumedAgents(this.#paths, this.#signal);
    const prompts = [...(await this.#prompts).get(agentId) ?? []];
    const text = plainText(entry.content).trimStart();
    const found = prompts.filter((prompt) => text.startsWith(prompt.trim()));
    return found.toSorted((one, other) => other.length - one.length)[0];
  }

  /**
   * Whether what follows a prompt in the name of another session is this one's, too: a tool use with that prompt is in its
   * history. Sessions may wake an agent with the same words, so that counts only for those whose history this one has.
   */
  async hasGiven(agentId: string, entry: UserEntry): Promise<boolean> {
    this.#all ??= findGivenPrompts(this.#paths, this.#signal);
    this.#origins ??= findNames(this.#path, this.#signal).then(({ sessionIds }) => sessionIds);
    const [{ starting, waking }, origins] = await Promise.all([this.#all, this.#origins]);
    const text = plainText(entry.content);
    if (starting.values().some((prompt) => isGivenPrompt(text, prompt))) {
      if (entry.sessionId !== undefined) origins.add(entry.sessionId);
      return true;
    }
    return origins.has(entry.sessionId ?? "") &&
      waking.get(agentId)?.values().some((prompt) => isGivenPrompt(text, prompt)) === true;
  }
}

/** Which entries of a log belong to one part of it. */
export class LogDivision {
  readonly #part: AgentLogPart;
  readonly #resumed: ResumedAgents;
  /** The prompt that begins no part of its own any more. */
  #wokenWith: string | undefined;
  #hasSpoken = false;
  /** Whether another session spoke to the agent last. */
  #isOthers = false;
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

  /** Whether what comes now belongs to another session, as far as is known without `beginTurn`. */
  get isOthers(): boolean {
    return this.#isOthers;
  }

  /** Whether an entry belongs to the part, as far as is known without `beginTurn`. */
  includes(entry: Entry): boolean {
    const { from } = this.#part;
    if (this.#isOthers || this.#rest !== undefined || (from !== undefined && isBefore(entry, from))) {
      return false;
    }
    this.#hasSpoken ||= entry.kind === "user" || entry.kind === "assistant";
    return true;
  }

  /** Whether `beginTurn` is to be asked about an entry before `includes`: nearly no entry is a further prompt. */
  mayBeginTurn(entry: Entry): entry is UserEntry {
    if (entry.kind !== "user") return false;
    const [first] = entry.content;
    return first?.type === "text" && !entry.isMeta && !isInterruption(first.text) &&
      (this.#mayDivide || this.#isOthers || this.#isInOthersName(entry));
  }

  get #mayDivide(): boolean {
    return this.#hasSpoken && this.#rest === undefined && (this.#part.partsBefore ?? 0) < MOST_PARTS - 1;
  }

  #isInOthersName({ sessionId }: UserEntry): boolean {
    const { sessionIds } = this.#part;
    return sessionId !== undefined && sessionIds !== undefined && !sessionIds.has(sessionId);
  }

  /** Ends the part where a tool use woke the agent with this entry, and tells whose it is what follows. */
  async beginTurn(entry: UserEntry): Promise<void> {
    this.#isOthers = this.#isInOthersName(entry) && !await this.#resumed.hasGiven(this.#part.agentId, entry);
    if (this.#isOthers || !this.#mayDivide) return;
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
