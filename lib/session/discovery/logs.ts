/** Session logs in project folders: `<project>/<id>.jsonl` and `<project>/sessions/<id>.jsonl`. */

import { join } from "node:path";
import { explainFileFailure, refuseIfTooManyAreOpen } from "../../file_failure.ts";
import { ofFiles } from "../../in_lanes.ts";

/** A session's log on this machine. */
export interface SessionLog {
  readonly sessionId: string;
  readonly path: string;
  readonly bytes: number;
  readonly modifiedAt: Date;
}

const LOG_EXTENSION = ".jsonl";

/**
 * Whether a log can have this id as its name: letters, digits, `_`, `-` and single dots, at most 128 of them. Ids
 * come from issues that anybody may edit, and become parts of paths and file names. People rename logs, so this
 * accepts more than `lib/github/plan/tracked_sessions.ts` takes from an issue.
 */
export function isLogId(text: string): boolean {
  return /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/.test(text) && !text.includes("..");
}

/** Whether an id is that of a subagent's log, which lies beside the session's own. */
export function isAgentId(sessionId: string): boolean {
  return sessionId.startsWith("agent-");
}

/** Gets each folder that is there and may not be read, and why. */
export type OnUnreadable = (folder: string, reason: string) => void;

/**
 * Lists the logs of one project folder whose id is wanted. A folder or file that is gone or can't
 * be read gives nothing.
 */
export async function logsIn(
  projectFolder: string,
  isWanted: (sessionId: string) => boolean,
  onUnreadable?: OnUnreadable,
): Promise<SessionLog[]> {
  const paths: string[] = [];
  for (const folder of [projectFolder, join(projectFolder, "sessions")]) {
    for (const entry of await entriesOf(folder, onUnreadable)) {
      const sessionId = entry.name.slice(0, -LOG_EXTENSION.length);
      const isLog = entry.name.endsWith(LOG_EXTENSION) && !entry.isDirectory && isLogId(sessionId);
      if (isLog && isWanted(sessionId)) paths.push(join(folder, entry.name));
    }
  }
  const logs = await ofFiles(paths, describeLog);
  return logs.filter((log) => log !== undefined);
}

/** Every folder in `<claude>/projects`; none if there is no such folder. */
export async function allProjectFolders(
  projectsFolder: string,
  onUnreadable?: OnUnreadable,
): Promise<string[]> {
  const entries = await entriesOf(projectsFolder, onUnreadable);
  return entries.filter((entry) => !entry.isFile).map((entry) => join(projectsFolder, entry.name)).sort();
}

/** Newest first; the same time gives the order of paths, so that the answer is always the same. */
export function newestFirst(a: SessionLog, b: SessionLog): number {
  return b.modifiedAt.getTime() - a.modifiedAt.getTime() || (a.path < b.path ? -1 : 1);
}

async function describeLog(path: string): Promise<SessionLog | undefined> {
  try {
    const { size, mtime, isFile } = await Deno.stat(path);
    if (!isFile) return undefined;
    const name = path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
    return {
      sessionId: name.slice(0, -LOG_EXTENSION.length),
      path,
      bytes: size,
      modifiedAt: mtime ?? new Date(0),
    };
  } catch {
    return undefined;
  }
}

async function entriesOf(folder: string, onUnreadable?: OnUnreadable): Promise<Deno.DirEntry[]> {
  try {
    return await Array.fromAsync(Deno.readDir(folder));
  } catch (error) {
    refuseIfTooManyAreOpen(error);
    if (error instanceof Deno.errors.PermissionDenied) {
      onUnreadable?.(folder, explainFileFailure(error)?.reason ?? error.message);
    }
    return [];
  }
}
