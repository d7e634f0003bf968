/** The logs of a session → its events, in batches worth redacting. */

import { basename } from "node:path";
import {
  type AgentLog,
  describeAgentLog,
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
export async function* sessionEvents(logs: SessionLogs): AsyncGenerator<SessionEvent[]> {
  const { context, otherAgents, record, signal } = logs;
  const folders = sessionFolders(logs.path, logs.sessionId);
  let batch: SessionEvent[] = [];
  let characters = 0;
  /** Agents whose turn comes when the innermost open log is read. */
  const deeper: AgentLogPlace[] = [];

  const resumed = new ResumedAgents(logs.path, logs.agentLogs.map(({ path }) => path), signal);

  const add = (event: SessionEvent) => {
    batch.push(event);
    characters += textLength(event.element) + EVENT_CHARACTERS;
  };
  const takeBatch = () => {
    const full = batch;
    batch = [];
    characters = 0;
    return full;
  };
  async function* logEvents(
    path: string,
    place: AgentLogPlace | undefined,
    depth: number,
  ): AsyncGenerator<SessionEvent[]> {
    const division = place === undefined ? undefined : new LogDivision(place.agentLog, resumed);
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
        if (otherAgents?.mayNameOthers(entry, place === undefined)) {
          for (const borrowed of await otherAgents.namedIn(entry, place === undefined)) {
            context.agentLogs.add(borrowed);
            resumed.addLog(borrowed.path);
          }
        }
        if (entry.kind === "agent-progress") await context.embedded.prepare(entry, signal);
        const whole = hasMovedResults(entry) ? await withMovedResults(entry, folders, context) : entry;
        for (const item of interpreter.interpret(whole)) {
          if ("agentLog" in item) yield* agentEvents(item, depth + 1);
          else add(made(item));
        }
        if (characters >= BATCH_CHARACTERS) yield takeBatch();
      }
      if (isFurtherPart && division?.rest !== undefined) break;
    }
    if (division?.rest !== undefined) context.agentLogs.addRest(division.rest);
    for (const item of interpreter.finish()) {
      if ("agentLog" in item) yield* agentEvents(item, depth + 1);
      else add(made(item));
    }
  }
  async function* agentEvents(place: AgentLogPlace, depth: number): AsyncGenerator<SessionEvent[]> {
    if (depth > MOST_NESTED_LOGS) {
      deeper.push(place);
      return;
    }
    yield* agentLogEvents(place, depth);
    if (depth < MOST_NESTED_LOGS) return;
    for (let next = deeper.shift(); next !== undefined; next = deeper.shift()) {
      const { agentLog, scope: { element: { name, attributes }, parent: starter } } = next;
      const told = { ...attributes, tool_use: starter?.element.attributes.ref };
      const scope = { parent: place.scope.parent, element: { name, attributes: told } };
      yield* agentLogEvents({ agentLog, scope }, depth);
    }
  }
  async function* agentLogEvents(place: AgentLogPlace, depth: number): AsyncGenerator<SessionEvent[]> {
    const { path } = place.agentLog;
    try {
      yield* logEvents(path, place, depth);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      noteUnparsed(record, { file: basename(path), line: 0, reason: error.message }, 0);
    }
  }

  yield* logEvents(logs.path, placeOfAgent(logs.path), 0);
  // Of a log that is read here a further part may be left.
  for (let agentLog = context.agentLogs.takeNext(); agentLog; agentLog = context.agentLogs.takeNext()) {
    const { agentId: id, agentType: type, description, toolUseId: toolUse } = agentLog;
    yield* agentEvents({ agentLog, scope: agentScope({ id, type, description, toolUse }, undefined) }, 1);
  }
  const usage = usageElement(context.usage.total());
  if (usage !== undefined) add({ element: usage, scope: undefined });
  if (batch.length > 0) yield takeBatch();
}

/** The names of agents' logs in all clients: `agent-a1b2c3d4.jsonl`, `agent-acompact-….jsonl`. */
const AGENT_LOG = /^agent-(?:[a-z_]{1,40}-)?[0-9a-f]{8,40}\.jsonl$/;

/** Where what a log says belongs that is an agent's own and is converted by itself: its lines name the session that started the agent. */
function placeOfAgent(path: string): AgentLogPlace | undefined {
  const agentLog = AGENT_LOG.test(basename(path)) ? describeAgentLog(path) : undefined;
  if (agentLog === undefined) return undefined;
  const { agentId: id, agentType: type, description, toolUseId: toolUse } = agentLog;
  return { agentLog, scope: agentScope({ id, type, description, toolUse }, undefined) };
}

function made(event: SessionEvent | LaterEvent): SessionEvent {
  return "element" in event ? event : { element: event.makeElement(), scope: event.scope };
}
