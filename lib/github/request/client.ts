/** The one way to GitHub: octokit behind a narrow interface, with retries and clear errors. */

import { z } from "zod";
import type { UserError } from "../../user_error.ts";
import { VERSION } from "../../version.ts";
import type { GitHubAddresses } from "./addresses.ts";
import type { AttemptSettings } from "./attempts.ts";
import { downloadBytes, type DownloadRequest } from "./download.ts";
import { explainFailure } from "./explain_failure.ts";
import { listPages, refusePage } from "./list_pages.ts";
import { createOctokit, type GitHubOctokit } from "./octokit.ts";
import { proxyFor } from "./proxy.ts";
import { describeFailure, failureError, type SentRequest } from "./request_failure.ts";
import { DEFAULT_RETRY_POLICY, type RetryPolicy, retryPolicyFor, wait } from "./retry.ts";
import { withSayableReason } from "./sayable_reason.ts";
import { scopesIn } from "./scopes.ts";
import { createTimeBudget, shareOfBudget, type TimeBudget } from "./time_budget.ts";

/** A REST request. */
export interface RestRequest<Answer> {
  /** As GitHub's documentation writes it: `GET /repos/{owner}/{repo}`. */
  readonly route: string;
  /** Fills the route; what is left becomes the query (GET) or the body. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** In the infinitive, for errors: `read issue #42 of acme/tidebook`. */
  readonly purpose: string;
  /** What the answer must be. */
  readonly answer: z.ZodType<Answer>;
  /** Gives a redirect back instead of following it. */
  readonly redirect?: "manual";
}

/** A REST request whose answer is a list; `answer` is what each entry must be. */
export interface ListRequest<Answer> extends Omit<RestRequest<Answer>, "redirect"> {
  /** The field that holds the list, for answers such as `{"total_count", "artifacts": […]}`. */
  readonly field?: string;
}

/** A GraphQL query, not a mutation. */
export interface GraphqlRequest<Answer> {
  /** For `graphqlPages` with a variable `$cursor: String` and a single `pageInfo` outside of lists. */
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** In the infinitive, for errors. */
  readonly purpose: string;
  /** What the answer's `data` must be. */
  readonly answer: z.ZodType<Answer>;
}

export interface RestAnswer<Data> {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly data: Data;
}

/**
 * What the program asks of GitHub. Every method throws a UserError with the next step for the person
 * (`failureOf` and `statusOf` tell what was behind it), or the reason of the signal if that is aborted.
 */
export interface GitHubClient extends GitHubAddresses {
  /** Whether there is a token. */
  readonly authenticated: boolean;
  /**
   * Waits between requests, at the cost of the client's time budget; `false`, at once, if it doesn't hold so much.
   * Throws the reason of the signal when that is aborted.
   *
   * @param reason told to the person before, if given.
   */
  pause(milliseconds: number, reason?: string): Promise<boolean>;
  /**
   * The scopes of a classic token; `undefined` without a token, for one of a kind that has no scopes, and where GitHub
   * doesn't say. Known from any answer; if there was none yet, one is asked for that costs nothing of the rate limit.
   */
  tokenScopes(): Promise<readonly string[] | undefined>;
  /**
   * The same, for requests that are worth having and not worth all of the time: together they take this part of it at most
   * (0–1), and leave its last third to others.
   */
  withShare(fraction: number): Promise<GitHubClient>;
  /** When and how often to try again: for callers that look at what became of a write before repeating it. */
  readonly retryPolicy: RetryPolicy;
  request<Answer>(request: RestRequest<Answer>): Promise<RestAnswer<Answer>>;
  /** The entries of all pages of a list. */
  list<Answer>(request: ListRequest<Answer>): Promise<Answer[]>;
  graphql<Answer>(request: GraphqlRequest<Answer>): Promise<Answer>;
  graphqlPages<Answer>(request: GraphqlRequest<Answer>): AsyncGenerator<Answer>;
  /** Raw bytes; the token goes along only where it is the API's own origin. */
  download(request: DownloadRequest): Promise<Uint8Array>;
}

export interface GitHubClientOptions extends GitHubAddresses {
  /** What names a proxy, for errors; missing: nothing does. */
  readonly environment?: (name: string) => string | undefined;
  /** `undefined`: only what anyone may read. */
  readonly token: string | undefined;
  /** Ends requests and waits at once. */
  readonly signal?: AbortSignal | undefined;
  /** Gets a line for people before each retry. */
  readonly onRetry?: ((message: string) => void) | undefined;
  /** What differs from the default policy, or from that of the given budget. */
  readonly retry?: Partial<RetryPolicy>;
}

/** Makes a client. Connects nothing yet, but loads octokit: call it where GitHub is first needed. */
export async function createGitHubClient(options: GitHubClientOptions): Promise<GitHubClient> {
  const policy = {
    ...retryPolicyFor(options.retry?.budget ?? DEFAULT_RETRY_POLICY.budget),
    ...options.retry,
  };
  return await createClientWithin(createTimeBudget(policy.budget), policy, options);
}

/** Turns what was thrown into an error for people, or throws the reason of the signal. */
type Explain = (thrown: unknown, purpose: string, sent: SentRequest) => Promise<UserError>;

