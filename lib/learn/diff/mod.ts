/** A pull request's changes as the learn agents see them. */

export { type ChangedFile, type CodeDiff, codeDiffSchema, unlistedFiles } from "./code_diff.ts";
export { createCodeDiff, DIFF_MAX_TOKENS } from "./create_code_diff.ts";
export { diffGaps } from "./diff_gaps.ts";
