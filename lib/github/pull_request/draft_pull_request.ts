/** Opens a draft pull request, once for each branch. */

import { z } from "zod";
import type { Redacted } from "../../redact/redacted.ts";
import type { GitHubClient } from "../request/client.ts";
import type { RepositoryName } from "../repository/repository_name.ts";
import { failureOf } from "../request/request_failure.ts";
import { writeOnce } from "../request/write_once.ts";

export interface DraftPullRequest {
  /** The branch with the changes, in the same repository. */
  readonly head: string;
  readonly base: string;
  readonly title: Redacted;
  /** Markdown, at most 65,536 characters. */
  readonly body: Redacted;
}

export interface OpenedPullRequest {
  readonly number: number;
  readonly url: string;
}

const pullSchema = z.looseObject({ number: z.number(), html_url: z.string() });

/**
 * Opens it, or finds the one that an earlier run has opened from the same branch.
 *
 * @throws {UserError} if GitHub refuses: the branch isn't there, holds no changes, or Actions may not open pull requests.
 */
export async function openDraftPullRequest(
  client: GitHubClient,
  repository: RepositoryName,
  pull: DraftPullRequest,
): Promise<OpenedPullRequest> {
  const { owner, name } = repository;
  const find = async (): Promise<OpenedPullRequest | undefined> => {
    const { data } = await client.request({
      route: "GET /repos/{owner}/{repo}/pulls",
      parameters: { owner, repo: name, head: `${owner}:${pull.head}`, state: "all", per_page: 1 },
      purpose: `look for a pull request from ${pull.head} in ${owner}/${name}`,
      answer: z.array(pullSchema),
    });
    const [found] = data;
    return found === undefined ? undefined : { number: found.number, url: found.html_url };
  };
  const earlier = await find();
  if (earlier !== undefined) return earlier;
  return await writeOnce(client, {
    what: "the pull request",
    async write() {
      const create = ({ draft }: { readonly draft: boolean }) =>
        client.request({
          route: "POST /repos/{owner}/{repo}/pulls",
          parameters: { owner, repo: name, ...pull, draft },
          purpose: `open a draft pull request from ${pull.head} in ${owner}/${name}`,
          answer: pullSchema,
        });
      const { data } = await create({ draft: true }).catch((error) => {
        if (!hasNoDrafts(error)) throw error;
        return create({ draft: false });
      });
      return { number: data.number, url: data.html_url };
    },
    find,
  });
}

/** Private repositories of some plans: there a pull request waits for its review as any other. */
function hasNoDrafts(error: unknown): boolean {
  const failure = failureOf(error);
  return failure?.status === 422 && /draft pull requests are not supported/i.test(failure.reason);
}
