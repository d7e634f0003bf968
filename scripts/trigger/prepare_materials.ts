/** Sessions → XML parts in the materials folder, local and remote ones alike. */

import { counted } from "../../lib/wording.ts";
import { type Context, formatBytes, type Step } from "../../lib/cli/mod.ts";
import { type ConvertedSession, groupSessions, type SessionJob } from "../../lib/conversion/mod.ts";
import { inLanes } from "../../lib/in_lanes.ts";
import type { DetailLevel, SessionReport } from "../../lib/preprocess/mod.ts";
import { endsTheRun, messageOf } from "../../lib/user_error.ts";
import { leavesOpen, type RepositoryName } from "../../lib/github/mod.ts";
import type { SessionSource } from "../get_learn_sessions.ts";
import { openConverter } from "../open_converter.ts";
import { fetchRemoteLog } from "./remote_log.ts";

/** A session that was converted, or turned out to hold nothing. */
export interface PreparedSession {
  readonly source: SessionSource;
  readonly report: SessionReport;
}

/** What became of the sessions. */
export interface PreparedSessions {
  /** Sessions that gave at least one part. */
  readonly converted: number;
  /** Empty and warm-up sessions. */
  readonly leftOut: number;
  /** Sessions that say nothing but what they copied from others. */
  readonly repeated: number;
  /** Sessions that an earlier run had converted, those that gave no part among them. */
  readonly fromCache: number;
  /** Why one of the others may be there all the same: GitHub didn't answer for it. */
  readonly unanswered: unknown;
  /** Those that could be read, in the order of their sources. */
  readonly sessions: readonly PreparedSession[];
  readonly warnings: readonly string[];
}

export interface PreparationOptions {
  readonly sources: readonly SessionSource[];
  /** The materials folder; remote sessions go to `remote-downloads/` in it. */
  readonly folder: string;
  readonly repository: RepositoryName;
  readonly maxTokens: number;
  readonly detail: DetailLevel;
  /** Whether sessions converted before are taken from the cache, and others go there. */
  readonly cache: boolean;
}

/** Downloads wait for the network most of the time, but a log may have 100 MB. */
const FETCH_LANES = 4;

/** Of `--timeout`: the upload and the dispatch need the rest. */
const SHARE_OF_TIME = 2 / 3;

/** A session whose log is here. */
interface LocatedSession {
  readonly source: SessionSource;
  /** Among all sources. */
  readonly index: number;
  readonly job: SessionJob;
}

/**
 * Converts each session; history that several of them hold appears once. One that can't be fetched or read is a
 * warning and is left out: the others are worth learning from.
 *
 * @throws {UserError} if one can't be redacted, or what is made of it not be written: nothing is to be published then.
 */
export async function prepareSessions(
  options: PreparationOptions,
  context: Context,
  step: Step,
): Promise<PreparedSessions> {
  const { sources, maxTokens, detail, cache } = options;
  // By the sources' index: sessions finish in any order.
  const done: (ConvertedSession | undefined)[] = sources.map(() => undefined);
  const warningsOf: string[][] = sources.map(() => []);
  let unanswered: unknown;
  const leaveOut = (index: number, error: unknown) => {
    context.signal.throwIfAborted();
    if (endsTheRun(error)) throw error;
    if (leavesOpen(error)) unanswered ??= error;
    warn(index, `Session ${sources[index]?.session_id} is left out: ${messageOf(error)}`);
  };
  const warn = (index: number, warning: string) => void warningsOf[index]?.push(warning);
  const located = await locate(options, context, leaveOut, warn);
  const groups = await groupLocated(located, context);
  const converter = await openConverter(
    { maxTokens, cache, includeAgents: true, detail, sessions: groups.length },
    context,
  );
  let started = 0;
  try {
    await inLanes(groups, converter.lanes, async (group) => {
      step.update(`${started += group.length} of ${sources.length}`);
      const outcomes = await converter.convertGroup(group.map(({ job }) => job));
      for (const [at, { source, index, job }] of group.entries()) {
        const outcome = outcomes[at];
        if (outcome === undefined || "error" in outcome) {
          leaveOut(index, outcome?.error);
          continue;
        }
        done[index] = outcome.done;
        context.progress.detail(describe(source, outcome.done));
        const { report } = outcome.done;
        for (const warning of unparsedWarnings(job.source.path, report)) warn(index, warning);
      }
    });
  } finally {
    converter.close();
  }
  return { ...summaryOf(sources, done), unanswered, warnings: warningsOf.flat() };
}

