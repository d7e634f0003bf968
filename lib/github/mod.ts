/**
 * Everything that speaks HTTP to GitHub, and what its issues, gists and runs mean.
 *
 * Loads little: octokit comes with `createGitHubClient`, the YAML and zip readers with what reads YAML or zips. Who
 * reads or writes metadata blocks by itself imports `metadata_block.ts`, `metadata_update.ts`, `plan_header.ts` or
 * `plan_comments.ts`.
 */

export { type GitHubAddresses, githubAddresses } from "./request/addresses.ts";
export { type Artifact, downloadArtifact, listArtifacts } from "./workflow/artifact.ts";
export {
  createGitHubClient,
  type GitHubClient,
  type GitHubClientOptions,
  type GraphqlRequest,
  type RestAnswer,
  type RestRequest,
} from "./request/client.ts";
export { type DispatchTarget, requireDispatchTarget } from "./workflow/dispatch_target.ts";
export { createDistinctId } from "./workflow/distinct_id.ts";
export {
  createSecretGist,
  type Gist,
  type GistFile,
  type NewGist,
  readGist,
  readGistFile,
} from "./gist/gist.ts";
export { type GistAddress, parseGistAddress } from "./gist/gist_address.ts";
export { foreignOwnerReason, WORKFLOW_LOGIN_VARIABLES, workflowLogins } from "./gist/gist_owner.ts";
export {
  type IssueReference,
  issueReferenceSchema,
  parseIssueReference,
  placeOfIssue,
} from "./plan/issue_reference.ts";
export { createLargeGist } from "./gist/large_gist.ts";
export { ensureLabel, hasLabel, type Label } from "./plan/label.ts";
export type { PlanEvent } from "./plan/plan_comments.ts";
export {
  formatHeaderTime,
  LEARN_STATUSES,
  type PlanHeader,
  type PlanHeaderChanges,
} from "./plan/plan_header_fields.ts";
export {
  type IssueComment,
  LEARN_LABEL,
  PLAN_LABEL,
  type PlanIssue,
  readPlanIssue,
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
export {
  type DownloadedSession,
  downloadRemoteSession,
  type RemoteSessionRequest,
} from "./gist/remote_session.ts";
export {
  formatRepositoryName,
  isSameRepository,
  parseRemoteUrl,
  parseRepositoryName,
  type RemoteRepository,
  type RepositoryName,
} from "./repository/repository_name.ts";
export {
  listSecretNames,
  readRepositoryFacts,
  readWorkflowFacts,
  type RepositoryFacts,
  type WorkflowFacts,
} from "./repository/repository_setup.ts";
export { failureOf, leavesOpen, type RequestFailure, statusOf } from "./request/request_failure.ts";
export { DEFAULT_RETRY_POLICY, DEFAULT_TIMEOUT_SECONDS, type RetryPolicy } from "./request/retry.ts";
export {
  type DiscussionComment,
  readDiscussionComments,
  readReviewSummaries,
  readReviewThreads,
  type ReviewComment,
  type ReviewThread,
} from "./pull_request/review_threads.ts";
export { lacksWorkflowScope, requireScope } from "./request/scopes.ts";
export { resolveToken } from "./request/token.ts";
export { sessionFileName, sessionGistDescription, sessionGistFiles } from "./gist/session_gist.ts";
export { holdsObjects, otherSessionIn } from "./gist/session_log.ts";
export {
  isSessionId,
  type RemoteSession,
  type TrackedSessions,
  trackedSessions,
} from "./plan/tracked_sessions.ts";
export { updatePlanHeader } from "./plan/update_plan_header.ts";
export {
  type DispatchedRun,
  dispatchWorkflow,
  readDefaultBranch,
  type WorkflowDispatch,
} from "./workflow/workflow_dispatch.ts";
export { readWorkflowState } from "./workflow/workflow_state.ts";
export { listDispatchedRuns, type WorkflowRun } from "./workflow/workflow_run.ts";
export type { YamlValue } from "./plan/yaml_value.ts";
