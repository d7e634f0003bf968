/** Whether a repository has a workflow, and whether it can be started. */

import { z } from "zod";
import type { GitHubClient } from "../request/client.ts";
import type { RepositoryName } from "../repository/repository_name.ts";
import { statusOf } from "../request/request_failure.ts";

/**
 * `active`, `disabled_manually`, …; `undefined` where GitHub knows no such workflow, which it does from the default branch.
 *
 * @throws {UserError} if that can't be found out.
 */
export async function readWorkflowState(
  client: GitHubClient,
  { owner, name }: RepositoryName,
  file: string,
): Promise<string | undefined> {
  try {
    const { data } = await client.request({
      route: "GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}",
      parameters: { owner, repo: name, workflow_id: file },
      purpose: `read the workflow ${file} of ${owner}/${name}`,
      answer: z.looseObject({ id: z.number(), state: z.string() }),
    });
    return data.state;
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}
