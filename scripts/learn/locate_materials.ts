/** Where the materials of a plan are: named, or made of its sessions and comments on this machine. */

import { resolve } from "node:path";
import type { Context } from "../../lib/cli/mod.ts";
import type { PlanIssue } from "../../lib/github/mod.ts";
import { discoverPlanSessions } from "../get_learn_sessions.ts";
import { announced } from "../trigger/announced.ts";
import { takeOrMakeMaterials } from "../trigger/plan_materials.ts";
import { openRunJournal } from "../trigger/run_journal.ts";
import type { LearnInput } from "./input_and_result.ts";

/** Where to read materials from. */
export interface LocatedMaterials {
  /** A folder on this machine; else they are to be downloaded from the gist. */
  readonly folder: string | undefined;
  readonly gistUrl: string | undefined;
}

/**
 * Takes the materials that are named; else finds the plan's sessions, converts them, fetches the comments, and uploads
 * all of it as a secret gist if the run writes to GitHub at all.
 *
 * @throws {UserError} if there is nothing to learn from; what was made stays.
 */
export async function locateMaterials(
  plan: PlanIssue,
  input: LearnInput,
  context: Context,
  warnings: string[],
): Promise<LocatedMaterials> {
  if (input.learnDir !== undefined) {
    return { folder: resolve(context.workingDirectory, input.learnDir), gistUrl: undefined };
  }
  if (input.gistUrl !== undefined) return { folder: undefined, gistUrl: input.gistUrl };
  const { progress } = context;
  const sessions = await announced(progress, "Find the plan's sessions", async () => {
    const value = await discoverPlanSessions(plan, context);
    return { value, summary: `${value.session_sources.length}` };
  });
  for (const warning of sessions.warnings) {
    warnings.push(warning);
    progress.warn(warning);
  }
  const journal = await openRunJournal(plan, context, { isNew: false });
  const uploads = input.save && !input.dryRun && !input.estimate;
  const options = { dryRun: !uploads, skipWorkflow: true, cache: input.cache };
  const { gistUrl, made } = await takeOrMakeMaterials({
    plan,
    sessions,
    input: options,
    journal,
    context,
    warnings,
  });
  if (gistUrl !== undefined) journal.placed(gistUrl);
  return { folder: made?.folder, gistUrl };
}
