/** Whether a session's log may take the place of a file: nobody's file but an earlier download's is replaced. */

import { Buffer } from "node:buffer";
import { reasonAndRemedy } from "../../file_failure.ts";
import { readRegularFile } from "../../regular_file.ts";
import { UserError } from "../../user_error.ts";

/**
 * Checks that a file may be replaced by a session's log: it is missing, has the same content, or holds lines of
 * that session.
 *
 * @throws {UserError} if anything else is there, or if it can't be read.
 */
export async function requireReplaceable(
  path: string,
  content: Uint8Array,
  sessionId: string,
): Promise<void> {
  const existing = await existingFile(path);
  if (existing === undefined || existing.equals(content)) return;
  if (existing.includes(`"sessionId":"${sessionId}"`)) return;
  throw new UserError(
    `${path} would be replaced, and is no log of session ${sessionId}; nothing was written. ` +
      "Remove it or choose another folder.",
  );
}

/** Undefined where there is none. A link would be replaced, not what it leads to. */
async function existingFile(path: string): Promise<Buffer | undefined> {
  try {
    if ((await Deno.lstat(path)).isSymlink) {
      throw new UserError(
        `${path} is a symbolic link; nothing was written. Remove it or choose another folder.`,
      );
    }
    return Buffer.from((await readRegularFile(path)).buffer);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    if (error instanceof UserError) throw error;
    throw new UserError(`Cannot look at ${path}${reasonAndRemedy(error, "choose another folder")}`, {
      cause: error,
    });
  }
}
