/** Parts that nobody named a place for: in a new folder among the temporary files. */

import { dirname, join } from "node:path";
import { reasonOf } from "../../lib/file_failure.ts";
import { FOLDER_MARK, markRun, removeDeadFolders } from "../../lib/preprocess/mod.ts";
import { UserError } from "../../lib/user_error.ts";
import type { ConvertTo, PlacedSession } from "./named_file.ts";

/** How such folders are called; digits and letters follow. */
const FOLDER_NAME = "erk-learn-session-";

/**
 * Converts a session to a new temporary folder, which stays where there are parts in it, for whoever reads their paths.
 * Folders that killed runs left without a part go.
 *
 * @throws {UserError} if none can be made.
 */
export async function convertToTemporaryFolder(convert: ConvertTo): Promise<PlacedSession> {
  const folder = await makeFolder();
  const mark = markRun(join(folder, FOLDER_MARK));
  removeDeadFolders(dirname(folder), FOLDER_NAME, "kept", new Date());
  let files: string[] = [];
  try {
    const { report, fromCache } = await convert(folder, "session");
    files = report.parts.flatMap(({ name }) => name === undefined ? [] : [join(folder, name)]);
    return { report, fromCache, files };
  } finally {
    mark.release();
    if (files.length === 0) await Deno.remove(folder, { recursive: true });
  }
}

async function makeFolder(): Promise<string> {
  try {
    return await Deno.makeTempDir({ prefix: FOLDER_NAME });
  } catch (error) {
    throw new UserError(
      `No folder can be made among the temporary files (${reasonOf(error)}): ` +
        "set TMPDIR to a folder that can be written to, or name one with --output-dir.",
      { cause: error },
    );
  }
}
