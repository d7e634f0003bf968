/** `/repos/{owner}/{repo}/actions/runs`: list and read. */

import { visibleRepository } from "./access.ts";
import { type Answer, notFound, ok } from "./answers.ts";
import { findWorkflow } from "./actions.ts";
import { countedAnswer } from "./pages.ts";
import { nodeId, renderRepository, renderUser, repositoryUrl } from "./render.ts";
import { type Call, type Route, route } from "./router.ts";
import { runPage, runUrl, visibleRuns } from "./run_records.ts";
import { headSha } from "./shas.ts";
import type { RepositoryRecord, RunRecord, World } from "./state.ts";

/** The routes of workflow runs. */
export function runRoutes(world: World): Route[] {
  return [
    route("GET", "/repos/{owner}/{repo}/actions/runs", (call) => {
      const repository = visibleRepository(world, call);
      return listRuns(world, call, repository, visibleRuns(repository));
    }),
    route("GET", "/repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs", (call) => {
      const repository = visibleRepository(world, call);
      const workflow = findWorkflow(repository, call);
      const runs = visibleRuns(repository).filter((run) => run.workflow === workflow);
      return listRuns(world, call, repository, runs);
    }),
    route("GET", "/repos/{owner}/{repo}/actions/runs/{run_id}", (call) => {
      const repository = visibleRepository(world, call);
      return ok(renderRun(world, repository, findRun(repository, call)));
    }),
  ];
}

/** The run of a call's `{run_id}`; 404 if there is none or it can't be seen yet. */
export function findRun(repository: RepositoryRecord, call: Call): RunRecord {
  const id = Number(call.parameters["run_id"]);
  const run = visibleRuns(repository).find((candidate) => candidate.id === id);
  if (run === undefined) throw notFound();
  return run;
}

function listRuns(
  world: World,
  call: Call,
  repository: RepositoryRecord,
  runs: readonly RunRecord[],
): Answer {
  const { query } = call;
  const status = query.get("status"); // a status or a conclusion, as on GitHub
  const created = createdFilter(query.get("created"));
  const found = runs.filter((run) =>
    fits(query.get("event"), run.event) &&
    fits(query.get("branch"), run.branch) &&
    fits(query.get("actor"), run.actor) &&
    (status === null || run.status === status || run.conclusion === status) &&
    created(Date.parse(run.createdAt))
  );
  return countedAnswer(call, "workflow_runs", found, (run) => renderRun(world, repository, run));
}

function fits(wanted: string | null, value: string): boolean {
  return wanted === null || wanted === value;
}

/** GitHub's search syntax for dates: `2026-02-01`, `>=…`, `>…`, `<=…`, `<…`, `a..b`; a day without a time is the whole day. */
export function createdFilter(text: string | null): (milliseconds: number) => boolean {
  if (text === null || text === "") return () => true;
  const range = text.split("..");
  if (range.length === 2) {
    const [from = "", to = ""] = range;
    return (time) => (from === "*" || time >= startOf(from)) && (to === "*" || time < endOf(to));
  }
  const [, operator = "", date = ""] = /^([<>]=?)?(.*)$/.exec(text) ?? [];
  switch (operator) {
    case ">":
      return (time) => time >= endOf(date);
    case ">=":
      return (time) => time >= startOf(date);
    case "<":
      return (time) => time < startOf(date);
    case "<=":
      return (time) => time < endOf(date);
    default:
      return (time) => time >= startOf(date) && time < endOf(date);
  }
}

function startOf(date: string): number {
  return Date.parse(date);
}

function endOf(date: string): number {
  const precision = /T/.test(date) ? 1_000 : 86_400_000; // a second or a day, in milliseconds
  return Date.parse(date) + precision;
}

function renderRun(world: World, repository: RepositoryRecord, run: RunRecord): Record<string, unknown> {
  const url = runUrl(world, repository, run);
  const page = runPage(world, repository, run);
  const sha = headSha(repository.fullName, run.branch);
  const person = { name: run.actor, email: `${run.actor}@users.noreply.github.com` };
  return {
    id: run.id,
    name: run.workflow.name,
    node_id: nodeId("WFR", run.id),
    head_branch: run.branch,
    head_sha: sha,
    path: `.github/workflows/${run.workflow.file}`,
    display_title: run.displayTitle,
    run_number: run.runNumber,
    run_attempt: 1,
    event: run.event,
    status: run.status,
    conclusion: run.conclusion,
    workflow_id: run.workflow.id,
    check_suite_id: run.id + 1,
    check_suite_node_id: nodeId("CS", run.id + 1),
    url,
    html_url: page,
    pull_requests: [],
    created_at: run.createdAt,
    updated_at: run.updatedAt,
    actor: renderUser(world, run.actor),
    triggering_actor: renderUser(world, run.actor),
    run_started_at: run.createdAt,
    referenced_workflows: [],
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: `${repositoryUrl(world, repository)}/check-suites/${run.id + 1}`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: null,
    workflow_url: `${repositoryUrl(world, repository)}/actions/workflows/${run.workflow.id}`,
    head_commit: {
      id: sha,
      tree_id: headSha(repository.fullName, `${run.branch}:tree`),
      message: "Latest commit",
      timestamp: run.createdAt,
      author: person,
      committer: person,
    },
    repository: renderRepository(world, repository),
    head_repository: renderRepository(world, repository),
  };
}
