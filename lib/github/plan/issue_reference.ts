/** How a person says which issue: a number, `#42`, `owner/name#42`, or the address of its page. */

import { z } from "zod";
import { UserError } from "../../user_error.ts";
import {
  formatRepositoryName,
  isSameRepository,
  parseRepositoryName,
  type RepositoryName,
} from "../repository/repository_name.ts";
import { type GitHubAddresses, servesPages } from "../request/addresses.ts";

/** An issue; without `repository` it is one of the current repository. */
export interface IssueReference {
  readonly number: number;
  readonly repository?: RepositoryName;
  /** The address that it was named by. */
  readonly address?: URL;
}

/** Pages of issues and pull requests, and their addresses in the API. */
const ISSUE_PATH = /^(?:\/api\/v3)?(?:\/repos)?\/([^/]+)\/([^/]+)\/(?:issues|pulls?)\/(\d+)(?:\/.*)?$/;

/**
 * Reads an issue reference: `42`, `#42`, `owner/name#42`, or an address on github.com or an
 * enterprise server, whatever follows the number (`#issuecomment-1`, `?x`, `/`).
 *
 * @throws {UserError} with exit status 2 if it is none of these.
 */
export function parseIssueReference(reference: string | number): IssueReference {
  const text = String(reference).trim();
  const short = /^(?:([^#\s]+\/[^#\s]+))?#?(\d+)$/.exec(text.replace(/^gh-(?=\d+$)/i, ""));
  if (short !== null && (short[1] === undefined || text.includes("#"))) {
    return referenceOf(text, short[2], short[1]);
  }
  const address = URL.parse(text);
  const path = ISSUE_PATH.exec(address?.pathname ?? "");
  const named = referenceOf(text, path?.[3], path === null ? undefined : `${path[1]}/${path[2]}`);
  return address === null ? named : { ...named, address };
}

/** What else is known about the place of issues. */
export interface IssuePlace {
  readonly addresses: GitHubAddresses;
  /** The repository that `--repo` names. */
  readonly named: RepositoryName | undefined;
}

/**
 * Finds the repository of an issue reference.
 *
 * @throws {UserError} with exit status 2 if its address is on another server, or `--repo` names another repository.
 */
export function placeOfIssue(
  { number, repository, address }: IssueReference,
  { addresses, named }: IssuePlace,
): RepositoryName {
  if (address !== undefined && !servesPages(addresses, address)) {
    const server = new URL(addresses.serverUrl).host;
    throw new UserError(
      `The issue's address is on ${address.host}, but GitHub is asked at ${server}; if ${address.host} is your ` +
        `GitHub server, set GITHUB_SERVER_URL=${address.origin}.`,
      { exitStatus: 2 },
    );
  }
  const own = repository ?? named;
  if (own === undefined) throw new Error(`Issue #${number} was named without a repository.`);
  if (named === undefined || isSameRepository(own, named)) return own;
  throw new UserError(
    `The issue is one of ${formatRepositoryName(own)}, but --repo says ${
      formatRepositoryName(named)
    }: give the number alone, or leave --repo out.`,
    { exitStatus: 2 },
  );
}

/** The same as a schema for a command's input. */
export const issueReferenceSchema = z.union([z.string(), z.number()]).transform((value, context) => {
  try {
    return parseIssueReference(value);
  } catch (error) {
    context.addIssue({ code: "custom", message: error instanceof UserError ? error.message : String(error) });
    return z.NEVER;
  }
});

function referenceOf(
  text: string,
  digits: string | undefined,
  repository: string | undefined,
): IssueReference {
  const number = Number(digits);
  if (digits === undefined || !Number.isSafeInteger(number) || number < 1) {
    throw new UserError(`"${text}" is not an issue; give its number (42) or the address of its page.`, {
      exitStatus: 2,
    });
  }
  return repository === undefined ? { number } : { number, repository: parseRepositoryName(repository) };
}
