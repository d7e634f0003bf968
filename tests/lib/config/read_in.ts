/** Configurations as tests read them. */

import { type Configuration, readConfiguration } from "../../../lib/config/mod.ts";
import { inFolder } from "../../support/temporary_folder.ts";

/** What reading gives in a project with this `.erk/learn.json`, or without one; its warnings go to the list. */
export async function readIn(
  learnJson: string | undefined,
  warnings: string[] = [],
): Promise<Configuration> {
  return await inFolder(async (root) => {
    if (learnJson !== undefined) {
      await Deno.mkdir(`${root}/.erk`);
      await Deno.writeTextFile(`${root}/.erk/learn.json`, learnJson);
    }
    return await readConfiguration(root, (line) => void warnings.push(line));
  });
}
