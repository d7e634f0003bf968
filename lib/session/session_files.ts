/**
 * Files that a session may read: regular ones only, since to open a pipe waits for its writer and a device may never
 * end; and below the log's folder no links, which would bring texts from elsewhere into what is published.
 */

import { join } from "node:path";

/**
 * Opens a file; links are followed.
 *
 * @throws as `Deno.openSync`, and where it is no regular file.
 */
export function openRegularFile(path: string): Deno.FsFile {
  if (!Deno.statSync(path).isFile) throw new Error("it is no regular file");
  return Deno.openSync(path, { read: true });
}

/**
 * Opens a file that lies below a folder; no link is followed on the way from there. The folder itself may be reached
 * through links: `~/.claude` may be one.
 *
 * @param names of the folders on the way, and of the file.
 * @throws as `Deno.open`, and where it is no regular file.
 */
export async function openBelow(folder: string, ...names: readonly string[]): Promise<Deno.FsFile> {
  const path = join(folder, ...names);
  const isReal = await isFolderBelow(folder, ...names.slice(0, -1)) && await isRealFile(path);
  if (!isReal) throw new Error("it is no regular file");
  return await Deno.open(path, { read: true });
}

/** Whether there is such a folder below a folder, with no link on the way from there. */
export async function isFolderBelow(folder: string, ...names: readonly string[]): Promise<boolean> {
  let path = folder;
  for (const name of names) {
    path = join(path, name);
    if (!(await stateOf(path))?.isDirectory) return false;
  }
  return true;
}

/** Whether a path is that of a regular file, and not of a link. */
export async function isRealFile(path: string): Promise<boolean> {
  return (await stateOf(path))?.isFile === true;
}

async function stateOf(path: string): Promise<Deno.FileInfo | undefined> {
  try {
    return await Deno.lstat(path);
  } catch {
    return undefined;
  }
}

/**
 * The beginning of a regular file, not of a link, `bytes` of it at most. At once: each of the five ways to another thread
 * and back that it would take is longer than all of it.
 *
 * @throws as `Deno.openSync`, and where it is no regular file.
 */
export function readBeginning(path: string, bytes: number): string {
  const { isFile, size } = Deno.lstatSync(path);
  if (!isFile) throw new Error("it is no regular file");
  using file = Deno.openSync(path, { read: true });
  // No larger than need be: a quarter of a megabyte for each of a hundred agents made V8 look for garbage again and again.
  const buffer = new Uint8Array(Math.min(bytes, size));
  let length = 0;
  while (length < buffer.length) {
    const count = file.readSync(buffer.subarray(length));
    if (count === null) break;
    length += count;
  }
  return new TextDecoder().decode(buffer.subarray(0, length));
}

/** What a file holds from where it is read next, `bytes` of it at most. */
export async function readUpTo(file: Deno.FsFile, bytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const buffer = new Uint8Array(bytes);
  let length = 0;
  while (length < bytes) {
    const count = await file.read(buffer.subarray(length));
    if (count === null) break;
    length += count;
  }
  return buffer.subarray(0, length);
}

/** Whether a name from inside a log may become part of a path: it can't lead elsewhere. */
export function isPlainName(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name);
}
