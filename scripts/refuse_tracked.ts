/** What is written below `.erk/scratch/` isn't to be committed, whatever the repository brings along. */

import { basename } from "node:path";
import type { Context } from "../lib/cli/mod.ts";
import { trackedFiles } from "../lib/git/mod.ts";
import { UserError } from "../lib/user_error.ts";

/**
 * Looks whether git tracks files in the folder `.erk/scratch/<name>/<name>…`: what is written in their place would be
 * committed although it is ignored.
 *
 * @throws {UserError} naming one of them.
 */
export async function refuseTracked(context: Context, ...names: readonly string[]): Promise<void> {
  const folder = [".erk", "scratch", ...names].join("/");
  const all = await trackedFiles(await context.projectRoot(), [folder], context.signal);
  const [file, ...others] = all.filter((path) => basename(path) !== ".gitignore");
  if (file === undefined) return;
  throw new UserError(
    `git tracks ${file}${
      others.length === 0 ? "" : ` and ${others.length} more`
    }, so what is written there would be ` +
      `committed: run "git rm -r --cached ${folder}", and then the command again.`,
  );
}
