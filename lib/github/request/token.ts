/** Where the token comes from. It is never printed, not even in part. */

import { reasonNotStarted } from "../../program_start.ts";
import { UserError } from "../../user_error.ts";
import type { GitHubAddresses } from "./addresses.ts";

/** What the program needs a classic token for: issues and pull requests, gists, dispatching. */
const SCOPES = ["repo", "gist", "workflow"];

export interface TokenRequest {
  readonly environment: (name: string) => string | undefined;
  readonly addresses: GitHubAddresses;
  readonly signal?: AbortSignal;
}

/**
 * The token: `GH_TOKEN`, else `GITHUB_TOKEN`, else what `gh auth token` says for this server.
 *
 * @throws {UserError} one sentence that says how to get one, if there is none.
 */
export async function resolveToken(request: TokenRequest): Promise<string> {
  for (const name of ["GH_TOKEN", "GITHUB_TOKEN"]) {
    const token = request.environment(name)?.trim();
    if (token === undefined || token === "") continue;
    // Anything else in a header would make fetch fail with the header's value in its message.
    if (/^[\x21-\x7e]+$/.test(token)) return token;
    throw new UserError(
      `${name} holds characters that no token has (a space or a line break?); set it again.`,
    );
  }
  const server = new URL(request.addresses.serverUrl);
  const token = await askGh(server.hostname, request.signal);
  if (token !== undefined) return token;
  throw new UserError(
    `No GitHub token: set GH_TOKEN to one with the scopes ${SCOPES.slice(0, -1).join(", ")} and ${
      SCOPES.at(-1)
    } (${tokenPage(request.addresses.serverUrl)}), or install gh and run "gh auth login${
      server.hostname === "github.com" ? "" : ` --hostname ${server.hostname}`
    }".`,
  );
}

/** The page on which a person makes a classic token with the scopes that the program needs. */
export function tokenPage(serverUrl: string): string {
  return `${serverUrl}/settings/tokens/new?scopes=${SCOPES.join(",")}&description=erk-learn`;
}

/**
 * Not installed, not permitted to run and not logged in are all the same: no token from gh.
 *
 * @throws {UserError} if it is there, and there is no room to start it.
 */
async function askGh(hostname: string, signal: AbortSignal | undefined): Promise<string | undefined> {
  // Asked first, so that Deno doesn't prompt on a terminal: a narrow executable may not run programs.
  const permission = await Deno.permissions.query({ name: "run", command: "gh" });
  if (permission.state !== "granted") return undefined;
  try {
    const { success, stdout } = await new Deno.Command("gh", {
      args: ["auth", "token", "--hostname", hostname],
      stdin: "null",
      stdout: "piped",
      stderr: "null",
      ...(signal === undefined ? {} : { signal }),
    }).output();
    const token = new TextDecoder().decode(stdout).trim();
    return success && /^[\x21-\x7e]+$/.test(token) ? token : undefined;
  } catch (error) {
    signal?.throwIfAborted();
    reasonNotStarted("gh", error);
    return undefined;
  }
}
