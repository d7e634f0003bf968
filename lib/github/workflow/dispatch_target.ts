/** What a workflow is dispatched on: whether it is there, before anything is made for it. */

import { z } from "zod";
import { UserError } from "../../user_error.ts";
import type { GitHubClient } from "../request/client.ts";
import { formatRepositoryName, type RepositoryName } from "../repository/repository_name.ts";
import { failureOf, statusOf } from "../request/request_failure.ts";
import { readWorkflowState } from "./workflow_state.ts";

/** What a dispatch needs. */
export interface DispatchTarget {
  /** File name in `.github/workflows/`. */
  readonly workflow: string;
  /** Branch or tag; `undefined`: the default branch. */
  readonly ref?: string | undefined;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** The error for a missing workflow, with a remedy. */
export function missingWorkflow(
  repository: RepositoryName,
  { workflow, ref, inputs }: DispatchTarget,
): string {
  const wanted = ref === undefined ? "" : ` (wanted on ${ref})`;
  return `.github/workflows/${workflow} is not on the default branch of ${
    formatRepositoryName(repository)
  }${wanted}; add ` +
    `it there with "on: workflow_dispatch" and the inputs ${
      Object.keys(inputs).join(", ")
    }, or name another with --workflow`;
}

/** The error for a disabled workflow, with a remedy. */
export function disabledWorkflow(repository: RepositoryName, { workflow }: DispatchTarget): string {
  const place = formatRepositoryName(repository);
  return `.github/workflows/${workflow} of ${place} is disabled; enable it with "gh workflow enable ${workflow}"`;
}

/** The error for a missing ref, with a remedy. */
export function missingRef(repository: RepositoryName, ref: string): string {
  return `${formatRepositoryName(repository)} has no branch or tag ${ref}; name one with --ref`;
}

/**
 * Checks, before anything is made for a dispatch, that its target exists: the workflow, which must be enabled, and
 * the ref if one is named. Only clear answers of GitHub count; any other failure is left to the dispatch itself.
 *
 * @throws {UserError} as `dispatchWorkflow` does.
 */
export async function requireDispatchTarget(
  client: GitHubClient,
  repository: RepositoryName,
  target: DispatchTarget,
): Promise<void> {
  const { ref } = target;
  const known = <Answer>(look: Promise<Answer>, otherwise: Answer) =>
    look.catch((error) => {
      if (failureOf(error) === undefined) throw error;
      return otherwise;
    });
  const [state, hasRef] = await Promise.all([
    known(readWorkflowState(client, repository, target.workflow), "unknown"),
    ref === undefined ? true : known(refExists(client, repository, ref), true),
  ]);
  const detail = state === undefined
    ? missingWorkflow(repository, target)
    : state.startsWith("disabled")
    ? disabledWorkflow(repository, target)
    : ref !== undefined && !hasRef
    ? missingRef(repository, ref)
    : undefined;
  if (detail !== undefined) throw new UserError("Failed to dispatch workflow", { detail });
}

async function refExists(
  client: GitHubClient,
  { owner, name }: RepositoryName,
  ref: string,
): Promise<boolean> {
  const [, kind, short = ref] = /^refs\/(heads|tags)\/(.+)$/.exec(ref) ?? [];
  for (const type of ["heads", "tags"]) {
    if (kind !== undefined && kind !== type) continue;
    const isThere = await client.request({
      route: `GET /repos/{owner}/{repo}/git/ref/${type}/${
        short.split("/").map(encodeURIComponent).join("/")
      }`,
      parameters: { owner, repo: name },
      purpose: `look for the branch or tag ${ref} of ${owner}/${name}`,
      answer: z.unknown(),
    }).then(() => true, (error) => {
      if (statusOf(error) !== 404) throw error;
      return false;
    });
    if (isThere) return true;
  }
  return false;
}
