/** The subagents' logs of a session, to be found from the tool uses that started them, each once. */

import type { AgentLog } from "../session/mod.ts";

/** What a tool use and its result tell about the agents that it started. */
export interface AgentTraces {
  readonly toolUseId: string;
  readonly prompt: string | undefined;
  /** From the result (2.0.x and later). */
  readonly agentId: string | undefined;
}

/** Logs of subagents in files of their own. */
export class AgentIndex {
  readonly #waiting: Set<AgentLog>;

  constructor(logs: readonly AgentLog[]) {
    this.#waiting = new Set(logs);
  }

  /** Whether the agent has a log of its own that is still to be shown. */
  isWaiting(agentId: string): boolean {
    for (const log of this.#waiting) if (log.agentId === agentId) return true;
    return false;
  }

  /** Whether logs name this tool use as their origin. */
  startedBy(toolUseId: string): boolean {
    for (const log of this.#waiting) if (log.toolUseId === toolUseId) return true;
    return false;
  }

  /**
   * Takes out the logs of the agents that a tool use started: those that name it; else the one that its result names;
   * else the first one that was given its prompt. An agent that was woken again stands where it was started.
   */
  take({ toolUseId, prompt, agentId }: AgentTraces): AgentLog[] {
    if (this.#waiting.size === 0) return [];
    const waiting = [...this.#waiting];
    const named = toolUseId === "" ? [] : waiting.filter((log) => log.toolUseId === toolUseId);
    const found = named.length > 0 ? named : [
      waiting.find((log) => log.agentId === agentId) ??
        (agentId === undefined
          ? waiting.find((log) => log.prompt !== undefined && log.prompt === prompt)
          : undefined),
    ].filter((log) => log !== undefined);
    for (const log of found) this.#waiting.delete(log);
    return found;
  }

  /** Takes out the logs that no tool use led to. */
  takeRest(): AgentLog[] {
    const rest = [...this.#waiting];
    this.#waiting.clear();
    return rest;
  }
}
