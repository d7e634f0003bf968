/** Unpacked files → a folder: all of them or none, and nothing through a link. */

import { join } from "node:path";
import { readRegularFile, readRegularText } from "../regular_file.ts";
import { reasonAndRemedy } from "../file_failure.ts";
import { UserError } from "../user_error.ts";
import { parseManifest, sha256 } from "./manifest.ts";
import { isOurName, isReadAsMaterial, MANIFEST_NAME, sessionIdsIn } from "./material_names.ts";
import { printable, requireMaterialNames, requireSafeNames } from "./safe_names.ts";
import {
  addPlaced,
  beginDownload,
  findLeftovers,
  type Placed,
  type UnfinishedDownload,
} from "./unfinished_download.ts";
import type { UnpackedFile } from "./unpack.ts";

/**
 * Writes files into a folder, which is made if missing. Materials of the same names are replaced, what an earlier
 * download left goes (as its manifest tells, or its record if it was killed), others are left alone; but materials
 * from elsewhere would be taken for these, and are refused. A gist gives its files what names it likes: a file that
 * neither is called as materials are nor comes from an earlier download isn't replaced. Everything is checked first
 * and written beside its place first; then it is moved there.
 *
 * @throws {UserError} for a name that is unsafe or no material's, a symbolic link, a folder or somebody's file in a
 * file's place, other materials, or a failing write; only if the last moves fail can some of the files be there.
 */
export async function writeFiles(folder: string, files: readonly UnpackedFile[]): Promise<void> {
  const names = files.map(({ name }) => name);
  requireSafeNames(names);
  requireMaterialNames(names);
  await requirePlainTarget(folder, files);
  const earlier = await earlierDownloads(folder);
  await requireReplaceable(folder, files, earlier);
  const outdated = await findOutdated(folder, new Set(names), earlier);
  let download: UnfinishedDownload | undefined;
  let isPlacing = false;
  try {
    await Deno.mkdir(folder, { recursive: true });
    download = await beginDownload(folder);
    for (const { name, bytes } of files) {
      await Deno.writeFile(join(download.folder, name), bytes, { createNew: true });
    }
    download.record(await withFiles(earlier.placed, files));
    await removeFolders(earlier.leftovers);
    isPlacing = true;
    for (const { name } of files) await Deno.rename(join(download.folder, name), join(folder, name));
    for (const name of outdated) await Deno.remove(join(folder, name));
    isPlacing = false;
  } catch (error) {
    throw new UserError(
      `Cannot write the materials into ${folder}${reasonAndRemedy(error, "free or choose another folder")}`,
      {
        cause: error,
      },
    );
  } finally {
    download?.[Symbol.dispose]();
    // Of files that are half placed, the next run must learn whose they are.
    if (download !== undefined && !isPlacing) await removeFolders([download.folder]);
  }
}

/** What can't be removed stays: nothing depends on it. */
async function removeFolders(folders: readonly string[]): Promise<void> {
  for (const folder of folders) await Deno.remove(folder, { recursive: true }).catch(() => {});
}

async function withFiles(placed: Placed, files: readonly UnpackedFile[]): Promise<Placed> {
  const all = new Map<string, Set<string>>();
  addPlaced(all, placed);
  for (const { name, bytes } of files) addPlaced(all, new Map([[name, new Set([await sha256(bytes)])]]));
  return all;
}

async function requirePlainTarget(folder: string, files: readonly UnpackedFile[]): Promise<void> {
  const kind = await kindOf(folder);
  if (kind !== undefined && kind !== "folder") {
    throw new UserError(
      `The output folder ${folder} is a ${kind}, not a folder; nothing was written. Choose another.`,
    );
  }
  if (kind === undefined) return;
  for (const { name } of files) {
    const existing = await kindOf(join(folder, name));
    if (existing === undefined || existing === "file") continue;
    throw new UserError(
      `In the output folder ${folder}, ${
        printable(name)
      } is a ${existing}; nothing was written. Remove it or choose another folder.`,
    );
  }
}

/**
 * Names of materials that the new ones take the place of: older parts of the same sessions, a manifest, and what earlier
 * downloads left and nobody has changed. Whoever learns from the folder reads all the materials in it.
 *
 * @throws {UserError} if there are others.
 */
