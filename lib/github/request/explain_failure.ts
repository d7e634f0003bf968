/** A failed request in one sentence for the person at the terminal, with the next step. */

import { UserError } from "../../user_error.ts";
import type { GitHubAddresses } from "./addresses.ts";
import type { NamedProxy } from "./proxy.ts";
import { NEVER, rateLimitOf } from "./rate_limit.ts";
import { failureCause, type RequestFailure } from "./request_failure.ts";
import { holdsOneOf, lackOfScope, scopesIn } from "./scopes.ts";
import { tokenPage } from "./token.ts";

/** What the sentence needs to know beside the failure. */
export interface FailureContext {
  readonly addresses: GitHubAddresses;
  /** In the infinitive: `read issue #42 of acme/tidebook`. */
  readonly purpose: string;
  /** Whether the request carried a token. */
  readonly authenticated: boolean;
  /** What the request went through, if the environment names one. */
  readonly proxy?: NamedProxy | undefined;
}

/** The error for a failed request; `failureOf` gives the failure back. */
export function explainFailure(failure: RequestFailure, context: FailureContext): UserError {
  return new UserError(sentenceFor(failure, context), {
    detail: [`${failure.method} ${failure.url}`, failure.status && `HTTP ${failure.status}`, failure.reason]
      .filter((part) => part !== undefined && part !== 0 && part !== "").join(": "),
    cause: failureCause(failure),
  });
}

function sentenceFor(failure: RequestFailure, context: FailureContext): string {
  const could = `Could not ${context.purpose}`;
  if (failure.tries === 0 && failure.timeLimit !== undefined) {
    return `${could}: ${timeOf(failure)} s of --timeout were used up before it; ${nextStep(failure, "")}.`;
  }
  switch (failure.kind) {
    case "network":
      return `${could}: ${hostOf(failure)} can't be reached${tried(failure)}${throughProxy(context)}; check ${
        context.proxy === undefined ? "the connection" : "it, and the connection"
      }${isDefaultApi(context) ? "" : " (GITHUB_API_URL)"}, then ${nextStep(failure, "try again")}.`;
    case "untrusted":
      return `${could}: ${
        hostOf(failure)
      } shows a certificate that isn't trusted; where a proxy or your company issues its own, ` +
        "set DENO_TLS_CA_STORE=system, or DENO_CERT to the file that holds the issuer's.";
    case "timeout":
      return `${could}: ${hostOf(failure)} did not answer in time${tried(failure)}; ${
        nextStep(failure, "try again")
      }.`;
    case "malformed":
      return `${could}: ${hostOf(failure)} answered, but not as GitHub's API does, or the answer was cut off${
        tried(failure)
      }; ${checkOf(context)}, then ${nextStep(failure, "try again")}.`;
    case "not-permitted":
      return `${could}: this program may not connect to ${
        hostOf(failure)
      }; use erk-learn for the same command, which may.`;
    case "redirect":
      return `${could}: ${failure.reason}; ${
        isOfApi(failure, context)
          ? checkOf(context)
          : `nothing is fetched from there, unless GITHUB_API_URL names its server (now ${context.addresses.apiUrl})`
      }.`;
    case "too-large":
      // Of what isn't the API's, the reason names the limit.
      return isOfApi(failure, context)
        ? `${could}: what ${hostOf(failure)} answered is larger than any answer of GitHub's API; ${
          checkOf(context)
        }.`
        : `${could}: ${failure.reason}.`;
    case "graphql":
    case "status":
      return `${could}: ${sentenceForAnswer(failure, context)}`;
  }
}

