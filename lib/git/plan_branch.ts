/** Branches that carry their plan in their name. */

/** The plan issue of a branch called `P<issue>-…`, as the plan-issue protocol names them; else `undefined`. */
export function planIssueOfBranch(branch: string | undefined): number | undefined {
  const digits = /^P(\d+)-/.exec(branch ?? "")?.[1];
  const issue = Number(digits);
  return digits !== undefined && Number.isSafeInteger(issue) && issue > 0 ? issue : undefined;
}
