/** The logs of a session → its events, in batches worth redacting. */

import { basename } from "node:path";
import {
  type AgentLog,
  describeAgentLog,
  type Entry,
  newReadingRecord,
  noteUnparsed,
  type OtherAgents,
  readEntries,
  readFileChunks,
  type ReadingRecord,
  sessionFolders,
} from "../../session/mod.ts";
import { UserError } from "../../user_error.ts";
import { textLength } from "./element.ts";
import { LogInterpreter } from "./interpret_log.ts";
import { tally } from "./ledger.ts";
import { LogDivision, ResumedAgents } from "../repeats/log_division.ts";
import { hasMovedResults, withMovedResults } from "../tools/moved_results.ts";
import type { SessionContext } from "./session_context.ts";
import { type AgentLogPlace, agentScope, type LaterEvent, type SessionEvent } from "./session_event.ts";
import { usageElement } from "../parts/session_frame.ts";

/**
 * A batch has about this many characters: starting the scanner for secrets costs more than running it on small texts.
 * Batches of a million are no faster, but let the heap grow by 40 MB.
 */
const BATCH_CHARACTERS = 50_000;

/** What an event costs beside its text. */
const EVENT_CHARACTERS = 50;

/**
 * Agents that start agents, each with a log of its own, have this many logs open at once at most; clients allow a few.
 * An open log takes a file and the buffers to read it, so a chain of a thousand would exhaust both.
 */
const MOST_NESTED_LOGS = 16;

/** What is counted of an agent's log that belongs to another session. */
const OTHERS_WORDS = "agent's message for another session";

/** Where the logs of a session are, and what is shared while they are read. */
export interface SessionLogs {
  readonly path: string;
  readonly sessionId: string | undefined;
  /** Of the session's own agents. */
  readonly agentLogs: readonly AgentLog[];
  /** Undefined: agents are left out. */
  readonly otherAgents: OtherAgents | undefined;
  readonly context: SessionContext;
  readonly record: ReadingRecord;
  readonly signal: AbortSignal | undefined;
}

/**
 * The events of the session's own log, each subagent's inside the tool use that started it, and the sum of its usage.
 * Agents nested more deeply than logs are kept open come behind each other, and tell which tool use started them.
 * A subagent's log that can't be read is named in the record.
 */
export function sessionEvents(logs: SessionLogs): AsyncGenerator<SessionEvent[]> {
  return new SessionReader(logs).read();
}

class SessionReader {
  readonly #logs: SessionLogs;
  readonly #resumed: ResumedAgents;
  /** Where results lie that were moved out of the log. */
  readonly #folders: readonly string[];
  #batch: SessionEvent[] = [];
  #characters = 0;
  /** Agents whose turn comes when the innermost open log is read. */
  readonly #deeper: AgentLogPlace[] = [];

  constructor(logs: SessionLogs) {
    this.#logs = logs;
    this.#resumed = new ResumedAgents(logs.path, logs.agentLogs.map(({ path }) => path), logs.signal);
    this.#folders = sessionFolders(logs.path, logs.sessionId);
  }

