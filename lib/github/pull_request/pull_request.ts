/** Which pull request carried a plan out. */

import { z } from "zod";
import type { GitHubClient } from "../request/client.ts";
import type { PlanIssue } from "../plan/plan_issue.ts";
import { isSameRepository, parseRemoteUrl, type RepositoryName } from "../repository/repository_name.ts";

export interface PullRequest {
  /** Where it is: not the plan's repository if the plan names another with `source_repo`. */
  readonly repository: RepositoryName;
  readonly number: number;
  readonly title: string;
  readonly state: "OPEN" | "MERGED" | "CLOSED";
  readonly url: string;
  readonly headRefName: string;
  readonly baseRefName: string;
  /** ISO 8601; `null` unless it is merged. */
  readonly mergedAt: string | null;
  /** ISO 8601. */
  readonly createdAt: string;
}

const restPullSchema = z.looseObject({
  number: z.number(),
  title: z.string(),
  state: z.enum(["open", "closed"]),
  html_url: z.string(),
  head: z.looseObject({ ref: z.string() }),
  base: z.looseObject({ ref: z.string() }),
  merged_at: z.string().nullish(),
  created_at: z.string(),
});

const LINKED_PULLS_QUERY = `
  query LinkedPullRequests($owner: String!, $name: String!, $issue: Int!, $cursor: String) {
    repository(owner: $owner, name: $name) {
      issue(number: $issue) {
        closedByPullRequestsReferences(first: 100, after: $cursor, includeClosedPrs: true) {
          pageInfo { hasNextPage endCursor }
          nodes {
            number title state url headRefName baseRefName mergedAt createdAt
            repository { nameWithOwner }
          }
        }
      }
    }
  }`;

const linkedPullsSchema = z.looseObject({
  repository: z.looseObject({
    issue: z.looseObject({
      closedByPullRequestsReferences: z.looseObject({
        nodes: z.array(
          z.looseObject({
            number: z.number(),
            title: z.string(),
            state: z.enum(["OPEN", "MERGED", "CLOSED"]),
            url: z.string(),
            headRefName: z.string(),
            baseRefName: z.string(),
            mergedAt: z.string().nullable(),
            createdAt: z.string(),
            repository: z.looseObject({ nameWithOwner: z.string() }),
          }).nullable(),
        ).nullable(),
      }).nullable(),
    }),
  }),
});

/**
 * The plan's pull request: of the branch in the plan's header, else of the current branch if its name begins with
 * `P<issue>-`, else one that closes the issue. The newest merged one, else the newest open, else the newest closed.
 *
 * @param currentBranch of the working directory, if that is a clone of the plan's code.
 */
export async function findPullRequestOfPlan(
  client: GitHubClient,
  plan: PlanIssue,
  currentBranch: string | undefined,
): Promise<PullRequest | undefined> {
  const codeRepository = sourceRepositoryOf(plan);
  const branches = [
    plan.header?.branch_name,
    currentBranch?.startsWith(`P${plan.number}-`) ? currentBranch : undefined,
  ];
  for (const branch of new Set(branches)) {
    if (branch === undefined || branch === "") continue;
    const found = choosePullRequest(await listPullRequestsOfBranch(client, codeRepository, branch));
    if (found !== undefined) return found;
  }
  return choosePullRequest(await listLinkedPullRequests(client, plan, codeRepository));
}

/** Where the plan's code lives: `source_repo` of its header, else the issue's own repository. */
export function sourceRepositoryOf(plan: PlanIssue): RepositoryName {
  const [owner = "", name = "", ...rest] = plan.header?.source_repo?.trim().split("/") ?? [];
  // Read as an address, so that the rules for names are the same everywhere.
  const named = rest.length === 0 ? parseRemoteUrl(`https://github.com/${owner}/${name}`) : undefined;
  return named === undefined ? plan.repository : { owner: named.owner, name: named.name };
}

/** The newest merged one, else the newest open, else the newest closed. */
export function choosePullRequest(candidates: readonly PullRequest[]): PullRequest | undefined {
  for (const state of ["MERGED", "OPEN", "CLOSED"]) {
    const [newest] = candidates.filter((pull) => pull.state === state)
      .toSorted((one, other) =>
        Date.parse(other.mergedAt ?? other.createdAt) - Date.parse(one.mergedAt ?? one.createdAt)
      );
    if (newest !== undefined) return newest;
  }
  return undefined;
}

async function listPullRequestsOfBranch(
  client: GitHubClient,
  repository: RepositoryName,
  branch: string,
): Promise<PullRequest[]> {
  const { owner, name } = repository;
  const pulls = await client.list({
    route: "GET /repos/{owner}/{repo}/pulls",
    parameters: { owner, repo: name, state: "all", head: `${owner}:${branch}` },
    purpose: `look for the pull request of the branch ${branch} in ${owner}/${name}`,
    answer: restPullSchema,
  });
  // GitHub ignores a `head` that it doesn't understand and lists everything.
  return pulls.filter((pull) => pull.head.ref === branch).map((pull) => ({
    repository,
    number: pull.number,
    title: pull.title,
    state: pull.merged_at ? "MERGED" : pull.state === "open" ? "OPEN" : "CLOSED",
    url: pull.html_url,
    headRefName: pull.head.ref,
    baseRefName: pull.base.ref,
    mergedAt: pull.merged_at ?? null,
    createdAt: pull.created_at,
  }));
}

/** Those in the code's repository; if none are there, those elsewhere. */
async function listLinkedPullRequests(
  client: GitHubClient,
  plan: PlanIssue,
  codeRepository: RepositoryName,
): Promise<PullRequest[]> {
  const { owner, name } = plan.repository;
  const linked: PullRequest[] = [];
  const pages = client.graphqlPages({
    query: LINKED_PULLS_QUERY,
    variables: { owner, name, issue: plan.number },
    purpose: `look for the pull requests that close #${plan.number} of ${owner}/${name}`,
    answer: linkedPullsSchema,
  });
  for await (const page of pages) {
    for (const node of page.repository.issue.closedByPullRequestsReferences?.nodes ?? []) {
      if (node === null) continue;
      const [nodeOwner = "", nodeName = ""] = node.repository.nameWithOwner.split("/");
      linked.push({ ...node, repository: { owner: nodeOwner, name: nodeName } });
    }
  }
  const here = linked.filter((pull) => isSameRepository(pull.repository, codeRepository));
  return here.length > 0 ? here : linked;
}
