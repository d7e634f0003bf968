/** `--output`: the parts of a session under a name that somebody chose. */

import { basename, dirname, extname, join } from "node:path";
import type { ConvertedSession } from "../../lib/conversion/mod.ts";
import { fileFailure } from "../../lib/file_failure.ts";
import { FOLDER_MARK, markRun, removeDeadFolders, type SessionReport } from "../../lib/preprocess/mod.ts";
import { UserError } from "../../lib/user_error.ts";

/** A session whose parts are in place. */
export interface PlacedSession {
  readonly report: SessionReport;
  readonly fromCache: boolean;
  /** Absolute paths, part 1 first. */
  readonly files: string[];
}

/** Converts the session to parts in a folder. */
export type ConvertTo = (folder: string, prefix: string) => Promise<ConvertedSession>;

/** How the folder is called in which parts wait until all are whole; digits and letters follow. */
const WORKSHOP = ".preprocess-";

/** The names that parts may get: one part the given one, of several each `-part<N>` before the ending. */
interface PartNames {
  readonly path: string;
  readonly stem: string;
  readonly ending: string;
}

function partNames(path: string): PartNames {
  const ending = extname(path);
  return { path, ending, stem: ending === "" ? path : path.slice(0, -ending.length) };
}

/** The name of a part that is a file's except upper and lower case, which are the same on some file systems. */
export function partNameLike(path: string, name: string): string | undefined {
  const names = partNames(path);
  const number = numberOf(names, name.toLowerCase(), basename(path).toLowerCase());
  return number === undefined ? undefined : basename(pathOf(names, number));
}

/** @param number of the part, from 1; 0: the only one. */
function pathOf({ path, stem, ending }: PartNames, number: number): string {
  return number === 0 ? path : `${stem}-part${number}${ending}`;
}

/**
 * Converts a session to the named file, or to several beside it. Parts that an earlier run left under these names go,
 * right before the new ones appear.
 *
 * @throws {UserError} if the place can't be written to, or a name that nobody chose (`-part<N>`) is taken by a file that
 * is no part; nothing is changed then.
 */
export async function convertToFile(path: string, convert: ConvertTo): Promise<PlacedSession> {
  await refuseOtherThings(path);
  const folder = dirname(path);
  const workshop = await makeWorkshop(folder);
  removeDeadFolders(folder, WORKSHOP, "removed", new Date());
  const mark = markRun(join(workshop, FOLDER_MARK));
  try {
    const { report, fromCache } = await convert(workshop, "session");
    const names = report.parts.flatMap(({ name }) => name === undefined ? [] : [name]);
    const files = names.map((_, index) => pathOf(partNames(path), names.length === 1 ? 0 : index + 1));
    const earlier = earlierParts(path);
    await refuseToReplace(files, new Set([path, ...earlier]));
    for (const file of earlier) await Deno.remove(file);
    for (const [index, name] of names.entries()) {
      const file = files[index];
      if (file !== undefined) await Deno.rename(join(workshop, name), file);
    }
    return { report, fromCache, files };
  } finally {
    mark.release();
    await Deno.remove(workshop, { recursive: true });
  }
}

/** A folder, a device or a pipe is no place for a part: a rename would take a device's place. */
async function refuseOtherThings(path: string): Promise<void> {
  let found: Deno.FileInfo;
  try {
    found = await Deno.stat(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return;
    throw fileFailure(error, path) ?? error;
  }
  if (found.isDirectory) {
    throw new UserError(`${path} is a folder: name a file in it, or give it with --output-dir.`);
  }
  if (!found.isFile) {
    throw new UserError(`${path} is no regular file: name one, or print the parts with --stdout.`);
  }
}

async function makeWorkshop(folder: string): Promise<string> {
  try {
    await Deno.mkdir(folder, { recursive: true });
    return await Deno.makeTempDir({ dir: folder, prefix: WORKSHOP });
  } catch (error) {
    throw fileFailure(error, folder) ?? error;
  }
}

/** What an earlier run left under the names of parts: regular files that are parts from their first to their last bytes. */
function earlierParts(path: string): string[] {
  const names = partNames(path);
  const folder = dirname(path);
  const items = [...Deno.readDirSync(folder)];
  return items.filter(({ name, isFile }) => isFile && numberOf(names, name, basename(path)) !== undefined)
    .map(({ name }) => join(folder, name)).filter(isPart);
}

/** 0 for the whole name, N for that of part N; undefined for another one. */
function numberOf({ stem, ending }: PartNames, name: string, whole: string): number | undefined {
  if (name === whole) return 0;
  const begin = whole.slice(0, basename(stem).length);
  const end = whole.slice(whole.length - ending.length);
  if (!name.startsWith(begin) || !name.endsWith(end)) return undefined;
  const number = /^-part([1-9]\d*)$/.exec(name.slice(begin.length, name.length - end.length))?.[1];
  return number === undefined ? undefined : Number(number);
}

const PART_BEGIN = "<session ";
const PART_END = "</session>";

/** Whether a file is one that this program wrote. */
function isPart(path: string): boolean {
  using file = Deno.openSync(path, { read: true });
  const { size } = file.statSync();
  if (size < PART_BEGIN.length + PART_END.length) return false;
  const begin = new Uint8Array(PART_BEGIN.length);
  file.readSync(begin);
  const end = new Uint8Array(PART_END.length);
  file.seekSync(-PART_END.length, Deno.SeekMode.End);
  file.readSync(end);
  const decoder = new TextDecoder();
  return decoder.decode(begin) === PART_BEGIN && decoder.decode(end) === PART_END;
}

/** The given name may be any file's; the others nobody chose. */
async function refuseToReplace(files: readonly string[], replaceable: ReadonlySet<string>): Promise<void> {
  for (const file of files) {
    if (replaceable.has(file)) continue;
    if (!await Deno.lstat(file).then(() => true, () => false)) continue;
    throw new UserError(
      `${file} would be replaced by a part, and was not written by this program: remove it, or name another file.`,
    );
  }
}
