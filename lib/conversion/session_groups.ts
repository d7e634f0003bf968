/**
 * Sessions that share history (a resume, a fork) are converted one after the other, by one thread: what one says, the
 * next ones need not repeat.
 */

import { basename } from "node:path";
import { SharedHistory } from "../preprocess/mod.ts";
import type { Redactor } from "../redact/mod.ts";
import { groupRelatedLogs } from "../session/mod.ts";
import { type Conversion, type ConversionOptions, convertToFiles, type SessionJob } from "./session_job.ts";

/** What became of one session of a group: a failure of one is no failure of the others. */
export type Outcome<Result> = { readonly done: Result } | { readonly error: unknown };

/**
 * Groups sessions that share history, in each group those first that the others were copied from; sessions that share
 * none are groups of one. With fewer than two sessions nothing is read.
 *
 * @throws the signal's reason when it is aborted.
 */
export async function groupSessions(
  jobs: readonly SessionJob[],
  signal: AbortSignal,
): Promise<SessionJob[][]> {
  const logs = jobs.map(({ source: { path, sessionId } }) => ({
    path,
    sessionId: sessionId ?? basename(path, ".jsonl"),
  }));
  const groups = await groupRelatedLogs(logs, signal);
  return groups.map((group) =>
    group.flatMap((index) => {
      const job = jobs[index];
      return job === undefined ? [] : [job];
    })
  );
}

/**
 * Converts a group to files, in order.
 *
 * @throws the signal's reason when it is aborted.
 */
export async function convertGroupToFiles(
  jobs: readonly SessionJob[],
  options: ConversionOptions,
  redactor: Redactor,
  signal: AbortSignal,
): Promise<Outcome<Conversion>[]> {
  // One session has nothing to be compared with.
  const history = jobs.length > 1 ? new SharedHistory() : undefined;
  const outcomes: Outcome<Conversion>[] = [];
  for (const job of jobs) {
    try {
      outcomes.push({ done: await convertToFiles(job, options, redactor, signal, history) });
    } catch (error) {
      signal.throwIfAborted();
      outcomes.push({ error });
    }
  }
  return outcomes;
}

/** The one result of a group of one. @throws its failure. */
export function onlyResult<Result>(outcomes: readonly Outcome<Result>[]): Result {
  const [only] = outcomes;
  if (only === undefined) throw new Error("a conversion gave no outcome");
  if ("error" in only) throw only.error;
  return only.done;
}
