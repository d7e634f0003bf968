/** Whether the materials that an earlier run uploaded are still good, before any are made. */

import type { Context } from "../../lib/cli/mod.ts";
import {
  failureOf,
  type Gist,
  type GitHubClient,
  parseGistAddress,
  type PlanIssue,
  readGist,
  readGistFile,
  statusOf,
} from "../../lib/github/mod.ts";
import { gistFileName, packedManifest } from "../../lib/materials/mod.ts";
import type { TriggerState } from "../../lib/run_state/mod.ts";
import { messageOf } from "../../lib/user_error.ts";
import type { GetLearnSessionsResult } from "../get_learn_sessions.ts";
import { namingStep } from "./announced.ts";
import { checkUploadedGist } from "./materials_gist.ts";

/** The gist to dispatch with, or why new materials are needed (nothing to say where there never was a gist). */
export type EarlierMaterials = { readonly gist: Gist } | {
  readonly gist: undefined;
  readonly reason: string | undefined;
};

/**
 * Of materials that this machine made, their content tells whether they are still good: they are made again (from the
 * cache) and compared, unless there is no session to make them of. Of those that another machine made, and only the
 * plan's header tells of, time and their manifest do: no session may be newer, and none of the plan's that are here may
 * be missing in them.
 *
 * @throws {UserError} if GitHub can't tell: a new gist might then be one too many.
 */
export async function findEarlierMaterials(
  plan: PlanIssue,
  sessions: GetLearnSessionsResult,
  state: TriggerState,
  context: Context,
): Promise<EarlierMaterials> {
  const { upload } = state;
  if (upload !== null && !isSuperseded(state, sessions.gist_url)) {
    if (upload.gist === null || sessions.session_sources.length > 0) {
      return { gist: undefined, reason: undefined };
    }
    const uploaded = { ...upload, gist: upload.gist };
    return await checkUploadedGist(uploaded, plan.number, context).catch((error) => {
      throw namingStep("Checking the earlier materials", error);
    });
  }
  return await findMaterialsOfHeader(plan, sessions, context);
}

/** What this machine uploaded was dispatched and recorded, and then another machine recorded its own. */
function isSuperseded({ upload, dispatch }: TriggerState, gistOfHeader: string | null): boolean {
  return upload?.gist != null && dispatch?.recorded === true && dispatch.gist_url === upload.gist.url &&
    gistOfHeader !== null && gistOfHeader !== upload.gist.url;
}

async function findMaterialsOfHeader(
  plan: PlanIssue,
  sessions: GetLearnSessionsResult,
  context: Context,
): Promise<EarlierMaterials> {
  if (sessions.gist_url === null) return { gist: undefined, reason: undefined };
  let gist: Gist;
  let lacking: string | undefined;
  try {
    const client = await context.github();
    gist = await readGist(client, parseGistAddress(sessions.gist_url, client));
    lacking = await sessionLackingIn(gist, plan.number, sessions, client);
  } catch (error) {
    context.signal.throwIfAborted();
    const isUnknown = failureOf(error) !== undefined && statusOf(error) !== 404;
    if (isUnknown) throw namingStep("Reading the earlier materials", error);
    return { gist: undefined, reason: `the earlier materials can't be read (${messageOf(error)})` };
  }
  const uploadedAt = Date.parse(gist.createdAt);
  for (const [what, time] of [...headerTimes(plan), ...await logTimes(sessions.session_paths)]) {
    if (time > uploadedAt) return { gist: undefined, reason: `${what} is newer than the earlier materials` };
  }
  if (lacking === undefined) return { gist };
  return {
    gist: undefined,
    reason: `the earlier materials don't hold the session ${lacking}, which is here`,
  };
}

/**
 * A session that the plan names and this machine can read, but whoever made the materials could not; `undefined` where
 * there is none, or the materials don't say of which sessions they were made.
 */
async function sessionLackingIn(
  gist: Gist,
  issueNumber: number,
  { fallback, session_sources: sources }: GetLearnSessionsResult,
  client: GitHubClient,
): Promise<string | undefined> {
  // The newest sessions of this machine are no sessions of the plan: only time speaks for them.
  const file = gist.files.find(({ name }) => name === gistFileName(issueNumber));
  if (fallback || file === undefined) return undefined;
  const records = packedManifest(await readGistFile(client, gist, file))?.sessions ?? [];
  if (records.length === 0) return undefined;
  const known = new Set(records.map(({ id }) => id));
  return sources.find(({ session_id: id }) => !known.has(id))?.session_id;
}

function headerTimes({ header }: PlanIssue): [string, number][] {
  const times = [header?.last_session_at, header?.last_local_impl_at, header?.last_remote_impl_at];
  return times.filter((time) => time !== undefined).map((
    time,
  ) => ["a session of the plan", Date.parse(time)]);
}

async function logTimes(paths: readonly string[]): Promise<[string, number][]> {
  return await Promise.all(paths.map(async (path): Promise<[string, number]> => {
    const { mtime } = await Deno.stat(path);
    return [`the session log ${path}`, mtime?.getTime() ?? 0];
  }));
}
