/** What an analysis left in its folder, checked again before anything of it is saved. */

import { join } from "node:path";
import { tripwireExtractionSchema } from "../agents/answers/tripwire_extraction.ts";
import { readNodeValue } from "../graph/node_files.ts";
import { type LearnPlan, learnPlanSchema, type ScoredTripwire } from "../plan/learn_plan.ts";
import { UserError } from "../../user_error.ts";
import { readRunRecord, type RunRecord } from "./run_record.ts";
import { readRegularText } from "../../regular_file.ts";

/** Files of the two last nodes. */
export const PLAN_FILES = { typed: "learn-plan.json", readable: "learn-plan.md" };
export const TRIPWIRE_FILES = { typed: "tripwire-extraction.json", readable: "tripwire-candidates.json" };

/** What can be saved. */
export interface FinishedAnalysis {
  readonly record: RunRecord;
  /** Undefined: there is nothing worth saving. */
  readonly plan: { readonly value: LearnPlan; readonly markdown: string; readonly path: string } | undefined;
  readonly tripwires: readonly ScoredTripwire[];
}

/**
 * Reads an analysis that has ended: every file must be the one that its record names.
 *
 * @throws {UserError} if it hasn't ended as it should, is another issue's, or one of its files is missing, changed or
 * not valid.
 */
export async function readAnalysis(folder: string, issueNumber: number): Promise<FinishedAnalysis> {
  const record = await readRunRecord(folder);
  if (record.issue_number !== issueNumber) {
    throw new UserError(
      `${folder} holds the analysis of plan #${record.issue_number}, not of #${issueNumber}: name the folder of that one's, ` +
        "or run analyse-learn-input.",
    );
  }
  if (record.outcome === "nothing") return { record, plan: undefined, tripwires: [] };
  if (record.outcome !== "plan") {
    throw new UserError(
      `The analysis in ${folder} isn't finished (${
        record.reason ?? record.outcome
      }): run analyse-learn-input again.`,
    );
  }
  const hashesOf = (name: string) => record.nodes.find((node) => node.name === name)?.files ?? {};
  const value = await readNodeValue(
    folder,
    { files: PLAN_FILES, schema: learnPlanSchema },
    hashesOf("learn-plan"),
  );
  const { tripwires } = await readNodeValue(
    folder,
    { files: TRIPWIRE_FILES, schema: tripwireExtractionSchema },
    hashesOf("tripwire-candidates"),
  );
  const path = join(folder, PLAN_FILES.readable);
  return { record, plan: { value, markdown: await readRegularText(path), path }, tripwires };
}
