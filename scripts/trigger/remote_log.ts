/** The log of a session that ran elsewhere: fetched, or the copy that an earlier run has fetched. */

import { join } from "node:path";
import type { Context } from "../../lib/cli/mod.ts";
import { downloadRemoteSession, type GitHubClient, type RepositoryName } from "../../lib/github/mod.ts";
import { makeDownloadsFolder } from "../../lib/materials/mod.ts";
import { fileNamePart } from "../../lib/preprocess/parts/part_files.ts";
import { endsTheRun, messageOf } from "../../lib/user_error.ts";
import type { SessionSource } from "../get_learn_sessions.ts";

/** A log on this machine. */
export interface FetchedLog {
  readonly path: string;
  readonly warnings: readonly string[];
}

/**
 * Fetches a log into `remote-downloads/` of the materials folder, for its owner alone: it isn't redacted. Gists are
 * deleted and artifacts expire: what an earlier run fetched stays there, and is worth more than nothing.
 *
 * @throws {UserError} if it can't be had, and never was, or the folder or the file can't be written.
 */
export async function fetchRemoteLog(
  source: SessionSource,
  { folder, repository }: { readonly folder: string; readonly repository: RepositoryName },
  client: GitHubClient,
  context: Context,
): Promise<FetchedLog> {
  const id = source.session_id;
  const path = join(makeDownloadsFolder(folder), `${fileNamePart(id)}.jsonl`);
  try {
    const { foreign } = await downloadRemoteSession(client, {
      sessionId: id,
      ...(source.gist_url === null ? {} : { gistUrl: source.gist_url }),
      ...(source.run_id === null ? {} : { runId: source.run_id, repository }),
      path,
      isPrivate: true,
    });
    return {
      path,
      warnings: foreign === undefined ? [] : [`Look who made the log of session ${id}: ${foreign}`],
    };
  } catch (error) {
    context.signal.throwIfAborted();
    if (endsTheRun(error)) throw error;
    const fetchedAt = await timeOf(path);
    if (fetchedAt === undefined) throw error;
    return {
      path,
      warnings: [
        `Session ${id} is taken from ${path}, fetched at ${fetchedAt}: it can't be fetched again (${
          messageOf(error)
        })`,
      ],
    };
  }
}

/** When a file was written, ISO 8601; downloads are written whole or not at all. */
async function timeOf(path: string): Promise<string | undefined> {
  try {
    const { isFile, mtime } = await Deno.lstat(path);
    return isFile ? (mtime ?? new Date(0)).toISOString() : undefined;
  } catch {
    return undefined;
  }
}
