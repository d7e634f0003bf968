/** The folder `learn-agents/` that the answers go to. */

import { join } from "node:path";
import { messageOf, UserError } from "../../user_error.ts";
import { RUN_RECORD } from "./run_record.ts";

/** What lies in the folder besides sessions' answers. */
const OUR_NAMES = [
  RUN_RECORD,
  "diff-analysis",
  "existing-docs-check",
  "pr-comments-analysis",
  "gap-analysis",
  "learn-plan",
  "tripwire-candidates",
  "tripwire-extraction",
  "evidence",
  "unfinished-save",
];

/**
 * Makes the folder, or empties it of what an earlier run left: a plan that stays from last time would be taken for this
 * run's. Files of other names stay.
 *
 * @throws {UserError} if that can't be done, or the folder is a symbolic link.
 */
export async function prepareAgentsFolder(folder: string): Promise<void> {
  try {
    await Deno.mkdir(folder, { recursive: true });
    if ((await Deno.lstat(folder)).isSymlink) throw new Error("it is a symbolic link, remove it");
    for await (const { name, isDirectory } of Deno.readDir(folder)) {
      if (!isDirectory && isOurs(name)) await Deno.remove(join(folder, name));
    }
  } catch (error) {
    throw new UserError(
      `Cannot prepare the folder ${folder} for the answers (${
        messageOf(error)
      }): choose another with --output-dir.`,
      { cause: error },
    );
  }
}

function isOurs(name: string): boolean {
  const stem = name.replace(/\.(?:md|json)$/, "");
  return OUR_NAMES.includes(name) || OUR_NAMES.includes(stem) || /^session-.+\.(?:md|json)$/.test(name) ||
    name.startsWith(".writing-");
}
