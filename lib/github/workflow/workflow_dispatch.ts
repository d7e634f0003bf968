/** Starts a workflow, and tells which run that made. */

import { z } from "zod";
import { UserError } from "../../user_error.ts";
import type { GitHubClient } from "../request/client.ts";
import { disabledWorkflow, missingRef, missingWorkflow } from "./dispatch_target.ts";
import { formatRepositoryName, type RepositoryName } from "../repository/repository_name.ts";
import { failureOf, type RequestFailure } from "../request/request_failure.ts";
import { findDispatchedRun, lookForRun, type RunSearch } from "./workflow_run.ts";
import { writeOnce } from "../request/write_once.ts";

export interface WorkflowDispatch {
  /** File name in `.github/workflows/`: `learn.yml`. */
  readonly workflow: string;
  /** Branch or tag; without it the repository's default branch. */
  readonly ref?: string | undefined;
  readonly inputs: Readonly<Record<string, string>>;
  /** Inputs that a workflow of an older version doesn't have: without them it is dispatched all the same. */
  readonly optionalInputs?: readonly string[];
  /** The run's name, for servers that don't tell the run's id: `<issue>:<distinct id>`. */
  readonly runName: string;
  /** How long to search for the run there. */
  readonly search?: Partial<RunSearch>;
}

export interface DispatchedRun {
  /** `undefined`: it was dispatched, but the run could not be found in time. */
  readonly runId: string | undefined;
  /** The run's page, or the workflow's where the run isn't known. */
  readonly url: string;
  readonly ref: string;
}

const dispatchAnswer = z.union([
  z.looseObject({ workflow_run_id: z.number(), html_url: z.string().optional() }),
  // 204 No Content.
  z.literal("").transform(() => undefined),
  z.undefined(),
]);

/**
 * Dispatches a workflow by `workflow_dispatch`.
 *
 * GitHub tells the run's id where it is asked to (`return_run_details`, since February 2026); Enterprise servers up to
 * 3.19 refuse the question or answer 204, and the run is found by its name.
 *
 * @throws {UserError} `Failed to dispatch workflow`; the detail says why and what to do.
 */
export async function dispatchWorkflow(
  client: GitHubClient,
  repository: RepositoryName,
  dispatch: WorkflowDispatch,
): Promise<DispatchedRun> {
  const ref = dispatch.ref ?? await readDefaultBranch(client, repository);
  try {
    return await dispatchWithFallbacks(client, repository, { ...dispatch, ref });
  } catch (error) {
    const failure = failureOf(error);
    if (failure === undefined || !(error instanceof UserError)) throw error;
    const detail = reasonFor(failure, { ...dispatch, ref }, repository) ??
      `${error.message} ${error.detail ?? ""}`.trim();
    throw new UserError("Failed to dispatch workflow", { detail, cause: error.cause });
  }
}

/** The branch that GitHub takes where none is named. */
export async function readDefaultBranch(
  client: GitHubClient,
  { owner, name }: RepositoryName,
): Promise<string> {
  const { data } = await client.request({
    route: "GET /repos/{owner}/{repo}",
    parameters: { owner, repo: name },
    purpose: `read the repository ${owner}/${name}`,
    answer: z.looseObject({ default_branch: z.string() }),
  });
  return data.default_branch;
}

type DispatchOnRef = WorkflowDispatch & { readonly ref: string };

/** Leaves out, once each, what this server or this version of the workflow doesn't know. */
async function dispatchWithFallbacks(
  client: GitHubClient,
  repository: RepositoryName,
  dispatch: DispatchOnRef,
): Promise<DispatchedRun> {
  let inputs = dispatch.inputs;
  let asksForRun = true;
  for (;;) {
    try {
      return await dispatchOnce(client, repository, { ...dispatch, inputs }, asksForRun);
    } catch (error) {
      const failure = failureOf(error);
      if (failure?.status !== 422 && failure?.status !== 400) throw error;
      const unknown = unexpectedInputs(failure.reason);
      if (asksForRun && failure.reason.includes("return_run_details")) asksForRun = false;
      else if (
        unknown.some((name) => name in inputs) &&
        unknown.every((name) => dispatch.optionalInputs?.includes(name))
      ) {
        inputs = Object.fromEntries(Object.entries(inputs).filter(([name]) => !unknown.includes(name)));
      } else throw error;
    }
  }
}

