/** A request that failed, as data: what the callers that can go on decide by. */

import { messageOf, UserError } from "../../user_error.ts";

export interface RequestFailure {
  /**
   * `status`: GitHub answered with an error status; `graphql`: with errors in a GraphQL answer; `network`: no answer;
   * `untrusted`: a certificate that isn't believed; `timeout`: none in time; `malformed`: an answer that isn't what
   * GitHub's documentation says; `redirect`: an address, mostly of a redirect, that is not followed; `too-large`:
   * more bytes than allowed; `not-permitted`: this executable may not connect to that host.
   */
  readonly kind:
    | "status"
    | "graphql"
    | "network"
    | "untrusted"
    | "timeout"
    | "malformed"
    | "redirect"
    | "too-large"
    | "not-permitted";
  readonly method: string;
  /** Without query. */
  readonly url: string;
  readonly status: number | undefined;
  /** GitHub's own words, or those of the network. */
  readonly reason: string;
  /** Of the answer, lower-case names; empty without one. */
  readonly headers: Readonly<Record<string, string>>;
  /** The request wrote, and may have been carried out all the same: look before trying again. */
  readonly doubtful: boolean;
  /** How often it was sent. */
  readonly tries: number;
  /** Milliseconds that all requests may take together, where it was this limit that ended the tries. */
  readonly timeLimit: number | undefined;
  /** Milliseconds of `--timeout`, where the limit was a share of it or all of it. */
  readonly wholeTime?: number | undefined;
}

/** What octokit's errors and those made here have in common; read without trusting any of it. */
interface ThrownFields {
  readonly name?: unknown;
  readonly status?: unknown;
  readonly cause?: unknown;
  readonly errors?: unknown;
  readonly headers?: unknown;
  readonly failureKind?: unknown;
  readonly tries?: unknown;
  readonly timeLimit?: unknown;
  readonly wholeTime?: unknown;
  readonly unsent?: unknown;
  readonly response?: { readonly status?: unknown; readonly headers?: unknown; readonly data?: unknown };
}

/** What was sent. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  /** Whether carrying it out changes something (a GraphQL query doesn't, though it is a POST). */
  readonly writes: boolean;
}

/** An error that carries its kind, thrown where octokit has no error of its own. */
export function failureError(kind: RequestFailure["kind"], reason: string): Error {
  return Object.assign(new Error(reason), { failureKind: kind });
}

