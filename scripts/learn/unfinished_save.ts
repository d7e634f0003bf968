/**
 * What a run that saved its learn plan couldn't write any more, or was killed before: the next run completes it, though the
 * plan has been learned from.
 */

import { join } from "node:path";
import { z } from "zod";
import { writeFileAtomically } from "../../lib/write_file.ts";
import { readRegularText } from "../../lib/regular_file.ts";

/** In `learn-agents/`, beside the answers that it needs; a new analysis removes it. */
const FILE = "unfinished-save.json";

const unfinishedSave = z.object({
  /** The learn plan; null where there was nothing to document. */
  learn_plan_issue: z.int().nullable(),
  /** Its data is missing. */
  data: z.boolean(),
  /** The plan doesn't say that learning ran. */
  evaluation: z.boolean(),
  /** Sessions that were read, and that there were. */
  readable_sessions: z.int(),
  total_sessions: z.int(),
  /** Names the saving run: what it said on the plan isn't said again. */
  attempt: z.string().optional(),
});

type UnfinishedSave = z.output<typeof unfinishedSave>;

/** Undefined: nothing is missing that is known of. */
export async function readUnfinishedSave(agentsFolder: string): Promise<UnfinishedSave | undefined> {
  try {
    return unfinishedSave.parse(JSON.parse(await readRegularText(join(agentsFolder, FILE))));
  } catch {
    // Mostly there is none; one that can't be read names nothing.
    return undefined;
  }
}

/** Notes what is missing; where nothing is, an earlier note goes. A folder that can't be written to is no reason to fail. */
export async function noteUnfinishedSave(agentsFolder: string, unfinished: UnfinishedSave): Promise<void> {
  const path = join(agentsFolder, FILE);
  const { data, evaluation } = unfinished;
  const noting = data || evaluation
    ? writeFileAtomically(path, `${JSON.stringify(unfinished)}\n`)
    : Deno.remove(path);
  await noting.catch(() => {});
}
