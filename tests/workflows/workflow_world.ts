/** What a workflow of the templates runs in: GitHub and a model emulated, a bare repository as the remote, runners with the program. */

import { join } from "node:path";
import { renderTemplate, type Template, TEMPLATES } from "../../lib/init/template_file.ts";
import { type GitHubEmulator, startGitHubEmulator } from "../support/github_emulator/mod.ts";
import { type ModelEmulator, type ModelScript, startModelEmulator } from "../support/model_emulator/mod.ts";
import {
  type Action,
  downloadArtifact,
  runWorkflow,
  uploadArtifact,
  type WorkflowOutcome,
} from "../support/workflow_runner/mod.ts";
import { denoFolder, makeProgram } from "../support/workflow_runner/program_from_source.ts";
import { PLAN_REPOSITORY } from "../support/plan_scenario.ts";

export const RUN_ID = "1001";
export const RUN_BRANCH = `learn-42-${RUN_ID}`;

export interface WorkflowWorld extends AsyncDisposable {
  readonly github: GitHubEmulator;
  readonly models: ModelEmulator;
  /** The bare repository. */
  readonly remote: string;
  run(
    template: Template["name"],
    inputs: Readonly<Record<string, string>>,
    secrets?: Readonly<Record<string, string>>,
  ): Promise<WorkflowOutcome>;
  /** HOME of the runners. */
  readonly home: string;
  /** Puts a shell script on the runners' PATH, before all others. */
  addProgram(name: string, script: string): Promise<void>;
  /** Git's answer about the bare repository. */
  git(...args: string[]): Promise<string>;
}

export interface WorkflowWorldOptions {
  readonly scripts?: readonly ModelScript[];
  /** Path → text on the default branch. */
  readonly files?: Readonly<Record<string, string>>;
}

/** Starts it, with an empty repository acme/widgets on GitHub whose plan is still to be seeded. */
export async function workflowWorld(options: WorkflowWorldOptions = {}): Promise<WorkflowWorld> {
  const github = await startGitHubEmulator();
  github.seedRepository({
    owner: "acme",
    name: "widgets",
    branches: [RUN_BRANCH, `${RUN_BRANCH}-2`],
    labels: ["erk-plan", "erk-learn"],
  });
  const models = await startModelEmulator({ scripts: options.scripts ?? [] });
  const folder = await Deno.makeTempDir({ prefix: "erk-learn-workflow-" });
  const remote = join(folder, "remote.git");
  const tools = join(folder, "tools");
  await makeRemote(remote, join(folder, "seed"), options.files ?? { "README.md": "# Widgets\n" });
  await makeProgram(tools);
  const token = github.seedToken({ kind: "actions" });
  const runnerEnv = {
    PATH: Deno.env.get("PATH") ?? "/usr/bin:/bin",
    HOME: folder,
    CI: "true",
    GITHUB_ACTIONS: "true",
    GITHUB_REPOSITORY: PLAN_REPOSITORY,
    GITHUB_RUN_ID: RUN_ID,
    GITHUB_RUN_ATTEMPT: "2",
    GITHUB_API_URL: github.apiUrl,
    GITHUB_SERVER_URL: github.serverUrl,
    GIT_CONFIG_NOSYSTEM: "1",
    DENO_DIR: await denoFolder(),
    DENO_NO_UPDATE_CHECK: "1",
    NO_COLOR: "1",
    // Not a credential: where the model is, which on a real runner is its provider's own address.
    ANTHROPIC_BASE_URL: models.baseUrl,
  };
  const checkout: Action = async ({ workspace }) => {
    await runGit(["clone", "--quiet", remote, workspace]);
    // As on a runner the remote names the repository on GitHub; a push goes to the bare one.
    await runGit(["remote", "set-url", "origin", `${github.serverUrl}/${PLAN_REPOSITORY}`], workspace);
    await runGit(["remote", "set-url", "--push", "origin", remote], workspace);
  };
  const install: Action = ({ addPath }) => Promise.resolve(addPath(tools));
  return {
    github,
    models,
    remote,
    run: (name, inputs, secrets = { ANTHROPIC_API_KEY: models.apiKey }) =>
      runWorkflow(renderTemplate(TEMPLATES[name], "0.1.0"), {
        inputs: { gist_url: "", distinct_id: "abc123", model_name: "", ...inputs },
        secrets,
        github: { token, server_url: github.serverUrl, repository: PLAN_REPOSITORY, run_id: RUN_ID },
        actions: {
          "actions/checkout": checkout,
          "actions/upload-artifact": uploadArtifact,
          "actions/download-artifact": downloadArtifact,
          "erk-learn/erk-learn": install,
        },
        runnerEnv,
      }),
    home: folder,
    async addProgram(name, script) {
      await Deno.writeTextFile(join(tools, name), `#!/bin/sh\n${script}\n`);
      await Deno.chmod(join(tools, name), 0o755);
    },
    git: (...args) => runGit(args, remote),
    async [Symbol.asyncDispose]() {
      await Promise.all([github.close(), models[Symbol.asyncDispose]()]);
      await Deno.remove(folder, { recursive: true });
    },
  };
}

async function makeRemote(
  remote: string,
  seed: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  await Deno.mkdir(seed, { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    await Deno.mkdir(join(seed, path, ".."), { recursive: true });
    await Deno.writeTextFile(join(seed, path), text);
  }
  const identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.test"];
  await runGit(["init", "--quiet", "--initial-branch=main"], seed);
  await runGit(["add", "--all"], seed);
  await runGit([...identity, "commit", "--quiet", "--message", "Begin"], seed);
  await runGit(["clone", "--quiet", "--bare", seed, remote]);
}

async function runGit(args: readonly string[], cwd = "."): Promise<string> {
  const { code, stdout, stderr } = await new Deno.Command("git", { args: [...args], cwd }).output();
  if (code !== 0) throw new Error(new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout);
}
