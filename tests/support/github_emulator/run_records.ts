/** Workflow runs as data: new ones, which of them can be seen, their addresses. */

import { repositoryPage, repositoryUrl } from "./render.ts";
import {
  type RepositoryRecord,
  type RunRecord,
  timestamp,
  type WorkflowRecord,
  type World,
} from "./state.ts";

/** Starts a run. */
export function insertRun(
  world: World,
  repository: RepositoryRecord,
  run: Partial<RunRecord> & {
    readonly workflow: WorkflowRecord;
    readonly branch: string;
    readonly actor: string;
    readonly event: string;
  },
): RunRecord {
  const createdAt = run.createdAt ?? timestamp();
  const inputs = run.inputs ?? {};
  const record: RunRecord = {
    id: world.nextId(),
    runNumber: repository.runs.filter((other) => other.workflow === run.workflow).length + 1,
    displayTitle: displayTitle(run.workflow, inputs),
    inputs,
    createdAt,
    updatedAt: createdAt,
    visibleFrom: 0,
    status: "queued",
    conclusion: null,
    ...run,
  };
  repository.runs.push(record);
  return record;
}

/** The runs that GitHub shows by now, newest first. */
export function visibleRuns(repository: RepositoryRecord): RunRecord[] {
  const now = Date.now();
  return repository.runs.filter((run) => run.visibleFrom <= now).reverse();
}

/** The API's address of a run. */
export function runUrl(world: World, repository: RepositoryRecord, run: RunRecord): string {
  return `${repositoryUrl(world, repository)}/actions/runs/${run.id}`;
}

/** The page of a run. */
export function runPage(world: World, repository: RepositoryRecord, run: RunRecord): string {
  return `${repositoryPage(world, repository)}/actions/runs/${run.id}`;
}

/** What `run-name` makes of the inputs; the workflow's name where it has none. */
function displayTitle(workflow: WorkflowRecord, inputs: Readonly<Record<string, string>>): string {
  const names = workflow.inputs.map((input) => input.name);
  const usual = names.includes("issue_number") && names.includes("distinct_id")
    ? "{issue_number}:{distinct_id}"
    : workflow.name;
  return (workflow.runName ?? usual).replace(/\{(\w+)\}/g, (_, name: string) => inputs[name] ?? "");
}
