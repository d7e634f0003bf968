/** Converts the sessions of a run: what is in the cache is copied, the rest is converted, in workers where it pays. */

import { createRedactor, type Redactor } from "../redact/mod.ts";
import { type ContentKey, contentKeyOf, isUnchanged } from "./content_key.ts";
import type { SessionCache } from "./session_cache.ts";
import { convertGroupToFiles, onlyResult, type Outcome } from "./session_groups.ts";
import type { Conversion, ConversionOptions, SessionJob } from "./session_job.ts";
import { createSessionWorkers, lanesFor, sessionWorkerAddress } from "./session_workers.ts";

export interface ConverterOptions {
  readonly conversion: ConversionOptions;
  /** How many sessions (groups of them, where some share history) there are: decides about workers. */
  readonly sessions: number;
  /** Undefined: everything is converted, and nothing is kept. */
  readonly cache: SessionCache | undefined;
  readonly signal: AbortSignal;
  /** Gets lines about workers. */
  readonly detail?: (line: string) => void;
}

/** A session whose parts are in place. */
export interface ConvertedSession extends Conversion {
  readonly fromCache: boolean;
}

/** Converts sessions. */
export interface SessionConverter {
  /** So many sessions (groups) at once are worth asking for. */
  readonly lanes: number;
  /** @throws as `preprocessSession` does. */
  convert(job: SessionJob): Promise<ConvertedSession>;
  /**
   * Converts sessions that share history, as `groupSessions` gives them: what one says, the next ones don't repeat.
   * All of them come from the cache, or none: only what is converted is known to the next ones.
   *
   * @throws the signal's reason when it is aborted; a failure of one session is in its outcome.
   */
  convertGroup(jobs: readonly SessionJob[]): Promise<Outcome<ConvertedSession>[]>;
  /** Ends the workers. */
  close(): void;
}

/** A worker takes 0.2 s to start and load its rules, in which this much is converted without one. */
const WORTH_A_WORKER_BYTES = 8 * 1024 * 1024;

/** Makes a converter; nothing is loaded or started until something has to be converted. */
export function createSessionConverter(options: ConverterOptions): SessionConverter {
  const { conversion, cache, signal } = options;
  const lanes = openLanes(options);
  let keyed: Promise<unknown> = Promise.resolve();

  /**
   * A conversion takes this thread, and leaves the keys of other groups little of it: those asked for at the same time
   * get theirs first, so that a worker begins with one of them at once.
   */
  const keysBeforeConversions = async (jobs: readonly SessionJob[]): Promise<ContentKey[] | undefined> => {
    const keys = keysOf(jobs, conversion, signal);
    keyed = Promise.allSettled([keyed, keys]).then(() => {});
    const own = await keys;
    await keyed;
    return own;
  };
  const converter: SessionConverter = {
    lanes: lanes.count,
    async convert(job) {
      return onlyResult(await converter.convertGroup([job]));
    },
    async convertGroup(jobs) {
      const keys = cache === undefined ? undefined : await keysBeforeConversions(jobs);
      const taken = keys === undefined ? undefined : takeAll(jobs, keys, cache);
      if (taken !== undefined) return taken;
      const outcomes = await lanes.convertGroup(jobs);
      for (const [index, job] of jobs.entries()) {
        const outcome = outcomes[index];
        // A session's predecessors are part of what it depends on: one that failed is not what its key says.
        if (outcome === undefined || "error" in outcome) break;
        const content = keys?.[index];
        if (content === undefined) continue;
        if (!(await isUnchanged(content))) break;
        cache?.keep(content, outcome.done, job);
      }
      return outcomes.map((outcome) =>
        "error" in outcome ? outcome : { done: { ...outcome.done, fromCache: false } }
      );
    },
    close: lanes.close,
  };
  return converter;
}

/** The threads that convert: this one, and workers where there are enough sessions. */
interface Lanes {
  readonly count: number;
  convertGroup(jobs: readonly SessionJob[]): Promise<Outcome<Conversion>[]>;
  /** Ends the workers. */
  close(): void;
}

function openLanes({ conversion, sessions, signal, detail = () => {} }: ConverterOptions): Lanes {
  const count = lanesFor(sessions);
  const workers = count > 1
    ? createSessionWorkers({ address: sessionWorkerAddress(), conversion, signal, detail })
    : undefined;
  let redactor: Promise<Redactor> | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  let here = 0;
  let inWorkers = 0;
  let bytes = 0;

  /** One after the other: side by side in one thread they'd take as long, more memory, and mix their redactions. */
  const convertHere = (jobs: readonly SessionJob[]): Promise<Outcome<Conversion>[]> => {
    here++;
    const done = turn.then(async () => {
      redactor ??= createRedactor(conversion.redaction);
      return await convertGroupToFiles(jobs, conversion, await redactor, signal);
    }).finally(() => here--);
    turn = done.catch(() => {});
    return done;
  };
  return {
    count,
    async convertGroup(jobs) {
      if (workers === undefined) return await convertHere(jobs);
      // Nothing is awaited from here until this thread is taken: a group asked for at the same time sees that it is.
      for (const { source } of jobs) bytes += sizeOf(source.path);
      // This thread is one of the lanes: it has its rules loaded before any worker has.
      const outcomes = here === 0 || bytes < WORTH_A_WORKER_BYTES
        ? undefined
        : await workers.convertGroup(jobs);
      if (outcomes !== undefined) inWorkers += jobs.length;
      return outcomes ?? await convertHere(jobs);
    },
    close() {
      if (inWorkers > 0) {
        detail(
          `${inWorkers} session(s) converted by ${workers?.started()} worker(s), the others beside them`,
        );
      }
      workers?.close();
    },
  };
}

/**
 * The keys of a group's sessions: each includes those of the sessions before it. Undefined where a log can't be read;
 * the conversion says so.
 */
async function keysOf(
  jobs: readonly SessionJob[],
  conversion: ConversionOptions,
  signal: AbortSignal,
): Promise<ContentKey[] | undefined> {
  const keys: ContentKey[] = [];
  for (const { source } of jobs) {
    try {
      keys.push(await contentKeyOf(source, conversion, signal, keys.at(-1)));
    } catch {
      signal.throwIfAborted();
      return undefined;
    }
  }
  return keys;
}

/** All sessions of a group from the cache, or undefined; where parts can't be written, the conversion says so. */
function takeAll(
  jobs: readonly SessionJob[],
  keys: readonly ContentKey[],
  cache: SessionCache | undefined,
): Outcome<ConvertedSession>[] | undefined {
  const taken: Outcome<ConvertedSession>[] = [];
  for (const [index, job] of jobs.entries()) {
    const conversion = takeOne(keys[index], job, cache);
    if (conversion === undefined) return undefined;
    taken.push({ done: { ...conversion, fromCache: true } });
  }
  return taken;
}

function takeOne(
  content: ContentKey | undefined,
  job: SessionJob,
  cache: SessionCache | undefined,
): Conversion | undefined {
  try {
    return content === undefined ? undefined : cache?.take(content, job);
  } catch {
    return undefined;
  }
}

/** Bytes of a log; one that can't be looked at fails later, with words. */
function sizeOf(path: string): number {
  try {
    return Deno.statSync(path).size;
  } catch {
    return 0;
  }
}
