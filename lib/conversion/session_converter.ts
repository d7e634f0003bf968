/** Converts the sessions of a run: what is in the cache is copied, the rest is converted. */

import { createRedactor, type Redactor } from "../redact/mod.ts";
import type { SessionReport } from "../preprocess/mod.ts";
import { contentKeyOf, isUnchanged } from "./content_key.ts";
import type { SessionCache } from "./session_cache.ts";
import { type ConversionOptions, convertToFiles, type SessionJob } from "./session_job.ts";

export interface ConverterOptions {
  readonly conversion: ConversionOptions;
  /** Undefined: everything is converted, and nothing is kept. */
  readonly cache: SessionCache | undefined;
  readonly signal: AbortSignal;
}

/** A session whose parts are in place. */
export interface ConvertedSession {
  readonly report: SessionReport;
  readonly fromCache: boolean;
}

/** Converts sessions. */
export interface SessionConverter {
  /** @throws as `preprocessSession` does. */
  convert(job: SessionJob): Promise<ConvertedSession>;
}

/** Makes a converter; nothing is loaded until something has to be converted. */
export function createSessionConverter(options: ConverterOptions): SessionConverter {
  const { conversion, cache, signal } = options;
  let redactor: Promise<Redactor> | undefined;
  const convertHere = async (job: SessionJob) =>
    await convertToFiles(job, conversion, await (redactor ??= createRedactor(conversion.redaction)), signal);
  return {
    async convert(job) {
      if (cache === undefined) return { report: await convertHere(job), fromCache: false };
      const content = await contentKeyOf(job.source, conversion, signal);
      const known = cache.take(content.key, job);
      if (known !== undefined) return { report: known, fromCache: true };
      const report = await convertHere(job);
      if (await isUnchanged(content)) cache.keep(content.key, report, job);
      return { report, fromCache: false };
    },
  };
}
