/** One session's logs → redacted XML parts: the whole of stage 2, streaming. */

import { basename, dirname, relative } from "node:path";
import { KnownSecrets, type Redactor, type Taken, watchTaken } from "../redact/mod.ts";
import {
  findOwnAgentLogs,
  newReadingRecord,
  noteUnparsed,
  OtherAgents,
  type ReadingRecord,
  type SkippedPlace,
} from "../session/mod.ts";
import { UserError } from "../user_error.ts";
import { type DetailLevel, detailOf } from "./pruning/detail.ts";
import { countsOf, type Ledger, tallyKept } from "./events/ledger.ts";
import { PartMarkup } from "./parts/part_markup.ts";
import { PartPacker } from "./parts/part_packer.ts";
import type { PartSink } from "./parts/part_sink.ts";
import { PartWriter } from "./parts/part_writer.ts";
import { type RedactedEvent, redactEvents } from "./redact_events.ts";
import { redactLedger, redactUnparsed } from "./redact_names.ts";
import type { SessionReport, SessionStatus } from "./report.ts";
import { newSessionContext } from "./events/session_context.ts";
import { sessionEvents } from "./events/session_events.ts";
import { sessionLedger } from "./events/session_ledger.ts";
import type { SessionFacts } from "./events/session_facts.ts";
import { frameTokens, isUuid } from "./parts/session_frame.ts";
import type { SharedHistory } from "./repeats/shared_history.ts";
import { YoungGarbage } from "./young_garbage.ts";

/** Claude's Read tool refuses files over 25,000 tokens; older programs chose 20,000 as well. */
export const DEFAULT_MAX_TOKENS = 20_000;

/** Below this the root's and the containers' tags would be most of a part: the first one has 233 tokens for an event within others. */
export const MINIMUM_MAX_TOKENS = 500;

/** Which session. */
export interface SessionSource {
  /** The session's own log. */
  readonly path: string;
  /** Default: the file's name if it is a UUID, else the id in the log's lines, else the file's name. */
  readonly sessionId?: string;
}

/** How to convert it. */
export interface PreprocessOptions {
  /** Tokens of a part at most, by any of the tokenizers that the estimate is checked against. */
  readonly maxTokens: number;
  readonly includeAgents: boolean;
  readonly detail: DetailLevel;
  readonly redactor: Redactor;
  readonly signal?: AbortSignal;
  /** Of the related sessions converted before this one: what was copied from them is left out. */
  readonly history?: SharedHistory;
  /** Gets the secrets and the names of accounts that stand in the session; they are not in the report. */
  readonly secrets?: KnownSecrets;
}

/**
 * Converts a session. Memory does not grow with the log: parts go to the sink as they are finished.
 *
 * @throws UserError when the log can't be opened or read, a part can't be written, or `maxTokens` is too small; the
 * signal's reason when it is aborted. In every such case the sink is told to discard what it has.
 */
export async function preprocessSession(
  source: SessionSource,
  options: PreprocessOptions,
  sink: PartSink,
): Promise<SessionReport> {
  if (!(options.maxTokens >= MINIMUM_MAX_TOKENS)) {
    throw new UserError(
      `Parts of ${options.maxTokens} tokens are too small: use at least ${MINIMUM_MAX_TOKENS}.`,
    );
  }
  try {
    return await convert(source, options, sink);
  } catch (error) {
    await sink.discard();
    throw error;
  }
}

