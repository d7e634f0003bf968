/** People, repositories and labels in the JSON forms of GitHub's REST API. */

import { isMember } from "./access.ts";
import { findOrCreateUser, type LabelRecord, type RepositoryRecord, type World } from "./state.ts";

const USER_ADDRESSES = {
  followers_url: "/followers",
  following_url: "/following{/other_user}",
  gists_url: "/gists{/gist_id}",
  starred_url: "/starred{/owner}{/repo}",
  subscriptions_url: "/subscriptions",
  organizations_url: "/orgs",
  repos_url: "/repos",
  events_url: "/events{/privacy}",
  received_events_url: "/received_events",
} as const;

const REPOSITORY_ADDRESSES = {
  archive_url: "/{archive_format}{/ref}",
  assignees_url: "/assignees{/user}",
  blobs_url: "/git/blobs{/sha}",
  branches_url: "/branches{/branch}",
  collaborators_url: "/collaborators{/collaborator}",
  comments_url: "/comments{/number}",
  commits_url: "/commits{/sha}",
  compare_url: "/compare/{base}...{head}",
  contents_url: "/contents/{+path}",
  contributors_url: "/contributors",
  deployments_url: "/deployments",
  downloads_url: "/downloads",
  events_url: "/events",
  forks_url: "/forks",
  git_commits_url: "/git/commits{/sha}",
  git_refs_url: "/git/refs{/sha}",
  git_tags_url: "/git/tags{/sha}",
  hooks_url: "/hooks",
  issue_comment_url: "/issues/comments{/number}",
  issue_events_url: "/issues/events{/number}",
  issues_url: "/issues{/number}",
  keys_url: "/keys{/key_id}",
  labels_url: "/labels{/name}",
  languages_url: "/languages",
  merges_url: "/merges",
  milestones_url: "/milestones{/number}",
  notifications_url: "/notifications{?since,all,participating}",
  pulls_url: "/pulls{/number}",
  releases_url: "/releases{/id}",
  stargazers_url: "/stargazers",
  statuses_url: "/statuses/{sha}",
  subscribers_url: "/subscribers",
  subscription_url: "/subscription",
  tags_url: "/tags",
  teams_url: "/teams",
  trees_url: "/git/trees{/sha}",
} as const;

const REACTIONS = ["+1", "-1", "laugh", "confused", "heart", "hooray", "eyes", "rocket"] as const;

/** A node id in the look of GitHub's: a prefix for the kind, then opaque. */
export function nodeId(prefix: string, id: number | string): string {
  return `${prefix}_kwDO${btoa(String(id)).replace(/=+$/, "")}`;
}

/** GitHub's "simple user". */
export function renderUser(world: World, login: string): Record<string, unknown> {
  const user = findOrCreateUser(world, login);
  const url = `${world.apiUrl}/users/${user.login}`;
  return {
    login: user.login,
    id: user.id,
    node_id: nodeId("U", user.id),
    avatar_url: `${world.serverUrl}/avatars/u/${user.id}`,
    gravatar_id: "",
    url,
    html_url: `${world.serverUrl}/${user.login}`,
    ...addresses(url, USER_ADDRESSES),
    type: user.login.endsWith("[bot]") ? "Bot" : "User",
    user_view_type: "public",
    site_admin: false,
  };
}

/** GitHub's "minimal repository". */
export function renderRepository(world: World, repository: RepositoryRecord): Record<string, unknown> {
  const url = repositoryUrl(world, repository);
  return {
    id: repository.id,
    node_id: nodeId("R", repository.id),
    name: repository.name,
    full_name: repository.fullName,
    private: repository.private,
    owner: renderUser(world, repository.owner),
    html_url: repositoryPage(world, repository),
    description: repository.description,
    fork: false,
    url,
    ...addresses(url, REPOSITORY_ADDRESSES),
  };
}

/** The API's address of a repository. */
export function repositoryUrl(world: World, repository: RepositoryRecord): string {
  return `${world.apiUrl}/repos/${repository.fullName}`;
}

/** The page that a person would open. */
export function repositoryPage(world: World, repository: RepositoryRecord): string {
  return `${world.serverUrl}/${repository.fullName}`;
}

/** A label. */
export function renderLabel(
  world: World,
  repository: RepositoryRecord,
  label: LabelRecord,
): Record<string, unknown> {
  return {
    id: label.id,
    node_id: nodeId("LA", label.id),
    url: `${repositoryUrl(world, repository)}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    color: label.color,
    default: false,
    description: label.description,
  };
}

/** No reactions at all. */
export function renderReactions(url: string): Record<string, unknown> {
  return {
    url: `${url}/reactions`,
    total_count: 0,
    ...Object.fromEntries(REACTIONS.map((name) => [name, 0])),
  };
}

/** What a person is to a repository. */
export function association(repository: RepositoryRecord, login: string): string {
  if (repository.owner.toLowerCase() === login.toLowerCase()) return "OWNER";
  return isMember(repository, { login }) ? "COLLABORATOR" : "NONE";
}

function addresses(base: string, suffixes: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(suffixes).map(([name, suffix]) => [name, base + suffix]));
}
