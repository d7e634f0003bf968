/** What a pull request changed, file by file, as far as GitHub tells. */

import { z } from "zod";
import { messageOf, UserError } from "../../user_error.ts";
import type { GitHubClient } from "../request/client.ts";
import { type DiffFile, readUnifiedDiff } from "./unified_diff.ts";
import type { PullRequest } from "./pull_request.ts";
import { statusOf } from "../request/request_failure.ts";

/** A file that a pull request changes. */
export interface PullFile {
  readonly path: string;
  /** Where it was renamed or copied from. */
  readonly previousPath: string | undefined;
  readonly status: "added" | "modified" | "removed" | "renamed" | "copied";
  /** Lines. */
  readonly additions: number;
  readonly deletions: number;
  /** Unified hunks without file headers; undefined: GitHub gives none, or there are none. */
  readonly patch: string | undefined;
  /** Whether the diff says so. Without a diff nobody knows: false. */
  readonly isBinary: boolean;
}

/** A pull request's changes. */
export interface PullChanges {
  /** In GitHub's order. */
  readonly files: readonly PullFile[];
  /** How many files it changes, those included that GitHub does not list (its limit is 3,000). */
  readonly totalFiles: number;
  /** Lines, of all files. */
  readonly additions: number;
  readonly deletions: number;
  /** What is missing, in sentences for people. */
  readonly warnings: readonly string[];
}

const summarySchema = z.looseObject({
  changed_files: z.int().nonnegative(),
  additions: z.int().nonnegative(),
  deletions: z.int().nonnegative(),
});

const count = z.int().nonnegative().catch(0);

const fileSchema = z.looseObject({
  filename: z.string().min(1),
  previous_filename: z.string().nullish(),
  status: z.string(),
  additions: count,
  deletions: count,
  patch: z.string().nullish(),
});

/**
 * Reads the changes over the list of files, which has no patch for large files; those are taken from the diff where
 * GitHub makes one (it refuses with 406 beyond 300 files or 20,000 lines). Either of the two does without the other.
 *
 * @throws {UserError} if GitHub gives neither.
 */
export async function readPullChanges(
  client: GitHubClient,
  pull: Pick<PullRequest, "repository" | "number">,
): Promise<PullChanges> {
  const [summary, listed] = await Promise.all([
    attempt(readSummary(client, pull)),
    attempt(listFiles(client, pull)),
  ]);
  const warnings: string[] = [];
  const files = listed.error === undefined
    ? await completePatches(listed.value, () => readDiff(client, pull), pull.number, warnings)
    : await filesOfDiffAlone(() => readDiff(client, pull), listed.error, warnings);
  const totals = summary.error === undefined ? summary.value : undefined;
  if (summary.error !== undefined) {
    warnings.push(`How many files #${pull.number} changes in all isn't known: ${messageOf(summary.error)}`);
  }
  const totalFiles = Math.max(totals?.changed_files ?? 0, files.length);
  if (totalFiles > files.length) {
    warnings.push(
      `#${pull.number} changes ${totalFiles} files, of which GitHub names ${files.length}: the others are not looked at.`,
    );
  }
  return {
    files,
    totalFiles,
    additions: totals?.additions ?? sumOf(files, "additions"),
    deletions: totals?.deletions ?? sumOf(files, "deletions"),
    warnings,
  };
}

type Attempt<Value> =
  | { readonly value: Value; readonly error?: undefined }
  | { readonly error: UserError };

/** A failure that can be gone on from, as a value. An interruption cannot. */
async function attempt<Value>(work: Promise<Value>): Promise<Attempt<Value>> {
  try {
    return { value: await work };
  } catch (error) {
    if (error instanceof UserError) return { error };
    throw error;
  }
}

async function readSummary(
  client: GitHubClient,
  { repository, number }: Pick<PullRequest, "repository" | "number">,
) {
  const { data } = await client.request({
    route: "GET /repos/{owner}/{repo}/pulls/{pull_number}",
    parameters: { owner: repository.owner, repo: repository.name, pull_number: number },
    purpose: `read pull request #${number} of ${repository.owner}/${repository.name}`,
    answer: summarySchema,
  });
  return data;
}

async function listFiles(
  client: GitHubClient,
  { repository, number }: Pick<PullRequest, "repository" | "number">,
): Promise<PullFile[]> {
  const files = await client.list({
    route: "GET /repos/{owner}/{repo}/pulls/{pull_number}/files",
    parameters: { owner: repository.owner, repo: repository.name, pull_number: number },
    purpose: `list the files that #${number} of ${repository.owner}/${repository.name} changes`,
    answer: fileSchema,
  });
  return files.map((file) => ({
    path: file.filename,
    previousPath: file.previous_filename || undefined,
    status: statusNamed(file.status),
    additions: file.additions,
    deletions: file.deletions,
    patch: file.patch || undefined,
    isBinary: false,
  }));
}

/** GitHub also knows `changed` (the mode alone) and `unchanged`. */
function statusNamed(status: string): PullFile["status"] {
  return status === "added" || status === "removed" || status === "renamed" || status === "copied"
    ? status
    : "modified";
}

/** The whole diff. Its content type is text; an older server may leave out which, and octokit gives bytes then. */
async function readDiff(
  client: GitHubClient,
  { repository, number }: Pick<PullRequest, "repository" | "number">,
): Promise<DiffFile[]> {
  const { data } = await client.request({
    route: "GET /repos/{owner}/{repo}/pulls/{pull_number}",
    parameters: {
      owner: repository.owner,
      repo: repository.name,
      pull_number: number,
      mediaType: { format: "diff" },
    },
    purpose: `read the diff of #${number} of ${repository.owner}/${repository.name}`,
    answer: z.union([
      z.string(),
      z.instanceof(ArrayBuffer).transform((bytes) => new TextDecoder().decode(bytes)),
    ]),
  });
  return await readUnifiedDiff(data);
}

/** Adds the patches that the list lacks. Costs a request only where some are missing. */
async function completePatches(
  files: readonly PullFile[],
  read: () => Promise<DiffFile[]>,
  number: number,
  warnings: string[],
): Promise<readonly PullFile[]> {
  const lacks = (file: PullFile) => file.patch === undefined && file.additions + file.deletions > 0;
  if (!files.some(lacks)) return files;
  const diff = await attempt(read());
  const byPath = new Map((diff.error === undefined ? diff.value : []).map((file) => [file.path, file]));
  const completed = files.map((file) => {
    const found = file.patch === undefined ? byPath.get(file.path) : undefined;
    return found === undefined
      ? file
      : { ...file, patch: found.patch || undefined, isBinary: found.isBinary };
  });
  const missing = completed.filter(lacks).length;
  if (missing > 0) {
    const reason = diff.error === undefined
      ? "they are too large"
      : statusOf(diff.error) === 406
      ? "the pull request is too large for a diff"
      : messageOf(diff.error);
    warnings.push(
      `GitHub gives no patch for ${missing} of the ${files.length} files of #${number}: ${reason}.`,
    );
  }
  return completed;
}

async function filesOfDiffAlone(
  read: () => Promise<DiffFile[]>,
  listError: UserError,
  warnings: string[],
): Promise<readonly PullFile[]> {
  const diff = await attempt(read());
  // The list's failure tells more: a diff may also be refused for its size.
  if (diff.error !== undefined) throw listError;
  warnings.push(`The files are taken from the diff alone: ${listError.message}`);
  return diff.value.map((file) => ({ ...file, patch: file.patch || undefined }));
}

function sumOf(files: readonly PullFile[], key: "additions" | "deletions"): number {
  return files.reduce((sum, file) => sum + file[key], 0);
}
