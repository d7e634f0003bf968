/** What the program asks of git: where the work tree is and what is in it, its branch, its remotes. */

export { type Git, openGit } from "./git.ts";
export { planIssueOfBranch } from "./plan_branch.ts";
export { chooseRemote, type Remote, repositoryFromGit } from "./remote.ts";
export { ignoredPaths, isTakenByGit, listWorkTreeFiles, trackedFiles } from "./work_tree.ts";
