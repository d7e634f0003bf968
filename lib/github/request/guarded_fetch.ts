/** A fetch that takes the token to one server only, whatever an answer redirects to. */

import { isNestedTooDeeply } from "../../session/nesting.ts";
import { failureError } from "./request_failure.ts";
import { readWholeBody } from "./whole_body.ts";

/**
 * Bytes of an answer in memory. The largest of GitHub's are gists, with a megabyte of each file: this is more than a hundred
 * such files.
 */
const MAX_ANSWER_BYTES = 128 * 1024 * 1024;

/** Shorter answers can't be nested so deeply that it matters. */
const LONG_BYTES = 1_000_000;

/** GitHub redirects once for a renamed repository or a transferred issue; a few more are a loop. */
const MAX_REDIRECTS = 5;

type Fetch = (address: string, options?: RequestInit) => Promise<Response>;

/**
 * Makes a fetch that refuses any other origin and follows redirects within its own, with the same method, as
 * GitHub's documentation asks for. A caller that asks for `redirect: "manual"` gets the redirect itself.
 */
export function createGuardedFetch(origin: string): Fetch {
  return async (address, options = {}) => {
    let url = new URL(address);
    let { method, body } = options;
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      if (url.origin !== origin) {
        throw failureError("redirect", `the redirect to ${url.origin} was not followed`);
      }
      const request = {
        ...options,
        ...(method === undefined ? {} : { method }),
        redirect: "manual",
      } as const;
      const response = await fetchOnce(url, { ...request, body: body ?? null });
      const target = redirectTarget(response, url);
      if (target === undefined || options.redirect === "manual") {
        return await wholeAnswer(response, options.signal);
      }
      await response.body?.cancel();
      url = target;
      if (response.status === 303) [method, body] = ["GET", undefined];
    }
    throw failureError("redirect", `${url.origin} redirected more than ${MAX_REDIRECTS} times`);
  };
}

/**
 * Sends a body as a stream, which can be sent once only. Deno sends any other again by itself when the connection is
 * lost before the answer (2.7 always, 2.9 on a connection that was used before), and would make a second gist.
 *
 * A server that insists on a length says so (411) without doing anything, and gets the body with its length.
 */
async function fetchOnce(url: URL, request: RequestInit): Promise<Response> {
  const { body } = request;
  if (typeof body !== "string") return await fetch(url, request);
  const response = await fetch(url, { ...request, body: new Blob([body]).stream() });
  if (response.status !== 411) return response;
  await response.body?.cancel();
  return await fetch(url, request);
}

/**
 * The answer with its body in memory: octokit takes one that was cut for an empty one, and one without end until there is no
 * memory left.
 */
async function wholeAnswer(response: Response, signal: AbortSignal | null | undefined): Promise<Response> {
  const { status, statusText, headers } = response;
  if (status < 200 || status > 599) {
    await response.body?.cancel();
    throw failureError("malformed", `it answered with HTTP ${status}, which means nothing`);
  }
  const bytes = await readWholeBody(response, MAX_ANSWER_BYTES, signal);
  // Parsed, 60 MB of "[" took 3 GB and half a minute.
  if (bytes.length >= LONG_BYTES && isNestedTooDeeply(new TextDecoder().decode(bytes))) {
    throw failureError("too-large", "it is nested without end");
  }
  const body = [204, 205, 304].includes(status) ? null : bytes;
  return new Response(body, { status, statusText, headers });
}

/** Where an answer redirects to, `undefined` if it doesn't. */
export function redirectTarget(response: Response, from: URL): URL | undefined {
  if (![301, 302, 303, 307, 308].includes(response.status)) return undefined;
  return URL.parse(response.headers.get("location") ?? "", from) ?? undefined;
}