/** If the answer is lost, the run is looked for by its name before it is dispatched again. */
async function dispatchOnce(
  client: GitHubClient,
  repository: RepositoryName,
  dispatch: DispatchOnRef,
  asksForRun: boolean,
): Promise<DispatchedRun> {
  const sentAt = performance.now();
  const { workflow, runName, ref } = dispatch;
  return await writeOnce(client, {
    what: "the workflow run",
    write: () => postDispatch(client, repository, dispatch, asksForRun),
    async find() {
      const run = await lookForRun(client, repository, { workflow, runName, sentAt });
      return typeof run === "object" ? { runId: run.id, url: run.htmlUrl, ref } : run;
    },
  });
}

async function postDispatch(
  client: GitHubClient,
  repository: RepositoryName,
  dispatch: DispatchOnRef,
  asksForRun: boolean,
): Promise<DispatchedRun> {
  const { owner, name } = repository;
  const { data, headers } = await client.request({
    route: "POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches",
    parameters: {
      owner,
      repo: name,
      workflow_id: dispatch.workflow,
      ref: dispatch.ref,
      inputs: dispatch.inputs,
      ...(asksForRun ? { return_run_details: true } : {}),
    },
    purpose: `dispatch the workflow ${dispatch.workflow} of ${owner}/${name}`,
    answer: dispatchAnswer,
  });
  const page = `${client.serverUrl}/${owner}/${name}/actions`;
  if (data !== undefined) {
    const runId = String(data.workflow_run_id);
    return { runId, url: data.html_url ?? `${page}/runs/${runId}`, ref: dispatch.ref };
  }
  // GitHub's clock, not ours: runs are compared with it.
  const dispatchedAt = new Date(headers["date"] ?? Date.now());
  const run = await findDispatchedRun(client, repository, {
    workflow: dispatch.workflow,
    runName: dispatch.runName,
    dispatchedAt,
    ...(dispatch.search === undefined ? {} : { search: dispatch.search }),
  }).catch((error) => {
    // It is dispatched, whatever becomes of the search.
    if (failureOf(error) === undefined) throw error;
    return undefined;
  });
  return { runId: run?.id, url: run?.htmlUrl ?? `${page}/workflows/${dispatch.workflow}`, ref: dispatch.ref };
}

/** `Unexpected inputs provided: ["distinct_id"]`. */
function unexpectedInputs(reason: string): string[] {
  const list = /Unexpected inputs provided: (\[[^\]]*\])/i.exec(reason)?.[1] ?? "";
  return Array.from(list.matchAll(/"([^"]*)"/g), (match) => match[1] ?? "");
}

/** GitHub's refusal in words that say what to do; `undefined` where the client's own sentence says it. */
function reasonFor(
  failure: RequestFailure,
  dispatch: DispatchOnRef,
  repository: RepositoryName,
): string | undefined {
  const { reason, status } = failure;
  const file = `.github/workflows/${dispatch.workflow}`;
  const place = formatRepositoryName(repository);
  const wasDispatch = failure.method === "POST";
  if (status === 404 && wasDispatch && !lacksScope(failure)) {
    return missingWorkflow(repository, dispatch);
  }
  if (status !== 422) return undefined;
  if (/no ref found/i.test(reason)) {
    return missingRef(repository, dispatch.ref);
  }
  if (/does not have .*workflow_dispatch.* trigger/i.test(reason)) {
    return `${file} on ${dispatch.ref} of ${place} has no "on: workflow_dispatch"; add it there`;
  }
  const unknown = unexpectedInputs(reason);
  if (unknown.length > 0) {
    return `${file} on ${dispatch.ref} of ${place} does not declare the inputs ${unknown.join(", ")}`;
  }
  if (/disabled workflow/i.test(reason)) {
    return disabledWorkflow(repository, dispatch);
  }
  return undefined;
}

/** Then the client's sentence names the scope. */
function lacksScope(failure: RequestFailure): boolean {
  const held = failure.headers["x-oauth-scopes"];
  return held !== undefined && !/\brepo\b/.test(held) &&
    (failure.headers["x-accepted-oauth-scopes"] ?? "") !== "";
}