function sentenceForAnswer(failure: RequestFailure, context: FailureContext): string {
  const limit = rateLimitOf(failure);
  if (limit !== undefined) {
    const until = limit.resetsAt === undefined
      ? "in a few minutes"
      : limit.resetsAt === NEVER
      ? "later"
      : `after ${utcTime(limit.resetsAt)}`;
    return `GitHub's ${limit.secondary ? "secondary " : ""}rate limit is used up${
      tried(failure)
    }; try again ${until}${
      context.authenticated ? "" : ", or set GH_TOKEN: without a token the limit is 60 requests an hour"
    }${waitHint(failure, limit.resetsAt)}.`;
  }
  const renew = `make a new one (${
    tokenPage(context.addresses.serverUrl)
  }) and set GH_TOKEN, or run "gh auth refresh"`;
  if (failure.status === 401) {
    return context.authenticated
      ? `GitHub did not accept the token, it is wrong or has expired; ${renew}.`
      : `GitHub asks for a token; set GH_TOKEN or run "gh auth login".`;
  }
  const signOn = /url=([^;\s]+)/.exec(failure.headers["x-github-sso"] ?? "")?.[1];
  if (signOn !== undefined) {
    return `the organization asks for single sign-on; authorize the token at ${signOn}.`;
  }
  const missing = missingScope(failure);
  if (missing !== undefined) {
    return `${lackOfScope(missing.wanted, missing.held, context.addresses.serverUrl)}.`;
  }
  return sentenceForStatus(failure, context);
}

/** What no other token would change, by GitHub's words, and what does. */
const REFUSED_TO_ALL: readonly (readonly [words: RegExp, remedy: string])[] = [
  [
    /GitHub Actions is not permitted to create/i,
    "Allow it in the repository's settings (Actions, General, Workflow permissions), then run the failed job again.",
  ],
  [/\barchived\b/i, "Unarchive the repository in its settings, then try again."],
  [/\bIP allow list\b/i, "Try again from an address that it allows: in its network, or through its VPN."],
  [
    /\bis locked\b/i,
    "Unlock its conversation on GitHub, or use a token of somebody who may write to the repository.",
  ],
];

function sentenceForStatus(failure: RequestFailure, context: FailureContext): string {
  const permissions = failure.headers["x-accepted-github-permissions"];
  const { status, reason } = failure;
  if (status === 403 && /\bby integration\b/.test(reason) && /\/gists$/.test(failure.url)) {
    return "the token of a GitHub Actions job (GITHUB_TOKEN) belongs to nobody who could have gists; set GH_TOKEN to " +
      `a person's token with the scope gist (${tokenPage(context.addresses.serverUrl)}).`;
  }
  const remedy = status === 403 ? REFUSED_TO_ALL.find(([words]) => words.test(reason))?.[1] : undefined;
  if (remedy !== undefined) return `GitHub said: ${ended(reason)} ${remedy}`;
  if (status === 403) {
    const needed = permissions === undefined || permissions === "" ? "" : ` (it needs ${permissions})`;
    return context.authenticated
      ? `the token is not allowed to${needed}, GitHub said: ${ended(reason)} Use a token that is.`
      : `GitHub refused it without a token; set GH_TOKEN or run "gh auth login".`;
  }
  if (status === 404 && failure.method === "POST" && /\/gists$/.test(failure.url)) {
    return "this server makes none (an Enterprise server may have them switched off), or the token may not; use one with " +
      `the scope gist (${tokenPage(context.addresses.serverUrl)}).`;
  }
  if (status === 404) {
    const access = context.authenticated
      ? "the token has no access to it"
      : "it asks for a token (set GH_TOKEN)";
    return `it isn't there, or ${access}; check the name.`;
  }
  if (status !== undefined && status >= 500) {
    return `GitHub had a failure of its own (HTTP ${status})${tried(failure)}; ${
      nextStep(failure, "try again in a minute")
    }.`;
  }
  switch (status) {
    case undefined:
      return `GitHub answered: ${ended(reason)} Check the names, then try again.`;
    case 410:
      return isSwitchedOff(failure)
        ? `GitHub said: ${ended(reason)} Switch them on in the repository's settings, then try again.`
        : "it has been deleted or has expired.";
    case 409:
      return `it conflicts with what is there, GitHub said: ${
        ended(reason)
      } Look at it on GitHub, then try again.`;
    case 422:
      return `GitHub rejected the request: ${ended(reason)} Correct what it names, then try again.`;
    case 451:
      return `GitHub may not show it, for legal reasons: ${
        ended(reason)
      } Its owner and GitHub's support know more.`;
    default:
      return `GitHub answered HTTP ${status}: ${ended(reason)} That is no answer to such a request; ${
        checkOf(context)
      }, then try again.`;
  }
}

