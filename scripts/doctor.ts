/** `doctor`: whether everything is there that learning needs, and what to do about what isn't. */

import { z } from "zod";
import { type Context, defineCommand, GITHUB_PERMISSIONS, runAlone } from "../lib/cli/mod.ts";
import { ENGINE_PROGRAMS, ENGINE_VARIABLES } from "../lib/learn/engines/mod.ts";
import { UserError } from "../lib/user_error.ts";
import { VERSION } from "../lib/version.ts";
import { type Check, check, checkLines, checkSchema, failedCheck } from "./setup/check.ts";
import { checkGitHub } from "./setup/github_checks.ts";
import {
  checkConfiguration,
  checkFolder,
  checkModel,
  checkRemote,
  checkSessions,
} from "./setup/machine_checks.ts";

const inputSchema = z.object({});

const resultSchema = z.object({
  success: z.literal(true),
  version: z.string(),
  /** Whether nothing failed; warnings and what can't be seen don't count. */
  healthy: z.boolean(),
  checks: z.array(checkSchema),
});

export type DoctorResult = z.output<typeof resultSchema>;

/**
 * Looks at everything, changes nothing.
 *
 * @throws {UserError} if a check failed; its detail names each. The answer on standard output is then that of a failure.
 */
export async function doctor(_input: z.output<typeof inputSchema>, context: Context): Promise<DoctorResult> {
  const remote = await checkRemote(context);
  const [configuration, folder, sessions, model, github] = await Promise.all([
    checkConfiguration(context),
    checkFolder(context),
    checkSessions(context),
    checkModel(context),
    remote.repository === undefined ? [] : checkThere(context, remote.repository),
  ]);
  const checks = [
    check("version", "ok", `erk-learn ${VERSION}, Deno ${Deno.version.deno}, ${Deno.build.target}`),
    configuration,
    remote.check,
    ...folder,
    ...github,
    sessions,
    model,
  ];
  for (const line of checks.flatMap(checkLines)) context.progress.note(line);
  const failed = checks.filter(({ state }) => state === "failed");
  if (failed.length > 0) {
    throw new UserError(
      `${failed.length} of ${checks.length} checks failed: ${failed.map(({ name }) => name).join(", ")}`,
      { detail: failed.map(describe).join(" · ") },
    );
  }
  return { success: true, version: VERSION, healthy: true, checks };
}

function describe({ name, message, remedy }: Check): string {
  return `${name}: ${[message, remedy].filter((part) => part !== "").join("; ")}`;
}

async function checkThere(
  context: Context,
  repository: Awaited<ReturnType<Context["repository"]>>,
): Promise<Check[]> {
  try {
    const configuration = await context.configuration().catch(() => undefined);
    const client = await context.github();
    return await checkGitHub(client, repository, configuration?.workflow ?? "learn.yml");
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [failedCheck("token", "failed", error)];
  }
}

export const command = defineCommand({
  name: "doctor",
  summary: "Say what learning still lacks here, and what to do",
  description:
    "Looks at the configuration, the git remote, the token and what it may do, the repository, the learn workflow on its\n" +
    "default branch, the names of its secrets, the labels, the session logs of this project, and what answers the agents on\n" +
    "this machine. Changes nothing, and reads no secret's value. Exit status 1 if a check failed.",
  examples: [{ command: "erk-learn doctor", explanation: "One line a check, with the remedy below it" }],
  permissions: {
    ...GITHUB_PERMISSIONS,
    write: false,
    env: [
      ...new Set([...(GITHUB_PERMISSIONS.env === true ? [] : GITHUB_PERMISSIONS.env), ...ENGINE_VARIABLES]),
    ],
    run: [...GITHUB_PERMISSIONS.run, ...ENGINE_PROGRAMS],
  },
  input: inputSchema,
  result: resultSchema,
  run: doctor,
});

if (import.meta.main) await runAlone(command);
