/** `--logs <dir>`: a person's own session logs in place of the made-up ones. */

import { basename, dirname, join } from "node:path";

/** More than ten logs make the demo long without showing more. */
const MAX_LOGS = 10;

/** Logs in the Claude folder that the demo's `trigger` will read. */
export interface OwnLogs {
  /** Oldest first. */
  readonly sessionIds: readonly string[];
  /** How many logs were left out, being older. */
  readonly leftOut: number;
}

/**
 * Copies the newest session logs below a folder, with their subagents' logs and moved results, into a Claude folder.
 * The originals are only read.
 */
export async function copyOwnLogs(logsFolder: string, claudeFolder: string): Promise<OwnLogs> {
  const { isDirectory } = await Deno.stat(logsFolder).catch(() => ({ isDirectory: false }));
  if (!isDirectory) {
    throw new Error(`There is no folder ${logsFolder}: name one with session logs (*.jsonl).`);
  }
  const logs: { path: string; modified: number }[] = [];
  for await (const path of sessionLogs(logsFolder)) {
    const { size, mtime } = await Deno.stat(path);
    // A session that was opened and closed again leaves an empty file.
    if (size > 0) logs.push({ path, modified: mtime?.getTime() ?? 0 });
  }
  if (logs.length === 0) throw new Error(`No session logs (*.jsonl) below ${logsFolder}.`);
  const newestFirst = logs.toSorted((a, b) => b.modified - a.modified);
  const chosen = newestFirst.slice(0, MAX_LOGS).reverse();
  const sessionIds: string[] = [];
  for (const [index, { path }] of chosen.entries()) {
    const id = basename(path, ".jsonl");
    if (sessionIds.includes(id)) continue;
    sessionIds.push(id);
    const folder = join(claudeFolder, "projects", `own-logs-${index + 1}`);
    await Deno.mkdir(folder, { recursive: true });
    await Deno.copyFile(path, join(folder, `${id}.jsonl`));
    for await (const companion of companionsOf(path)) {
      const target = join(folder, companion);
      await Deno.mkdir(dirname(target), { recursive: true });
      await Deno.copyFile(join(dirname(path), companion), target);
    }
  }
  return { sessionIds, leftOut: logs.length - sessionIds.length };
}

async function* sessionLogs(folder: string): AsyncGenerator<string> {
  for await (const entry of Deno.readDir(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory && entry.name !== "subagents") yield* sessionLogs(path);
    else if (entry.isFile && entry.name.endsWith(".jsonl") && !entry.name.startsWith("agent-")) yield path;
  }
}

/** Paths beside a log, from its folder: subagents' logs of both layouts, and results in files of their own. */
async function* companionsOf(log: string): AsyncGenerator<string> {
  const folder = dirname(log);
  for await (const { name, isFile } of Deno.readDir(folder)) {
    if (isFile && name.startsWith("agent-") && name.endsWith(".jsonl")) yield name;
  }
  yield* filesBelow(folder, basename(log, ".jsonl"));
}

async function* filesBelow(root: string, folder: string): AsyncGenerator<string> {
  try {
    for await (const { name, isDirectory, isFile } of Deno.readDir(join(root, folder))) {
      if (isDirectory) yield* filesBelow(root, join(folder, name));
      else if (isFile) yield join(folder, name);
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
