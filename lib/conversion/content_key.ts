/** What a conversion depends on, as one hash: the content of every file that it reads, the options, and the program. */

import { createHash } from "node:crypto";
import { basename, dirname, join, relative } from "node:path";
import { refuseIfTooManyAreOpen } from "../file_failure.ts";
import type { SessionSource } from "../preprocess/mod.ts";
import {
  findAgentLogs,
  isFolderBelow,
  isRealFile,
  NamedResults,
  readFileChunks,
  RESULTS_FOLDER,
  sessionFolders,
  type SkippedPlace,
} from "../session/mod.ts";
import { VERSION } from "../version.ts";
import type { ConversionOptions } from "./session_job.ts";

/** The key of a conversion, and the state of the files when it was made. */
export interface ContentKey {
  /** SHA-256, hexadecimal. */
  readonly key: string;
  /** For what the conversion's secrets are encrypted with: whoever can make it has read the logs that they stand in. */
  readonly sealingKey: Uint8Array;
  readonly files: readonly FileState[];
}

interface FileState {
  readonly path: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
}

/** To be raised when entries change their form, or conversion gives something else within one version of the program. */
const CACHE_FORMAT = 25;

/**
 * Makes the key of a conversion. Files are read as streams; what can't be read beside the log counts as missing, as
 * it does for the conversion.
 *
 * @param before the key of the session converted before in a group that shares history: what was copied from that one,
 * or from those before it, is left out.
 * @throws UserError when the log can't be read; the signal's reason when it is aborted.
 */
export async function contentKeyOf(
  source: SessionSource,
  options: ConversionOptions,
  signal: AbortSignal,
  before?: ContentKey,
): Promise<ContentKey> {
  const { redaction, ...plain } = options;
  const { key: redactionKey, ...rules } = redaction;
  const skipped: SkippedPlace[] = [];
  const files = [source.path, ...await filesBeside(source, options, skipped)];
  const states: FileState[] = [];
  const contents: (readonly [string, string])[] = [];
  const named = new NamedResults();
  const add = async (path: string, note?: (chunk: Uint8Array) => void) => {
    const state = await stateOf(path);
    try {
      contents.push([relative(dirname(source.path), path), await hashOfFile(path, signal, note)]);
      if (state !== undefined) states.push(state);
    } catch (error) {
      signal.throwIfAborted();
      if (path === source.path) throw error;
    }
  };
  for (const path of files) {
    await add(path, path.endsWith(".jsonl") ? (chunk) => named.note(chunk) : undefined);
  }
  for (const path of await resultsElsewhere(named, source.path, new Set(files))) await add(path);
  const all = {
    format: CACHE_FORMAT,
    version: VERSION,
    name: basename(source.path),
    sessionId: source.sessionId ?? null,
    ...plain,
    rules,
    redactionKey: createHash("sha256").update(redactionKey).digest("hex"),
    contents,
    skipped,
    before: before?.key ?? null,
  };
  const json = JSON.stringify(all);
  return {
    key: createHash("sha256").update(json).digest("hex"),
    sealingKey: createHash("sha256").update(`secrets\n${json}`).digest(),
    files: states,
  };
}

/** Every file of a session that a conversion reads, the log first; those beside it are there. */
export async function filesOfSession(source: SessionSource): Promise<string[]> {
  return [source.path, ...await filesBeside(source, { includeAgents: true }, [])];
}

/** Whether the files of a key are as they were: a log may grow while it is converted. */
export async function isUnchanged({ files }: ContentKey): Promise<boolean> {
  const now = await Promise.all(files.map(({ path }) => stateOf(path)));
  return files.every(({ bytes, modifiedAt }, index) =>
    now[index]?.bytes === bytes && now[index]?.modifiedAt === modifiedAt
  );
}

/**
 * The logs of subagents, what is known about them, and the results that lie in files of their own.
 *
 * @param skipped gets what the conversion will say that it can't read.
 */
async function filesBeside(
  { path, sessionId }: SessionSource,
  { includeAgents }: { readonly includeAgents: boolean },
  skipped: SkippedPlace[],
): Promise<string[]> {
  const stem = basename(path).replace(/\.jsonl$/, "");
  const note = (place: SkippedPlace) => void skipped.push(place);
  const agents = includeAgents ? await findAgentLogs(path, new Set([sessionId ?? stem]), note) : [];
  const results = await Promise.all(
    sessionFolders(path, sessionId).map((folder) => movedResultsIn(folder)),
  );
  const described = agents.flatMap((agent) => [agent.path, agent.path.replace(/\.jsonl$/, ".meta.json")]);
  const areFiles = await Promise.all(described.map(isRealFile));
  return [...described.filter((_, index) => areFiles[index]), ...results.flat()];
}

/** The moved results that a conversion may read. Links are left out. */
async function movedResultsIn(sessionFolder: string): Promise<string[]> {
  const folder = join(sessionFolder, RESULTS_FOLDER);
  if (!await isFolderBelow(dirname(sessionFolder), basename(sessionFolder), RESULTS_FOLDER)) return [];
  try {
    const items = await Array.fromAsync(Deno.readDir(folder));
    const names = items.filter(({ isFile }) => isFile).map(({ name }) => name);
    return names.sort().map((name) => join(folder, name));
  } catch (error) {
    refuseIfTooManyAreOpen(error);
    return []; // No such folder: nothing was moved.
  }
}

/** The results that a log names in folders of other sessions beside it. */
async function resultsElsewhere(
  named: NamedResults,
  logPath: string,
  known: ReadonlySet<string>,
): Promise<string[]> {
  const found: string[] = [];
  for (const { session, name } of named.all()) {
    const path = join(dirname(logPath), session, RESULTS_FOLDER, name);
    if (known.has(path) || !await isFolderBelow(dirname(logPath), session, RESULTS_FOLDER)) continue;
    if (await isRealFile(path)) found.push(path);
  }
  return found;
}

/** @param note gets what the file holds, chunk by chunk. */
async function hashOfFile(
  path: string,
  signal: AbortSignal,
  note?: (chunk: Uint8Array) => void,
): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of readFileChunks(path, signal)) {
    hash.update(chunk);
    note?.(chunk);
  }
  return hash.digest("hex");
}

async function stateOf(path: string): Promise<FileState | undefined> {
  try {
    const { size, mtime } = await Deno.stat(path);
    return { path, bytes: size, modifiedAt: mtime?.getTime() ?? 0 };
  } catch {
    return undefined;
  }
}
