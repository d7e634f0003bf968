/** The real logs that lie beside the repository, where they do. */

import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/** Where real logs lie, relative to the repository. */
export const REAL_LOGS_FOLDER = "../shared/sessions";

const repository = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The sessions' own logs, without those of subagents; none where the folder is missing. */
export function findRealLogs(): string[] {
  return [...logsBelow(join(repository, REAL_LOGS_FOLDER))].toSorted();
}

/** A log's name in tables: its path below the folder, without what all have in common. */
export function nameOfLog(path: string): string {
  const name = relative(join(repository, REAL_LOGS_FOLDER), path).replace(/\.jsonl$/, "");
  return name.replace(/projects\/[^/]+\//, "").replace(/([0-9a-f]{8})-[0-9a-f-]{27}$/, "$1");
}

function* logsBelow(folder: string): Generator<string> {
  let items: Deno.DirEntry[];
  try {
    items = [...Deno.readDirSync(folder)];
  } catch {
    return;
  }
  for (const { name, isDirectory, isFile } of items) {
    const path = join(folder, name);
    if (isDirectory) yield* logsBelow(path);
    else if (isFile && name.endsWith(".jsonl") && !name.startsWith("agent-")) yield path;
  }
}
