/** Whether a session was, at any time, on a git branch. */

import { openRegularFile } from "../session_files.ts";

/** The branch is nearly always in the first few lines, which this holds. */
const FIRST_READ_BYTES = 64 * 1024;

/** Fewer, larger reads for a log whose first lines name another branch. */
const READ_BYTES = 1024 * 1024;

/** White space that may lie around the colon; the client itself writes none. */
const MAX_WHITE_SPACE = 64;

/**
 * Searches a log for a line whose `gitBranch` is the branch, from the start, and reads no further than the
 * first such line. The text in a line can't fool it: there the quotes are escaped.
 *
 * @throws what `openRegularFile` and reading throw, and the signal's reason.
 */
export async function wasOnBranch(path: string, branch: string, signal?: AbortSignal): Promise<boolean> {
  const value = JSON.stringify(branch);
  const pattern = new RegExp(
    `"gitBranch"\\s{0,${MAX_WHITE_SPACE}}:\\s{0,${MAX_WHITE_SPACE}}${RegExp.escape(value)}`,
  );
  const longestMatch = `"gitBranch":${value}`.length + 2 * MAX_WHITE_SPACE;
  const decoder = new TextDecoder();
  using file = openRegularFile(path);
  const buffer = new Uint8Array(READ_BYTES);
  let size = FIRST_READ_BYTES;
  let carried = "";
  while (true) {
    signal?.throwIfAborted();
    const read = await file.read(buffer.subarray(0, size));
    if (read === null) return false;
    const text = carried + decoder.decode(buffer.subarray(0, read), { stream: true });
    if (pattern.test(text)) return true;
    carried = text.slice(-longestMatch);
    size = READ_BYTES;
  }
}
