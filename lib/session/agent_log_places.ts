/** Where the logs of subagents lie: beside the session's log (2.0.x), or below `<session-id>/subagents` (2.1.20+). */

import { basename, dirname, join } from "node:path";
import { reasonOf, refuseIfTooManyAreOpen } from "../file_failure.ts";

/** What may hold logs of agents and is not read. */
export interface SkippedPlace {
  readonly path: string;
  /** Follows "can't be read: ". */
  readonly reason: string;
}

const IS_LINK = "it is a link, which is not followed";

const AGENT_LOG_NAME = /^agent-(.+)\.jsonl$/s;

/** Workflow-style agents lie a few folders below `subagents`. */
const MAX_FOLDER_DEPTH = 8;

/** The id of the agent whose log has that name; undefined: it is no agent's log. */
export function agentIdOf(path: string): string | undefined {
  return AGENT_LOG_NAME.exec(basename(path))?.[1];
}

/** The run of a workflow that an agent's log is of: `subagents/workflows/<run>/agent-….jsonl`; undefined: of none. */
export function workflowRunOf(path: string): string | undefined {
  const folder = dirname(path);
  return basename(dirname(folder)) === "workflows" ? basename(folder) : undefined;
}

/**
 * The logs of agents below a session's folder.
 *
 * @param onSkipped gets links, folders that can't be listed, and what is named as a log and is no file.
 */
export async function* agentLogsOf(
  sessionFolder: string,
  onSkipped: (place: SkippedPlace) => void = () => {},
): AsyncGenerator<string> {
  const subagents = await subagentsOf(sessionFolder, onSkipped);
  if (subagents !== undefined) yield* agentLogsBelow(subagents, MAX_FOLDER_DEPTH, onSkipped);
}

/** The logs of agents in a folder: beside the sessions' own logs. */
export function agentLogsIn(folder: string): AsyncGenerator<string> {
  return agentLogsBelow(folder, 0);
}

/** The logs of agents of several sessions, by agent. What can't be read is told where these sessions are converted. */
export async function agentLogsOfAll(sessionFolders: readonly string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const sessionFolder of sessionFolders) {
    for await (const path of agentLogsOf(sessionFolder)) {
      const agentId = agentIdOf(path);
      if (agentId !== undefined) found.set(agentId, [...found.get(agentId) ?? [], path]);
    }
  }
  return found;
}

/** Folders of other sessions beside a log, and logs of agents there, in the layout of 2.0.x. */
export interface OtherPlaces {
  /** Folders of other sessions, which may hold logs of agents. */
  readonly folders: readonly string[];
  /** By agent. */
  readonly logs: ReadonlyMap<string, string>;
}

/**
 * What lies beside a session's log.
 *
 * @param ownNames of folders that are the session's own.
 * @param isOwn whether a log is known as that of one of the session's agents.
 */
export function findOtherPlaces(
  folder: string,
  ownNames: ReadonlySet<string>,
  isOwn: (path: string) => boolean,
): OtherPlaces {
  const folders: string[] = [];
  const logs = new Map<string, string>();
  try {
    for (const { name, isFile, isDirectory } of Deno.readDirSync(folder)) {
      const path = join(folder, name);
      if (isDirectory && !ownNames.has(name)) folders.push(path);
      const agentId = isFile && !isOwn(path) ? agentIdOf(name) : undefined;
      if (agentId !== undefined) logs.set(agentId, path);
    }
  } catch (error) {
    refuseIfTooManyAreOpen(error);
    // Whoever reads the session's log says what is wrong with its folder.
  }
  return { folders: folders.sort(), logs };
}

/**
 * The folder of a session's agents, if it has any. Links are not followed, here or further down: what they lead to is no
 * part of the session.
 */
async function subagentsOf(
  sessionFolder: string,
  onSkipped: (place: SkippedPlace) => void,
): Promise<string | undefined> {
  const folder = join(sessionFolder, "subagents");
  for (const path of [sessionFolder, folder]) {
    try {
      const state = Deno.lstatSync(path);
      // A link named for the session is skipped where it has agents, and is nobody's loss where it hasn't.
      if (state.isSymlink && await isFolder(folder)) onSkipped({ path, reason: IS_LINK });
      if (!state.isDirectory) return undefined;
    } catch (error) {
      if (!isMissing(error)) onSkipped({ path, reason: reasonOf(error) });
      return undefined;
    }
  }
  return folder;
}

async function* agentLogsBelow(
  folder: string,
  depth: number,
  onSkipped: (place: SkippedPlace) => void = () => {},
): AsyncGenerator<string> {
  const subfolders: string[] = [];
  try {
    for (const item of Deno.readDirSync(folder)) {
      const path = join(folder, item.name);
      const isNamedAsLog = AGENT_LOG_NAME.test(item.name);
      if (item.isFile && isNamedAsLog) yield path;
      else if (item.isDirectory && depth > 0) subfolders.push(path);
      else if (item.isSymlink && (isNamedAsLog || await isFolder(path))) onSkipped({ path, reason: IS_LINK });
      else if (!item.isFile && isNamedAsLog) onSkipped({ path, reason: "it is no regular file" });
    }
  } catch (error) {
    if (!isMissing(error)) onSkipped({ path: folder, reason: `it can't be listed (${reasonOf(error)})` });
    return;
  }
  for (const subfolder of subfolders) yield* agentLogsBelow(subfolder, depth - 1, onSkipped);
}

/** Links followed. */
async function isFolder(path: string): Promise<boolean> {
  return await Deno.stat(path).then(({ isDirectory }) => isDirectory, () => false);
}

function isMissing(error: unknown): boolean {
  return error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory;
}