  async *read(): AsyncGenerator<SessionEvent[]> {
    const { context, path } = this.#logs;
    yield* this.#logEvents(path, placeOfAgent(path), 0);
    // Of a log that is read here a further part may be left.
    for (let agentLog = context.agentLogs.takeNext(); agentLog; agentLog = context.agentLogs.takeNext()) {
      yield* this.#agentEvents({ agentLog, scope: scopeOfLog(agentLog) }, 1);
    }
    const usage = usageElement(context.usage.total());
    if (usage !== undefined) this.#add({ element: usage, scope: undefined });
    if (this.#batch.length > 0) yield this.#takeBatch();
  }

  async *#logEvents(
    path: string,
    place: AgentLogPlace | undefined,
    depth: number,
  ): AsyncGenerator<SessionEvent[]> {
    const { context, otherAgents, record, signal } = this.#logs;
    const isMain = place === undefined;
    const division = place === undefined ? undefined : new LogDivision(place.agentLog, this.#resumed);
    // The lines of a log are counted when its first part is read, to its end.
    const isFurtherPart = place?.agentLog.from !== undefined;
    const reading = {
      file: basename(path),
      record: isFurtherPart ? newReadingRecord() : record,
      everything: !context.detail.filtering,
      longTexts: true,
      outputs: context.outputs,
    };
    const interpreter = new LogInterpreter(context, place);
    for await (const entries of readEntries(readFileChunks(path, signal), reading)) {
      for (const entry of entries) {
        if (division?.mayBeginTurn(entry)) await division.beginTurn(entry);
        if (division?.includes(entry) === false) {
          if (division.isOthers && !isFurtherPart) tally(context.ledger.pruned, OTHERS_WORDS, entry.bytes);
          continue;
        }
        if (otherAgents?.mayNameOthers(entry, isMain)) await this.#addNamedAgents(entry, isMain);
        if (entry.kind === "agent-progress") await context.embedded.prepare(entry, signal);
        const whole = hasMovedResults(entry) ? await withMovedResults(entry, this.#folders, context) : entry;
        for (const item of interpreter.interpret(whole)) {
          if ("agentLog" in item) yield* this.#agentEvents(item, depth + 1);
          else this.#add(made(item));
        }
        if (this.#characters >= BATCH_CHARACTERS) yield this.#takeBatch();
      }
      if (isFurtherPart && division?.rest !== undefined) break;
    }
    if (division?.rest !== undefined) context.agentLogs.addRest(division.rest);
    for (const item of interpreter.finish()) {
      if ("agentLog" in item) yield* this.#agentEvents(item, depth + 1);
      else this.#add(made(item));
    }
  }

  /** Logs of agents that another session started and that this one's log names. */
  async #addNamedAgents(entry: Entry, isMain: boolean): Promise<void> {
    const { context, otherAgents } = this.#logs;
    for (const borrowed of await otherAgents?.namedIn(entry, isMain) ?? []) {
      context.agentLogs.add(borrowed);
      this.#resumed.addLog(borrowed.path);
    }
  }

  async *#agentEvents(place: AgentLogPlace, depth: number): AsyncGenerator<SessionEvent[]> {
    if (depth > MOST_NESTED_LOGS) {
      this.#deeper.push(place);
      return;
    }
    yield* this.#agentLogEvents(place, depth);
    if (depth < MOST_NESTED_LOGS) return;
    for (let next = this.#deeper.shift(); next !== undefined; next = this.#deeper.shift()) {
      const { agentLog, scope: { element: { name, attributes }, parent: starter } } = next;
      const told = { ...attributes, tool_use: starter?.element.attributes.ref };
      const scope = { parent: place.scope.parent, element: { name, attributes: told } };
      yield* this.#agentLogEvents({ agentLog, scope }, depth);
    }
  }

  async *#agentLogEvents(place: AgentLogPlace, depth: number): AsyncGenerator<SessionEvent[]> {
    const { path } = place.agentLog;
    try {
      yield* this.#logEvents(path, place, depth);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      noteUnparsed(this.#logs.record, { file: basename(path), line: 0, reason: error.message }, 0);
    }
  }

  #add(event: SessionEvent): void {
    this.#batch.push(event);
    this.#characters += textLength(event.element) + EVENT_CHARACTERS;
  }

  #takeBatch(): SessionEvent[] {
    const full = this.#batch;
    this.#batch = [];
    this.#characters = 0;
    return full;
  }
}

/** The names of agents' logs in all clients: `agent-a1b2c3d4.jsonl`, `agent-acompact-….jsonl`. */
const AGENT_LOG = /^agent-(?:[a-z_]{1,40}-)?[0-9a-f]{8,40}\.jsonl$/;

/** Where what a log says belongs that is an agent's own and is converted by itself: its lines name the session that started the agent. */
function placeOfAgent(path: string): AgentLogPlace | undefined {
  const agentLog = AGENT_LOG.test(basename(path)) ? describeAgentLog(path) : undefined;
  if (agentLog === undefined) return undefined;
  return { agentLog, scope: scopeOfLog(agentLog) };
}

/** The scope of an agent whose log tells who it is, outside of any tool use. */
function scopeOfLog({ agentId: id, agentType: type, description, toolUseId: toolUse }: AgentLog) {
  return agentScope({ id, type, description, toolUse }, undefined);
}

function made(event: SessionEvent | LaterEvent): SessionEvent {
  return "element" in event ? event : { element: event.makeElement(), scope: event.scope };
}
