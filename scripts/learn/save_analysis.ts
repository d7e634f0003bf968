/** What an analysis came to, on GitHub: the learn plan as an issue, and what the plan's header says of it. */

import { join } from "node:path";
import type { Context } from "../../lib/cli/mod.ts";
import type { PlanIssue } from "../../lib/github/mod.ts";
import { type Analysis, PLAN_FILES, readAnalysis, TRIPWIRE_FILES } from "../../lib/learn/analyse/mod.ts";
import { planSave } from "../plan_save.ts";
import { trackLearnEvaluation } from "../track_learn_evaluation.ts";
import { trackLearnResult } from "../track_learn_result.ts";
import type { LearnInput } from "./input_and_result.ts";
import type { Person } from "./person.ts";

export interface SaveRequest {
  readonly plan: PlanIssue;
  /** `learn-agents/`. */
  readonly folder: string;
  readonly gistUrl: string | undefined;
  /** Sessions that were read. */
  readonly sources: number;
  readonly input: Pick<LearnInput, "dryRun" | "sessionId">;
}

export interface SavedAnalysis {
  /** Undefined: there was nothing to save, or nothing was written. */
  readonly issue: { readonly number: number; readonly url: string } | undefined;
  /** What the header says now; undefined in a dry run. */
  readonly status: string | undefined;
}

/** Shows the learn plan to the person, and asks; without either there is nothing to ask. */
export async function mayBeSaved(
  folder: string,
  { plan }: Analysis,
  person: Person | undefined,
): Promise<boolean> {
  if (person === undefined || plan === undefined) return true;
  await person.read(await Deno.readTextFile(join(folder, PLAN_FILES.readable)));
  return await person.confirm("Save this learn plan as an issue?");
}
