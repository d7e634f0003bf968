/** Where a run of learning keeps its input and its answers: `.erk/scratch/sessions/<run-id>/`. */

import { join, resolve } from "node:path";
import { z } from "zod";
import type { Context, OptionDefinition } from "../../lib/cli/mod.ts";
import { prepareScratchFolder } from "../../lib/materials/mod.ts";
import { refuseTracked } from "../refuse_tracked.ts";

/** A run's id: it becomes the name of a folder. */
export const runIdSchema = z.string().regex(
  /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/,
  "give letters, digits, dots, dashes and underscores, 100 at most",
);

export const RUN_ID: OptionDefinition = {
  flags: "--run-id <id>",
  description: "name of the run's folder (default: GITHUB_RUN_ID, else learn-<issue>)",
};

export interface RunFolders {
  /** Absolute, `learn-input`. */
  readonly input: string;
  /** Absolute, `learn-agents`. */
  readonly agents: string;
}

/**
 * A run is named as it is asked for, else after the workflow run, else after the plan's issue.
 *
 * @throws {UserError} if the scratch folder can't be made, one of the folders is a symbolic link, or git tracks files in
 * the run's.
 */
export async function runFolders(
  { runId, issueNumber }: { readonly runId?: string | undefined; readonly issueNumber: number },
  context: Context,
): Promise<RunFolders> {
  const fromActions = runIdSchema.safeParse(context.environment("GITHUB_RUN_ID")).data;
  const name = runId ?? fromActions ?? `learn-${issueNumber}`;
  await refuseTracked(context, "sessions", name);
  const scratch = prepareScratchFolder(await context.projectRoot(), "sessions", name);
  const folder = join(scratch, "sessions", name);
  return { input: join(folder, "learn-input"), agents: join(folder, "learn-agents") };
}

/** Where the answers to an input go if nobody says: beside it. */
export function agentsFolderBeside(inputFolder: string, context: Context): string {
  return resolve(context.workingDirectory, inputFolder, "..", "learn-agents");
}
