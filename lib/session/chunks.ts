/** A file as a stream of large byte chunks. */

import { explainFileFailure, reasonOf } from "../file_failure.ts";
import { messageOf, UserError } from "../user_error.ts";
import { openRegularFile } from "./session_files.ts";

/** 1 MiB: with 64 KiB chunks the calls cost more than the scan; beyond 1 MiB nothing is gained, only memory. */
export const CHUNK_BYTES = 1024 * 1024;

/** Reads a file in chunks of up to `CHUNK_BYTES`, as long as it is when it is opened. */
export function readFileChunks(path: string, signal?: AbortSignal): FileChunks {
  return new FileChunks(path, signal);
}

/**
 * The chunks of a file. They are views of two buffers in turn, of which one is read ahead while the other is worked on:
 * the next step overwrites a chunk, and whoever keeps bytes beyond it copies them.
 */
export class FileChunks implements AsyncIterable<Uint8Array> {
  readonly #path: string;
  readonly #signal: AbortSignal | undefined;

  constructor(path: string, signal?: AbortSignal) {
    this.#path = path;
    this.#signal = signal;
  }

  /**
   * @throws UserError when the file can't be opened or read; the signal's reason when it is aborted.
   */
  [Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    return this.into(new Uint8Array(CHUNK_BYTES), new Uint8Array(CHUNK_BYTES));
  }

  /**
   * The same, in buffers of the caller's own, the first chunk in the first of them. Nothing is written to them any more
   * once the iteration has ended.
   */
  async *into(first: Uint8Array, second: Uint8Array): AsyncGenerator<Uint8Array> {
    // At once, with the first chunk: nothing can be done meanwhile, and most logs of agents have no other.
    using file = openLog(this.#path);
    // A log may grow while it is read, faster than it is read too: what comes later is the next run's.
    let left = file.statSync().size;
    let buffer = first;
    let spare = second;
    this.#signal?.throwIfAborted();
    let reading: ReadOutcome | Promise<ReadOutcome> = readAtOnce(file, buffer.subarray(0, left));
    for (;;) {
      const outcome = await reading;
      this.#signal?.throwIfAborted();
      if ("error" in outcome) {
        const { error } = outcome;
        throw new UserError(`The session log ${this.#path} can't be read: ${reasonOf(error)}.`, {
          cause: error,
        });
      }
      if (outcome.count === null) return;
      left -= outcome.count;
      reading = readInto(file, spare.subarray(0, left));
      try {
        yield buffer.subarray(0, outcome.count);
      } finally {
        // Before the file is closed and the buffer let go, whether or not anybody wants more.
        await reading;
      }
      [buffer, spare] = [spare, buffer];
    }
  }
}

/** Divides chunks into pieces of up to `CHUNK_BYTES`. */
export async function* inPieces(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += CHUNK_BYTES) yield chunk.subarray(at, at + CHUNK_BYTES);
  }
}

/** A failure as a value: while nobody waits for a promise, its rejection would end the program. */
type ReadOutcome = { readonly count: number | null } | { readonly error: unknown };

async function readInto(file: Deno.FsFile, buffer: Uint8Array): Promise<ReadOutcome> {
  if (buffer.length === 0) return { count: null };
  try {
    let count = await file.read(buffer);
    while (count === 0) count = await file.read(buffer);
    return { count };
  } catch (error) {
    return { error };
  }
}

/** Reads synchronously. */
function readAtOnce(file: Deno.FsFile, buffer: Uint8Array): ReadOutcome {
  if (buffer.length === 0) return { count: null };
  try {
    let count = file.readSync(buffer);
    while (count === 0) count = file.readSync(buffer);
    return { count };
  } catch (error) {
    return { error };
  }
}

function openLog(path: string): Deno.FsFile {
  try {
    return openRegularFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) {
      throw new UserError(`There is no session log at ${path}. Check the path or the session id.`, {
        cause: error,
      });
    }
    const { reason, remedy } = explainFileFailure(error) ?? {};
    const why = reason === undefined ? `: ${messageOf(error)}` : ` (${reason}): ${remedy}`;
    throw new UserError(`The session log ${path} can't be opened${why}.`, { cause: error });
  }
}
