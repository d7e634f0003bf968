/** Which of several remotes names the GitHub repository that holds the plan issues. */

import { UserError } from "../user_error.ts";
import type { Git } from "./git.ts";

/** A remote as git would contact it: `insteadOf` rewriting is already applied. */
export interface Remote {
  readonly name: string;
  /** HTTPS, SSH (`ssh://…` or `user@host:path`), `git://`, or a local path. */
  readonly url: string;
  /** What `gh repo set-default` noted for this remote: `base`, or the `owner/name` of the base repository. */
  readonly ghResolved?: string;
}

/** The order in which `gh` picks a remote where nobody has chosen one (its `context` package). */
const PREFERRED_NAMES = ["upstream", "github", "origin"];

/**
 * The remote whose URL names the GitHub repository, or `undefined` if there is none.
 *
 * The same choice as `gh` makes without a terminal, because plan issues were made with `gh`: what
 * `gh repo set-default` noted, else `upstream`, `github`, `origin`, else the first by name. What
 * the branch tracks doesn't count: in a fork it is the fork, and its issues are elsewhere. Where
 * `set-default` noted an `owner/name`, the URL of the answer names that repository.
 */
export function chooseRemote(remotes: readonly Remote[]): Remote | undefined {
  const resolved = remotes.find((remote) => remote.ghResolved !== undefined);
  if (resolved !== undefined) return applyResolved(resolved);
  for (const name of PREFERRED_NAMES) {
    const preferred = remotes.find((remote) => remote.name === name);
    if (preferred !== undefined) return preferred;
  }
  return remotes.toSorted((a, b) => (a.name < b.name ? -1 : 1))[0];
}

/**
 * The remote that names the repository, for a command without `--repo`.
 *
 * @param isOnServer tells remotes on the GitHub server that is spoken to: one of them is taken if there are any.
 * @throws {UserError} outside a repository, or in one without remotes; both say how to name one.
 */
export async function repositoryFromGit(
  git: Git,
  isOnServer: (remote: Remote) => boolean = () => true,
): Promise<Remote> {
  const root = await git.root();
  if (root === undefined) {
    const failure = await git.failure();
    if (failure?.ran === false) {
      throw new UserError(
        `Git can't say which repository this is: ${failure.reason}. Install git, or name the repository with --repo owner/name.`,
      );
    }
    if (failure !== undefined && /dubious ownership/.test(failure.reason)) {
      throw new UserError(
        `Git refuses ${git.workingDirectory}, as it belongs to another user. Run the command as its owner, allow it with ` +
          `"git config --global --add safe.directory <folder>", or name the repository with --repo owner/name.`,
        { detail: failure.reason },
      );
    }
    throw new UserError(
      `Not a git repository: ${git.workingDirectory}. Run the command inside your repository, or name it with --repo owner/name.`,
      failure === undefined ? {} : { detail: failure.reason },
    );
  }
  const remotes = await git.remotes();
  const remote = chooseRemote(remotes.filter(isOnServer)) ?? chooseRemote(remotes);
  if (remote === undefined) {
    throw new UserError(
      `The git repository ${root} has no remote. Add one with "git remote add origin <url>", or name the repository with --repo owner/name.`,
    );
  }
  return remote;
}

/** Puts a noted `owner/name` in place of the last two segments of the URL's path. */
function applyResolved(remote: Remote): Remote {
  const ownerAndName = remote.ghResolved ?? "";
  if (!/^[\w.-]+\/[\w.-]+$/.test(ownerAndName)) return remote;
  return { ...remote, url: remote.url.replace(/[^/:]+\/[^/]+\/?$/, () => ownerAndName) };
}
