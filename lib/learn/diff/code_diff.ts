/** A pull request's changes, ranked and cut to a budget. */

import { z } from "zod";

/** One changed file. Stored as JSON between gathering and analysis, redacted as a whole. */
const changedFileSchema = z.object({
  path: z.string(),
  /** Where it was renamed or copied from. */
  previousPath: z.string().optional(),
  status: z.enum(["added", "modified", "removed", "renamed", "copied"]),
  additions: z.int().nonnegative(),
  deletions: z.int().nonnegative(),
  /** Why it matters to documentation, most first: `source`, `configuration`, `test`, `documentation`, `generated`, `binary`. */
  category: z.enum(["source", "configuration", "documentation", "test", "generated", "binary"]),
  /** Unified hunks that fit the budget; empty where none did, or the file is binary. */
  patch: z.string(),
  /** Lines of hunks that were left out. */
  omittedLines: z.int().nonnegative(),
  /** Functions, classes, commands, options and settings that the added lines define: `function retry`, `--dry-run`. */
  symbols: z.array(z.string()),
});

export const codeDiffSchema = z.object({
  pullRequest: z.int().positive(),
  /** In order of rank. */
  files: z.array(changedFileSchema),
  /** Changed files of which no line is shown: beyond GitHub's 3,000 or our list, without a patch, or beyond the budget. */
  omittedFiles: z.int().nonnegative(),
  additions: z.int().nonnegative(),
  deletions: z.int().nonnegative(),
});

export type ChangedFile = z.infer<typeof changedFileSchema>;
export type CodeDiff = z.infer<typeof codeDiffSchema>;

/** How many files are not even named, among those of which no line is shown. */
export function unlistedFiles({ files, omittedFiles }: CodeDiff): number {
  const unshown = files.filter(({ patch, omittedLines }) => patch === "" && omittedLines > 0).length;
  return Math.max(0, omittedFiles - unshown);
}
