/**
 * Everything that speaks HTTP to GitHub, and what its issues, gists and runs mean.
 *
 * Loads little: octokit comes with `createGitHubClient`, the YAML and zip readers with what reads YAML or zips. Who
 * reads or writes metadata blocks by itself imports `metadata_block.ts`, `metadata_update.ts`, `plan_header.ts` or
 * `plan_comments.ts`.
 */

export { githubAddresses } from "./request/addresses.ts";
export { createGitHubClient, type GitHubClient, type GitHubClientOptions } from "./request/client.ts";
export { requireDispatchTarget } from "./workflow/dispatch_target.ts";
export { createDistinctId } from "./workflow/distinct_id.ts";
export { createSecretGist, type Gist, readGist, readGistFile } from "./gist/gist.ts";
export { parseGistAddress } from "./gist/gist_address.ts";
export { WORKFLOW_LOGIN_VARIABLES } from "./gist/gist_owner.ts";
export {
  type IssueReference,
  issueReferenceSchema,
  parseIssueReference,
  placeOfIssue,
} from "./plan/issue_reference.ts";
export { createLargeGist } from "./gist/large_gist.ts";
export { ensureLabel, hasLabel } from "./plan/label.ts";
export { formatHeaderTime, type PlanHeader } from "./plan/plan_header_fields.ts";
export {
  LEARN_LABEL,
  PLAN_LABEL,
  type PlanIssue,
  readPlanIssue,
  requireHeader,
  requireLearnablePlan,
  requireLearnPlan,
  requirePlan,
} from "./plan/plan_issue.ts";
export {
  choosePullRequest,
  findPullRequestOfPlan,
  type PullRequest,
  sourceRepositoryOf,
} from "./pull_request/pull_request.ts";
export { downloadRemoteSession, type RemoteSessionRequest } from "./gist/remote_session.ts";
export {
  formatRepositoryName,
  isSameRepository,
  parseRemoteUrl,
  parseRepositoryName,
  type RepositoryName,
} from "./repository/repository_name.ts";
export {
  listSecretNames,
  readRepositoryFacts,
  readWorkflowFacts,
  type RepositoryFacts,
} from "./repository/repository_setup.ts";
export { failureOf, leavesOpen, statusOf } from "./request/request_failure.ts";
export {
  type DiscussionComment,
  readDiscussionComments,
  readReviewSummaries,
  readReviewThreads,
  type ReviewThread,
} from "./pull_request/review_threads.ts";
export { lacksWorkflowScope, requireScope } from "./request/scopes.ts";
export { resolveToken } from "./request/token.ts";
export { sessionFileName, sessionGistDescription, sessionGistFiles } from "./gist/session_gist.ts";
export { holdsObjects, otherSessionIn } from "./gist/session_log.ts";
export { isSessionId, learnableSessions, trackedSessions } from "./plan/tracked_sessions.ts";
export { updatePlanHeader } from "./plan/update_plan_header.ts";
export {
  type DispatchedRun,
  dispatchWorkflow,
  readDefaultBranch,
  type WorkflowDispatch,
} from "./workflow/workflow_dispatch.ts";
export { readWorkflowState } from "./workflow/workflow_state.ts";
export { listDispatchedRuns } from "./workflow/workflow_run.ts";
