/** Writes a file whole or not at all. */

import { dirname, join } from "node:path";
import { reasonAndRemedy } from "./file_failure.ts";
import { UserError } from "./user_error.ts";

/** Who may read a file. */
export interface FileAccess {
  /** Its owner alone (not on Windows, which has no modes); else whoever the umask lets. */
  readonly isPrivate?: boolean;
  /** Whether the mode of the file that it replaces stays: for files that are people's own. */
  readonly keepsMode?: boolean;
}

/**
 * Writes a temporary file beside the target and renames it; makes missing folders. A reader never sees half of the
 * content.
 *
 * @throws {UserError} naming the file, if it can't be written.
 */
export async function writeFileAtomically(
  path: string,
  content: string | Uint8Array,
  { isPrivate = false, keepsMode = false }: FileAccess = {},
): Promise<void> {
  const folder = dirname(path);
  let temporary: string | undefined;
  try {
    await Deno.mkdir(folder, { recursive: true });
    temporary = join(folder, `.writing-${crypto.randomUUID()}`);
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    await Deno.writeFile(temporary, bytes, { createNew: true, ...(isPrivate ? { mode: 0o600 } : {}) });
    const mode = keepsMode ? await modeOf(path) : undefined;
    if (mode !== undefined) await Deno.chmod(temporary, mode);
    await Deno.rename(temporary, path);
  } catch (error) {
    if (temporary !== undefined) await Deno.remove(temporary).catch(() => {});
    throw new UserError(
      `Cannot write ${path}${reasonAndRemedy(error, "free the place or choose another folder")}`,
      { isOfWriting: true, cause: error },
    );
  }
}

/** The mode of a regular file; undefined if there is none, and on Windows, which has no modes. */
async function modeOf(path: string): Promise<number | undefined> {
  const status = await Deno.lstat(path).catch(() => undefined);
  if (Deno.build.os === "windows" || status?.isFile !== true || status.mode === null) return undefined;
  return status.mode & 0o777;
}