async function findOutdated(
  folder: string,
  names: ReadonlySet<string>,
  earlier: EarlierDownloads,
): Promise<string[]> {
  const sessions = sessionIdsIn(names);
  const outdated: string[] = [];
  const others: string[] = [];
  try {
    for await (const { name, isFile, isDirectory } of Deno.readDir(folder)) {
      const isOurs = name === MANIFEST_NAME ? earlier.hasManifest : isReadAsMaterial(name);
      if (isDirectory || names.has(name) || !isOurs) continue;
      const isOutdated = isFile && (name === MANIFEST_NAME || isOfOne(name, sessions) ||
        earlier.placed.get(name)?.has(await sha256(await Deno.readFile(join(folder, name)))) === true);
      (isOutdated ? outdated : others).push(name);
    }
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw cannotLookInto(folder, error);
  }
  const [first] = others.sort();
  if (first === undefined) return outdated;
  const more = others.length > 1 ? ` and ${others.length - 1} more` : "";
  throw new UserError(
    `The output folder ${folder} holds materials that aren't these (${
      printable(first)
    }${more}); nothing was written. ` +
      "Remove them or choose another folder.",
  );
}

function cannotLookInto(folder: string, error: unknown): UserError {
  return new UserError(
    `Cannot look into ${folder}${reasonAndRemedy(error, "choose another output folder")}`,
    { cause: error },
  );
}

function isOfOne(name: string, sessions: ReadonlySet<string>): boolean {
  return [...sessionIdsIn([name])].some((id) => sessions.has(id));
}

/** What an output folder says about earlier downloads. */
interface EarlierDownloads {
  /** Whether there is a manifest of ours; one that is damaged names nothing. */
  readonly hasManifest: boolean;
  /** What the manifest names, and what downloads that were killed had placed or found. */
  readonly placed: Placed;
  /** Folders that killed downloads left. */
  readonly leftovers: readonly string[];
}

async function earlierDownloads(folder: string): Promise<EarlierDownloads> {
  const { folders, placed } = await leftoversIn(folder);
  const manifest = await readManifest(folder);
  const all = new Map<string, Set<string>>();
  addPlaced(all, placed);
  addPlaced(all, manifest ?? new Map());
  return { hasManifest: manifest !== undefined, placed: all, leftovers: folders };
}

async function leftoversIn(folder: string): ReturnType<typeof findLeftovers> {
  try {
    return await findLeftovers(folder);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return { folders: [], placed: new Map() };
    throw cannotLookInto(folder, error);
  }
}

/** What the folder's manifest names; `undefined` where there is none, or one that isn't ours. */
async function readManifest(folder: string): Promise<Placed | undefined> {
  let text: string;
  try {
    text = await readRegularText(join(folder, MANIFEST_NAME));
  } catch {
    return undefined;
  }
  try {
    const manifest = parseManifest(text);
    return manifest && new Map(manifest.files.map((file) => [file.name, new Set([file.sha256])]));
  } catch {
    return new Map();
  }
}

/** Nobody else's file is replaced: of what isn't called as materials are, only what a download left, unchanged. */
async function requireReplaceable(
  folder: string,
  files: readonly UnpackedFile[],
  earlier: EarlierDownloads,
): Promise<void> {
  for (const { name, bytes } of files) {
    if (name === MANIFEST_NAME ? earlier.hasManifest : isOurName(name)) continue;
    const existing = await checksumOf(join(folder, name));
    if (existing === undefined || existing === await sha256(bytes)) continue;
    if (earlier.placed.get(name)?.has(existing)) continue;
    throw new UserError(
      `In the output folder ${folder}, ${
        printable(name)
      } would be replaced, and no download wrote it; nothing was written. ` +
        "Remove it or choose another folder.",
    );
  }
}

/** `undefined` where there is no such file. */
async function checksumOf(path: string): Promise<string | undefined> {
  try {
    return await sha256(await readRegularFile(path));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw new UserError(`Cannot look at ${path}${reasonAndRemedy(error, "choose another output folder")}`, {
      cause: error,
    });
  }
}

/** What lies at a path, links not followed; `undefined` if nothing does. */
async function kindOf(
  path: string,
): Promise<"file" | "folder" | "symbolic link" | "special file" | undefined> {
  try {
    const { isFile, isDirectory, isSymlink } = await Deno.lstat(path);
    return isSymlink ? "symbolic link" : isDirectory ? "folder" : isFile ? "file" : "special file";
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    if (error instanceof Deno.errors.NotCapable) {
      throw new UserError(
        `This program may not write to ${path}, but only below the folder in which it is started; ` +
          "start it there, or use erk-learn for the same command. Nothing was written.",
        { cause: error },
      );
    }
    throw new UserError(`Cannot look at ${path}${reasonAndRemedy(error, "choose another output folder")}`, {
      cause: error,
    });
  }
}
