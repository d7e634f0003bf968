/** Octokit as this program uses it: the token for one origin, retries of our own, checked answers, no log. */

import type { AttemptSettings } from "./attempts.ts";
import { runAttempts } from "./attempts.ts";
import { createGuardedFetch } from "./guarded_fetch.ts";
import { failureError } from "./request_failure.ts";

/** GitHub's dated version of the API; without it the meaning of a request may change under an old program. */
const API_VERSION = "2022-11-28";

/** octokit writes each failed try and each deprecation to the console; ours go through `onRetry` and errors. */
const SILENT_LOG = { debug() {}, info() {}, warn() {}, error() {} };

export interface OctokitOptions {
  readonly apiUrl: string;
  readonly token: string | undefined;
  readonly userAgent: string;
  /** Gets the headers of each answer that is no error. */
  readonly onHeaders: (headers: Readonly<Record<string, unknown>>) => void;
}

/**
 * Loads and makes octokit; connects nothing yet.
 *
 * Its throttling and retry plugins are left out: they wait a second between writes, their waits
 * can't be interrupted and have no common budget, and their timers outlive a test on Deno 2.7.
 */
export async function createOctokit(options: OctokitOptions, settings: AttemptSettings) {
  const [{ Octokit }, { paginateGraphQL }] = await Promise.all([
    import("@octokit/rest"),
    import("@octokit/plugin-paginate-graphql"),
  ]);
  const octokit = new (Octokit.plugin(paginateGraphQL))({
    baseUrl: options.apiUrl,
    userAgent: options.userAgent,
    log: SILENT_LOG,
    request: { fetch: createGuardedFetch(new URL(options.apiUrl).origin), log: SILENT_LOG },
    ...(options.token === undefined ? {} : { auth: options.token }),
  });
  octokit.hook.wrap("request", async (send, parameters) => {
    const { url } = octokit.request.endpoint.parse(parameters);
    const isQuery = /\/graphql$/.test(url);
    const writes = !isQuery && !["GET", "HEAD"].includes(parameters.method);
    parameters.headers["x-github-api-version"] ??= API_VERSION;
    return await runAttempts(settings, { method: parameters.method, url, writes }, async (signal) => {
      // All hooks share this object; another one passed to `send` would not reach the inner hooks.
      parameters.request.signal = signal;
      const response = await send(parameters);
      options.onHeaders(response.headers);
      checkAnswer(response, isQuery);
      return response;
    });
  });
  return octokit;
}

export type GitHubOctokit = Awaited<ReturnType<typeof createOctokit>>;

/** octokit passes off the text of JSON that it couldn't parse, and an empty text for a body that was cut. */
function checkAnswer(
  response: { readonly headers: Readonly<Record<string, unknown>>; readonly data: unknown },
  isQuery: boolean,
): void {
  const isJson = /^application\/json\b/.test(String(response.headers["content-type"] ?? ""));
  if (isJson && typeof response.data === "string") {
    throw failureError("malformed", "the answer is no JSON or was cut off");
  }
  if (!isQuery) return;
  if (typeof response.data !== "object" || response.data === null) {
    throw failureError("malformed", "the answer to a query is no object");
  }
  const { errors } = response.data as { readonly errors?: unknown };
  if (Array.isArray(errors) && errors.length > 0) {
    const fields = { name: "GraphqlResponseError", errors, headers: response.headers };
    throw Object.assign(new Error("errors in the answer"), fields);
  }
}
