/** A workflow run that was dispatched before: whether it is still at work. */

import { z } from "zod";
import type { GitHubClient } from "../request/client.ts";
import type { RepositoryName } from "../repository/repository_name.ts";
import { statusOf } from "../request/request_failure.ts";

export interface EarlierRun {
  readonly id: string;
  readonly htmlUrl: string;
  /** What the workflow's `run-name` made of it; empty where GitHub doesn't tell. */
  readonly displayTitle: string;
  /** `queued`, `in_progress`, `completed`, … */
  readonly status: string;
  /** `success`, `failure`, `cancelled`, …; `undefined` before its end. */
  readonly conclusion: string | undefined;
}

/** Reads a run by its id; `undefined` if there is none (runs can be deleted). */
export async function readWorkflowRun(
  client: GitHubClient,
  { owner, name }: RepositoryName,
  id: string,
): Promise<EarlierRun | undefined> {
  try {
    const { data } = await client.request({
      route: "GET /repos/{owner}/{repo}/actions/runs/{run_id}",
      parameters: { owner, repo: name, run_id: id },
      purpose: `read the workflow run ${id} of ${owner}/${name}`,
      answer: z.looseObject({
        id: z.number(),
        html_url: z.string(),
        display_title: z.string().nullish(),
        status: z.string().nullish(),
        conclusion: z.string().nullish(),
      }),
    });
    return {
      id: String(data.id),
      htmlUrl: data.html_url,
      displayTitle: data.display_title ?? "",
      status: data.status ?? "",
      conclusion: data.conclusion ?? undefined,
    };
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
    return undefined;
  }
}

/** Whether a run is still waiting or running: every status but `completed`. */
export function isUnfinished({ status }: { readonly status: string }): boolean {
  return status !== "completed";
}
