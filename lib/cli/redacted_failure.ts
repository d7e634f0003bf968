/** What is said of a failure: its sentences may quote an argument, the configuration, a gist or a server's answer. */

import type { Redactor } from "../redact/mod.ts";
import { messageOf, UserError } from "../user_error.ts";

/**
 * Sentences as they may be shown, in the log of a public workflow too. The rules are loaded for this where the run has
 * not needed them, so only failures take that time.
 *
 * @param sentences the first says what failed; the others, which may be empty, say more.
 * @param redactor of the run, which knows what it has found; undefined: there is none yet, as one would leave a key behind.
 */
export async function redactFailure(
  error: unknown,
  sentences: readonly string[],
  redactor: Redactor | undefined,
): Promise<readonly string[]> {
  // Why text can't be redacted is said in our own words.
  if (error instanceof UserError && error.publishNothing) return sentences;
  try {
    const { createRedactor } = await import("../redact/mod.ts");
    return await (redactor ?? await createRedactor()).redactAll(sentences);
  } catch (cause) {
    const instead = `What failed can't be shown, as it could not be redacted: ${messageOf(cause)}`;
    return sentences.map((_, index) => index === 0 ? instead : "");
  }
}
