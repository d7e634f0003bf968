/** How the provider is reached: its address, and waits that stay within bounds. */

import { UserError } from "../../user_error.ts";

/**
 * The address without a slash at its end.
 * @throws {UserError} when it is no http or https address.
 */
export function checkedBaseUrl(address: string): string {
  const url = URL.parse(address);
  if (url === null || !["http:", "https:"].includes(url.protocol)) {
    throw new UserError(
      "ANTHROPIC_BASE_URL is not an http or https address; correct it, or unset it for the provider's own.",
    );
  }
  return address.replace(/\/+$/, "");
}

/**
 * Bytes of an answer. One of 128,000 tokens, each in an event of its own, has some 25 million: whoever sends more has no end in
 * mind, and the client keeps all of it.
 */
const MAX_ANSWER_BYTES = 128 * 1024 * 1024;

/**
 * `fetch` that has the provider's client not wait longer than we want to nor take more than there is room for,
 * follows no redirect (the materials are for the address that was named), and tells of failures for which it asks
 * again (at most `retries` times), in words that go on after the provider's name.
 */
export function boundedFetch(
  maxWaitMilliseconds: number,
  retries: number,
  onRetry: (failure: string) => void,
  maximumBytes = MAX_ANSWER_BYTES,
): typeof fetch {
  const boundedBody = ({ body, status, statusText }: Response, headers: Headers) =>
    new Response(body?.pipeThrough(endingAfter(maximumBytes)) ?? null, { status, statusText, headers });
  return async (input, init) => {
    // The client's own count of the tries before this one.
    const sent = init !== undefined && "headers" in init ? init.headers : undefined;
    const tries = Number(sent instanceof Headers ? sent.get("x-stainless-retry-count") : 0);
    const tell = (failure: string) => {
      if (tries < retries) onRetry(failure);
    };
    const response = await fetch(input, { ...init, redirect: "manual" }).catch((error) => {
      if (init?.signal?.aborted !== true) tell("can't be reached");
      throw error;
    });
    if (response.status !== 429 && response.status < 500) return boundedBody(response, response.headers);
    if (askedWait(response.headers) > maxWaitMilliseconds) {
      const headers = new Headers(response.headers);
      headers.set("x-should-retry", "false");
      return boundedBody(response, headers);
    }
    tell(`answered ${response.status}`);
    return boundedBody(response, response.headers);
  };
}

/** Whether an answer is meant for a browser. */
export function isPage(headers: Headers): boolean {
  return /^\s*(?:text\/html|application\/xhtml\+xml)\b/i.test(headers.get("content-type") ?? "");
}

/** Fails at more bytes than that. */
function endingAfter(
  maximumBytes: number,
): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.length;
      if (bytes > maximumBytes) controller.error(new Error(`it has more than ${maximumBytes} bytes`));
      else controller.enqueue(chunk);
    },
  });
}

/** Milliseconds that a provider wants us to wait; NaN where it says nothing. */
function askedWait(headers: Headers): number {
  const milliseconds = headers.get("retry-after-ms");
  if (milliseconds !== null) return Number(milliseconds);
  const wait = headers.get("retry-after");
  if (wait === null) return NaN;
  return Number.isNaN(Number(wait)) ? Date.parse(wait) - Date.now() : Number(wait) * 1_000;
}

/** Waits, or throws the signal's reason. */
export async function delay(milliseconds: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  const abort = () => reject(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  try {
    await promise;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", abort);
  }
}
