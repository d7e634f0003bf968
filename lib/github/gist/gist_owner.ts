/** Whose gist it is. Anybody can make one that looks like ours; GitHub alone says who did. */

import type { Gist } from "./gist.ts";
import type { GistAddress } from "./gist_address.ts";

/** What is known of the run that reads a gist. */
export interface OwnerExpectation {
  readonly address: GistAddress;
  /** Logins that may well have made it: who started the workflow, the repository's owner. Empty: not known. */
  readonly logins: readonly string[];
}

/**
 * Why a gist's owner is not who was to be expected; `undefined` where nothing is odd or nothing is known.
 *
 * A gist is made with the token of whoever runs `trigger`, and the same person's dispatch starts the workflow: that
 * login is expected, or the owner of the repository, for teams with a machine account. And an address with a
 * login in it should name the owner. It's a reason to look, not to refuse: gists move between accounts, and people
 * start a colleague's run again.
 */
export function foreignOwnerReason(gist: Gist, expectation: OwnerExpectation): string | undefined {
  const { owner } = gist;
  if (owner === undefined) return `the gist ${gist.id} is anonymous: nobody can say who made it`;
  const named = expectation.address.owner;
  if (named !== undefined && !sameLogin(named, owner)) {
    return `the address names ${named}, but the gist ${gist.id} belongs to ${owner}`;
  }
  const { logins } = expectation;
  if (logins.length === 0 || logins.some((login) => sameLogin(login, owner))) return undefined;
  return `the gist ${gist.id} belongs to ${owner}, not to ${logins.join(" or ")}`;
}

/** Logins that a workflow's environment names: who started it, who started it again, the repository's owner. */
export function workflowLogins(environment: (name: string) => string | undefined): string[] {
  const names = WORKFLOW_LOGIN_VARIABLES.map((name) => environment(name)?.trim() ?? "");
  return [...new Set(names.filter((login) => login !== ""))];
}

/** Set by GitHub Actions ("Variables reference", default environment variables). */
export const WORKFLOW_LOGIN_VARIABLES = [
  "GITHUB_ACTOR",
  "GITHUB_TRIGGERING_ACTOR",
  "GITHUB_REPOSITORY_OWNER",
];

function sameLogin(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
