/** Labels that a repository must have. */

import { z } from "zod";
import type { GitHubClient } from "../request/client.ts";
import type { RepositoryName } from "../repository/repository_name.ts";
import { failureOf, statusOf } from "../request/request_failure.ts";

export interface Label {
  readonly name: string;
  /** Six hex digits, without `#`. */
  readonly color: string;
  readonly description: string;
}

const labelSchema = z.looseObject({ name: z.string() });

/** Whether the repository has a label of this name. */
export async function hasLabel(
  client: GitHubClient,
  { owner, name }: RepositoryName,
  label: string,
): Promise<boolean> {
  try {
    await client.request({
      route: "GET /repos/{owner}/{repo}/labels/{name}",
      parameters: { owner, repo: name, name: label },
      purpose: `look for the label ${label} in ${owner}/${name}`,
      answer: labelSchema,
    });
    return true;
  } catch (error) {
    if (statusOf(error) === 404) return false;
    throw error;
  }
}

/**
 * Makes a label if the repository has none of this name; colour and description of one that exists stay.
 *
 * @returns whether it was made.
 */
export async function ensureLabel(
  client: GitHubClient,
  repository: RepositoryName,
  label: Label,
): Promise<boolean> {
  if (await hasLabel(client, repository, label.name)) return false;
  const { owner, name } = repository;
  try {
    await client.request({
      route: "POST /repos/{owner}/{repo}/labels",
      parameters: { owner, repo: name, ...label },
      purpose: `make the label ${label.name} in ${owner}/${name}`,
      answer: labelSchema,
    });
    return true;
  } catch (error) {
    // Someone else made it in between: {"message": "Validation Failed", "errors": [{"code": "already_exists"}]}.
    const failure = failureOf(error);
    if (failure?.status === 422 && failure.reason.includes("already_exists")) return false;
    throw error;
  }
}
