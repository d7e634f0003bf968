/** Whether a repository has a workflow. */

import { z } from "zod";
import type { GitHubClient } from "../request/client.ts";
import type { RepositoryName } from "../repository/repository_name.ts";
import { statusOf } from "../request/request_failure.ts";

/** @throws {UserError} if that can't be found out. */
export async function workflowExists(
  client: GitHubClient,
  { owner, name }: RepositoryName,
  file: string,
): Promise<boolean> {
  try {
    await client.request({
      route: "GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}",
      parameters: { owner, repo: name, workflow_id: file },
      purpose: `read the workflow ${file} of ${owner}/${name}`,
      answer: z.looseObject({ id: z.number() }),
    });
    return true;
  } catch (error) {
    if (statusOf(error) === 404) return false;
    throw error;
  }
}
