/**
 * Logs of agents that belong to this session although another session started them: those that its logs name, and, if an
 * interrupted tool use names none, those of the sessions that its lines were copied from.
 */

import { basename, dirname } from "node:path";
import { agentLogsOf, agentLogsOfAll, findOtherPlaces, type OtherPlaces } from "./agent_log_places.ts";
import { type AgentLog, describeAgentLog } from "./describe_agent_log.ts";
import type { Entry } from "./entry.ts";
import { asObject, stringField } from "./json.ts";
import { promptsIn } from "./named_agents.ts";

/** Agents' logs beside a session's log. Each log is given out once. */
export class OtherAgents {
  readonly #logPath: string;
  readonly #sessionIds: ReadonlySet<string>;
  readonly #signal: AbortSignal | undefined;
  /** Names of folders that are the session's own. */
  readonly #ownNames: ReadonlySet<string>;
  /** Whose logs are the session's own, or were asked for. */
  readonly #knownAgents: KnownIds;
  readonly #knownSessions: KnownIds;
  /** Logs that are the session's own, or were given. */
  readonly #knownPaths: Set<string>;
  #places: OtherPlaces | undefined;
  #elsewhere: Promise<ReadonlyMap<string, readonly string[]>> | undefined;

  /** @param own the logs of the session's own agents. */
  constructor(
    logPath: string,
    sessionIds: ReadonlySet<string>,
    own: readonly AgentLog[],
    signal?: AbortSignal,
  ) {
    this.#logPath = logPath;
    this.#sessionIds = sessionIds;
    this.#signal = signal;
    this.#knownAgents = new KnownIds(own.map(({ agentId }) => agentId));
    this.#ownNames = new Set([basename(logPath).replace(/\.jsonl$/, ""), ...sessionIds]);
    this.#knownSessions = new KnownIds(this.#ownNames);
    this.#knownPaths = new Set([logPath, ...own.map(({ path }) => path)]);
  }

  /** Whether there is anything that may hold such logs. */
  areThere(): boolean {
    const { folders, logs } = this.#findPlaces();
    return folders.length + logs.size > 0;
  }

  /** The logs of an agent, unless the session has an agent of that id, or they were given out already. */
  async ofAgent(agentId: string): Promise<AgentLog[]> {
    if (this.#knownAgents.has(agentId)) return [];
    this.#knownAgents.add(agentId);
    const { folders, logs } = this.#findPlaces();
    this.#elsewhere ??= agentLogsOfAll(folders);
    const beside = logs.get(agentId);
    const below = (await this.#elsewhere).get(agentId) ?? [];
    return await this.#borrow(beside === undefined ? below : [beside, ...below]);
  }

  /** The logs of a session's agents. */
  async ofSession(sessionId: string): Promise<AgentLog[]> {
    if (this.#knownSessions.has(sessionId)) return [];
    this.#knownSessions.add(sessionId);
    const { folders, logs } = this.#findPlaces();
    const folder = folders.find((path) => basename(path) === sessionId);
    const below = folder === undefined ? [] : await Array.fromAsync(agentLogsOf(folder));
    return [
      ...await this.#borrow(below),
      ...await this.#borrow(logs.values(), new Set([sessionId])),
    ];
  }

  /** Whether `namedIn` has to be asked about an entry: nearly never. @param isOwnLog false in an agent's log. */
  mayNameOthers(entry: Entry, isOwnLog: boolean): boolean {
    const { sessionId } = entry;
    if (isOwnLog && sessionId !== undefined && !this.#knownSessions.has(sessionId)) return true;
    return agentIdsIn(entry).some((agentId) => !this.#knownAgents.has(agentId));
  }

  /** The logs that an entry leads to. @param isOwnLog false in an agent's log. */
  async namedIn(entry: Entry, isOwnLog: boolean): Promise<AgentLog[]> {
    const found: AgentLog[] = [];
    for (const agentId of agentIdsIn(entry)) found.push(...await this.ofAgent(agentId));
    if (isOwnLog && entry.sessionId !== undefined) found.push(...await this.ofSession(entry.sessionId));
    return found;
  }

  #findPlaces(): OtherPlaces {
    return this.#places ??= findOtherPlaces(
      dirname(this.#logPath),
      this.#ownNames,
      (path) => this.#knownPaths.has(path),
    );
  }

  async #borrow(paths: Iterable<string>, ofSessions?: ReadonlySet<string>): Promise<AgentLog[]> {
    const borrowed: AgentLog[] = [];
    for (const path of paths) {
      const log = this.#knownPaths.has(path) ? undefined : describeAgentLog(path, ofSessions);
      if (log === undefined) continue;
      this.#knownPaths.add(path);
      const borrowedFor = await promptsIn(path, this.#signal);
      borrowed.push({ ...log, sessionIds: this.#sessionIds, borrowedFor });
    }
    return borrowed;
  }
}

/**
 * Ids that are asked for line by line: V8 makes a unique copy of each text that it looks up in a set, which takes ten
 * times as long as to compare it.
 */
class KnownIds {
  readonly #ids: Set<string>;
  /** That was found last. */
  #last: string | undefined;

  constructor(ids: Iterable<string>) {
    this.#ids = new Set(ids);
  }

  add(id: string): void {
    this.#ids.add(id);
  }

  has(id: string): boolean {
    if (id === this.#last) return true;
    const isKnown = this.#ids.has(id);
    if (isKnown) this.#last = id;
    return isKnown;
  }
}

const NONE: readonly string[] = [];

/** The agents that a result, a tool use or an embedded message names. */
function agentIdsIn(entry: Entry): readonly string[] {
  if (entry.kind === "agent-progress") return entry.agentId === undefined ? NONE : [entry.agentId];
  if (entry.kind === "user") {
    const agentId = stringField(asObject(entry.toolUseResult) ?? {}, "agentId");
    return agentId === undefined ? NONE : [agentId];
  }
  if (entry.kind !== "assistant" || !entry.content.some(({ type }) => type === "tool_use")) return NONE;
  return entry.content.flatMap((block) =>
    block.type === "tool_use" ? stringField(block.input, "resume") ?? NONE : NONE
  );
}
