/** Checksums of files, to tell whether materials are still the same. */

import { basename, join } from "node:path";
import { ofFiles } from "../in_lanes.ts";
import { readRegularFile } from "../regular_file.ts";
import { sha256Of } from "../sha256.ts";

/** Name → SHA-256 in lower-case hexadecimal. */
export type FileHashes = Readonly<Record<string, string>>;

/** One checksum for all: of the lines `<checksum>  <name>`, in name order. */
export async function contentHash(files: FileHashes): Promise<string> {
  const lines = Object.keys(files).sort().map((name) => `${files[name]}  ${name}\n`);
  return await sha256Of(lines.join(""));
}

/** Name of a file of `files` that `others` lacks or has otherwise; `undefined`: all of them are in `others`. */
export function firstDifference(files: FileHashes, others: FileHashes): string | undefined {
  return Object.keys(files).find((name) => !Object.hasOwn(others, name) || others[name] !== files[name]);
}

/** Checksums of files on the disk. @throws as `Deno.readFile` does. */
export async function hashFiles(paths: readonly string[]): Promise<FileHashes> {
  return Object.fromEntries(
    await ofFiles(
      paths,
      async (path) => [basename(path), await sha256Of(await readRegularFile(path))] as const,
    ),
  );
}

/** Whether a folder has all these files, unchanged. */
export async function areInFolder(folder: string, files: FileHashes): Promise<boolean> {
  const there = await ofFiles(Object.entries(files), async ([name, hash]) => {
    try {
      return await sha256Of(await readRegularFile(join(folder, name))) === hash;
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return false;
      throw error;
    }
  });
  return there.every((isThere) => isThere);
}
