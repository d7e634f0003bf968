/** Ctrl-C during `trigger`: an end within a second, and a word on what is kept. */

import { INTERRUPTED } from "../../lib/cli/mod.ts";
import { UserError } from "../../lib/user_error.ts";

/**
 * For what runs to end by itself and take its temporary files along. Milliseconds: the process shall be gone within a
 * second, and on a machine with four times more work than cores half of that passes before Ctrl-C is heard. What is
 * left then has a temporary name, and a later run removes it.
 */
const GRACE = 250;

/**
 * Waits for `work`, but after an interruption not for long.
 *
 * @param sentence for the person, where it isn't the same command that goes on.
 * @throws {UserError} with `describeKept` as its detail when interrupted; else what `work` throws.
 */
export async function endingWhenInterrupted<Value>(
  signal: AbortSignal,
  describeKept: () => string,
  work: Promise<Value>,
  sentence = INTERRUPTED,
): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let begin = () => {};
  const graceOver = new Promise<never>((_, reject) => {
    begin = () => timer = setTimeout(() => reject(signal.reason), GRACE);
  });
  signal.addEventListener("abort", begin, { once: true });
  if (signal.aborted) begin();
  try {
    return await Promise.race([work, graceOver]);
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new UserError(sentence, { detail: describeKept(), cause: error });
  } finally {
    signal.removeEventListener("abort", begin);
    clearTimeout(timer);
  }
}
