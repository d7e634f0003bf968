/** The review comments of a plan: fetched, or those of a run that ended before it could upload them. */

import { basename, join } from "node:path";
import type { Context } from "../../lib/cli/mod.ts";
import type { PlanIssue } from "../../lib/github/mod.ts";
import { writeFileAtomically } from "../../lib/write_file.ts";
import { readRegularFile } from "../../lib/regular_file.ts";
import { areInFolder, hashFiles } from "../../lib/run_state/mod.ts";
import { endsTheRun, messageOf } from "../../lib/user_error.ts";
import { describeCounts, writeMissingComments, writePlanComments } from "../fetch_learn_pr_comments.ts";
import { learnSecretsIn } from "../plan_secrets.ts";
import type { RunJournal } from "./run_journal.ts";

/** After that they are fetched again: somebody may have said more. Milliseconds. */
const FRESH_FOR = 10 * 60 * 1000;

/** Of `--timeout`: an answer that doesn't come must not take the upload's time. */
const SHARE_OF_TIME = 1 / 3;

/** Comments as they lay in the materials folder. */
export interface KeptComments {
  readonly summary: string;
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

/** Reads what an unfinished run fetched, before the folder is emptied; `undefined`: they are to be fetched. */
export async function takeKeptComments(
  journal: RunJournal,
  context: Context,
): Promise<KeptComments | undefined> {
  const { comments } = journal.state;
  if (comments === null) return undefined;
  const age = context.now().getTime() - Date.parse(comments.fetched_at);
  if (age < 0 || age > FRESH_FOR || !await areInFolder(journal.folder, comments.files)) return undefined;
  const names = Object.keys(comments.files);
  const files = await Promise.all(
    names.map(async (name) => ({ name, bytes: await readRegularFile(join(journal.folder, name)) })),
  );
  return { summary: comments.summary, files };
}

/** Puts them back. @throws {UserError} if a file can't be written. */
export async function restoreComments(kept: KeptComments, folder: string, context: Context): Promise<void> {
  context.progress.note(`The review comments are those that the last run fetched (${kept.summary})`);
  for (const { name, bytes } of kept.files) await writeFileAtomically(join(folder, basename(name)), bytes);
}

/**
 * Fetches the review comments into the materials folder. Lenient: what people said is worth having, but the sessions
 * suffice.
 *
 * @param keep whether a rerun may take them, if this run ends before their upload.
 * @returns names of files that only say that the comments are missing.
 * @throws {UserError} if they can't be redacted, or a file can't be written.
 */
export async function fetchComments(
  plan: PlanIssue,
  keep: boolean,
  journal: RunJournal,
  context: Context,
  warnings: string[],
): Promise<readonly string[]> {
  const step = context.progress.step("Fetch the review comments");
  try {
    const client = await (await context.github()).withShare(SHARE_OF_TIME);
    const comments = await writePlanComments(plan, journal.folder, context, client);
    const { title = "" } = comments.pullRequest ?? {};
    const titleHasSecrets = await learnSecretsIn([title], context);
    warnings.push(...comments.warnings);
    const summary = comments.pullRequest === undefined
      ? "the plan has no pull request"
      : `#${comments.pullRequest.number}: ${describeCounts(comments)}`;
    if (comments.pullRequest === undefined) step.skipped(summary);
    else step.done(summary);
    // Redacted they don't tell a later run what is secret in its sessions.
    if (comments.warnings.length === 0 && keep && !comments.hadSecrets && !titleHasSecrets) {
      await noteComments(comments.files, summary, journal, context);
    }
    return [];
  } catch (error) {
    context.signal.throwIfAborted();
    step.failed(messageOf(error));
    if (endsTheRun(error)) throw error;
    warnings.push(`The review comments are missing: ${messageOf(error)}`);
    return await writeMissingComments(messageOf(error), journal.folder, context);
  }
}

async function noteComments(
  paths: readonly string[],
  summary: string,
  journal: RunJournal,
  context: Context,
): Promise<void> {
  const files = { ...await hashFiles(paths) };
  await journal.save({ comments: { fetched_at: context.now().toISOString(), summary, files } });
}
