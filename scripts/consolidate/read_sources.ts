/** Which learn plans are consolidated, and what they hold. */

import { counted } from "../../lib/wording.ts";
import type { Context } from "../../lib/cli/mod.ts";
import {
  type GitHubClient,
  isSameRepository,
  type IssueReference,
  LEARN_LABEL,
  PLAN_LABEL,
  type PlanIssue,
  readPlanIssue,
  type RepositoryName,
  requireLearnPlan,
  requirePlan,
} from "../../lib/github/mod.ts";
import { listNewestIssues, listOpenIssues } from "../../lib/github/plan/issue_writes.ts";
import {
  chooseAmongOpen,
  chooseNamed,
  type ChosenPlans,
  consolidationsAmong,
  readSourceLearnPlan,
  type SourceLearnPlan,
} from "../../lib/learn/consolidate/mod.ts";
import { UserError } from "../../lib/user_error.ts";
import { announced } from "../trigger/announced.ts";

/** Where the learn plans are. */
export interface Place {
  readonly client: GitHubClient;
  readonly repository: RepositoryName;
  /** The login that the token writes as. */
  readonly login: string;
}

/**
 * The repository of the plans that are named, else the current one.
 *
 * @throws {UserError} if they are in several.
 */
export async function repositoryOf(
  issues: readonly IssueReference[],
  context: Context,
): Promise<RepositoryName> {
  const places = await Promise.all(issues.map((issue) => context.repository(issue)));
  const current = places[0] ?? await context.repository();
  if (places.every((place) => isSameRepository(place, current))) return current;
  throw new UserError("Learn plans of several repositories can't become one; name those of one repository.", {
    exitStatus: 2,
  });
}

/** Chooses the plans: those that are named, else all open ones; what an interrupted run has begun goes on. */
export async function choosePlans(
  issues: readonly IssueReference[],
  { client, repository, login }: Place,
): Promise<ChosenPlans> {
  const [open, newest] = await Promise.all([
    listOpenIssues(client, repository, [PLAN_LABEL, LEARN_LABEL]),
    listNewestIssues(client, repository, LEARN_LABEL),
  ]);
  const consolidations = consolidationsAmong([...newest, ...open], login);
  const named = [...new Set(issues.map(({ number }) => number))];
  return named.length > 0
    ? chooseNamed(named, consolidations)
    : chooseAmongOpen(open.map(({ number }) => number), consolidations);
}

/**
 * Reads the plans.
 *
 * @param options `isLenient`: what can't be read is left out, with a warning, as nobody named it.
 * @throws {UserError} for an issue that is no learn plan, is closed, or can't be read whole.
 */
export async function readSources(
  { sources, earlier }: ChosenPlans,
  { client, repository }: Place,
  { isLenient, warnings }: { readonly isLenient: boolean; readonly warnings: string[] },
  context: Context,
): Promise<SourceLearnPlan[]> {
  const redactor = await context.redactor();
  return await announced(context.progress, `Read ${sources.length} learn plans`, async () => {
    const issues = await Promise.all(sources.map((number) => readPlanIssue(client, repository, number)));
    const value: SourceLearnPlan[] = [];
    for (const issue of issues) {
      requirePlan(issue);
      requireLearnPlan(issue);
      requireOpen(issue, earlier?.url);
      try {
        value.push(await readSourceLearnPlan(issue, redactor));
      } catch (error) {
        if (!isLenient || !(error instanceof UserError)) throw error;
        warnings.push(`#${issue.number} is left out: ${error.message}`);
      }
    }
    const items = value.reduce((sum, { plan }) => sum + plan.items.length, 0);
    return { value, summary: counted(items, "item") };
  });
}

/** A source that an earlier run closed is none the worse for it. */
function requireOpen(issue: PlanIssue, earlierUrl: string | undefined): void {
  if (issue.isOpen || earlierUrl !== undefined) return;
  throw new UserError("Learn plan is closed", {
    detail: `${issue.htmlUrl} ("${issue.title}"); reopen it, or leave it out`,
  });
}
