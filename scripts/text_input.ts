/** Text that a command takes from a file or from standard input. */

import { resolve } from "node:path";
import type { Context, OptionDefinition } from "../lib/cli/mod.ts";
import { reasonAndRemedy } from "../lib/file_failure.ts";
import { UserError } from "../lib/user_error.ts";

/** What is longer is no plan and no list, but a mistake. Bytes. */
const MAX_BYTES = 10_000_000;

/** The option that names a plan's Markdown. */
export const PLAN_FILE: OptionDefinition = {
  flags: "--plan-file <file>",
  description: "the plan's Markdown (default: standard input)",
};

/**
 * Reads a file, or standard input where no file (or `-`) is given.
 *
 * @param what for people: `the plan`.
 * @throws {UserError} if it can't be read or is too large; a usage error if standard input is a terminal.
 */
export async function readTextInput(
  file: string | undefined,
  what: string,
  context: Context,
): Promise<string> {
  const name = file === undefined || file === "-"
    ? "standard input"
    : resolve(context.workingDirectory, file);
  if (name === "standard input" && Deno.stdin.isTerminal()) {
    throw new UserError(`Nothing to read: give a file with ${what}, or pipe it to standard input.`, {
      exitStatus: 2,
    });
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    const stream = name === "standard input" ? Deno.stdin.readable : (await Deno.open(name)).readable;
    for await (const chunk of stream) {
      bytes += chunk.length;
      if (bytes > MAX_BYTES) break;
      chunks.push(chunk);
    }
  } catch (error) {
    throw new UserError(
      `Cannot read ${what} from ${name}${reasonAndRemedy(error, "name a file that can be read")}`,
      { cause: error },
    );
  }
  if (bytes > MAX_BYTES) {
    throw new UserError(`${name} has more than ${MAX_BYTES} bytes; that is no ${what.replace(/^the /, "")}.`);
  }
  return new TextDecoder().decode(concatenated(chunks, bytes));
}

function concatenated(chunks: readonly Uint8Array[], bytes: number): Uint8Array {
  const whole = new Uint8Array(bytes);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return whole;
}
