/** Workflow runs: the one that a dispatch made, found by its name. */

import { z } from "zod";
import type { GitHubClient } from "../request/client.ts";
import type { RepositoryName } from "../repository/repository_name.ts";

export interface WorkflowRun {
  readonly id: string;
  /** What the workflow's `run-name` made of it. */
  readonly displayTitle: string;
  /** `queued`, `in_progress`, `completed`, … */
  readonly status: string;
  readonly htmlUrl: string;
  /** ISO 8601. */
  readonly createdAt: string;
}

/** How long a run is searched for. Milliseconds. */
export interface RunSearch {
  readonly attempts: number;
  /** Before the second look; grows by half with each further one. */
  readonly firstDelay: number;
}

/** About 35 s in all: GitHub mostly shows a run after 2–5 s. */
const DEFAULT_SEARCH: RunSearch = { attempts: 8, firstDelay: 1_000 };

/** GitHub's times are whole seconds, and its `Date` header comes from another machine. */
const CLOCK_TOLERANCE_MILLISECONDS = 5_000;

const runSchema = z.looseObject({
  id: z.number(),
  display_title: z.string().nullish(),
  name: z.string().nullish(),
  status: z.string().nullish(),
  html_url: z.string(),
  created_at: z.string(),
});

export interface DispatchedRunQuery {
  readonly workflow: string;
  readonly runName: string;
  /** By GitHub's clock. */
  readonly dispatchedAt: Date;
  readonly search?: Partial<RunSearch>;
}

/**
 * Looks for the run of a dispatch until it is there or the search ends.
 *
 * A workflow without `run-name` gives all its runs the same title; then a single new run since the dispatch is
 * taken for ours, and of several none.
 */
export async function findDispatchedRun(
  client: GitHubClient,
  repository: RepositoryName,
  query: DispatchedRunQuery,
): Promise<WorkflowRun | undefined> {
  const { attempts, firstDelay } = { ...DEFAULT_SEARCH, ...query.search };
  const isOurs = { runName: query.runName, since: query.dispatchedAt };
  let sighting: RunSighting;
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (attempt > 0 && !await client.pause(firstDelay * 1.5 ** (attempt - 1))) break;
    const { runs } = await readRuns(client, repository, query.workflow);
    sighting = sightingAmong(runs, isOurs);
    if (typeof sighting === "object" && sighting.displayTitle === query.runName) return sighting;
  }
  return typeof sighting === "object" ? sighting : undefined;
}

/** A dispatch whose answer was lost. */
export interface DoubtfulDispatch {
  readonly workflow: string;
  readonly runName: string;
  /** `performance.now()` before it was sent. */
  readonly sentAt: number;
}

/** The run of a dispatch; `undefined`: there is none (yet); `unclear`: it can't be told from others. */
export type RunSighting = WorkflowRun | undefined | "unclear";

/** Looks once for the run of a dispatch whose answer was lost. */
export async function lookForRun(
  client: GitHubClient,
  repository: RepositoryName,
  { workflow, runName, sentAt }: DoubtfulDispatch,
): Promise<RunSighting> {
  const elapsed = performance.now() - sentAt;
  const { runs, date } = await readRuns(client, repository, workflow);
  return sightingAmong(runs, { runName, since: new Date(date.getTime() - elapsed) });
}

/** The run of our name; else the single one without a dispatch's name since then. */
function sightingAmong(
  runs: readonly WorkflowRun[],
  { runName, since }: { readonly runName: string; readonly since: Date },
): RunSighting {
  const named = runs.find((run) => run.displayTitle === runName);
  if (named !== undefined) return named;
  const earliest = since.getTime() - CLOCK_TOLERANCE_MILLISECONDS;
  const [recent, ...others] = runs.filter((run) => Date.parse(run.createdAt) >= earliest && !isNamed(run));
  return others.length > 0 ? "unclear" : recent;
}

/** The newest runs of a workflow that were started by `workflow_dispatch`, newest first. */
export async function listDispatchedRuns(
  client: GitHubClient,
  repository: RepositoryName,
  workflow: string,
): Promise<WorkflowRun[]> {
  return (await readRuns(client, repository, workflow)).runs;
}

/** With GitHub's own time of the answer: the runs' times are of the same clock. */
async function readRuns(
  client: GitHubClient,
  { owner, name }: RepositoryName,
  workflow: string,
): Promise<{ readonly runs: WorkflowRun[]; readonly date: Date }> {
  const { data, headers } = await client.request({
    route: "GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs",
    parameters: { owner, repo: name, workflow_id: workflow, event: "workflow_dispatch", per_page: 30 },
    purpose: `read the runs of ${workflow} of ${owner}/${name}`,
    answer: z.looseObject({ workflow_runs: z.array(runSchema) }),
  });
  const runs = data.workflow_runs.map((run) => ({
    id: String(run.id),
    displayTitle: run.display_title ?? run.name ?? "",
    status: run.status ?? "",
    htmlUrl: run.html_url,
    createdAt: run.created_at,
  }));
  return { runs, date: new Date(headers["date"] ?? Date.now()) };
}

/** `<issue>:<distinct id>`: it belongs to somebody's dispatch, so not to ours. */
function isNamed(run: WorkflowRun): boolean {
  return /^\d+:[0-9a-z]{6}$/.test(run.displayTitle);
}
