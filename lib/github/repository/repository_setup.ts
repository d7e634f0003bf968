/** What a repository must have so that learning works in it: read, never changed, and no secret's value is ever asked for. */

import { z } from "zod";
import type { GitHubClient } from "../request/client.ts";
import { formatRepositoryName, type RepositoryName } from "./repository_name.ts";
import { statusOf } from "../request/request_failure.ts";

/** What `init` and `doctor` need to know about a repository. */
export interface RepositoryFacts {
  readonly defaultBranch: string;
  /** What the token's owner may do; undefined where GitHub doesn't tell. */
  readonly permissions: { readonly push: boolean; readonly admin: boolean } | undefined;
  readonly archived: boolean;
  readonly hasIssues: boolean;
}

const repositorySchema = z.looseObject({
  default_branch: z.string(),
  archived: z.boolean().optional(),
  has_issues: z.boolean().optional(),
  permissions: z.looseObject({ push: z.boolean(), admin: z.boolean() }).optional(),
});

/**
 * Reads a repository's facts.
 *
 * @throws {UserError} if the repository can't be read.
 */
export async function readRepositoryFacts(
  client: GitHubClient,
  { owner, name }: RepositoryName,
): Promise<RepositoryFacts> {
  const { data } = await client.request({
    route: "GET /repos/{owner}/{repo}",
    parameters: { owner, repo: name },
    purpose: `read the repository ${owner}/${name}`,
    answer: repositorySchema,
  });
  const { permissions } = data;
  return {
    defaultBranch: data.default_branch,
    permissions: permissions === undefined ? undefined : { push: permissions.push, admin: permissions.admin },
    archived: data.archived ?? false,
    hasIssues: data.has_issues ?? true,
  };
}

const secretSchema = z.looseObject({ name: z.string() });

/**
 * Names of the secrets that workflows of a repository can use: its own and those its organization shares with it. Undefined where the
 * token may not list them.
 */
export async function listSecretNames(
  client: GitHubClient,
  { owner, name }: RepositoryName,
): Promise<string[] | undefined> {
  const names = async (route: string): Promise<string[] | undefined> => {
    try {
      const secrets = await client.list({
        route,
        parameters: { owner, repo: name },
        purpose: `list the names of the secrets of ${owner}/${name}`,
        answer: secretSchema,
        field: "secrets",
      });
      return secrets.map(({ name }) => name);
    } catch (error) {
      const status = statusOf(error);
      if (status === 403 || status === 404 || status === 401) return undefined;
      throw error;
    }
  };
  const [own, shared] = await Promise.all([
    names("GET /repos/{owner}/{repo}/actions/secrets"),
    names("GET /repos/{owner}/{repo}/actions/organization-secrets"),
  ]);
  if (own === undefined && shared === undefined) return undefined;
  return [...new Set([...own ?? [], ...shared ?? []])].sort();
}

/** A workflow on GitHub. */
export interface WorkflowFacts {
  /** `active`, `disabled_manually`, … */
  readonly state: string;
  /** Undefined where the file is not on the default branch. */
  readonly text: string | undefined;
}

/** A workflow by its file name; undefined if GitHub knows none, as for files that are not on the default branch. */
export async function readWorkflowFacts(
  client: GitHubClient,
  repository: RepositoryName,
  file: string,
): Promise<WorkflowFacts | undefined> {
  const { owner, name } = repository;
  const purpose = `read the workflow ${file} of ${formatRepositoryName(repository)}`;
  const orUndefined = (error: unknown) => {
    if (statusOf(error) === 404) return undefined;
    throw error;
  };
  const [workflow, content] = await Promise.all([
    client.request({
      route: "GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}",
      parameters: { owner, repo: name, workflow_id: file },
      purpose,
      answer: z.looseObject({ state: z.string() }),
    }).catch(orUndefined),
    client.request({
      route: "GET /repos/{owner}/{repo}/contents/{path}",
      parameters: { owner, repo: name, path: `.github/workflows/${file}` },
      purpose,
      answer: z.looseObject({ content: z.string(), encoding: z.string() }),
    }).catch(orUndefined),
  ]);
  if (workflow === undefined) return undefined;
  const text = content?.data.encoding === "base64" ? decodeBase64(content.data.content) : undefined;
  return { state: workflow.data.state, text };
}

function decodeBase64(content: string): string {
  const bytes = Uint8Array.from(atob(content.replace(/\s/g, "")), (character) => character.charCodeAt(0));
  return new TextDecoder().decode(bytes);
}
