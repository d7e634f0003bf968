/** Short requests for the emulator's own tests. */

import type { GitHubEmulator } from "./types.ts";

/** What came back. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body; tests read deep into it, hence the loose type. */
  // deno-lint-ignore no-explicit-any -- the tests look at single fields of GitHub's large answers
  readonly json: any;
}

export interface AskOptions {
  readonly body?: unknown;
  /** Null: no token. Default: the emulator's own. */
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Asks the API at a path, or any server at a whole address (then without a token). */
export async function ask(
  github: GitHubEmulator,
  method: string,
  path: string,
  options: AskOptions = {},
): Promise<Reply> {
  const isPath = path.startsWith("/");
  const token = options.token === undefined ? (isPath ? github.token : null) : options.token;
  const answer = await fetch(isPath ? github.apiUrl + path : path, {
    method,
    redirect: "manual",
    headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...options.headers },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  });
  const text = await answer.text();
  const isJson = /json/.test(answer.headers.get("content-type") ?? "");
  return {
    status: answer.status,
    headers: answer.headers,
    text,
    json: isJson && text !== "" ? JSON.parse(text) : undefined,
  };
}

/** Asks GraphQL. */
export function askGraphQL(
  github: GitHubEmulator,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  token?: string | null,
): Promise<Reply> {
  return ask(github, "POST", "/graphql", {
    body: { query, variables },
    ...(token === undefined ? {} : { token }),
  });
}
