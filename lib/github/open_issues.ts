/** Open issues with a label. */

import { z } from "zod";
import type { GitHubClient } from "./client.ts";
import { issueSchema } from "./plan_issue.ts";
import type { RepositoryName } from "./repository_name.ts";

const PAGE_SIZE = 100;

/** Nobody joins more plans at once, and a server that never ends its list is not followed for ever. */
const MAX_PAGES = 10;

/**
 * Numbers of the open issues that have a label, the oldest first; pull requests are left out.
 *
 * @throws {UserError} if they can't be listed.
 */
export async function listOpenIssues(
  client: GitHubClient,
  { owner, name }: RepositoryName,
  label: string,
): Promise<number[]> {
  const numbers: number[] = [];
  for (let page = 1; page <= MAX_PAGES; page++) {
    const { data } = await client.request({
      route: "GET /repos/{owner}/{repo}/issues",
      parameters: {
        owner,
        repo: name,
        state: "open",
        labels: label,
        sort: "created",
        direction: "asc",
        per_page: PAGE_SIZE,
        page,
      },
      purpose: `list the open issues of ${owner}/${name} with the label ${label}`,
      answer: z.array(issueSchema),
    });
    numbers.push(...data.filter(({ pull_request }) => !pull_request).map(({ number }) => number));
    if (data.length < PAGE_SIZE) break;
  }
  return numbers;
}
