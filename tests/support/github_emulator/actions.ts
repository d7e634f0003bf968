/** `/repos/{owner}/{repo}/actions/workflows`: list, read, dispatch. */

import { requirePush, requireViewer, visibleRepository } from "./access.ts";
import { type Answer, done, notFound, ok, refusal } from "./answers.ts";
import { bodyOf, isObject, optionalFlag, requiredText } from "./bodies.ts";
import { countedAnswer } from "./pages.ts";
import { nodeId, repositoryPage, repositoryUrl } from "./render.ts";
import { type Call, type Route, route } from "./router.ts";
import { insertRun, runPage, runUrl } from "./run_records.ts";
import type { RepositoryRecord, WorkflowRecord, World } from "./state.ts";

/** The routes of workflows. */
export function workflowRoutes(world: World): Route[] {
  const all = "/repos/{owner}/{repo}/actions/workflows";
  return [
    route("GET", all, (call) => {
      const repository = visibleRepository(world, call);
      return countedAnswer(
        call,
        "workflows",
        repository.workflows,
        (workflow) => renderWorkflow(world, repository, workflow),
      );
    }),
    route("GET", `${all}/{workflow_id}`, (call) => {
      const repository = visibleRepository(world, call);
      return ok(renderWorkflow(world, repository, findWorkflow(repository, call)));
    }),
    route("POST", `${all}/{workflow_id}/dispatches`, (call) => dispatch(world, call)),
  ];
}

/** The workflow of a call's `{workflow_id}`: a number or a file name; 404 if there is none. */
export function findWorkflow(repository: RepositoryRecord, call: Call): WorkflowRecord {
  const wanted = call.parameters["workflow_id"];
  const found = repository.workflows.find((workflow) =>
    workflow.file === wanted || String(workflow.id) === wanted
  );
  if (found === undefined) throw notFound();
  return found;
}

function dispatch(world: World, call: Call): Answer {
  const viewer = requireViewer(call);
  const repository = visibleRepository(world, call);
  const workflow = findWorkflow(repository, call);
  requirePush(repository, viewer);
  const body = bodyOf(call);
  const branch = branchOf(repository, requiredText(body, "ref"));
  if (!workflow.dispatchable) {
    throw refusal(422, "Workflow does not have 'workflow_dispatch' trigger");
  }
  if (workflow.state !== "active") {
    throw refusal(422, "Cannot trigger a 'workflow_dispatch' on a disabled workflow");
  }
  const wantsDetails = optionalFlag(body, "return_run_details") ?? false;
  const givesDetails = wantsDetails && world.settings.dispatchReturnsRunDetails;
  const run = insertRun(world, repository, {
    workflow,
    branch,
    actor: viewer.login,
    event: "workflow_dispatch",
    inputs: checkInputs(workflow, body["inputs"]),
    status: "queued",
    // a run whose id was given away can be read at once
    visibleFrom: givesDetails ? 0 : Date.now() + world.settings.runVisibleAfterMilliseconds,
  });
  if (!givesDetails) return done();
  return ok({
    workflow_run_id: run.id,
    run_url: runUrl(world, repository, run),
    html_url: runPage(world, repository, run),
  });
}

function branchOf(repository: RepositoryRecord, ref: string): string {
  const branch = ref.replace(/^refs\/(heads|tags)\//, "");
  if (!repository.branches.has(branch)) throw refusal(422, `No ref found for: ${ref}`);
  return branch;
}

/** The run's inputs, with defaults; 422 for what the workflow does not name and for what it requires. */
function checkInputs(workflow: WorkflowRecord, given: unknown): Record<string, string> {
  const inputs = isObject(given) ? given : {};
  const known = workflow.inputs;
  const unexpected = Object.keys(inputs).filter((name) => !known.some((input) => input.name === name));
  if (unexpected.length > 0) {
    throw refusal(422, `Unexpected inputs provided: ${JSON.stringify(unexpected)}`);
  }
  const result: Record<string, string> = {};
  for (const input of known) {
    const value = inputs[input.name] ?? input.default;
    if (value === undefined || value === "") {
      if (input.required === true) throw refusal(422, `Required input '${input.name}' not provided`);
      continue;
    }
    result[input.name] = String(value);
  }
  return result;
}

function renderWorkflow(
  world: World,
  repository: RepositoryRecord,
  workflow: WorkflowRecord,
): Record<string, unknown> {
  const page = repositoryPage(world, repository);
  return {
    id: workflow.id,
    node_id: nodeId("W", workflow.id),
    name: workflow.name,
    path: `.github/workflows/${workflow.file}`,
    state: workflow.state,
    created_at: workflow.createdAt,
    updated_at: workflow.createdAt,
    url: `${repositoryUrl(world, repository)}/actions/workflows/${workflow.id}`,
    html_url: `${page}/blob/${repository.defaultBranch}/.github/workflows/${workflow.file}`,
    badge_url: `${page}/workflows/${encodeURIComponent(workflow.name)}/badge.svg`,
  };
}