/** What became of the sessions: `done` has, for each source, its session, or undefined where it is left out. */
function summaryOf(sources: readonly SessionSource[], done: readonly (ConvertedSession | undefined)[]) {
  const sessions = done.filter((session) => session !== undefined);
  const reports = sessions.map(({ report }) => report);
  const converted = reports.filter(({ status }) => status === "converted");
  const repeated = reports.filter(({ status }) => status === "repeated").length;
  return {
    converted: converted.length,
    leftOut: reports.length - converted.length - repeated,
    repeated,
    fromCache: sessions.filter(({ fromCache }) => fromCache).length,
    sessions: sources.flatMap((source, index) => {
      const session = done[index];
      return session === undefined ? [] : [{ source, report: session.report }];
    }),
  };
}

/** Where the sessions' logs lie; remote ones are downloaded. */
async function locate(
  options: PreparationOptions,
  context: Context,
  leaveOut: (index: number, error: unknown) => void,
  warn: (index: number, warning: string) => void,
): Promise<LocatedSession[]> {
  const { sources, folder } = options;
  const located: LocatedSession[] = [];
  const client = await (await context.github()).withShare(SHARE_OF_TIME);
  await inLanes(sources, FETCH_LANES, async (source, index) => {
    try {
      const { path, warnings } = source.path === null
        ? await fetchRemoteLog(source, options, client, context)
        : { path: source.path, warnings: [] };
      for (const warning of warnings) warn(index, warning);
      const job = { source: { path, sessionId: source.session_id }, folder, prefix: source.session_type };
      located.push({ source, index, job });
    } catch (error) {
      leaveOut(index, error);
    }
  });
  return located.toSorted((a, b) => a.index - b.index);
}

/** Sessions that share history, together. */
async function groupLocated(
  located: readonly LocatedSession[],
  context: Context,
): Promise<LocatedSession[][]> {
  const groups = await groupSessions(located.map(({ job }) => job), context.signal);
  const byJob = new Map(located.map((session) => [session.job, session]));
  for (const group of groups) {
    if (group.length < 2) continue;
    const ids = group.map(({ source }) => source.sessionId).join(", ");
    context.progress.detail(`${group.length} sessions share history, the oldest first: ${ids}`);
  }
  return groups.map((group) => group.flatMap((job) => byJob.get(job) ?? []));
}

function describe(source: SessionSource, { report, fromCache }: ConvertedSession): string {
  const name = `${source.session_type} ${source.session_id} (${source.source_type})`;
  const origin = fromCache ? ", from the cache" : "";
  if (report.status === "repeated") {
    return `${name}: left out, everything in it is in session ${
      Object.keys(report.copiedFrom).join(", ")
    }${origin}`;
  }
  if (report.status !== "converted") return `${name}: ${report.status}, left out${origin}`;
  return `${name}: ${formatBytes(report.bytesIn)} → ${formatBytes(report.bytesOut)} in ${
    counted(report.parts.length, "part")
  }${origin}`;
}

/** Line numbers are named up to this many; the count is always whole. */
const NAMED_LINES = 10;

function unparsedWarnings(path: string, { unparsed, unparsedCount }: SessionReport): string[] {
  if (unparsed.length === 0) return [];
  const places = unparsed.slice(0, NAMED_LINES).map(({ file, line, reason }) =>
    `${line === 0 ? file : line} (${reason})`
  ).join(", ");
  const more = unparsedCount > NAMED_LINES ? `, and ${unparsedCount - NAMED_LINES} more` : "";
  const what = unparsed.some(({ line }) => line === 0) ? "line(s) or file(s)" : "line(s)";
  return [`${unparsedCount} unreadable ${what} in ${path}: ${places}${more}; the rest is kept`];
}

/** What was made of sessions, in sum; those that leave no part don't count. */
export function sizesOf(sessions: readonly PreparedSession[]) {
  const converted = sessions.filter(({ report: { status } }) => status === "converted");
  const sum = (amount: (report: SessionReport) => number) =>
    converted.reduce((total, { report }) => total + amount(report), 0);
  return {
    parts: sum(({ parts }) => parts.length),
    /** Bytes of the logs, subagents' logs included. */
    bytesIn: sum(({ bytesIn }) => bytesIn),
    tokens: sum(({ parts }) => parts.reduce((total, { tokens }) => total + tokens, 0)),
  };
}
