/**
 * Runs a workflow file on this machine: jobs by their needs, matrices, conditions, `run` blocks with bash and exactly the
 * environment that they would have. Actions are functions. Throws for what it does not know instead of passing it by.
 */

import { join } from "node:path";
import { parse } from "yaml";
import { condition, type Contexts, interpolate, type Status } from "./expressions.ts";
import { runJob } from "./run_job.ts";
import type {
  JobDefinition,
  JobOutcome,
  StepOutcome,
  WorkflowDefinition,
  WorkflowOutcome,
  WorkflowRun,
} from "./workflow_types.ts";

export { downloadArtifact, uploadArtifact } from "./artifact_actions.ts";
export type { Action, ActionCall, StepOutcome, WorkflowOutcome, WorkflowRun } from "./workflow_types.ts";

/** Keys of jobs and steps that change what a run does and are known here, or change nothing of it. */
const KNOWN_JOB_KEYS = new Set([
  ...["name", "needs", "if", "permissions", "env", "outputs", "strategy", "steps"],
  ...["runs-on", "timeout-minutes", "concurrency", "defaults"],
]);

/** Runs all jobs of a workflow, one after the other. */
export async function runWorkflow(text: string, run: WorkflowRun): Promise<WorkflowOutcome> {
  const workflow = parse(text) as WorkflowDefinition;
  const folder = await Deno.makeTempDir();
  try {
    const artifacts = new Map<string, string>();
    const jobs: Record<string, JobOutcome> = {};
    const steps: StepOutcome[] = [];
    for (const [id, job] of inOrder(workflow.jobs)) {
      const outcome = await runWithMatrix(id, job, { workflow, run, jobs, artifacts, folder });
      jobs[id] = { result: outcome.result, outputs: outcome.outputs };
      steps.push(...outcome.steps);
    }
    return { jobs, steps };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Jobs such that each comes after those it needs. */
function inOrder(jobs: WorkflowDefinition["jobs"]): [string, JobDefinition][] {
  const done = new Set<string>();
  const ordered: [string, JobDefinition][] = [];
  while (done.size < Object.keys(jobs).length) {
    const next = Object.entries(jobs).find(([id, job]) =>
      !done.has(id) && needsOf(job).every((need) => done.has(need))
    );
    if (next === undefined) throw new Error("the jobs need each other, or one that isn't there");
    for (const key of Object.keys(next[1])) {
      if (!KNOWN_JOB_KEYS.has(key)) {
        throw new Error(`this runner doesn't know "${key}" of the job ${next[0]}`);
      }
    }
    done.add(next[0]);
    ordered.push(next);
  }
  return ordered;
}

function needsOf({ needs = [] }: JobDefinition): readonly string[] {
  return typeof needs === "string" ? [needs] : needs;
}

interface Surroundings {
  readonly workflow: WorkflowDefinition;
  readonly run: WorkflowRun;
  readonly jobs: Readonly<Record<string, JobOutcome>>;
  readonly artifacts: Map<string, string>;
  readonly folder: string;
}

async function runWithMatrix(
  id: string,
  job: JobDefinition,
  { workflow, run, jobs, artifacts, folder }: Surroundings,
): Promise<JobOutcome & { readonly steps: readonly StepOutcome[] }> {
  const needs = Object.fromEntries(needsOf(job).map((need) => [need, jobs[need]]));
  const contexts: Contexts = {
    github: run.github,
    inputs: run.inputs,
    secrets: run.secrets,
    needs,
    env: {},
    steps: {},
    runner: {},
    job: {},
    matrix: {},
    strategy: {},
  };
  const results = allNeeded(id, workflow.jobs).map((need) => jobs[need]?.result);
  const status: Status = { failed: results.includes("failure"), cancelled: false };
  const direct = needsOf(job).map((need) => jobs[need]?.result);
  // A job whose need was skipped is skipped, too, unless its condition asks for a status itself.
  const asks = /\b(?:always|failure|cancelled|success)\s*\(/.test(String(job.if ?? ""));
  const runs = (asks || direct.every((result) => result === "success")) &&
    condition(job.if, contexts, status);
  if (!runs) return { result: "skipped", outputs: {}, steps: [] };
  const outcomes = [];
  for (const [index, matrix] of matrixOf(job, contexts, status).entries()) {
    const call = { id, job, run, workflowEnv: workflow.env ?? {}, artifacts };
    outcomes.push(
      await runJob({
        ...call,
        contexts: { ...contexts, matrix, strategy: { "job-index": index } },
        folder: join(folder, `${id}-${index}`),
      }),
    );
  }
  const failed = outcomes.some(({ result }) => result === "failure");
  return {
    result: failed ? "failure" : "success",
    outputs: Object.assign({}, ...outcomes.map(({ outputs }) => outputs)),
    steps: outcomes.flatMap(({ steps }) => steps),
  };
}

/** Every job that a job waits for, directly or through others. */
function allNeeded(id: string, jobs: WorkflowDefinition["jobs"]): string[] {
  const found = new Set<string>();
  const visit = (name: string) => {
    for (const need of needsOf(jobs[name] ?? { steps: [] })) {
      if (!found.has(need)) {
        found.add(need);
        visit(need);
      }
    }
  };
  visit(id);
  return [...found];
}

/** The combinations of a job's matrix; one empty one where it has none. */
function matrixOf(
  { strategy }: JobDefinition,
  contexts: Contexts,
  status: Status,
): Record<string, unknown>[] {
  let combinations: Record<string, unknown>[] = [{}];
  for (const [name, written] of Object.entries(strategy?.matrix ?? {})) {
    const values = typeof written === "string" ? interpolate(written, contexts, status) : written;
    if (!Array.isArray(values)) throw new Error(`the matrix value ${name} is no list`);
    combinations = combinations.flatMap((one) => values.map((value) => ({ ...one, [name]: value })));
  }
  return combinations;
}
