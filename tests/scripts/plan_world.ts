/** A repository with plan #42, learn plans' files in a folder, and commands that run on them. */

import { join } from "node:path";
import type { Context } from "../../lib/cli/mod.ts";
import { createGitHubClient } from "../../lib/github/mod.ts";
import { loadCommand } from "../../scripts/mod.ts";
import { type GitHubEmulator, startGitHubEmulator } from "../support/github_emulator/mod.ts";
import { PLAN_REPOSITORY, seedPlanIssue } from "../support/plan_scenario.ts";
import { contextWith } from "./emulator_context.ts";

export const RUN_URL = "https://github.com/acme/widgets/actions/runs/77";
export const GIST_URL = "https://gist.github.com/ada/0d7c74b1c2d3e4f5a6b7c8d9e0f1a2b3";

/** A learn plan that can be saved. */
export const LEARN_PLAN = `# Documentation Plan: Retry uploads

## Context

Uploads are retried since #42, with help of @grace (see acme/other#7).

## Items

### 1. Jitter

- **Location**: \`docs/upload/retry.md\`

\`\`\`ts
@Retry({ jitter: true }) // #7
\`\`\`
`;

/** What of it people read on GitHub. */
export const PUBLISHED_PLAN = LEARN_PLAN.trim()
  .replace("@grace", "@&#8203;grace").replace("other#7", "other#&#8203;7");

export const TRIPWIRES = {
  candidates: [{
    action: "calling upload()",
    warning: "Add $jitter; see @grace: --- #7",
    target_doc_path: "upload/retry.md",
  }],
};

export interface PlanWorld extends AsyncDisposable {
  readonly emulator: GitHubEmulator;
  readonly folder: string;
  readonly context: Context;
  /** Writes a file into the folder. */
  write(name: string, text: string): Promise<void>;
  /** Runs a command as the command line does; gives its JSON. */
  run(command: string, input: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>>;
}

export interface PlanWorldOptions {
  readonly labels?: readonly string[];
  /** In place of the environment: GitHub Actions sets variables of the same names. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Milliseconds after which a try is given up. */
  readonly attemptTimeout?: number;
  readonly token?: (emulator: GitHubEmulator) => string;
}

export async function startPlanWorld(options: PlanWorldOptions = {}): Promise<PlanWorld> {
  const emulator = await startGitHubEmulator();
  const folder = await Deno.makeTempDir({ prefix: "erk-learn-plan-" });
  const [owner = "", name = ""] = PLAN_REPOSITORY.split("/");
  emulator.seedRepository({ owner, name, labels: options.labels ?? ["erk-plan", "erk-learn"] });
  const base = contextWith(emulator, { workingDirectory: folder, repository: PLAN_REPOSITORY });
  const token = options.token?.(emulator) ?? emulator.token;
  const context: Context = {
    ...base,
    environment: (variable) => options.environment?.[variable],
    github: () =>
      createGitHubClient({
        apiUrl: emulator.apiUrl,
        serverUrl: emulator.serverUrl,
        token,
        retry: { firstDelay: 1, attemptTimeout: options.attemptTimeout ?? 20_000, budget: 60_000 },
      }),
  };
  return {
    emulator,
    folder,
    context,
    write: (file, text) => Deno.writeTextFile(join(folder, file), text),
    async run(command, input) {
      const output = await (await loadCommand(command))?.execute(input, context);
      if (output === undefined || !("json" in output)) throw new Error(`${command} gave no JSON`);
      return output.json as Record<string, unknown>;
    },
    async [Symbol.asyncDispose]() {
      await emulator.close();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

/** Input of plan-save with what a world of `startSaving` holds. */
export const SAVE = {
  planFile: "learn-plan.md",
  issue: "42",
  workflowRunUrl: RUN_URL,
  tripwires: "tripwires.json",
};

/** A world in which plan #42 has a learn plan and tripwires to be saved. */
export async function startSaving(options: PlanWorldOptions = {}, plan = LEARN_PLAN): Promise<PlanWorld> {
  const world = await startPlanWorld(options);
  seedPlanIssue(world.emulator, {}, {
    header: { source_repo: "acme/code", learn_materials_gist_url: GIST_URL },
  });
  await world.write("learn-plan.md", plan);
  await world.write("tripwires.json", JSON.stringify(TRIPWIRES));
  return world;
}

/** The issues that were made beside #42. */
export function madeIssues(emulator: GitHubEmulator) {
  return emulator.issues().filter(({ number }) => number !== 42);
}
