/** Sessions → XML parts in the materials folder, local and remote ones alike. */

import { join } from "node:path";
import { type Context, formatBytes, type Step } from "../../lib/cli/mod.ts";
import { type ConvertedSession, inLanes, type SessionConverter } from "../../lib/conversion/mod.ts";
import { downloadRemoteSession } from "../../lib/github/mod.ts";
import type { SessionReport } from "../../lib/preprocess/mod.ts";
import { messageOf } from "../../lib/user_error.ts";
import type { RepositoryName } from "../../lib/github/mod.ts";
import type { SessionSource } from "../get_learn_sessions.ts";
import { openConverter } from "../open_converter.ts";

/** What became of the sessions. */
export interface PreparedSessions {
  /** Sessions that gave at least one part. */
  readonly converted: number;
  /** Empty and warm-up sessions. */
  readonly leftOut: number;
  /** Sessions that an earlier run had converted, those that gave no part among them. */
  readonly fromCache: number;
  readonly parts: number;
  /** Bytes of the logs, subagents' logs included. */
  readonly bytesIn: number;
  readonly tokens: number;
  readonly warnings: readonly string[];
}

export interface PreparationOptions {
  readonly sources: readonly SessionSource[];
  /** The materials folder; remote sessions go to `remote-downloads/` in it. */
  readonly folder: string;
  readonly repository: RepositoryName;
  readonly maxTokens: number;
  /** Whether sessions converted before are taken from the cache, and others go there. */
  readonly cache: boolean;
}

/**
 * Converts each session. One that can't be fetched or read is a warning and is left out: the others
 * are worth learning from.
 */
export async function prepareSessions(
  options: PreparationOptions,
  context: Context,
  step: Step,
): Promise<PreparedSessions> {
  const { sources, maxTokens, cache } = options;
  const converter = await openConverter(
    { maxTokens, cache, includeAgents: true, filtering: true, sessions: sources.length },
    context,
  );
  // By the sources' index: sessions finish in any order.
  const done: (ConvertedSession | undefined)[] = sources.map(() => undefined);
  const warningsOf: string[][] = sources.map(() => []);
  try {
    await inLanes(sources, converter.lanes, async (source, index) => {
      step.update(`${index + 1} of ${sources.length}`);
      try {
        const path = source.path ?? await fetchRemote(source, options, context);
        const session = await convert(path, source, options, converter);
        done[index] = session;
        context.progress.detail(describe(source, session));
        warningsOf[index] = unparsedWarnings(path, session.report);
      } catch (error) {
        context.signal.throwIfAborted();
        warningsOf[index] = [`Session ${source.session_id} is left out: ${messageOf(error)}`];
      }
    });
  } finally {
    converter.close();
  }
  const warnings = warningsOf.flat();
  const sessions = done.filter((session) => session !== undefined);
  const reports = sessions.map(({ report }) => report);
  const converted = reports.filter(({ status }) => status === "converted");
  return {
    converted: converted.length,
    leftOut: reports.length - converted.length,
    fromCache: sessions.filter(({ fromCache }) => fromCache).length,
    parts: sum(converted, ({ parts }) => parts.length),
    bytesIn: sum(converted, ({ bytesIn }) => bytesIn),
    tokens: sum(converted, ({ parts }) => sum(parts, ({ tokens }) => tokens)),
    warnings,
  };
}

async function fetchRemote(
  source: SessionSource,
  options: PreparationOptions,
  context: Context,
): Promise<string> {
  const { path } = await downloadRemoteSession(await context.github(), {
    sessionId: source.session_id,
    ...(source.gist_url === null ? {} : { gistUrl: source.gist_url }),
    ...(source.run_id === null ? {} : { runId: source.run_id, repository: options.repository }),
    path: join(options.folder, "remote-downloads", `${source.session_id}.jsonl`),
  });
  return path;
}

async function convert(
  path: string,
  source: SessionSource,
  { folder }: PreparationOptions,
  converter: SessionConverter,
): Promise<ConvertedSession> {
  return await converter.convert({
    source: { path, sessionId: source.session_id },
    folder,
    prefix: source.session_type,
  });
}

function describe(source: SessionSource, { report, fromCache }: ConvertedSession): string {
  const name = `${source.session_type} ${source.session_id} (${source.source_type})`;
  const origin = fromCache ? ", from the cache" : "";
  if (report.status !== "converted") return `${name}: ${report.status}, left out${origin}`;
  return `${name}: ${formatBytes(report.bytesIn)} → ${
    formatBytes(report.bytesOut)
  } in ${report.parts.length} parts${origin}`;
}

/** Line numbers are named up to this many; the count is always whole. */
const NAMED_LINES = 10;

function unparsedWarnings(path: string, { unparsed }: SessionReport): string[] {
  if (unparsed.length === 0) return [];
  const lines = unparsed.slice(0, NAMED_LINES).map(({ line, reason }) => `${line} (${reason})`).join(", ");
  const more = unparsed.length > NAMED_LINES ? `, and ${unparsed.length - NAMED_LINES} more` : "";
  return [`${unparsed.length} unreadable line(s) in ${path}: ${lines}${more}; the rest is kept`];
}

function sum<Item>(items: readonly Item[], amount: (item: Item) => number): number {
  return items.reduce((total, item) => total + amount(item), 0);
}
