/** What of a pull request's changes the agents don't see, for people. */

import type { PullChanges } from "../../github/pull_request/pull_diff.ts";
import type { CodeDiff } from "./code_diff.ts";

/** Whether lines of it are no loss: nobody wrote them. */
const UNREAD: readonly string[] = ["generated", "binary"];

/**
 * What was left out to fit, in sentences: files beyond the longest list, and lines beyond the budget. What GitHub itself
 * leaves out stands in the warnings of the changes.
 */
export function diffGaps(diff: CodeDiff, changes: PullChanges): string[] {
  const { pullRequest: number, files } = diff;
  const patched = new Set(changes.files.flatMap(({ path, patch }) => patch === undefined ? [] : [path]));
  const left = changes.files.length - files.length;
  const shortened =
    files.filter(({ path, category, omittedLines }) =>
      omittedLines > 0 && patched.has(path) && !UNREAD.includes(category)
    ).length;
  return [
    ...left <= 0 ? [] : [
      `#${number} changes ${changes.files.length} files, of which the ${files.length} that matter most are looked at: ` +
      `${left} are left out.`,
    ],
    ...shortened === 0 ? [] : [
      `#${number} changes more lines than are read: of ${shortened} ${
        shortened === 1 ? "file" : "files"
      } some or all are left out.`,
    ],
  ];
}
