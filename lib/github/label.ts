/** Labels that a repository must have. */

import { z } from "zod";
import type { GitHubClient } from "./client.ts";
import type { RepositoryName } from "./repository_name.ts";
import { failureOf, statusOf } from "./request_failure.ts";

export interface Label {
  readonly name: string;
  /** Six hex digits, without `#`. */
  readonly color: string;
  readonly description: string;
}

const anything = z.unknown();

/**
 * Makes a label if the repository has none of this name; colour and description of one that exists stay.
 *
 * @returns whether it was made.
 */
export async function ensureLabel(
  client: GitHubClient,
  { owner, name }: RepositoryName,
  label: Label,
): Promise<boolean> {
  try {
    await client.request({
      route: "GET /repos/{owner}/{repo}/labels/{name}",
      parameters: { owner, repo: name, name: label.name },
      purpose: `look for the label ${label.name} in ${owner}/${name}`,
      answer: anything,
    });
    return false;
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
  }
  try {
    await client.request({
      route: "POST /repos/{owner}/{repo}/labels",
      parameters: { owner, repo: name, ...label },
      purpose: `make the label ${label.name} in ${owner}/${name}`,
      answer: anything,
    });
    return true;
  } catch (error) {
    // Someone else made it in between: {"message": "Validation Failed", "errors": [{"code": "already_exists"}]}.
    const failure = failureOf(error);
    if (failure?.status === 422 && failure.reason.includes("already_exists")) return false;
    throw error;
  }
}
