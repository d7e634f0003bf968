/** The converter of sessions for a run of a command: with the project's cache, and the run's receipt. */

import { openCacheFolder } from "../lib/cache/mod.ts";
import type { Context } from "../lib/cli/mod.ts";
import {
  type ConversionOptions,
  type ConvertedSession,
  createSessionConverter,
  openSessionCache,
  type SessionConverter,
} from "../lib/conversion/mod.ts";

export interface OpenConverterOptions extends Omit<ConversionOptions, "redaction"> {
  /** Whether sessions converted before are taken from the cache, and others go there. */
  readonly cache: boolean;
  /** How many (groups that share history) there are to convert; with several, workers convert them. */
  readonly sessions: number;
}

/**
 * Makes a converter that redacts as the context's redactor does, adds what it finds to that one's receipt, and tells it
 * the secrets.
 */
export async function openConverter(
  { cache, sessions, ...options }: OpenConverterOptions,
  context: Context,
): Promise<SessionConverter> {
  const { options: redaction, keyIsKept } = await context.redaction();
  const detail = (line: string) => context.progress.detail(line);
  // Without the same key in the next run, nothing kept could be found again.
  const folder = cache && keyIsKept ? await openCacheFolder(await context.projectRoot()) : undefined;
  const converter = createSessionConverter({
    conversion: { ...options, redaction },
    sessions,
    cache: folder === undefined ? undefined : openSessionCache(folder, { detail }),
    signal: context.signal,
    detail,
  });
  const count = async ({ report, secrets }: ConvertedSession) => {
    const redactor = await context.redactor();
    redactor.count(report.redactions);
    // It names files and is cited, whatever its log calls it.
    redactor.spare([report.sessionId]);
    redactor.learn(secrets);
  };
  return {
    ...converter,
    async convert(job) {
      const session = await converter.convert(job);
      await count(session);
      return session;
    },
    async convertGroup(jobs) {
      const outcomes = await converter.convertGroup(jobs);
      for (const outcome of outcomes) if ("done" in outcome) await count(outcome.done);
      return outcomes;
    },
  };
}