/** Reads what was thrown while a request ran. */
export function describeFailure(thrown: unknown, sent: SentRequest): RequestFailure {
  const fields: ThrownFields = typeof thrown === "object" && thrown !== null ? thrown : {};
  const answered = fields.response !== undefined;
  const kind = isNotPermitted(thrown) ? "not-permitted" : kindOf(thrown, fields, answered);
  const status = Number(answered ? fields.response?.status ?? fields.status : undefined) || undefined;
  const reason = reasonOf(thrown, fields, kind);
  const unsent = fields.unsent === true || (kind !== "status" && isConnectFailure(reason));
  const refused = kind === "redirect" || kind === "graphql" || kind === "not-permitted" ||
    (status !== undefined && status >= 300 && status < 500);
  return {
    kind,
    method: sent.method,
    url: sent.url.replace(/[?#].*$/, ""),
    status,
    reason,
    headers: stringRecord(fields.response?.headers ?? fields.headers),
    doubtful: sent.writes && !unsent && !refused,
    tries: typeof fields.tries === "number" ? fields.tries : 1,
    timeLimit: typeof fields.timeLimit === "number" ? fields.timeLimit : undefined,
    wholeTime: typeof fields.wholeTime === "number" ? fields.wholeTime : undefined,
  };
}

/** The failure behind an error of the client, `undefined` for any other. */
export function failureOf(error: unknown): RequestFailure | undefined {
  const cause = error instanceof UserError ? error.cause : undefined;
  return cause instanceof Error ? (cause as { failure?: RequestFailure }).failure : undefined;
}

/** The HTTP status behind an error of the client, `undefined` where there was none. */
export function statusOf(error: unknown): number | undefined {
  return failureOf(error)?.status;
}

/**
 * Whether it is still unknown, after an error, if the requested thing exists: GitHub did not answer, or not to that
 * question. Answers such as "gone", "too large" or "elsewhere" are final.
 */
export function leavesOpen(error: unknown): boolean {
  const failure = failureOf(error);
  if (failure === undefined || failure.kind === "redirect" || failure.kind === "too-large") return false;
  return failure.status === undefined || ![404, 410, 451].includes(failure.status);
}

/** The cause of the client's errors: nothing of the request's headers is in it. */
export function failureCause(failure: RequestFailure): Error {
  return Object.assign(new Error(`${failure.method} ${failure.url}: ${failure.reason}`), { failure });
}

function kindOf(thrown: unknown, fields: ThrownFields, answered: boolean): RequestFailure["kind"] {
  // octokit wraps what its fetch threw.
  const marked = fields.failureKind ?? (fields.cause as ThrownFields | undefined)?.failureKind;
  if (typeof marked === "string") return marked as RequestFailure["kind"];
  if (Array.isArray(fields.errors) && fields.name === "GraphqlResponseError") return "graphql";
  if (answered) return "status";
  const reason = networkReason(thrown);
  if (/invalid peer certificate/.test(reason)) return "untrusted";
  return speaksOtherwise(reason) ? "malformed" : "network";
}

/** In Deno's words: something answered, but not in HTTP, or not in TLS. */
function speaksOtherwise(reason: string): boolean {
  return /\(SendRequest\): (?:invalid |message head is too large)|received corrupt message/.test(reason);
}

/** Deno refused to connect, for want of a permission; octokit wraps what its fetch threw. */
function isNotPermitted(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  return thrown instanceof Deno.errors.NotCapable || isNotPermitted(thrown.cause);
}

function reasonOf(thrown: unknown, fields: ThrownFields, kind: RequestFailure["kind"]): string {
  const data = fields.response?.data;
  if (kind === "status" && typeof data === "object" && data !== null) return reasonInBody(data);
  if (kind === "graphql" && Array.isArray(fields.errors)) {
    return fields.errors.map((error: { message?: unknown }) => String(error?.message ?? error)).join("; ");
  }
  const text = networkReason(thrown);
  if (kind === "status" && /<\w+/.test(text)) return "an HTML page";
  // The address is told beside it.
  return oneLine(text.replace(/^error sending request\b.*?: (?=client error )/, ""));
}

/** Deno 2.9 says "fetch failed", which octokit wraps, and keeps the reason in the cause; 2.7 has it in the message. */
function networkReason(thrown: unknown): string {
  const cause = thrown instanceof Error ? thrown.cause : undefined;
  return cause instanceof Error ? networkReason(cause) : messageOf(thrown);
}

/** `{"message": …, "errors": [{"message" | "code", "field", …} | "text"]}`. */
function reasonInBody(data: { readonly message?: unknown; readonly errors?: unknown }): string {
  const details = Array.isArray(data.errors)
    ? data.errors.map(wordsOfError).filter((text) => text !== "")
    : [];
  return oneLine([String(data.message ?? "no reason given"), ...details].join("; "));
}

function wordsOfError(error: unknown): string {
  if (typeof error === "string") return error;
  if (typeof error !== "object" || error === null) return "";
  const { message, field, code } = error as Record<string, unknown>;
  if (typeof message === "string") return message;
  return [field, code].filter((part) => typeof part === "string").join(" ");
}

/** In Deno's words: name resolution, connecting and TLS failed, so nothing was sent. */
function isConnectFailure(reason: string): boolean {
  return /client error \(Connect\)|dns error|Requests to port \d+ are blocked/.test(reason);
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 500 ? `${line.slice(0, 500)}…` : line;
}

function stringRecord(value: unknown): Record<string, string> {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(Object.entries(value).map(([name, text]) => [name.toLowerCase(), String(text)]));
}
