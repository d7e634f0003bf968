/** What a result of learning names must be there: a plan's header that points to nothing misleads everybody who reads it. */

import {
  formatRepositoryName,
  type GitHubClient,
  isSameRepository,
  type IssueReference,
  type PlanIssue,
  type RepositoryName,
  requireLearnPlan,
} from "../lib/github/mod.ts";
import { readIssue, readPlanIssue } from "../lib/github/plan/plan_issue.ts";
import { sourceRepositoryOf } from "../lib/github/pull_request/pull_request.ts";
import { statusOf } from "../lib/github/request/request_failure.ts";
import { UserError } from "../lib/user_error.ts";

/**
 * Looks whether an issue can be what was learned from a plan: another issue of its repository, and a learn plan.
 *
 * @throws {UserError} if it can't, or can't be read.
 */
export async function requireLearnPlanOf(
  plan: PlanIssue,
  { number, repository = plan.repository }: IssueReference,
  client: GitHubClient,
): Promise<void> {
  if (!isSameRepository(repository, plan.repository)) {
    throw new UserError(
      `The learn plan ${
        formatRepositoryName(repository)
      }#${number} is not in the repository of ${plan.htmlUrl}, whose header ` +
        "holds its number alone; give a learn plan of that repository.",
    );
  }
  if (number === plan.number) {
    throw new UserError(
      `#${number} is the plan that was learned from, so it can't be its learn plan; give the issue that holds the learn plan.`,
    );
  }
  requireLearnPlan(await readPlanIssue(client, repository, number));
}

/**
 * Looks whether a pull request is there, in the plan's repository or where its code lives.
 *
 * @throws {UserError} if it isn't, is an issue, or can't be read.
 */
export async function requirePullRequestOf(
  plan: PlanIssue,
  { number, repository }: IssueReference,
  client: GitHubClient,
): Promise<void> {
  const code = sourceRepositoryOf(plan);
  const own = isSameRepository(code, plan.repository) ? [plan.repository] : [plan.repository, code];
  const places = repository === undefined ? own : own.filter((each) => isSameRepository(each, repository));
  if (places.length === 0 && repository !== undefined) {
    throw new UserError(
      `Pull request ${
        formatRepositoryName(repository)
      }#${number} is in neither repository of ${plan.htmlUrl}; give one of ` +
        `${own.map(formatRepositoryName).join(" or ")}.`,
    );
  }
  for (const place of places) if (await isPullRequest(client, place, number)) return;
  throw new UserError(
    `There is no pull request #${number} in ${
      places.map(formatRepositoryName).join(" or ")
    }, or the token has no access to ` +
      "it; give the number of the pull request with the documentation.",
  );
}

/** GitHub gives pull requests as issues, too, to whoever may read either. */
async function isPullRequest(
  client: GitHubClient,
  repository: RepositoryName,
  number: number,
): Promise<boolean> {
  try {
    return (await readIssue(client, repository, number)).pull_request != null;
  } catch (error) {
    if (![404, 410].includes(statusOf(error) ?? 0)) throw error;
    return false;
  }
}
