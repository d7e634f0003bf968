/** What must be right on this machine: configuration, git, the Claude folder, a model's credential. */

import { join } from "node:path";
import type { Context } from "../../lib/cli/mod.ts";
import { formatRepositoryName, type RepositoryName } from "../../lib/github/mod.ts";
import { chooseEngine, machineChoice } from "../../lib/learn/engines/mod.ts";
import { allProjectFolders } from "../../lib/session/discovery/logs.ts";
import { projectFoldersOf } from "../../lib/session/discovery/project_folders.ts";
import { reasonOf } from "../../lib/file_failure.ts";
import { messageOf, UserError } from "../../lib/user_error.ts";
import { type Check, check } from "./check.ts";

/** `.erk/learn.json`. */
export async function checkConfiguration(context: Context): Promise<Check> {
  try {
    const { workflow } = await context.configuration();
    return check("configuration", "ok", `workflow ${workflow}`);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return check("configuration", "failed", messageOf(error).replace(/\.$/, ""));
  }
}

/** The work tree and the repository that it names. If this fails, nothing on GitHub can be checked. */
export async function checkRemote(
  context: Context,
): Promise<{ readonly check: Check; readonly repository: RepositoryName | undefined }> {
  try {
    const repository = await context.repository();
    return { check: check("remote", "ok", formatRepositoryName(repository)), repository };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // Its last sentence says what to do.
    const sentence = messageOf(error).replace(/\.$/, "");
    const [, found = sentence, remedy = ""] = /^(.*)[.;] (.*)$/s.exec(sentence) ?? [];
    return { check: check("remote", "failed", found, remedy), repository: undefined };
  }
}

/**
 * Whether materials can be written below `.erk/`, tried with a folder that is removed at once; nothing is told where they can,
 * or where this program may not try.
 */
export async function checkFolder(context: Context): Promise<Check[]> {
  const root = await context.projectRoot();
  const folder = [join(root, ".erk", "scratch"), join(root, ".erk")].find(isThere) ?? root;
  const { state } = await Deno.permissions.query({ name: "write", path: folder });
  if (state !== "granted") return [];
  try {
    await Deno.remove(await Deno.makeTempDir({ dir: folder, prefix: ".erk-learn-doctor-" }));
    return [];
  } catch (error) {
    return [check(
      "folder",
      "failed",
      `nothing can be written into ${folder} (${reasonOf(error)}), where trigger puts the materials`,
      "change its permissions, or work in a clone that can be written to",
    )];
  }
}

function isThere(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

/** Where the sessions are, and whether there are any of this project. */
export async function checkSessions(context: Context): Promise<Check> {
  const { claudeFolder } = context;
  if (claudeFolder === undefined) {
    return check(
      "sessions",
      "warning",
      "neither HOME nor CLAUDE_CONFIG_DIR is set, so it isn't known where the session logs are",
      "set one of them",
    );
  }
  const projects = join(claudeFolder, "projects");
  let denied: string | undefined;
  const folders = await allProjectFolders(projects, (folder, reason) => denied = `${folder}: ${reason}`);
  if (denied !== undefined) {
    return check(
      "sessions",
      "warning",
      `the session logs can't be read, ${denied}`,
      "change its permissions",
    );
  }
  if (folders.length === 0) {
    return check(
      "sessions",
      "warning",
      `there are no session logs in ${claudeFolder}`,
      "set CLAUDE_CONFIG_DIR if they are elsewhere; without them only uploaded sessions can be learned from",
    );
  }
  const mine = await projectFoldersOf(projects, context.workingDirectory, await context.projectRoot());
  return mine.length > 0 ? check("sessions", "ok", `logs of this project in ${claudeFolder}`) : check(
    "sessions",
    "warning",
    `${claudeFolder} has logs of ${
      folders.length === 1 ? "one project" : `${folders.length} projects`
    }, but none of this one`,
    "plans that name their sessions still find them; the fallback to the newest ones does not",
  );
}

/** Who answers the learn agents on this machine. Names of variables alone; whether a credential works costs a request. */
export async function checkModel(context: Context): Promise<Check> {
  const configuration = await context.configuration().catch(() => undefined);
  const { engine, reason } = await chooseEngine({
    flag: undefined,
    config: { engine: configuration?.learn.engine },
    ...machineChoice(context.environment, context.signal),
  });
  if (engine !== "offline") return check("model", "ok", `${engine}: ${reason}`);
  return check(
    "model",
    "warning",
    `learn works by rules alone on this machine: ${reason}`,
    "set ANTHROPIC_API_KEY, or log in to claude; erk-learn validate-claude-credentials tries what is there",
  );
}
