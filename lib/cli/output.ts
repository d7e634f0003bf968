/** What a run says: its answer on standard output, everything for people on standard error. */

import { reasonOf } from "../file_failure.ts";
import { visible, visibleJson } from "../printable.ts";
import { messageOf, UserError } from "../user_error.ts";
import type { Output } from "./command.ts";

/** Prints an answer. @throws {UserError} if standard output takes no more. */
export function writeAnswer(output: Output): void {
  if ("json" in output) {
    writeOut(`${visibleJson(output.json)}\n`);
    return;
  }
  for (const text of output.text) writeOut(text);
}

/** Writes to standard output. @throws {UserError} if it takes no more. */
export function writeOut(text: string): void {
  try {
    writeAll(Deno.stdout, text);
  } catch (error) {
    throw outputFailure(error);
  }
}

/** Writes to standard error. A failure, such as a closed terminal, is ignored: there is nobody to tell. */
export function writeErr(text: string): void {
  try {
    writeAll(Deno.stderr, text);
  } catch {
    // What else the run has to do is not to depend on it.
  }
}

/**
 * Reports, in one sentence, a failure outside of any command.
 *
 * @returns the exit status.
 */
export function tellFailure(error: unknown): number {
  writeErr(visible(`error: ${messageOf(error)}\n`));
  return error instanceof UserError ? error.exitStatus : 1;
}

/** Describes a failure to write to standard output. */
export function outputFailure(error: unknown): UserError {
  return new UserError(
    `Standard output can't be written (${reasonOf(error)}): free some space, or send it somewhere else.`,
    { cause: error },
  );
}

const encoder = new TextEncoder();

function writeAll(stream: { writeSync(bytes: Uint8Array): number }, text: string): void {
  let bytes = encoder.encode(text);
  try {
    while (bytes.length > 0) bytes = bytes.subarray(stream.writeSync(bytes));
  } catch (error) {
    // The reader has gone (`| head`): nobody is left to tell.
    if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
  }
}
