/** Repositories and people: `emulate`'s answers, made to agree with our records and with GitHub's description. */

import { isMember, requireViewer, visibleRepository } from "./access.ts";
import { type Answer, notFound, ok, refusal } from "./answers.ts";
import type { EmulateBase } from "./emulate_base.ts";
import { renderRepository, renderUser, repositoryPage, repositoryUrl } from "./render.ts";
import { type Call, type Route, route } from "./router.ts";
import type { RepositoryRecord, World } from "./state.ts";

/** The routes of repositories and people that `emulate` does not answer well enough. */
export function repositoryRoutes(world: World, base: EmulateBase): Route[] {
  return [
    route("GET", "/repos/{owner}/{repo}", async (call) => {
      const repository = visibleRepository(world, call);
      const json = await readRepository(world, base, repository);
      return ok({ ...json, ...permissions(repository, call), network_count: 0, subscribers_count: 0 });
    }),
    route("GET", "/repos/{owner}/{repo}/branches/{branch*}", async (call) => {
      const repository = visibleRepository(world, call);
      return await readBranch(world, base, repository, call.parameters["branch"] ?? "");
    }),
    route("GET", "/user", (call) => {
      const viewer = requireViewer(call);
      // A workflow's own token is no person.
      if (viewer.kind === "actions") throw refusal(403, "Resource not accessible by integration");
      return ok(renderProfile(world, viewer.login));
    }),
    route("GET", "/users/{username}", (call) => {
      const user = world.state.users.get((call.parameters["username"] ?? "").toLowerCase());
      if (user === undefined) throw notFound();
      return ok(renderProfile(world, user.login));
    }),
  ];
}

/** A repository in full, as it stands inside pull requests. */
export async function readRepository(
  world: World,
  base: EmulateBase,
  repository: RepositoryRecord,
): Promise<Record<string, unknown>> {
  const page = repositoryPage(world, repository);
  const open = [...repository.issues.values()].filter((issue) => issue.state === "open").length;
  return {
    ...await base.json(`/repos/${repository.fullName}`),
    ...renderRepository(world, repository),
    clone_url: `${page}.git`,
    git_url: `${page.replace(/^http/, "git")}.git`,
    ssh_url: `git@${new URL(page).hostname}:${repository.fullName}.git`,
    svn_url: page,
    mirror_url: null,
    has_downloads: true,
    has_discussions: false,
    visibility: repository.private ? "private" : "public",
    open_issues: open,
    open_issues_count: open,
    created_at: repository.createdAt,
  };
}

/** A branch with its commit in full, which `emulate` gives only by itself. */
async function readBranch(
  world: World,
  base: EmulateBase,
  repository: RepositoryRecord,
  branch: string,
): Promise<Answer> {
  const path = `/repos/${repository.fullName}`;
  if (!await base.has(`${path}/branches/${branch}`)) throw refusal(404, "Branch not found");
  const url = `${repositoryUrl(world, repository)}/branches/${branch}`;
  return ok({
    name: branch,
    commit: await base.json(`${path}/commits/${branch}`),
    _links: { self: url, html: `${repositoryPage(world, repository)}/tree/${branch}` },
    protected: false,
    protection: { enabled: false, required_status_checks: { contexts: [], checks: [] } },
    protection_url: `${url}/protection`,
  });
}

/** GitHub's "public user". */
function renderProfile(world: World, login: string): Record<string, unknown> {
  const repositories = [...world.state.repositories.values()].filter(({ owner }) => owner === login);
  const gists = [...world.state.gists.values()].filter(({ owner }) => owner === login);
  const since = "2020-01-01T00:00:00Z";
  return {
    ...renderUser(world, login),
    name: login,
    company: null,
    blog: "",
    location: null,
    email: null,
    hireable: null,
    bio: null,
    twitter_username: null,
    public_repos: repositories.filter((repository) => !repository.private).length,
    public_gists: gists.filter((gist) => gist.public).length,
    followers: 0,
    following: 0,
    created_at: since,
    updated_at: since,
  };
}

function permissions(repository: RepositoryRecord, call: Call): Record<string, unknown> {
  if (call.viewer === undefined) return {};
  const mine = isMember(repository, call.viewer);
  return { permissions: { admin: mine, maintain: mine, push: mine, triage: mine, pull: true } };
}
