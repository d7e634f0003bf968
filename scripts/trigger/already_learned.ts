/** Whether a plan has been learned from, and what came of it. */

import type { GitHubClient } from "../../lib/github/request/client.ts";
import { formatRepositoryName, type PlanHeader, type PlanIssue } from "../../lib/github/mod.ts";

/** What learning left, as addresses; null where there is none. */
export interface LearnOutcome {
  readonly status: NonNullable<PlanHeader["learn_status"]>;
  readonly planIssueUrl: string | null;
  readonly planPullRequestUrl: string | null;
  readonly runId: string | null;
  readonly runUrl: string | null;
  readonly gistUrl: string | null;
}

/** In words for people; the states that are missing here are those of a plan that is still to be learned from. */
const MEANINGS: Partial<Record<LearnOutcome["status"], string>> = {
  completed_no_plan: "there was nothing to document",
  completed_with_plan: "a learn plan was made",
  pending_review: "what was learned waits for review",
  plan_completed: "the learn plan is done",
};

/** What learning from this plan has left; `undefined` while nobody has learned from it. */
export function findLearnOutcome(
  { header, repository }: PlanIssue,
  { serverUrl }: Pick<GitHubClient, "serverUrl">,
): LearnOutcome | undefined {
  const status = header?.learn_status;
  if (header === undefined || status === undefined || MEANINGS[status] === undefined) return undefined;
  const page = `${serverUrl}/${formatRepositoryName(repository)}`;
  const runId = header.learn_run_id ?? null;
  const address = (path: string, id: number | string | null | undefined) =>
    id == null ? null : `${page}/${path}/${id}`;
  return {
    status,
    planIssueUrl: address("issues", header.learn_plan_issue),
    planPullRequestUrl: address("pull", header.learn_plan_pr),
    runId,
    runUrl: address("actions/runs", runId),
    gistUrl: header.learn_materials_gist_url ?? null,
  };
}

/** `learn_status: completed_with_plan, a learn plan was made: learn plan https://…, run https://…`. */
export function describeLearnOutcome(outcome: LearnOutcome): string {
  const links = [
    ["learn plan", outcome.planIssueUrl],
    ["its pull request", outcome.planPullRequestUrl],
    ["run", outcome.runUrl],
  ].filter(([, url]) => url !== null).map(([name, url]) => `${name} ${url}`).join(", ");
  return `learn_status: ${outcome.status}, ${MEANINGS[outcome.status] ?? ""}${
    links === "" ? "" : `: ${links}`
  }`;
}
