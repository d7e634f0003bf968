/** Puts a consolidated plan in the place of its sources: in the plans that they were learned from, and by closing them. */

import type { GitHubClient } from "../../github/request/client.ts";
import { closeIssue } from "../../github/plan/issue_writes.ts";
import { renderMarker, shortHash } from "../../github/plan/own_marker.ts";
import { readPlanHeader } from "../../github/plan/plan_header.ts";
import { readIssue } from "../../github/plan/plan_issue.ts";
import type { RepositoryName } from "../../github/repository/repository_name.ts";
import { failureOf, statusOf } from "../../github/request/request_failure.ts";
import { updatePlanHeader } from "../../github/plan/update_plan_header.ts";
import type { Redactor } from "../../redact/mod.ts";
import { messageOf } from "../../user_error.ts";
import { issueList } from "../plan/plan_issue_text.ts";

export interface Replacement {
  readonly repository: RepositoryName;
  /** The consolidated plan. */
  readonly number: number;
  /** The learn plans that it takes the place of. */
  readonly sources: readonly number[];
}

/** What became of a plan that a source was learned from. */
export interface ParentUpdate {
  readonly parent: number;
  /** Whether its header names the consolidated plan now. */
  readonly isNamed: boolean;
  /** Why it doesn't, in a sentence. */
  readonly warning: string | undefined;
}

/**
 * Writes the consolidated plan's number into a parent's header, in the place of the source's. A permanent failure
 * is only a warning, because the sources name their parents as well.
 *
 * @throws {UserError} if GitHub fails in a way that may pass.
 */
export async function updateParent(
  client: GitHubClient,
  parent: number,
  { repository, number, sources }: Replacement,
): Promise<ParentUpdate> {
  try {
    const { body } = await readIssue(client, repository, parent);
    const named = readPlanHeader(body ?? "").header?.learn_plan_issue;
    if (named !== undefined && named !== number && !sources.includes(named)) {
      const warning =
        `Plan #${parent} names #${named} as its learn plan, which isn't one of these, and still does.`;
      return { parent, isNamed: false, warning };
    }
    await updatePlanHeader(client, repository, parent, { learn_plan_issue: number });
    return { parent, isNamed: true, warning: undefined };
  } catch (error) {
    const isGone = [404, 410].includes(statusOf(error) ?? 0);
    if (failureOf(error) !== undefined && !isGone) throw error;
    const warning = `Plan #${parent} doesn't name #${number} as its learn plan: ${messageOf(error)}`;
    return { parent, isNamed: false, warning };
  }
}

/**
 * Closes a source with a comment that says where its items are. Run again, nothing is said twice.
 *
 * @throws {UserError} if GitHub refuses it.
 */
export async function closeSource(
  client: GitHubClient,
  source: number,
  { repository, number, sources }: Replacement,
  redactor: Redactor,
): Promise<void> {
  const others = sources.filter((each) => each !== source);
  const comment = [
    "🔗 Consolidated",
    "",
    `This learn plan is part of #${number} now, together with ${issueList(others)}. ` +
    "That plan says what became of each of its items.",
    "",
    renderMarker("notice", { about: await shortHash(`consolidated into ${number}`) }),
  ].join("\n");
  await closeIssue(client, repository, source, {
    comment: await redactor.redact(comment),
    reason: "not_planned",
  });
}