async function convert(
  source: SessionSource,
  options: PreprocessOptions,
  sink: PartSink,
): Promise<SessionReport> {
  const { includeAgents, detail, maxTokens, signal, history } = options;
  const known = options.secrets ?? new KnownSecrets();
  const redactor = options.redactor.remembering(known);
  const fileId = basename(source.path).replace(/\.jsonl$/, "");
  const record = newReadingRecord();
  const sessionIds = new Set([source.sessionId ?? fileId]);
  const agentLogs = includeAgents ? await ownAgentLogs(source.path, sessionIds, record) : [];
  const otherAgents = includeAgents ? new OtherAgents(source.path, sessionIds, agentLogs, signal) : undefined;
  const copies = history?.begin(source.sessionId ?? fileId);
  await copies?.lookAhead(source.path, signal);
  const context = newSessionContext(detailOf(detail), agentLogs, copies);
  const { facts } = context;
  const takenSoFar = watchTaken(redactor);
  // Asked for first when a part is written, and the same from then on.
  let id = source.sessionId ?? (isUuid(fileId) ? fileId : undefined);
  const sessionId = () => id ??= facts.sessionId ?? fileId;
  const budget = (part: number) => maxTokens - frameTokens(part, maxTokens, part > 1 ? sessionId() : "");
  using markup = new PartMarkup();
  const packer = new PartPacker(markup, budget);
  const writer = new PartWriter(redactor, sink, sessionId, maxTokens);
  const garbage = new YoungGarbage();
  const pack = async (events: readonly RedactedEvent[]) => {
    for (const event of events) {
      for (const content of packer.add(event)) await writer.write(content);
    }
  };

  const { path, sessionId: givenId } = source;
  const logs = { path, sessionId: givenId, agentLogs, otherAgents, context, record, signal };
  for await (const batch of sessionEvents(logs)) {
    for (const { element } of batch) tallyKept(context.ledger, element.name, element.children);
    if (facts.cwd !== undefined) known.names.noteFolder(facts.cwd);
    await pack(await redactEvents(batch, redactor));
    signal?.throwIfAborted();
    // What is left of it is what the part holds that is not whole yet.
    batch.length = 0;
    garbage.collect();
  }
  for (const content of packer.finish()) await writer.write(content);
  const copiedFrom = copies?.total() ?? {};
  const status = statusOf(facts, Object.keys(copiedFrom).length > 0);
  const parts = await writer.finish(facts, status === "converted");
  // What an empty session holds is shown nowhere: its copies have to show it.
  if (copies !== undefined && parts.length > 0) history?.keep(copies);
  return {
    sessionId: sessionId(),
    status,
    parts,
    bytesOut: parts.reduce((sum, part) => sum + part.bytes, 0),
    copiedFrom,
    agents: facts.agents.size,
    ...await accountOf(status, { record, ledger: context.ledger, redacted: takenSoFar() }, redactor),
  };
}

/** The logs of a session's agents; what can't be read beside them is noted in the record. */
async function ownAgentLogs(path: string, sessionIds: ReadonlySet<string>, record: ReadingRecord) {
  const noteSkipped = ({ path: skipped, reason }: SkippedPlace) =>
    noteUnparsed(record, { file: relative(dirname(path), skipped), line: 0, reason }, 0);
  return await findOwnAgentLogs(path, sessionIds, noteSkipped);
}

/** What was counted while a session was converted. */
interface Counted {
  readonly record: ReadingRecord;
  readonly ledger: Ledger;
  readonly redacted: Taken;
}

/** The part of a session's report that says what became of its lines and bytes. */
async function accountOf(status: SessionStatus, counted: Counted, redactor: Redactor) {
  const { record, redacted } = counted;
  const ledger = await redactLedger(counted.ledger, redactor);
  const unparsed = await redactUnparsed(record.unparsed, redactor);
  return {
    bytesIn: record.bytes,
    lines: record.lines,
    kept: countsOf(ledger.kept),
    dropped: droppedCounts(record, countsOf(ledger.pruned, ledger.deduplicated, ledger.truncated)),
    unparsed,
    unparsedCount: record.unparsedCount,
    invalidUtf8Lines: record.invalidUtf8Lines,
    unknownTypes: countsOf(ledger.unknownTypes),
    redactions: Object.fromEntries(Object.entries(redacted).map(([kind, { count }]) => [kind, count])),
    ledger: sessionLedger({
      ledger,
      record: { ...record, unparsed },
      redacted,
      leftOut: status === "converted" ? undefined : `${status} session`,
    }),
  };
}

/** Whether there is anything to learn from: a headless session without a word of text but with tool uses is not empty. */
function statusOf(facts: SessionFacts, hasCopies: boolean): SessionStatus {
  const isSaidOnly = facts.personsTexts + facts.toolUses === 0 && facts.assistantTexts <= facts.readyTexts;
  if (facts.warmupPrompts > 0 && isSaidOnly) return "warmup";
  if (facts.personsTexts + facts.assistantTexts + facts.toolUses > 0) return "converted";
  return hasCopies ? "repeated" : "empty";
}

/** What is dropped before lines are parsed, and what afterwards: some reasons are both. */
function droppedCounts(record: ReadingRecord, ofEvents: Record<string, number>): Record<string, number> {
  const counts = new Map(Object.entries(ofEvents));
  for (const [type, { lines }] of record.neverKept) counts.set(type, (counts.get(type) ?? 0) + lines);
  return Object.fromEntries(counts);
}
