/** Names of repositories, as people and git write them. */

import { UserError } from "../../user_error.ts";
import { safelyDecoded } from "../request/addresses.ts";

/** A repository on GitHub; GitHub compares both parts without regard to case. */
export interface RepositoryName {
  readonly owner: string;
  readonly name: string;
}

/** A repository with the server that a remote's address names. */
export interface RemoteRepository extends RepositoryName {
  /** Lower case, without port: `github.com`, or a GitHub Enterprise host. */
  readonly host: string;
}

/** Letters, digits, `-`; enterprise-managed accounts have one `_` (`ada_acme`). */
const OWNER = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;
const NAME = /^[A-Za-z0-9._-]+$/;

/**
 * Reads `owner/name`; the address of a repository is taken too.
 *
 * @throws {UserError} with exit status 2, as what a person typed is not a repository.
 */
export function parseRepositoryName(text: string): RepositoryName {
  const [owner = "", name = "", ...rest] = text.trim().split("/");
  const plain = rest.length === 0 ? repositoryOf(owner, name) : undefined;
  if (plain !== undefined) return plain;
  const remote = parseRemoteUrl(text);
  if (remote !== undefined) return { owner: remote.owner, name: remote.name };
  throw new UserError(`"${text}" doesn't name a repository; write it as owner/name.`, { exitStatus: 2 });
}

/** `owner/name`. */
export function formatRepositoryName(repository: RepositoryName): string {
  return `${repository.owner}/${repository.name}`;
}

/** Whether both names mean the same repository. */
export function isSameRepository(one: RepositoryName, other: RepositoryName): boolean {
  return formatRepositoryName(one).toLowerCase() === formatRepositoryName(other).toLowerCase();
}

/**
 * Reads the address of a git remote: `https://`, `http://`, `ssh://`, `git://` (also `git+ssh://`,
 * `git+https://`), and ssh's short form `user@host:owner/name`; with or without `.git`, port,
 * credentials and trailing slash. `undefined` for a local path and for what isn't `owner/name`.
 */
export function parseRemoteUrl(address: string): RemoteRepository | undefined {
  const text = address.trim();
  const location = /^[a-z+]+:\/\//i.test(text) ? locationOfUrl(text) : locationOfShortForm(text);
  if (location === undefined) return undefined;
  const segments = location.path.split("/").filter((segment) => segment !== "");
  if (segments.length !== 2) return undefined;
  const [owner = "", name = ""] = segments;
  const repository = repositoryOf(owner, name.replace(/\.git$/i, ""));
  return repository && { ...repository, host: hostOf(location.host) };
}

function repositoryOf(owner: string, name: string): RepositoryName | undefined {
  if (!OWNER.test(owner) || !NAME.test(name) || name === "." || name === "..") return undefined;
  return { owner, name };
}

interface Location {
  readonly host: string;
  readonly path: string;
}

function locationOfUrl(text: string): Location | undefined {
  const match = /^(?:git\+)?(?:https?|ssh|git):\/\/(.*)$/i.exec(text);
  // `URL` keeps hosts of schemes that it doesn't know as they are, so each is read as https.
  const url = URL.parse(`https://${match?.[1] ?? ""}`);
  if (match === null || url === null) return undefined;
  return { host: url.hostname, path: safelyDecoded(url.pathname) };
}

function locationOfShortForm(text: string): Location | undefined {
  const match = /^(?:[^@/:\s]+@)?([A-Za-z0-9.-]+):(?!\/\/)(.+)$/.exec(text);
  const host = match?.[1];
  const path = match?.[2];
  // One letter before the colon is a drive of Windows, not a host.
  if (host === undefined || path === undefined || host.length === 1) return undefined;
  return { host, path };
}

/** `ssh.github.com` is GitHub's own detour for networks that close port 22. */
function hostOf(host: string): string {
  return host.toLowerCase().replace(/^ssh\.(?=github\.com$)/, "");
}
