/** Whether there is anything to learn from, before a model is asked. */

import type { LearnSource } from "../source/learn_source.ts";

/**
 * Evidence that weighs less is what any session has: a failed command that the next one put right (weight 2 at most), an
 * outside page that was read. Weights go from 1 to 5 a finding.
 */
export const MINIMUM_EVIDENCE_WEIGHT = 3;

/** Why a source isn't worth a model's time; undefined: it is. */
export function nothingToLearn(
  source: Pick<LearnSource, "sessions" | "comments" | "diff">,
  evidenceWeight: number,
): string | undefined {
  if ((source.diff?.files.length ?? 0) > 0 || source.comments.length > 0) return undefined;
  if (evidenceWeight >= MINIMUM_EVIDENCE_WEIGHT) return undefined;
  const found = evidenceWeight === 0 ? "nothing was found" : `what was found weighs ${evidenceWeight}`;
  return `there is nothing to learn: no pull request changes, no review comments, and ${found} in ` +
    `${source.sessions.length} session(s) (less than ${MINIMUM_EVIDENCE_WEIGHT})`;
}
