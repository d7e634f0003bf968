/** Converts the sessions of a run: what is in the cache is copied, the rest is converted, in workers where it pays. */

import { createRedactor, type Redactor } from "../redact/mod.ts";
import type { SessionReport } from "../preprocess/mod.ts";
import { contentKeyOf, isUnchanged } from "./content_key.ts";
import type { SessionCache } from "./session_cache.ts";
import { type ConversionOptions, convertToFiles, type SessionJob } from "./session_job.ts";
import { createSessionWorkers, lanesFor, sessionWorkerAddress } from "./session_workers.ts";

export interface ConverterOptions {
  readonly conversion: ConversionOptions;
  /** How many sessions there are: decides about workers. */
  readonly sessions: number;
  /** Undefined: everything is converted, and nothing is kept. */
  readonly cache: SessionCache | undefined;
  readonly signal: AbortSignal;
  /** Gets lines about workers. */
  readonly detail?: (line: string) => void;
}

/** A session whose parts are in place. */
export interface ConvertedSession {
  readonly report: SessionReport;
  readonly fromCache: boolean;
}

/** Converts sessions. */
export interface SessionConverter {
  /** So many sessions at once are worth asking for. */
  readonly lanes: number;
  /** @throws as `preprocessSession` does. */
  convert(job: SessionJob): Promise<ConvertedSession>;
  /** Ends the workers. */
  close(): void;
}

/** A worker takes 0.2 s to start and load its rules, in which this much is converted without one. */
const WORTH_A_WORKER_BYTES = 8 * 1024 * 1024;

/** Makes a converter; nothing is loaded or started until something has to be converted. */
export function createSessionConverter(options: ConverterOptions): SessionConverter {
  const { conversion, cache, signal, detail = () => {} } = options;
  const lanes = lanesFor(options.sessions);
  const workers = lanes > 1
    ? createSessionWorkers({ address: sessionWorkerAddress(), conversion, signal, detail })
    : undefined;
  let redactor: Promise<Redactor> | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  let here = 0;
  let inWorkers = 0;
  let bytes = 0;

  /** One after the other: side by side in one thread they'd take as long, more memory, and mix their redactions. */
  const convertHere = (job: SessionJob): Promise<SessionReport> => {
    here++;
    const done = turn.then(async () =>
      await convertToFiles(job, conversion, await (redactor ??= createRedactor(conversion.redaction)), signal)
    ).finally(() => here--);
    turn = done.catch(() => {});
    return done;
  };
  const convertAnew = async (job: SessionJob): Promise<SessionReport> => {
    if (workers === undefined) return await convertHere(job);
    bytes += await sizeOf(job.source.path);
    // This thread is one of the lanes: it has its rules loaded before any worker has.
    const report = here === 0 || bytes < WORTH_A_WORKER_BYTES ? undefined : await workers.convert(job);
    if (report !== undefined) inWorkers++;
    return report ?? await convertHere(job);
  };
  return {
    lanes,
    async convert(job) {
      if (cache === undefined) return { report: await convertAnew(job), fromCache: false };
      const content = await contentKeyOf(job.source, conversion, signal);
      const known = cache.take(content.key, job);
      if (known !== undefined) return { report: known, fromCache: true };
      const report = await convertAnew(job);
      if (await isUnchanged(content)) cache.keep(content.key, report, job);
      return { report, fromCache: false };
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

/** Bytes of a log; one that can't be looked at fails later, with words. */
async function sizeOf(path: string): Promise<number> {
  try {
    return (await Deno.stat(path)).size;
  } catch {
    return 0;
  }
}