/** "Issues are disabled for this repo", "Issues has been disabled in this repository". */
export function isSwitchedOff({ status, reason }: Pick<RequestFailure, "status" | "reason">): boolean {
  return status === 410 && /\bdisabled\b/i.test(reason);
}

/**
 * The scope that a classic token lacks: `x-accepted-oauth-scopes` names those of which one is enough,
 * `x-oauth-scopes` those that it has (absent for tokens without scopes). GitHub hides what a token may not
 * see behind 404: creating a gist without the scope `gist` is "Not Found".
 */
function missingScope(failure: RequestFailure): { wanted: string; held: string[] } | undefined {
  const held = failure.headers["x-oauth-scopes"];
  const wanted = scopesIn(failure.headers["x-accepted-oauth-scopes"]);
  if (held === undefined || wanted.length === 0 || (failure.status !== 403 && failure.status !== 404)) {
    return undefined;
  }
  const has = scopesIn(held);
  if (holdsOneOf(has, wanted)) return undefined;
  return { wanted: wanted.includes("repo") ? "repo" : wanted[0] ?? "", held: has };
}

function throughProxy({ proxy }: FailureContext): string {
  return proxy === undefined ? "" : ` through the proxy ${proxy.host} (${proxy.variable})`;
}

function hostOf(failure: RequestFailure): string {
  return URL.parse(failure.url)?.host ?? failure.url;
}

function isDefaultApi(context: FailureContext): boolean {
  return context.addresses.apiUrl === "https://api.github.com";
}

function isOfApi(failure: RequestFailure, { addresses }: FailureContext): boolean {
  return failure.url.startsWith(`${addresses.apiUrl}/`);
}

/** What to look at where something answers that isn't GitHub, or isn't as it should be. */
function checkOf(context: FailureContext): string {
  return `check ${
    isDefaultApi(context) ? "" : "GITHUB_API_URL, and "
  }that no proxy or login page answers in its place`;
}

/** How often it was tried, and in which time where that was what ended it. */
function tried(failure: RequestFailure): string {
  const { tries, timeLimit } = failure;
  const within = timeLimit === undefined ? "" : ` in ${timeOf(failure)} s of --timeout`;
  return tries === 1 && within === "" ? "" : `, tried ${tries === 1 ? "once" : `${tries} times`}${within}`;
}

/** `the 120`, or `its 40 of the 120`: seconds of `--timeout`. */
function timeOf({ timeLimit = 0, wholeTime = timeLimit }: RequestFailure): string {
  const whole = `the ${secondsOf(wholeTime)}`;
  return wholeTime === timeLimit ? whole : `its ${secondsOf(timeLimit)} of ${whole}`;
}

/** What to do now, and what a person should know before. */
function nextStep(failure: RequestFailure, otherwise: string): string {
  const step = failure.timeLimit === undefined
    ? otherwise
    : "run the command again (what was finished stays), or give it more time with --timeout";
  return failure.doubtful ? `${step} (it may have been done all the same)` : step;
}

/** A limit that ends within the hour can be waited for. */
function waitHint({ timeLimit, wholeTime }: RequestFailure, resetsAt: Date | undefined): string {
  if (timeLimit === undefined || resetsAt === undefined || resetsAt === NEVER) return "";
  const wait = Math.ceil((resetsAt.getTime() - Date.now()) / 1000);
  const needed = (secondsOf(timeLimit) + Math.max(0, wait)) * (wholeTime ?? timeLimit) / timeLimit;
  return wait > 3_600 ? "" : `, or let the command wait for it with --timeout ${Math.ceil(needed)}`;
}

function secondsOf(milliseconds: number): number {
  return Math.ceil(milliseconds / 1000);
}

function ended(reason: string): string {
  return /[.!?]$/.test(reason) ? reason : `${reason}.`;
}

function utcTime(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
