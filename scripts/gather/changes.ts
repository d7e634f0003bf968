/** What the pull request of a plan changed, redacted, ranked and cut. */

import { counted } from "../../lib/wording.ts";
import { join } from "node:path";
import type { Context } from "../../lib/cli/mod.ts";
import {
  findPullRequestOfPlan,
  formatRepositoryName,
  type PlanIssue,
  type PullRequest,
} from "../../lib/github/mod.ts";
import { type PullChanges, readPullChanges } from "../../lib/github/pull_request/pull_diff.ts";
import { type CodeDiff, createCodeDiff, diffGaps } from "../../lib/learn/diff/mod.ts";
import { generatedPatterns } from "../../lib/learn/path_pattern.ts";
import type { Redactor } from "../../lib/redact/mod.ts";
import { UserError } from "../../lib/user_error.ts";
import { readRegularText } from "../../lib/regular_file.ts";

export interface PlanChanges {
  /** Undefined: there is none, or it could not be looked for. */
  readonly pullRequest: PullRequest | undefined;
  /** Undefined: there is no pull request, or its changes could not be read. */
  readonly diff: CodeDiff | undefined;
  /** In sentences for people. */
  readonly gaps: readonly string[];
  /** Those of the gaps that are GitHub's: it didn't answer as it should. */
  readonly unread: readonly string[];
}

/**
 * Reads the changes of a plan's pull request. What GitHub doesn't give is a gap: sessions can be learned from without.
 *
 * @param planText files that it names rank higher.
 * @param documentsRoot its `.gitattributes` says which files are generated.
 * @throws the reason of the signal when that is aborted, or if text can't be redacted.
 */
export async function readChanges(
  plan: PlanIssue,
  planText: string,
  documentsRoot: string,
  context: Context,
): Promise<PlanChanges> {
  const client = await context.github();
  let pullRequest: PullRequest | undefined;
  let changes: PullChanges;
  try {
    pullRequest = await findPullRequestOfPlan(client, plan, await context.git.currentBranch());
    if (pullRequest === undefined) {
      return {
        pullRequest,
        diff: undefined,
        gaps: ["The plan has no pull request: what was changed is not known."],
        unread: [],
      };
    }
    changes = await readPullChanges(client, pullRequest);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const what = pullRequest === undefined
      ? "The plan's pull request"
      : `What #${pullRequest.number} changes`;
    const unread = [`${what} is not known: ${error.message}`];
    return { pullRequest, diff: undefined, gaps: unread, unread };
  }
  const redacted = await redactFiles(changes, await context.redactor());
  const diff = createCodeDiff(redacted, {
    pullRequest: pullRequest.number,
    planText,
    isMarkedGenerated: generatedPatterns(await readAttributes(documentsRoot)),
  });
  const gaps = [...stateGaps(pullRequest), ...changes.warnings, ...diffGaps(diff, redacted)];
  return { pullRequest, diff, gaps, unread: [] };
}

/** `#57: 12 files, +340 −12`. */
export function describeChanges({ pullRequest, diff, unread }: PlanChanges): string {
  if (pullRequest === undefined) {
    return unread.length > 0 ? "the plan's pull request could not be looked for" : "no pull request";
  }
  if (diff === undefined) return `#${pullRequest.number}, but not what it changes`;
  const cut = diff.omittedFiles === 0 ? "" : `, ${diff.omittedFiles} without their lines`;
  return `#${pullRequest.number}: ${
    counted(diff.files.length, "file")
  }, +${diff.additions} −${diff.deletions}${cut}`;
}

/** Before they are cut, and words are taken out of the names: what stands in place of a secret may be longer. */
async function redactFiles(changes: PullChanges, redactor: Redactor): Promise<PullChanges> {
  const patches = await redactor.redactAll(changes.files.map(({ patch }) => patch ?? ""));
  const paths = await redactor.redactAll(changes.files.map(({ path }) => path));
  const former = await redactor.redactAll(changes.files.map(({ previousPath }) => previousPath ?? ""));
  return {
    ...changes,
    files: changes.files.map((file, index) => ({
      ...file,
      path: paths[index] ?? "",
      previousPath: former[index] || undefined,
      patch: patches[index] || undefined,
    })),
  };
}

function stateGaps({ state, number, repository }: PullRequest): string[] {
  const name = `The pull request #${number} of ${formatRepositoryName(repository)}`;
  if (state === "OPEN") return [`${name} is still open: what it changes may change again.`];
  return state === "CLOSED" ? [`${name} was closed without being merged.`] : [];
}

async function readAttributes(root: string): Promise<string> {
  try {
    return await readRegularText(join(root, ".gitattributes"));
  } catch {
    // None, or none that can be read: names alone tell then.
    return "";
  }
}
