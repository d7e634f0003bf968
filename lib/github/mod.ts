/**
 * Everything that speaks HTTP to GitHub, and what its issues, gists and runs mean.
 *
 * Loads little: octokit comes with `createGitHubClient`, the YAML and zip readers with what reads YAML or zips. Who
 * reads or writes metadata blocks by itself imports `metadata_block.ts`, `metadata_update.ts`, `plan_header.ts` or
 * `plan_comments.ts`.
 */

export { type GitHubAddresses, githubAddresses } from "./addresses.ts";
export { type Artifact, downloadArtifact, listArtifacts } from "./artifact.ts";
export {
  createGitHubClient,
  type GitHubClient,
  type GitHubClientOptions,
  type GraphqlRequest,
  type RestAnswer,
  type RestRequest,
} from "./client.ts";
export { type DispatchTarget, requireDispatchTarget } from "./dispatch_target.ts";
export { createDistinctId } from "./distinct_id.ts";
export { createSecretGist, type Gist, type GistFile, type NewGist, readGist, readGistFile } from "./gist.ts";
export { type GistAddress, parseGistAddress } from "./gist_address.ts";
export { foreignOwnerReason, WORKFLOW_LOGIN_VARIABLES, workflowLogins } from "./gist_owner.ts";
export { type IssueReference, issueReferenceSchema, parseIssueReference } from "./issue_reference.ts";
export { createLargeGist } from "./large_gist.ts";
export { ensureLabel, hasLabel, type Label } from "./label.ts";
export type { PlanEvent } from "./plan_comments.ts";
export {
  formatHeaderTime,
  LEARN_STATUSES,
  type PlanHeader,
  type PlanHeaderChanges,
} from "./plan_header_fields.ts";
export {
  type IssueComment,
  LEARN_LABEL,
  PLAN_LABEL,
  type PlanIssue,
  readPlanIssue,
  requireLearnablePlan,
  requireLearnPlan,
  requirePlan,
} from "./plan_issue.ts";
export {
  choosePullRequest,
  findPullRequestOfPlan,
  type PullRequest,
  sourceRepositoryOf,
} from "./pull_request.ts";
export {
  type DownloadedSession,
  downloadRemoteSession,
  type RemoteSessionRequest,
} from "./remote_session.ts";
export {
  formatRepositoryName,
  isSameRepository,
  parseRemoteUrl,
  parseRepositoryName,
  type RemoteRepository,
  type RepositoryName,
} from "./repository_name.ts";
export {
  listSecretNames,
  readRepositoryFacts,
  readWorkflowFacts,
  type RepositoryFacts,
  type WorkflowFacts,
} from "./repository_setup.ts";
export { failureOf, leavesOpen, type RequestFailure, statusOf } from "./request_failure.ts";
export { DEFAULT_RETRY_POLICY, DEFAULT_TIMEOUT_SECONDS, type RetryPolicy } from "./retry.ts";
export {
  type DiscussionComment,
  readDiscussionComments,
  readReviewThreads,
  type ReviewComment,
  type ReviewThread,
} from "./review_threads.ts";
export { lacksWorkflowScope, requireScope } from "./scopes.ts";
export { resolveToken } from "./token.ts";
export { sessionFileName, sessionGistDescription, sessionGistFiles } from "./session_gist.ts";
export {
  isSessionId,
  type RemoteSession,
  type TrackedSessions,
  trackedSessions,
} from "./tracked_sessions.ts";
export { updatePlanHeader } from "./update_plan_header.ts";
export {
  type DispatchedRun,
  dispatchWorkflow,
  readDefaultBranch,
  type WorkflowDispatch,
} from "./workflow_dispatch.ts";
export { workflowExists } from "./workflow_exists.ts";
export { listDispatchedRuns, type WorkflowRun } from "./workflow_run.ts";
export { writeFileAtomically } from "./write_file.ts";
export type { YamlValue } from "./yaml_value.ts";
