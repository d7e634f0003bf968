/** A file as a stream of large byte chunks. */

import { messageOf, UserError } from "../user_error.ts";

/** 1 MiB: with 64 KiB chunks the calls cost more than the scan; beyond 1 MiB nothing is gained, only memory. */
export const CHUNK_BYTES = 1024 * 1024;

/**
 * Reads a file in chunks of up to `CHUNK_BYTES`. All chunks are views of ONE buffer that the next step
 * overwrites: whoever keeps bytes beyond a step copies them (`readLines` does).
 *
 * @throws UserError when the file can't be opened or read; the signal's reason when it is aborted.
 */
export async function* readFileChunks(path: string, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  using file = await openLog(path);
  const buffer = new Uint8Array(CHUNK_BYTES);
  for (;;) {
    signal?.throwIfAborted();
    let count: number | null;
    try {
      count = await file.read(buffer);
    } catch (error) {
      throw new UserError(`The session log ${path} can't be read: ${messageOf(error)}.`, { cause: error });
    }
    if (count === null) return;
    if (count > 0) yield buffer.subarray(0, count);
  }
}

async function openLog(path: string): Promise<Deno.FsFile> {
  try {
    return await Deno.open(path, { read: true });
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) {
      throw new UserError(`There is no session log at ${path}. Check the path or the session id.`, {
        cause: error,
      });
    }
    throw new UserError(`The session log ${path} can't be opened: ${messageOf(error)}.`, { cause: error });
  }
}
