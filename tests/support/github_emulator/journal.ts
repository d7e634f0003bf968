/** The record of all requests: what was asked, by whom it can be seen, how it ended. */

import type { Fault } from "./fault_types.ts";
import type { JournalEntry, JournalFilter } from "./types.ts";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** An entry while its request runs. */
export type OpenEntry = Mutable<JournalEntry>;

export interface Journal {
  readonly entries: JournalEntry[];
  /** Begins an entry. */
  open(request: {
    readonly server: "api" | "web";
    readonly method: string;
    readonly path: string;
    readonly url: URL;
    readonly headers: Headers;
    readonly body: Uint8Array;
  }): OpenEntry;
  filtered(filter?: JournalFilter): JournalEntry[];
}

/** An empty journal. */
export function createJournal(): Journal {
  const entries: OpenEntry[] = [];
  let sequence = 0;
  return {
    entries,
    open({ server, method, path, url, headers, body }) {
      const requestBody = parseBody(new TextDecoder().decode(body));
      const entry: OpenEntry = {
        sequence: ++sequence,
        server,
        method,
        path,
        query: Object.fromEntries(url.searchParams),
        requestHeaders: {
          ...headersOf(headers),
          authorization: headers.has("authorization") ? "present" : "absent",
        },
        requestBody,
        requestBytes: body.length,
        graphqlOperation: /\/graphql$/.test(path) ? operationName(requestBody) : undefined,
        status: undefined,
        responseHeaders: {},
        responseBody: undefined,
        responseBytes: 0,
        fault: undefined,
        startedAt: performance.timeOrigin + performance.now(),
        durationMilliseconds: undefined,
      };
      entries.push(entry);
      return entry;
    },
    filtered(filter = {}) {
      return entries.filter((entry) =>
        (filter.server === undefined || entry.server === filter.server) &&
        (filter.method === undefined || entry.method === filter.method.toUpperCase()) &&
        textFits(filter.path, entry.path) &&
        textFits(filter.graphqlOperation, entry.graphqlOperation) &&
        (filter.status === undefined || entry.status === filter.status)
      );
    },
  };
}

/** Notes what the request met. */
export function noteFault(entry: OpenEntry, fault: Fault): void {
  entry.fault = fault.kind;
}

/** Notes that the connection was cut in place of an answer. */
export function noteCut(entry: OpenEntry): void {
  entry.status = undefined;
  entry.durationMilliseconds = elapsed(entry);
}

/** Notes the answer. */
export function noteAnswer(
  entry: OpenEntry,
  answer: { readonly status: number; readonly headers: Headers; readonly body: Uint8Array },
): void {
  entry.status = answer.status;
  entry.responseHeaders = headersOf(answer.headers);
  entry.responseBytes = answer.body.length;
  entry.responseBody = isText(answer.headers)
    ? parseBody(new TextDecoder().decode(answer.body))
    : answer.body;
  entry.durationMilliseconds = elapsed(entry);
}

function elapsed(entry: OpenEntry): number {
  return performance.timeOrigin + performance.now() - entry.startedAt;
}

function headersOf(headers: Headers): Record<string, string> {
  return Object.fromEntries(headers);
}

function isText(headers: Headers): boolean {
  return /json|text|xml/.test(headers.get("content-type") ?? "text");
}

function parseBody(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The name after `query` or `mutation`; else the first field. */
function operationName(body: unknown): string | undefined {
  if (typeof body !== "object" || body === null || !("query" in body)) return undefined;
  if ("operationName" in body && typeof body.operationName === "string") return body.operationName;
  const text = String(body.query);
  return /\b(?:query|mutation)\s+(\w+)/.exec(text)?.[1] ?? /\{\s*(\w+)/.exec(text)?.[1];
}

function textFits(wanted: RegExp | string | undefined, text: string | undefined): boolean {
  if (wanted === undefined) return true;
  if (text === undefined) return false;
  return typeof wanted === "string" ? wanted === text : wanted.test(text);
}