async function createClientWithin(
  budget: TimeBudget,
  policy: RetryPolicy,
  options: GitHubClientOptions,
): Promise<GitHubClient> {
  const { apiUrl, serverUrl, token, signal, onRetry } = options;
  const settings: AttemptSettings = { policy, budget, signal, onRetry };
  const userAgent = `erk-learn/${VERSION}`;
  const scopes = createScopeMemory();
  const octokit = await createOctokit({ apiUrl, token, userAgent, onHeaders: scopes.note }, settings);
  const explain = explainer(options);
  const rest = restMethods(octokit, explain);
  return {
    apiUrl,
    serverUrl,
    authenticated: token !== undefined,
    retryPolicy: policy,
    ...rest,
    ...graphqlMethods(octokit, explain, `${apiUrl}/graphql`),
    async tokenScopes() {
      return token === undefined ? undefined : await scopes.known(rest.request, signal);
    },
    async withShare(fraction) {
      const attemptTimeout = policy.attemptTimeout * fraction;
      return await createClientWithin(
        shareOfBudget(budget, fraction),
        { ...policy, attemptTimeout },
        options,
      );
    },
    async pause(milliseconds, reason) {
      if (milliseconds >= budget.remaining()) return false;
      if (reason !== undefined) onRetry?.(`${reason}; looking in ${(milliseconds / 1000).toFixed(1)} s`);
      await budget.spend(() => wait(milliseconds, signal));
      return true;
    },
    async download(request) {
      const apiOrigin = new URL(apiUrl).origin;
      try {
        return await downloadBytes(request, { ...settings, userAgent, apiOrigin, token });
      } catch (error) {
        throw await explain(error, request.purpose, { method: "GET", url: request.url, writes: false });
      }
    },
  };
}

function explainer({ apiUrl, serverUrl, token, signal, environment }: GitHubClientOptions): Explain {
  return async (thrown, purpose, sent) => {
    signal?.throwIfAborted();
    return explainFailure(await withSayableReason(describeFailure(thrown, sent)), {
      addresses: { apiUrl, serverUrl },
      purpose,
      authenticated: token !== undefined,
      proxy: environment && proxyFor(sent.url, environment),
    });
  };
}

/** The scopes of the token, which GitHub names in the headers of every answer. */
function createScopeMemory() {
  let newest: { readonly header: string | undefined } | undefined;
  return {
    note(headers: Readonly<Record<string, unknown>>): void {
      const header = headers["x-oauth-scopes"];
      newest = { header: typeof header === "string" ? header : undefined };
    },
    /** Asks for an answer if there was none yet. */
    async known(request: GitHubClient["request"], signal: AbortSignal | undefined) {
      if (newest === undefined) {
        // Whatever fails here fails for what it is needed for, too, and is explained there.
        await request({
          route: "GET /rate_limit",
          parameters: {},
          purpose: "read the token's scopes",
          answer: z.unknown(),
        }).catch(() => signal?.throwIfAborted());
      }
      return newest?.header === undefined ? undefined : scopesIn(newest.header);
    },
  };
}

function restMethods(octokit: GitHubOctokit, explain: Explain): Pick<GitHubClient, "request" | "list"> {
  const sent = (route: string, parameters: Readonly<Record<string, unknown>>) =>
    sentOf(octokit.request.endpoint(route, { ...parameters }));
  return {
    async request({ route, parameters, purpose, answer, redirect }) {
      try {
        const request = redirect === undefined ? {} : { request: { redirect } };
        const { status, headers, data } = await octokit.request(route, { ...parameters, ...request });
        return { status, headers: headers as Record<string, string>, data: checked(data, answer) };
      } catch (error) {
        throw await explain(error, purpose, sent(route, parameters));
      }
    },
    async list({ route, parameters, purpose, answer, field }) {
      const entries = [];
      const { method, url, headers } = octokit.request.endpoint(route, { per_page: 100, ...parameters });
      const read = (url: string) => octokit.request({ method, url, headers });
      try {
        for await (const page of listPages(url, read, field)) {
          for (const entry of page) entries.push(checked(entry, answer));
        }
        return entries;
      } catch (error) {
        throw await explain(error, purpose, sent(route, parameters));
      }
    },
  };
}

function graphqlMethods(
  octokit: GitHubOctokit,
  explain: Explain,
  url: string,
): Pick<GitHubClient, "graphql" | "graphqlPages"> {
  const sent: SentRequest = { method: "POST", url, writes: false };
  return {
    async graphql({ query, variables, purpose, answer }) {
      try {
        return checked(await octokit.graphql(query, { ...variables }), answer);
      } catch (error) {
        throw await explain(error, purpose, sent);
      }
    },
    async *graphqlPages({ query, variables, purpose, answer }) {
      try {
        const pages = octokit.graphql.paginate.iterator(query, { ...variables, cursor: null });
        let number = 0;
        for await (const page of pages) {
          refusePage(++number);
          yield checked(page, answer);
        }
      } catch (error) {
        throw await explain(pagingFailure(error, answer), purpose, sent);
      }
    },
  };
}

/** What the plugin throws at pages that can't be followed, as a failure of ours: it exports no classes of them, and some are mistakes. */
function pagingFailure(error: unknown, answer: z.ZodType): unknown {
  if (!(error instanceof Error)) return error;
  if (error.name === "MissingCursorChangeError") {
    return failureError("malformed", "a page of the answer is followed by itself");
  }
  // What has no fields to look for a page in.
  if (error instanceof TypeError) return failureError("malformed", "the answer holds no page");
  if (error.name !== "MissingPageInfo" || !("response" in error)) return error;
  try {
    checked(error.response, answer);
    return failureError("malformed", "the answer doesn't say whether it goes on");
  } catch (failure) {
    return failure;
  }
}

/** Types come from the schemas; what doesn't fit is as bad as no answer. */
function checked<Answer>(data: unknown, schema: z.ZodType<Answer>): Answer {
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw failureError("malformed", `${issue?.path.map(String).join(".") || "the answer"}: ${issue?.message}`);
}

function sentOf({ method, url }: { readonly method: string; readonly url: string }): SentRequest {
  return { method, url, writes: !["GET", "HEAD"].includes(method) };
}
