/** What is to be converted, how, and where to. All of it can be sent to a worker. */

import {
  type DetailLevel,
  preprocessSession,
  type SessionReport,
  type SessionSource,
  type SharedHistory,
  writePartsTo,
} from "../preprocess/mod.ts";
import { type KnownSecret, KnownSecrets, type Redactor, type RedactorOptions } from "../redact/mod.ts";

/** How sessions are converted. */
export interface ConversionOptions {
  readonly maxTokens: number;
  readonly includeAgents: boolean;
  readonly detail: DetailLevel;
  /** With a key: the workers of a run, and the runs of a project, make the same mark of the same secret. */
  readonly redaction: RedactorOptions & { readonly key: Uint8Array };
}

/** One session, and where its parts go. */
export interface SessionJob {
  readonly source: SessionSource;
  readonly folder: string;
  /** Start of the parts' names. */
  readonly prefix: string;
}

/** What a conversion gives beside the files. */
export interface Conversion {
  readonly report: SessionReport;
  /** Found in the session, and taken out of it: they may stand in what it belongs to, too. Never to be shown or written. */
  readonly secrets: readonly KnownSecret[];
}

/**
 * Converts a session to files.
 *
 * @param history of the related sessions converted before; what was copied from them is left out.
 * @throws as `preprocessSession` does.
 */
export async function convertToFiles(
  { source, folder, prefix }: SessionJob,
  { maxTokens, includeAgents, detail }: ConversionOptions,
  redactor: Redactor,
  signal: AbortSignal,
  history?: SharedHistory,
): Promise<Conversion> {
  const shared = history === undefined ? {} : { history };
  const secrets = new KnownSecrets();
  const options = { maxTokens, includeAgents, detail, redactor, signal, secrets, ...shared };
  const report = await preprocessSession(source, options, writePartsTo(folder, prefix));
  return { report, secrets: secrets.list() };
}
