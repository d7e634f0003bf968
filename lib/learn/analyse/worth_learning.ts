/** Whether there is anything to learn from, before a model is asked. */

import { UserError } from "../../user_error.ts";
import type { LearnSource } from "../source/learn_source.ts";

/**
 * Evidence that weighs less is what any session has: a failed command that the next one put right (weight 2 at most), an
 * outside page that was read. Weights go from 1 to 5 a finding.
 */
const MINIMUM_EVIDENCE_WEIGHT = 3;

/**
 * Refuses a source of which nothing could be read: that is no reason to mark the plan as learned.
 *
 * @throws {UserError} if no session can be read, no changes are known, and nobody commented.
 */
export function requireSomethingRead(
  { plan, sessions, comments, diff, gaps }: Pick<
    LearnSource,
    "plan" | "sessions" | "comments" | "diff" | "gaps"
  >,
): void {
  if (sessions.length > 0 || comments.length > 0 || (diff?.files.length ?? 0) > 0) return;
  throw new UserError("No session data available for learning", {
    detail: [
      `plan #${plan.issueNumber}: the materials hold no session that can be read, and there are no pull request changes ` +
      "and no review comments",
      ...gaps,
    ].join("; "),
  });
}

/**
 * Refuses a source if nothing was found in it, but parts of it could not be read: those may hold what there is to
 * learn.
 *
 * @param unread what could not be read, in sentences.
 * @throws {UserError} if there is any.
 */
export function requireAllRead(issueNumber: number, unread: readonly string[]): void {
  if (unread.length === 0) return;
  throw new UserError(
    `Nothing was found to learn from plan #${issueNumber}, but not all of it could be read; run "erk-learn trigger ` +
      `${issueNumber}" or "erk-learn learn ${issueNumber}" again.`,
    { detail: unread.join("; ") },
  );
}

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
