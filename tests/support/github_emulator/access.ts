/** Who asks, and what they may see and do: tokens, scopes, visibility. Worded as GitHub words it. */

import { notFound, refusal } from "./answers.ts";
import type { Call } from "./router.ts";
import type { IssueRecord, RepositoryRecord, World } from "./state.ts";

/** The person behind a token. */
export interface Viewer {
  readonly login: string;
  readonly scopes: readonly string[];
  readonly kind: "classic" | "fine-grained" | "actions";
}

/** Token → who it belongs to. */
export type Tokens = Map<string, Viewer>;

/**
 * The viewer of a request's `authorization` header (`Bearer …`, `token …`, or basic with the token as password).
 * Undefined without a header; 401 "Bad credentials" for a token nobody has.
 */
export function identify(tokens: Tokens, authorization: string | null): Viewer | undefined {
  if (authorization === null || authorization === "") return undefined;
  const viewer = tokens.get(tokenOf(authorization));
  if (viewer === undefined) throw refusal(401, "Bad credentials");
  return viewer;
}

/** The viewer of a call that needs one; 401 without. */
export function requireViewer(call: Call): Viewer {
  if (call.viewer === undefined) throw refusal(401, "Requires authentication");
  return call.viewer;
}

/**
 * Refuses a token without the scope. To a classic one GitHub says 404 for gists and names the accepted scopes in a
 * header only, for repositories 403.
 */
export function requireScope(viewer: Viewer, scope: string): void {
  const broader: Readonly<Record<string, readonly string[]>> = { public_repo: ["repo"] };
  if ([scope, ...(broader[scope] ?? [])].some((accepted) => viewer.scopes.includes(accepted))) return;
  if (viewer.kind !== "classic") {
    const what = viewer.kind === "actions" ? "integration" : "personal access token";
    throw refusal(403, `Resource not accessible by ${what}`);
  }
  const headers = { "x-accepted-oauth-scopes": scope };
  if (scope === "gist") throw refusal(404, "Not Found", {}, headers);
  throw refusal(403, "Must have admin rights to Repository.", {}, headers);
}

/** The repository of a call's `{owner}/{repo}`; 404 if there is none or the viewer may not see it. */
export function visibleRepository(world: World, call: Call): RepositoryRecord {
  const { owner = "", repo = "" } = call.parameters;
  const repository = findVisibleRepository(world, owner, repo, call.viewer);
  if (repository === undefined) throw notFound();
  return repository;
}

/** The same by owner and name; undefined where it can't be seen. */
export function findVisibleRepository(
  world: World,
  owner: string,
  name: string,
  viewer: Viewer | undefined,
): RepositoryRecord | undefined {
  const repository = world.state.repositories.get(`${owner}/${name}`.toLowerCase());
  return repository !== undefined && isVisible(repository, viewer) ? repository : undefined;
}

/** Whether the viewer may see the repository. */
export function isVisible(repository: RepositoryRecord, viewer: Viewer | undefined): boolean {
  if (!repository.private) return true;
  return viewer !== undefined && viewer.scopes.includes("repo") && isMember(repository, viewer);
}

/** The issue (or pull request) of a call's `{issue_number}` and its repository; 404 if there is none. */
export function visibleIssue(
  world: World,
  call: Call,
): { readonly repository: RepositoryRecord; readonly issue: IssueRecord } {
  const repository = visibleRepository(world, call);
  const issue = repository.issues.get(Number(call.parameters["issue_number"]));
  if (issue === undefined) throw notFound();
  return { repository, issue };
}

/** Whether the person may push. */
export function isMember(repository: RepositoryRecord, viewer: { readonly login: string }): boolean {
  const login = viewer.login.toLowerCase();
  return repository.owner.toLowerCase() === login || repository.collaborators.has(login);
}

/** Refuses who may not push: 403, as GitHub does for changes of others' issues, labels and workflows. */
export function requirePush(repository: RepositoryRecord, viewer: Viewer): void {
  requireScope(viewer, repository.private ? "repo" : "public_repo");
  if (!isMember(repository, viewer)) throw refusal(403, "Must have admin rights to Repository.");
}

function tokenOf(authorization: string): string {
  const [scheme = "", value = ""] = authorization.split(/\s+/, 2);
  if (scheme.toLowerCase() !== "basic") return value;
  const decoded = atob(value);
  return decoded.slice(decoded.indexOf(":") + 1);
}
