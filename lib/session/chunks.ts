/** A file as a stream of large byte chunks. */

import { messageOf, UserError } from "../user_error.ts";

/** 1 MiB: with 64 KiB chunks the calls cost more than the scan; beyond 1 MiB nothing is gained, only memory. */
export const CHUNK_BYTES = 1024 * 1024;

/**
 * Reads a file in chunks of up to `CHUNK_BYTES`. Chunks are views of two buffers in turn, of which one is read ahead
 * while the other is worked on: the next step overwrites a chunk, and whoever keeps bytes beyond it copies them
 * (`readLines` does).
 *
 * @throws UserError when the file can't be opened or read; the signal's reason when it is aborted.
 */
export async function* readFileChunks(path: string, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  using file = await openLog(path);
  let buffer = new Uint8Array(CHUNK_BYTES);
  let spare = new Uint8Array(CHUNK_BYTES);
  let reading = readInto(file, buffer);
  for (;;) {
    signal?.throwIfAborted();
    const outcome = await reading;
    if ("error" in outcome) {
      const { error } = outcome;
      throw new UserError(`The session log ${path} can't be read: ${messageOf(error)}.`, { cause: error });
    }
    if (outcome.count === null) return;
    reading = readInto(file, spare);
    try {
      yield buffer.subarray(0, outcome.count);
    } finally {
      // Before the file is closed and the buffer let go, whether or not anybody wants more.
      await reading;
    }
    [buffer, spare] = [spare, buffer];
  }
}

/** A failure as a value: while nobody waits for a promise, its rejection would end the program. */
type ReadOutcome = { readonly count: number | null } | { readonly error: unknown };

async function readInto(file: Deno.FsFile, buffer: Uint8Array): Promise<ReadOutcome> {
  try {
    let count = await file.read(buffer);
    while (count === 0) count = await file.read(buffer);
    return { count };
  } catch (error) {
    return { error };
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
