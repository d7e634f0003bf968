/** One job (or one of its matrix): a workspace, its steps in order. */

import { join, resolve } from "node:path";
import { asText, condition, type Contexts, interpolate, type Status } from "./expressions.ts";
import type {
  JobDefinition,
  JobOutcome,
  StepDefinition,
  StepOutcome,
  WorkflowRun,
} from "./workflow_types.ts";

export interface JobCall {
  readonly id: string;
  readonly job: JobDefinition;
  readonly run: WorkflowRun;
  readonly workflowEnv: Readonly<Record<string, unknown>>;
  /** `github`, `inputs`, `needs`, `matrix`, `strategy`, `secrets`. */
  readonly contexts: Contexts;
  readonly artifacts: Map<string, string>;
  /** A folder for this job alone. */
  readonly folder: string;
}

interface Running {
  readonly call: JobCall;
  readonly workspace: string;
  readonly runnerTemp: string;
  readonly paths: string[];
  readonly steps: Record<
    string,
    { outcome: string; conclusion: string; outputs: Readonly<Record<string, string>> }
  >;
  status: Status;
}

/** Runs a job's steps. */
export async function runJob(
  call: JobCall,
): Promise<JobOutcome & { readonly steps: readonly StepOutcome[] }> {
  const workspace = join(call.folder, "work", "repository", "repository");
  const runnerTemp = join(call.folder, "work", "_temp");
  for (const folder of [workspace, runnerTemp]) await Deno.mkdir(folder, { recursive: true });
  const running: Running = {
    call,
    workspace,
    runnerTemp,
    paths: [],
    steps: {},
    status: { failed: false, cancelled: false },
  };
  const outcomes: StepOutcome[] = [];
  for (const [index, step] of call.job.steps.entries()) outcomes.push(await runStep(running, step, index));
  const contexts = contextsOf(running, {});
  const outputs = Object.fromEntries(
    Object.entries(call.job.outputs ?? {}).map((
      [name, text],
    ) => [name, asText(interpolate(text, contexts, running.status))]),
  );
  return { result: running.status.failed ? "failure" : "success", outputs, steps: outcomes };
}

function contextsOf(
  { call, steps, workspace, runnerTemp }: Running,
  env: Readonly<Record<string, string>>,
): Contexts {
  const runner = { os: "Linux", arch: "X64", temp: runnerTemp };
  return {
    ...call.contexts,
    env,
    steps,
    runner,
    job: { status: "success" },
    github: { ...call.run.github, workspace },
  };
}

async function runStep(running: Running, step: StepDefinition, index: number): Promise<StepOutcome> {
  const { call, status } = running;
  const plain = contextsOf(running, {});
  const env = Object.fromEntries(
    Object.entries({ ...call.workflowEnv, ...call.job.env, ...step.env }).map((
      [name, value],
    ) => [name, typeof value === "string" ? asText(interpolate(value, plain, status)) : asText(value)]),
  );
  const contexts = contextsOf(running, env);
  const name = step.name ?? step.uses ?? `step ${index + 1}`;
  const outcome = (result: StepOutcome["outcome"], said = "", outputs = {}, summary = ""): StepOutcome => {
    const id = step.id;
    if (id !== undefined) running.steps[id] = { outcome: result, conclusion: result, outputs };
    if (result === "failure" && step["continue-on-error"] !== true) {
      running.status = { ...status, failed: true };
    }
    return { job: call.id, name, outcome: result, said, outputs, env, summary };
  };
  if (!condition(step.if, contexts, status)) return outcome("skipped");
  try {
    if (step.uses !== undefined) {
      return outcome("success", "", await useAction(running, step, contexts) ?? {});
    }
    const { code, said, outputs, summary } = await runScript(running, step, env, index);
    return outcome(code === 0 ? "success" : "failure", said, outputs, summary);
  } catch (error) {
    return outcome("failure", error instanceof Error ? error.message : String(error));
  }
}

async function useAction(
  { call, workspace, runnerTemp, paths, status }: Running,
  { uses = "", with: given = {} }: StepDefinition,
  contexts: Contexts,
): Promise<Readonly<Record<string, string>> | void> {
  const [name = ""] = uses.split("@");
  const action = call.run.actions[name];
  if (action === undefined) throw new Error(`this runner has no action ${name}`);
  const evaluated = Object.fromEntries(
    Object.entries(given).map((
      [key, value],
    ) => [key, typeof value === "string" ? asText(interpolate(value, contexts, status)) : asText(value)]),
  );
  return await action({
    workspace,
    runnerTemp,
    with: evaluated,
    artifacts: call.artifacts,
    addPath: (folder) => void paths.unshift(folder),
  });
}

/** Runs a script as GitHub does: `bash -eo pipefail`, with files for what it has to say. */
async function runScript(
  { call, workspace, runnerTemp, paths }: Running,
  step: StepDefinition,
  env: Readonly<Record<string, string>>,
  index: number,
): Promise<{ code: number; said: string; outputs: Record<string, string>; summary: string }> {
  if (step.run === undefined) throw new Error("the step has neither run nor uses");
  const file = (name: string) => join(runnerTemp, `${name}-${index}`);
  const files = {
    script: file("script"),
    output: file("output"),
    summary: file("summary"),
    path: file("path"),
  };
  for (const path of Object.values(files)) await Deno.writeTextFile(path, "");
  await Deno.writeTextFile(files.script, step.run);
  const { code, stdout, stderr } = await new Deno.Command("bash", {
    args: ["--noprofile", "--norc", "-eo", "pipefail", files.script],
    cwd: resolve(workspace, step["working-directory"] ?? "."),
    clearEnv: true,
    env: {
      ...call.run.runnerEnv,
      PATH: [...paths, call.run.runnerEnv.PATH].join(":"),
      GITHUB_WORKSPACE: workspace,
      RUNNER_TEMP: runnerTemp,
      GITHUB_OUTPUT: files.output,
      GITHUB_STEP_SUMMARY: files.summary,
      GITHUB_PATH: files.path,
      ...env,
    },
    stdin: "null",
  }).output();
  const added = (await Deno.readTextFile(files.path)).split("\n").filter((line) => line !== "");
  paths.unshift(...added);
  return {
    code,
    said: new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr),
    outputs: parseOutputs(await Deno.readTextFile(files.output)),
    summary: await Deno.readTextFile(files.summary),
  };
}

/** `name=value` lines, and `name<<END … END` for several. */
export function parseOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = text.split("\n");
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    const [, name, end] = /^([^=<]+)<<(.+)$/.exec(line) ?? [];
    if (name !== undefined && end !== undefined) {
      const stop = lines.indexOf(end, at + 1);
      if (stop < 0) throw new Error(`the output ${name} has no end`);
      outputs[name] = lines.slice(at + 1, stop).join("\n");
      at = stop;
    } else if (line.includes("=")) {
      outputs[line.slice(0, line.indexOf("="))] = line.slice(line.indexOf("=") + 1);
    } else if (line !== "") {
      throw new Error(`no output: ${line}`);
    }
  }
  return outputs;
}
