/** Unpacked files → a folder: all of them or none, and nothing through a link. */

import { join } from "node:path";
import { readRegularText } from "../regular_file.ts";
import { messageOf, UserError } from "../user_error.ts";
import { parseManifest, sha256 } from "./manifest.ts";
import { isReadAsMaterial, MANIFEST_NAME, sessionIdsIn } from "./material_names.ts";
import { printable, requireSafeNames } from "./safe_names.ts";
import type { UnpackedFile } from "./unpack.ts";

/**
 * Writes files into a folder, which is made if missing. Existing files of the same names are replaced, what an earlier
 * download left goes, others are left alone; but materials from elsewhere would be taken for these, and are refused.
 * Everything is checked first and written beside its place first; then it is moved there.
 *
 * @throws {UserError} for an unsafe name, a symbolic link or folder in a file's place, other materials, or a failing write;
 * only if the last moves fail can some of the files be there.
 */
export async function writeFiles(folder: string, files: readonly UnpackedFile[]): Promise<void> {
  requireSafeNames(files.map(({ name }) => name));
  await requirePlainTarget(folder, files);
  const outdated = await findOutdated(folder, new Set(files.map(({ name }) => name)));
  let temporary: string | undefined;
  try {
    await Deno.mkdir(folder, { recursive: true });
    temporary = await Deno.makeTempDir({ dir: folder, prefix: ".unpacking-" });
    for (const { name, bytes } of files) {
      await Deno.writeFile(join(temporary, name), bytes, { createNew: true });
    }
    for (const { name } of files) await Deno.rename(join(temporary, name), join(folder, name));
    for (const name of outdated) await Deno.remove(join(folder, name));
  } catch (error) {
    throw new UserError(
      `Cannot write the materials into ${folder} (${messageOf(error)}): free or choose another folder.`,
      {
        cause: error,
      },
    );
  } finally {
    if (temporary !== undefined) await Deno.remove(temporary, { recursive: true }).catch(() => {});
  }
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
 * Names of materials that the new ones take the place of: older parts of the same sessions, a manifest, and what that
 * manifest names and nobody has changed. Whoever learns from the folder reads all the materials in it.
 *
 * @throws {UserError} if there are others.
 */
async function findOutdated(folder: string, names: ReadonlySet<string>): Promise<string[]> {
  const sessions = sessionIdsIn(names);
  const outdated: string[] = [];
  const others: string[] = [];
  try {
    const earlier = await earlierChecksums(folder);
    for await (const { name, isFile, isDirectory } of Deno.readDir(folder)) {
      const isOurs = name === MANIFEST_NAME || isReadAsMaterial(name);
      if (isDirectory || names.has(name) || !isOurs) continue;
      const isOutdated = isFile && (name === MANIFEST_NAME || isOfOne(name, sessions) ||
        earlier.get(name) === await sha256(await Deno.readFile(join(folder, name))));
      (isOutdated ? outdated : others).push(name);
    }
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw new UserError(`Cannot look into ${folder} (${messageOf(error)}): choose another output folder.`, {
      cause: error,
    });
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

function isOfOne(name: string, sessions: ReadonlySet<string>): boolean {
  return [...sessionIdsIn([name])].some((id) => sessions.has(id));
}

/** SHA-256 of what the folder's manifest names, by name; empty where there is none of ours. */
async function earlierChecksums(folder: string): Promise<ReadonlyMap<string, string>> {
  try {
    const manifest = parseManifest(await readRegularText(join(folder, MANIFEST_NAME)));
    return new Map(manifest?.files.map((file) => [file.name, file.sha256]));
  } catch {
    return new Map();
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
    throw new UserError(`Cannot look at ${path} (${messageOf(error)}): choose another output folder.`, {
      cause: error,
    });
  }
}
