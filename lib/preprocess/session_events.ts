/** The logs of a session → its events, in batches worth redacting. */

import { basename } from "node:path";
import {
  type AgentLog,
  readEntries,
  readFileChunks,
  type ReadingRecord,
  sessionFolders,
} from "../session/mod.ts";
import { textLength } from "./element.ts";
import { LogInterpreter, type SessionEvent } from "./interpret_log.ts";
import { hasMovedResults, withMovedResults } from "./moved_results.ts";
import type { SessionContext } from "./session_context.ts";
import { usageElement } from "./session_frame.ts";

/**
 * A batch has about this many characters: starting the scanner for secrets costs more than running it on small texts.
 * Batches of a million are no faster, but let the heap grow by 40 MB.
 */
const BATCH_CHARACTERS = 100_000;

/** What an event costs beside its text. */
const EVENT_CHARACTERS = 50;

/** Where the logs of a session are, and what is shared while they are read. */
export interface SessionLogs {
  readonly path: string;
  readonly sessionId: string | undefined;
  readonly agentLogs: readonly AgentLog[];
  readonly context: SessionContext;
  readonly record: ReadingRecord;
  readonly signal: AbortSignal | undefined;
}

/** The events of the session's own log, then those of its subagents' logs, then the sum of its usage. */
export async function* sessionEvents(logs: SessionLogs): AsyncGenerator<SessionEvent[]> {
  const { context } = logs;
  const folders = sessionFolders(logs.path, logs.sessionId);
  let batch: SessionEvent[] = [];
  let characters = 0;
  const gather = (events: Iterable<SessionEvent>) => {
    for (const event of events) {
      batch.push(event);
      characters += textLength(event.element) + EVENT_CHARACTERS;
    }
  };
  for (const log of [undefined, ...logs.agentLogs]) {
    const path = log?.path ?? logs.path;
    const reading = { file: basename(path), record: logs.record, everything: !context.detail.filtering };
    const interpreter = new LogInterpreter(context, log);
    for await (const entries of readEntries(readFileChunks(path, logs.signal), reading)) {
      for (const entry of entries) {
        const whole = hasMovedResults(entry) ? await withMovedResults(entry, folders, context.ledger) : entry;
        gather(interpreter.interpret(whole));
        if (characters < BATCH_CHARACTERS) continue;
        yield batch;
        batch = [];
        characters = 0;
      }
    }
    gather(interpreter.finish());
  }
  const usage = usageElement(context.usage.total());
  if (usage !== undefined) gather([{ element: usage, scope: undefined }]);
  if (batch.length > 0) yield batch;
}
