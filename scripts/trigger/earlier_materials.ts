/** Whether the materials that an earlier run uploaded are still good: there, and newer than every session. */

import type { Context } from "../../lib/cli/mod.ts";
import { type Gist, parseGistAddress, type PlanIssue, readGist } from "../../lib/github/mod.ts";
import { messageOf } from "../../lib/user_error.ts";
import type { GetLearnSessionsResult } from "../get_learn_sessions.ts";

/** The gist to dispatch with, or why new materials are needed (nothing to say where there never was a gist). */
export type EarlierMaterials = { readonly gist: Gist } | {
  readonly gist: undefined;
  readonly reason: string | undefined;
};

/** Looks at the gist that the plan's header names. Never throws: without it, new materials are made. */
export async function findEarlierMaterials(
  plan: PlanIssue,
  sessions: GetLearnSessionsResult,
  context: Context,
): Promise<EarlierMaterials> {
  if (sessions.gist_url === null) return { gist: undefined, reason: undefined };
  let gist: Gist;
  try {
    gist = await readGist(await context.github(), parseGistAddress(sessions.gist_url));
  } catch (error) {
    context.signal.throwIfAborted();
    return { gist: undefined, reason: `the earlier materials can't be read (${messageOf(error)})` };
  }
  const uploadedAt = Date.parse(gist.createdAt);
  for (const [what, time] of [...headerTimes(plan), ...await logTimes(sessions.session_paths)]) {
    if (time > uploadedAt) return { gist: undefined, reason: `${what} is newer than the earlier materials` };
  }
  return { gist };
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
