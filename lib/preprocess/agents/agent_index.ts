/** The subagents' logs of a session, to be found from the tool uses that started or woke them, each once. */

import { type AgentLog, type Entry, workflowRunOf } from "../../session/mod.ts";

/** What a tool use and its result tell about the agents that it started. */
export interface AgentTraces {
  readonly toolUseId: string;
  readonly prompt: string | undefined;
  /** From the result (2.0.x and later). */
  readonly agentId: string | undefined;
  /** Whether its result names the run of a workflow; undefined: it starts none. */
  readonly namesRun: ((run: string) => boolean) | undefined;
  /** The agent that it woke again instead of starting one. */
  readonly resumed: string | undefined;
}

/** A subagent's log, or what of it one tool use brought about. */
export interface AgentLogPart extends AgentLog {
  /** Where it begins; undefined: where the log does. Its `prompt` is the one with which the agent was woken then. */
  readonly from?: Pick<Entry, "line" | "position">;
  /** How many parts of the log come before it. */
  readonly partsBefore?: number;
  /** The prompt with which the agent was woken in here: no other tool use has what follows. */
  readonly wokenWith?: string | undefined;
}

/** Logs of subagents in files of their own. */
export class AgentIndex {
  readonly #waiting: Set<AgentLogPart>;

  constructor(logs: readonly AgentLog[]) {
    this.#waiting = new Set(logs);
  }

  /** Adds the log of another session's agent, which the session's logs name. */
  add(borrowed: AgentLog): void {
    this.#waiting.add(borrowed);
  }

  /** Whether the agent has a log of its own that is certain to be shown still, or a part of one. */
  isWaiting(agentId: string): boolean {
    for (const log of this.#waiting) if (log.agentId === agentId && !isBorrowed(log)) return true;
    return false;
  }

  /** Whether logs name this tool use as their origin. */
  startedBy(toolUseId: string): boolean {
    for (const log of this.#waiting) if (log.toolUseId === toolUseId) return true;
    return false;
  }

  /** Adds the part of a log that begins where a tool use of the session woke the agent again. */
  addRest(rest: AgentLogPart): void {
    this.#waiting.add({ ...rest, borrowedFor: undefined });
  }

  /**
   * Takes out the logs of the agents that a tool use started:
   * - those that name the tool use, else the one that its result names, else the first one that was given its prompt;
   * - of an agent that it woke, the part of the log that begins there, or the whole log if nothing in the session started
   *   the agent (one that was woken in another way stands where it was started);
   * - of a workflow, all agents whose logs lie beside that of one it started, or in the folder of the run that it names;
   * - of logs that another session began, only those that got a prompt from this tool use.
   */
  take(traces: AgentTraces): AgentLogPart[] {
    if (this.#waiting.size === 0) return [];
    const { toolUseId, prompt, agentId, resumed } = traces;
    const waiting = [...this.#waiting];
    const own = waiting.filter((log) => log.from === undefined && !isBorrowed(log));
    const borrowed = waiting.filter((log) =>
      log.from === undefined && isBorrowed(log) && hasPromptOf(log, traces)
    );
    const whole = [...own, ...borrowed];
    const rest = resumed === undefined
      ? undefined
      : waiting.find((log) => log.from !== undefined && log.agentId === resumed && log.prompt === prompt);
    const named = toolUseId === "" ? [] : whole.filter((log) => log.toolUseId === toolUseId);
    const ofRuns = traces.namesRun === undefined ? named : withRuns(whole, named, toolUseId, traces.namesRun);
    const id = agentId ?? resumed;
    const found = rest !== undefined ? [rest] : ofRuns.length > 0 ? ofRuns : [
      whole.find((log) => log.agentId === id) ??
        (id === undefined
          ? whole.find((log) => log.prompt !== undefined && log.prompt === prompt)
          : undefined),
    ].filter((log) => log !== undefined);
    for (const log of found) this.#waiting.delete(log);
    return resumed === undefined ? found : found.map((log) => ({ ...log, wokenWith: prompt }));
  }

  /** Takes out the session's first that no tool use led to, or undefined where none is left. */
  takeNext(): AgentLogPart | undefined {
    const next = this.#waiting.values().find((log) => !isBorrowed(log));
    if (next !== undefined) this.#waiting.delete(next);
    return next;
  }
}

/** The agents of a workflow: those that name its tool use, and those of the same runs that name no tool use. */
function withRuns(
  logs: readonly AgentLogPart[],
  named: readonly AgentLogPart[],
  toolUseId: string,
  namesRun: (run: string) => boolean,
): AgentLogPart[] {
  const runs = new Set(named.map(({ path }) => workflowRunOf(path)));
  return logs.filter((log) => {
    if (log.toolUseId !== undefined) return log.toolUseId === toolUseId;
    const run = workflowRunOf(log.path);
    return run !== undefined && (runs.has(run) || namesRun(run));
  });
}

/** Whether a log was begun by another session, and nothing tells yet that it belongs to this one. */
function isBorrowed({ borrowedFor }: AgentLogPart): boolean {
  return borrowedFor !== undefined;
}

function hasPromptOf(log: AgentLogPart, { toolUseId, prompt = "" }: AgentTraces): boolean {
  if (toolUseId !== "" && log.toolUseId === toolUseId) return true;
  return log.borrowedFor?.some((text) => isGivenPrompt(text, prompt)) === true;
}

/** Whether an agent's prompt is the one that a tool use gave: the client may add lines to it. */
export function isGivenPrompt(text: string, given: string): boolean {
  const [begun, wanted] = [text.trimStart(), given.trim()];
  return wanted !== "" && begun.startsWith(wanted) && /^\s*(?:\n|$)/.test(begun.slice(wanted.length));
}
