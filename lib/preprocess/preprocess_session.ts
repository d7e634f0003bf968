/** One session's logs → redacted XML parts: the whole of stage 2, streaming. */

import { basename } from "node:path";
import { redactedText, type Redactor } from "../redact/mod.ts";
import {
  type AgentLog,
  type Entry,
  findAgentLogs,
  newReadingRecord,
  readEntries,
  readFileChunks,
  type ReadingRecord,
  sessionFolders,
} from "../session/mod.ts";
import { UserError } from "../user_error.ts";
import { FULL_DETAIL, NORMAL_DETAIL } from "./detail.ts";
import { LogInterpreter, type SessionEvent } from "./interpret_log.ts";
import { countsOf, tally } from "./ledger.ts";
import { withMovedResults } from "./moved_results.ts";
import { PartPacker } from "./part_packer.ts";
import type { PartFrame, PartSink } from "./part_sink.ts";
import { PartWriter } from "./part_writer.ts";
import { redactEvents } from "./redact_events.ts";
import type { PartReport, SessionReport } from "./report.ts";
import { newSessionContext, type SessionContext } from "./session_context.ts";
import { FRAME_CLOSING, frameOpening, frameTokens, usageElement } from "./session_frame.ts";
import { estimateTokens } from "./tokens.ts";

/** Claude's Read tool refuses files over 25,000 tokens; the seeds chose 20,000. */
export const DEFAULT_MAX_TOKENS = 20_000;

/** Below this the root's tags would be most of a part. */
export const MINIMUM_MAX_TOKENS = 1000;

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
  /** False keeps everything but the vendor's own prompts, still redacted. */
  readonly filtering: boolean;
  readonly redactor: Redactor;
  readonly signal?: AbortSignal;
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
  const fileId = basename(source.path).replace(/\.jsonl$/, "");
  const agentLogs = options.includeAgents
    ? await findAgentLogs(source.path, new Set([source.sessionId ?? fileId]))
    : [];
  const context = newSessionContext(options.filtering ? NORMAL_DETAIL : FULL_DETAIL, agentLogs);
  const record = newReadingRecord();
  const before = options.redactor.receipt();
  const budget = (part: number) => options.maxTokens - frameTokens(part);
  const packer = new PartPacker(budget);
  const writer = new PartWriter(options.redactor, sink, budget);
  const events = sessionEvents(source, agentLogs, context, record, options);
  for await (const batch of redactEvents(events, options.redactor)) {
    for (const event of batch) {
      tally(context.ledger.kept, event.element.name);
      for (const content of packer.add(event)) await writer.write(content);
    }
  }
  for (const content of packer.finish()) await writer.write(content);

  const sessionId = source.sessionId ?? (isUuid(fileId) ? fileId : context.facts.sessionId ?? fileId);
  const status = statusOf(context);
  const frames = status === "converted"
    ? await framesOf(sessionId, writer.tokens.length, context, options.redactor)
    : [];
  const placed = await sink.finish(sessionId, frames);
  const reports: PartReport[] = placed.map((part, index) => ({
    ...part,
    tokens: (writer.tokens[index] ?? 0) + estimateTokens(frames[index]?.opening ?? "") +
      estimateTokens(FRAME_CLOSING) + 2,
  }));
  return {
    sessionId,
    status,
    parts: reports,
    bytesIn: record.bytes,
    bytesOut: reports.reduce((sum, part) => sum + part.bytes, 0),
    lines: record.lines,
    kept: countsOf(context.ledger.kept),
    dropped: {
      ...Object.fromEntries([...record.neverKept].map(([type, { lines }]) => [type, lines])),
      ...countsOf(context.ledger.dropped),
    },
    unparsed: record.unparsed,
    unparsedCount: record.unparsedCount,
    invalidUtf8Lines: record.invalidUtf8Lines,
    unknownTypes: countsOf(context.ledger.unknownTypes),
    agents: context.facts.agents.size,
    redactions: difference(options.redactor.receipt(), before),
  };
}

/** The events of the session's log, then those of its subagents' logs. */
async function* sessionEvents(
  source: SessionSource,
  agentLogs: readonly AgentLog[],
  context: SessionContext,
  record: ReadingRecord,
  options: PreprocessOptions,
): AsyncGenerator<SessionEvent> {
  const folders = sessionFolders(source.path, source.sessionId);
  for (const log of [undefined, ...agentLogs]) {
    const interpreter = new LogInterpreter(context, log);
    for await (const entry of logEntries(log?.path ?? source.path, record, options)) {
      yield* interpreter.interpret(await withMovedResults(entry, folders, context.ledger));
    }
    yield* interpreter.finish();
  }
  const usage = usageElement(context.usage.total());
  if (usage !== undefined) yield { element: usage, scope: undefined };
}

async function* logEntries(
  path: string,
  record: ReadingRecord,
  options: PreprocessOptions,
): AsyncGenerator<Entry> {
  const chunks = readFileChunks(path, options.signal);
  const reading = { file: basename(path), record, everything: !options.filtering };
  for await (const entries of readEntries(chunks, reading)) yield* entries;
}

/** Whether there is anything to learn from: a headless session without a word of text but with tool uses is not empty. */
function statusOf({ facts }: SessionContext): SessionReport["status"] {
  if (facts.warmupPrompts > 0 && facts.personsTexts === 0) return "warmup";
  return facts.personsTexts + facts.assistantTexts + facts.toolUses === 0 ? "empty" : "converted";
}

async function framesOf(
  sessionId: string,
  parts: number,
  { facts }: SessionContext,
  redactor: Redactor,
): Promise<PartFrame[]> {
  const openings = Array.from(
    { length: parts },
    (_, index) => frameOpening({ sessionId, facts, part: index + 1, parts }),
  );
  return await Promise.all(openings.map(async (opening) => ({
    opening: await redactor.redactMarkup(opening),
    closing: redactedText`</session>`,
  })));
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text);
}

/** What was counted since. */
function difference(now: Record<string, number>, before: Record<string, number>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(now).map(([kind, count]) => [kind, count - (before[kind] ?? 0)] as const).filter((
      [, count],
    ) => count > 0),
  );
}
