/** A plan issue → the plan that is learned from. */

import { formatRepositoryName, type PlanIssue, type PullRequest } from "../../lib/github/mod.ts";
import type { SourcePlan } from "../../lib/learn/source/mod.ts";
import { joinRedacted, type Redactor } from "../../lib/redact/mod.ts";

/** The plan with its text and its pull request, as the agents get it. */
export async function redactedPlan(
  plan: PlanIssue,
  text: string,
  pullRequest: PullRequest | undefined,
  gistUrl: string | undefined,
  redactor: Redactor,
): Promise<SourcePlan> {
  const [title, body, pullTitle] = await Promise.all(
    [plan.title, text, pullRequest?.title ?? ""].map((each) => redactor.redact(each)),
  );
  const nothing = joinRedacted([]);
  return {
    issueNumber: plan.number,
    repository: formatRepositoryName(plan.repository),
    title: title ?? nothing,
    body: body ?? nothing,
    url: plan.htmlUrl,
    pullRequest: pullRequest === undefined
      ? undefined
      : { number: pullRequest.number, title: pullTitle ?? nothing, url: pullRequest.url },
    gistUrl,
  };
}
