/** Scopes of classic tokens, as GitHub's answers tell them. Tokens of other kinds have none, and nothing is said of them. */

import { UserError } from "../../user_error.ts";
import type { GitHubClient } from "./client.ts";
import { tokenPage } from "./token.ts";

/** The scopes in a header's comma-separated list. */
export function scopesIn(header: string | undefined): string[] {
  return (header ?? "").split(",").map((scope) => scope.trim()).filter((scope) => scope !== "");
}

/** Whether one of the wanted scopes is among those held; `repo` includes narrower ones, as `admin:org` does `read:org`. */
export function holdsOneOf(held: readonly string[], wanted: readonly string[]): boolean {
  return wanted.some((scope) => held.some((owned) => includesScope(owned, scope)));
}

/** What lacks and what to do: `the token lacks the scope gist (it has: repo); run "gh auth refresh …"`. */
export function lackOfScope(wanted: string, held: readonly string[], serverUrl: string): string {
  return `the token lacks the scope ${wanted} (it has: ${held.join(", ") || "none"}); ` +
    `run "gh auth refresh --scopes ${wanted}", or make a new one (${tokenPage(serverUrl)}) and set GH_TOKEN`;
}

/**
 * Refuses a classic token that can't do something, before it is tried.
 *
 * @param wanted scopes of which one is enough, the usual one first.
 * @param purpose in the infinitive: `create a gist`.
 * @throws {UserError} that names the scope; not where GitHub doesn't tell the token's scopes.
 */
export async function requireScope(
  client: GitHubClient,
  wanted: readonly [string, ...string[]],
  purpose: string,
): Promise<void> {
  const held = await client.tokenScopes();
  if (held === undefined || holdsOneOf(held, wanted)) return;
  throw new UserError(`Could not ${purpose}: ${lackOfScope(wanted[0], held, client.serverUrl)}.`, {
    detail: "nothing was uploaded",
  });
}

/**
 * What a token may lack for dispatching a workflow, in words; `undefined` if nothing is known to lack. GitHub takes
 * `repo` for it, but organizations and older servers ask for `workflow`: so its lack is no refusal yet.
 */
export async function lacksWorkflowScope(client: GitHubClient): Promise<string | undefined> {
  const held = await client.tokenScopes();
  if (held === undefined || holdsOneOf(held, ["workflow"])) return undefined;
  return `Should GitHub refuse the dispatch: ${lackOfScope("workflow", held, client.serverUrl)}`;
}

function includesScope(owned: string, scope: string): boolean {
  if (owned === scope) return true;
  if (owned === "repo") return /^(?:public_repo|repo[:_].*|security_events)$/.test(scope);
  const [level, subject] = owned.split(":");
  return subject !== undefined && scope.endsWith(`:${subject}`) && (level === "admin" || level === "write");
}
