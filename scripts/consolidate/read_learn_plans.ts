/** The learn plans that are to be joined, as their issues have them now. */

import type { Context } from "../../lib/cli/mod.ts";
import { LEARN_LABEL, type PlanIssue, readPlanIssue, type RepositoryName } from "../../lib/github/mod.ts";
import { listOpenIssues } from "../../lib/github/open_issues.ts";
import { readPlanBody } from "../../lib/github/plan_body.ts";
import { readConsolidatedFrom } from "../../lib/learn/plan/consolidated_from.ts";
import type { PlanOfIssue } from "../../lib/learn/plan/merge_plans.ts";
import { readPlanData } from "../../lib/learn/plan/plan_data.ts";
import { UserError } from "../../lib/user_error.ts";
import { announced, warnIn } from "../trigger/announced.ts";

/** An open learn plan as it was read. */
export interface ReadPlan extends PlanOfIssue {
  readonly issue: PlanIssue;
  /** Plans that it was made of. */
  readonly madeOf: readonly number[];
}

/**
 * Reads learn plans.
 *
 * @param issues empty: all that are open.
 * @throws {UserError} if one of them is none.
 */
export async function readLearnPlans(
  issues: readonly { readonly number: number }[],
  repository: RepositoryName,
  context: Context,
  warnings: string[],
): Promise<ReadPlan[]> {
  return await announced(context.progress, "Read the learn plans", async () => {
    const client = await context.github();
    const numbers = issues.length > 0
      ? [...new Set(issues.map(({ number }) => number))]
      : await listOpenIssues(client, repository, LEARN_LABEL);
    const plans: ReadPlan[] = [];
    for (const number of numbers) {
      const issue = await readPlanIssue(client, repository, number);
      if (!issue.labels.includes(LEARN_LABEL)) {
        throw new UserError(`Issue #${number} is no learn plan: it lacks the label ${LEARN_LABEL}.`, {
          detail: issue.htmlUrl,
        });
      }
      const { markdown, commentIds: [first] } = readPlanBody(issue.comments, issue.header?.plan_comment_id);
      if (markdown === undefined) {
        warnIn(warnings, `Learn plan #${number} is left alone: none of its comments holds a plan`, context);
        continue;
      }
      const author = issue.comments.find(({ id }) => id === first)?.author ?? "";
      const { plan, warnings: unread } = readPlanData(issue.comments, { markdown, author });
      for (const warning of unread) warnIn(warnings, `Learn plan #${number}: ${warning}`, context);
      plans.push({ number, url: issue.htmlUrl, plan, issue, madeOf: readConsolidatedFrom(markdown) });
    }
    return { value: plans, summary: plans.map(({ number }) => `#${number}`).join(", ") };
  });
}

/** Plans that another of them was made of are in it already. */
export function withoutCovered(plans: readonly ReadPlan[]) {
  const covered = plans.flatMap((plan) => {
    const by = plans.find(({ number, madeOf }) => number !== plan.number && madeOf.includes(plan.number));
    return by === undefined ? [] : [{ plan, by }];
  });
  return { open: plans.filter((plan) => covered.every((one) => one.plan !== plan)), covered };
}
