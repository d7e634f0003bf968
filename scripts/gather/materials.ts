/** Where the materials of a plan come from: a gist, or a folder that is there already. */

import { basename, join, resolve } from "node:path";
import { type Context } from "../../lib/cli/mod.ts";
import type { PlanIssue } from "../../lib/github/mod.ts";
import { parseManifest } from "../../lib/materials/manifest.ts";
import {
  compareWithManifest,
  describeDifferences,
  type Manifest,
  MANIFEST_NAME,
} from "../../lib/materials/mod.ts";
import { messageOf, UserError } from "../../lib/user_error.ts";
import { downloadLearnMaterials } from "../download_learn_materials.ts";
import { describeCounts, writePlanComments } from "../fetch_learn_pr_comments.ts";
import { announced } from "../trigger/announced.ts";
import { readRegularText } from "../../lib/regular_file.ts";

export interface MaterialsRequest {
  readonly gistUrl?: string | undefined;
  /** Relative to the working directory. With a gist, too: that holds the same. */
  readonly learnDir?: string | undefined;
  readonly allowIssueMismatch: boolean;
}

/** Materials on the disk. */
export interface FoundMaterials {
  /** Absolute. */
  readonly folder: string;
  /** Where they came from or are known to lie. */
  readonly gistUrl: string | undefined;
  readonly warnings: readonly string[];
  /** That none are named anywhere, and what to do; the folder isn't there then. */
  readonly missing?: UserError;
}

/**
 * Finds the materials of a plan: in the folder or the gist that is named, else in the gist of the plan's header. A gist
 * is downloaded into `downloadFolder`, which is for the caller to remove. Warnings have been shown.
 *
 * @throws {UserError} if they can't be read, or are those of another plan.
 */
export async function findMaterials(
  plan: PlanIssue,
  request: MaterialsRequest,
  downloadFolder: string,
  context: Context,
): Promise<FoundMaterials> {
  const known = plan.header?.learn_materials_gist_url;
  if (request.learnDir !== undefined) {
    const folder = resolve(context.workingDirectory, request.learnDir);
    const warnings = await checkFolder(folder, plan.number, request);
    for (const warning of warnings) context.progress.warn(warning);
    return { folder, gistUrl: request.gistUrl ?? known, warnings };
  }
  const gistUrl = request.gistUrl ?? known;
  if (gistUrl === undefined) {
    const missing = new UserError(
      `Plan #${plan.number} names no learn materials; make them with "erk-learn trigger ${plan.number}", or name them ` +
        "with --gist-url or --learn-dir.",
      { detail: `the header of ${plan.htmlUrl} has no learn_materials_gist_url` },
    );
    return { folder: downloadFolder, gistUrl: undefined, warnings: [], missing };
  }
  const { allowIssueMismatch } = request;
  const downloaded = await downloadLearnMaterials(
    { gistUrl, outputDir: downloadFolder, issueNumber: plan.number, allowIssueMismatch },
    context,
  );
  return { folder: downloadFolder, gistUrl: downloaded.gist_url, warnings: downloaded.warnings };
}

/**
 * Fetches what was said of a plan's pull request, where there are no materials that hold it.
 *
 * @throws {UserError} if the plan has no pull request: then there is nothing to learn from.
 */
export async function withReviewAlone(
  plan: PlanIssue,
  materials: FoundMaterials & { readonly missing: UserError },
  hasPullRequest: boolean,
  context: Context,
): Promise<FoundMaterials> {
  if (!hasPullRequest) throw materials.missing;
  return await announced(context.progress, "Fetch the review comments", async () => {
    await Deno.mkdir(materials.folder, { recursive: true });
    const comments = await writePlanComments(plan, materials.folder, context, await context.github());
    for (const warning of comments.warnings) context.progress.warn(warning);
    return { value: { ...materials, warnings: comments.warnings }, summary: describeCounts(comments) };
  });
}

/** The plan that a folder's manifest tells, else its name (`learn-42`). Gives warnings. */
async function checkFolder(
  folder: string,
  wanted: number,
  { allowIssueMismatch }: MaterialsRequest,
): Promise<string[]> {
  const warnings: string[] = [];
  const manifest = await readManifest(folder, warnings);
  if (manifest !== undefined) await requireUnchanged(folder, manifest);
  const found = manifest?.issue_number ??
    Number(/^learn-(\d{1,15})$/.exec(basename(folder))?.[1] ?? wanted);
  if (found === wanted) return warnings;
  const mismatch = `The folder ${folder} holds materials of plan #${found}, not of plan #${wanted}`;
  if (!allowIssueMismatch) {
    throw new UserError(
      `${mismatch}. Give the right folder, or --allow-issue-mismatch to take it all the same.`,
    );
  }
  return [...warnings, mismatch];
}

/** Undefined: there is none of ours. */
async function readManifest(folder: string, warnings: string[]): Promise<Manifest | undefined> {
  try {
    return parseManifest(await readRegularText(join(folder, MANIFEST_NAME)));
  } catch (error) {
    // A folder of trigger's own has none until it is packed; whether there is a folder at all is told by who reads it.
    const isMissing = error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory;
    if (!isMissing) warnings.push(`${MANIFEST_NAME} in ${folder} can't be used: ${messageOf(error)}`);
    return undefined;
  }
}

/** What is missing is a gap: sessions that don't belong to the plan may be taken out. */
async function requireUnchanged(folder: string, manifest: Manifest): Promise<void> {
  const differences = describeDifferences(await compareWithManifest(folder, manifest));
  if (differences === undefined) return;
  throw new UserError(
    `The materials in ${folder} aren't those that their ${MANIFEST_NAME} names: ${differences}. Download them into an empty ` +
      `folder, or remove ${MANIFEST_NAME} if that was meant.`,
  );
}
