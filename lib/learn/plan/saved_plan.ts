/** Finds the issue in which an earlier run saved a plan: a rerun goes on with it instead of making another. */

import { readPlanHeader } from "../../github/plan/plan_header.ts";
import { LEARN_LABEL, PLAN_LABEL } from "../../github/plan/plan_issue.ts";
import type { GitHubClient } from "../../github/request/client.ts";
import { type ListedIssue, listNewestIssues, readListedIssue } from "../../github/plan/issue_writes.ts";
import { readMarker } from "../../github/plan/own_marker.ts";
import { statusOf } from "../../github/request/request_failure.ts";
import type { RepositoryName } from "../../github/repository/repository_name.ts";
import { type PlanIdentity, readIdentity } from "./plan_issue_text.ts";

export interface SavedPlanSearch {
  readonly repository: RepositoryName;
  readonly identity: PlanIdentity;
  /** The login that the token writes as. */
  readonly login: string;
  /** What the parent's header names as its learn plan. */
  readonly learnPlanIssue: number | undefined;
  /** Whether the plan is made of several: it has a parent of each, and takes the place of none. */
  readonly isConsolidated: boolean;
}

/** What earlier runs left. */
export interface EarlierPlans {
  /** The issue to go on with. */
  readonly own: ListedIssue | undefined;
  /** An open learn plan of the same parent that stays as it is, for it is being carried out. */
  readonly carriedOut: ListedIssue | undefined;
}

/**
 * The issue of an earlier run: of the same parent, with the same plan or from the same run; else the parent's open learn plan,
 * as a plan has one. Looked for where the parent points to, among the newest learn plans, and among the newest issues (labels get
 * lost where a token may not set them).
 */
export async function findSavedPlan(
  client: GitHubClient,
  search: SavedPlanSearch,
): Promise<EarlierPlans> {
  const { repository, learnPlanIssue } = search;
  const [named, labelled, newest] = await Promise.all([
    learnPlanIssue === undefined ? [] : readNamed(client, repository, learnPlanIssue),
    listNewestIssues(client, repository, search.identity.parent === undefined ? PLAN_LABEL : LEARN_LABEL),
    listNewestIssues(client, repository),
  ]);
  const issues = [...named, ...labelled, ...newest];
  const candidates = issues.filter((issue) => isOwn(issue, search));
  const same = candidates.find((issue) => readIdentity(issue.body)?.plan === search.identity.plan) ??
    candidates[0];
  if (same !== undefined) return { own: same, carriedOut: undefined };
  const open = issues.filter((issue) => isOpenPlanOfParent(issue, search));
  return {
    own: open.find((issue) => !isCarriedOut(issue)),
    carriedOut: open.find(isCarriedOut),
  };
}

/** The open learn plan of the same parent that was made before this one, by a run that saved at the same moment. */
export async function findOlderPlan(
  client: GitHubClient,
  issue: ListedIssue,
  search: SavedPlanSearch,
): Promise<ListedIssue | undefined> {
  const newest = await listNewestIssues(client, search.repository);
  return newest.filter((other) =>
    other.number < issue.number && isOpenPlanOfParent(other, search) && !isCarriedOut(other)
  ).at(-1);
}

function isOpenPlanOfParent(issue: ListedIssue, search: SavedPlanSearch): boolean {
  const { identity: { parent }, login, isConsolidated } = search;
  if (parent === undefined || isConsolidated || readMarker(issue.body, "consolidated") !== undefined) {
    return false;
  }
  return issue.isOpen && readIdentity(issue.body)?.parent === parent &&
    (issue.author === login || issue.labels.includes(PLAN_LABEL));
}

/** Whoever carries it out has read it as it is. */
function isCarriedOut({ body }: ListedIssue): boolean {
  const stage = readPlanHeader(body).header?.lifecycle_stage;
  return stage === "implementing" || stage === "implemented";
}

/**
 * Whether an issue with a plan's mark is ours. Anybody may open an issue with such a mark, but not with our labels,
 * nor as our login.
 */
export function isOwn(issue: ListedIssue, { identity, login }: SavedPlanSearch): boolean {
  const found = readIdentity(issue.body);
  if (found === undefined || found.parent !== identity.parent) return false;
  const isSame = found.plan === identity.plan || (found.run !== undefined && found.run === identity.run);
  return isSame && (issue.author === login || issue.labels.includes(PLAN_LABEL));
}

async function readNamed(
  client: GitHubClient,
  repository: RepositoryName,
  number: number,
): Promise<ListedIssue[]> {
  try {
    return [await readListedIssue(client, repository, number)];
  } catch (error) {
    // Deleted, or moved to where this token can't see it.
    const status = statusOf(error);
    if (status === 404 || status === 410) return [];
    throw error;
  }
}
