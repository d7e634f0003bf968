/** Sessions → XML parts in the materials folder, local and remote ones alike. */

import { join } from "node:path";
import { type Context, formatBytes, type Step } from "../../lib/cli/mod.ts";
import { downloadRemoteSession } from "../../lib/github/mod.ts";
import { preprocessSession, type SessionReport, writePartsTo } from "../../lib/preprocess/mod.ts";
import { messageOf } from "../../lib/user_error.ts";
import type { RepositoryName } from "../../lib/github/mod.ts";
import type { SessionSource } from "../get_learn_sessions.ts";

/** What became of the sessions. */
export interface PreparedSessions {
  /** Sessions that gave at least one part. */
  readonly converted: number;
  /** Empty and warm-up sessions. */
  readonly leftOut: number;
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
  const warnings: string[] = [];
  const reports: SessionReport[] = [];
  for (const [index, source] of options.sources.entries()) {
    step.update(`${index + 1} of ${options.sources.length}`);
    try {
      const path = source.path ?? await fetchRemote(source, options, context);
      const report = await convert(path, source, options, context);
      reports.push(report);
      context.progress.detail(describe(source, report));
      warnings.push(...unparsedWarnings(path, report));
    } catch (error) {
      context.signal.throwIfAborted();
      warnings.push(`Session ${source.session_id} is left out: ${messageOf(error)}`);
    }
  }
  const converted = reports.filter(({ status }) => status === "converted");
  return {
    converted: converted.length,
    leftOut: reports.length - converted.length,
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
  options: PreparationOptions,
  context: Context,
): Promise<SessionReport> {
  return await preprocessSession(
    { path, sessionId: source.session_id },
    {
      maxTokens: options.maxTokens,
      includeAgents: true,
      filtering: true,
      redactor: await context.redactor(),
      signal: context.signal,
    },
    writePartsTo(options.folder, source.session_type),
  );
}

function describe(source: SessionSource, report: SessionReport): string {
  const name = `${source.session_type} ${source.session_id} (${source.source_type})`;
  if (report.status !== "converted") return `${name}: ${report.status}, left out`;
  return `${name}: ${formatBytes(report.bytesIn)} → ${
    formatBytes(report.bytesOut)
  } in ${report.parts.length} parts`;
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
